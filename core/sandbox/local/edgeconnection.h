// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"
#include "sandbox/local/edgerequest.h"
#include "sandbox/local/edgetable.h"

namespace bw::sandbox
{

/// One connection of the edge router: one request, checked, and its answer. Thread: the caller's.
class EdgeConnection final
{
public:
    EdgeConnection(EdgeTable &table, int edgePort, FileDescriptor client, int stopFd);
    void run();

    static constexpr const char *tokenHeader = "e2b-traffic-access-token";
    static constexpr const char *cookieName = "bw_traffic";
    static constexpr const char *linkParameter = "bw_token";

private:
    void serve(const QByteArray &rest);
    bool redeemLink();
    /// Checks and takes out the token and every cookie of ours.
    bool takePass();
    void pass(const EdgeTable::Route &route, const QByteArray &rest);
    void answer(int status, const QString &message);
    void send(const QByteArray &head, const QByteArray &body);

    EdgeTable &m_table;
    int m_edgePort;
    FileDescriptor m_client;
    int m_stopFd;
    HttpHead m_head;
    EdgeRequest m_request;
};

}  // namespace bw::sandbox
