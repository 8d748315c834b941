// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"
#include "sandbox/local/bodytracker.h"
#include "sandbox/local/egressproxy.h"
#include "sandbox/local/egressrequest.h"
#include "sandbox/local/egressrules.h"

namespace bw::sandbox
{

/// One connection of the egress proxy, from its request to its end. Thread: the caller's.
class EgressConnection final
{
public:
    EgressConnection(const EgressConfig &config, const EgressRules &rules, FileDescriptor client, int stopFd);
    /// `full`: there are more connections than allowed, so that only the refusal is said.
    void run(bool full);

private:
    void serve(const QByteArray &rest);
    [[nodiscard]] FileDescriptor open(const QString &host);
    [[nodiscard]] FileDescriptor dialDirectly(const QString &host);
    [[nodiscard]] FileDescriptor dialThrough(const HostProxy::Server &proxy, const QString &host);
    void tunnel(FileDescriptor server, const QByteArray &rest);
    void plain(FileDescriptor server, const QByteArray &rest);
    void refuse(const EgressRefusal &refusal);
    void answer(const QByteArray &status, const QString &text);

    const EgressConfig &m_config;
    const EgressRules &m_rules;
    FileDescriptor m_client;
    int m_stopFd;
    EgressRequest m_request;
    std::optional<HostProxy::Server> m_upstream;
    QByteArray m_early;  ///< what an upstream proxy sent behind its consent
};

}  // namespace bw::sandbox
