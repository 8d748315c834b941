// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/money.h"
#include "net/httptransport.h"
#include "sandbox/e2b/e2bprovider.h"

namespace bw::store
{
class Database;
}

namespace bw::engine
{

/// What of this product lives at E2B, seen with the key of the environment; for people, beside an owner or without one.
/// Only sandboxes of this data directory can be ended here.
class CloudSandboxes final
{
public:
    struct Living {
        QString id;
        QString state;  ///< "running", "paused"
        BuildId build;
        qint64 startedMs = 0;
        qint64 endMs = 0;     ///< when it ends by itself
        Money cost;           ///< since it was started, by the price of the settings
        bool ours = false;    ///< of this data directory
        bool waits = false;   ///< with its build, for a person
        bool orphan = false;  ///< ours, and neither a process nor a build holds it
    };
    /// Transport, clock and database must live longer. No database: nothing was ever built in this data directory.
    CloudSandboxes(const QString &dataFolder, store::Database *database, net::HttpTransport &transport, Clock &clock);

    /// Errors: KeyMissing, Unauthorized, those of the network.
    Result<QList<Living>> list(std::stop_token stop);
    Status end(const QString &id, std::stop_token stop);
    /// How many.
    Result<int> endOrphans(std::stop_token stop);

private:
    const QString m_dataFolder;
    store::Database *const m_database;
    Clock &m_clock;
    sandbox::E2bProvider m_provider;
};

}  // namespace bw::engine
