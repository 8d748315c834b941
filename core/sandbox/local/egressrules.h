// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/buildstate.h"
#include "sandbox/local/addresstable.h"
#include "sandbox/local/egressresolver.h"
#include "sandbox/local/hostpattern.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace bw::sandbox
{

/// Why something may not be reached: a stable key for events and a sentence for the program that asked.
struct EgressRefusal {
    QString reason;  ///< "policy", "address", "port", "resolve", "limit"; empty = allowed
    QString text;
    [[nodiscard]] bool refused() const { return !reason.isEmpty(); }
};

/// The policy of one sandbox as pure decisions. A value after construction, so any thread.
class EgressRules final
{
public:
    /// Error: InvalidArgument with the entry that is no host pattern or address.
    static Result<EgressRules> from(NetworkPolicy policy, const QStringList &hosts, const QStringList &addresses);

    /// Before anything is looked up. `normal`: the host as HostPattern::normalised() gives it; nothing = not a name.
    [[nodiscard]] EgressRefusal judge(const QString &asked, const std::optional<QString> &normal, int port) const;
    /// May this resolved address be dialled?
    [[nodiscard]] bool mayDial(const IpAddress &address) const;
    /// The refusal for a host none of whose addresses may be dialled.
    [[nodiscard]] static EgressRefusal noAddress(const QString &host, const QList<Endpoint> &found);

private:
    [[nodiscard]] EgressRefusal judgeLiteral(const QString &asked, const IpAddress &address) const;
    NetworkPolicy m_policy = NetworkPolicy::None;
    QList<HostPattern> m_hosts;
    QList<IpAddress> m_addresses;
};

}  // namespace bw::sandbox
