// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/local/bodytracker.h"
#include "sandbox/local/descriptor.h"
#include "sandbox/local/egressproxy.h"
#include "sandbox/local/egressrequest.h"
#include "sandbox/local/egressrules.h"

namespace bw::sandbox
{

/// One connection of the egress proxy, from its request to its end. Thread: the caller's.
class EgressConnection final
{
public:
    EgressConnection(const EgressConfig &config, const EgressRules &rules, Descriptor client, int stopFd);
    /// `full`: there are more connections than allowed, so that only the refusal is said.
    void run(bool full);

private:
    void serve(const QByteArray &rest);
    [[nodiscard]] Descriptor open(const QString &host);
    [[nodiscard]] Descriptor dialDirectly(const QString &host);
    [[nodiscard]] Descriptor dialThrough(const HostProxy::Server &proxy, const QString &host);
    void tunnel(Descriptor server, const QByteArray &rest);
    void plain(Descriptor server, const QByteArray &rest);
    void refuse(const EgressRefusal &refusal);
    void answer(const QByteArray &status, const QString &text);

    const EgressConfig &m_config;
    const EgressRules &m_rules;
    Descriptor m_client;
    int m_stopFd;
    EgressRequest m_request;
    std::optional<HostProxy::Server> m_upstream;
    QByteArray m_early;  ///< what an upstream proxy sent behind its consent
};

}  // namespace bw::sandbox
