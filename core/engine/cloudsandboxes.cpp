// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cloudsandboxes.h"

#include "engine/buildbudget.h"
#include "engine/keptsandboxes.h"
#include "store/datadirectory.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

CloudSandboxes::CloudSandboxes(const QString &dataFolder, store::Database *database, net::HttpTransport &transport,
                               Clock &clock)
    : m_dataFolder(dataFolder)
    , m_database(database)
    , m_clock(clock)
    , m_provider({.dataFolder = dataFolder, .settings = sandbox::E2bSettings::fromEnvironment()}, transport, clock)
{
}

Result<QList<CloudSandboxes::Living>> CloudSandboxes::list(std::stop_token stop)
{
    const auto listed = m_provider.living(std::move(stop));
    if (!listed)
        return fail(listed.error());
    const Money perSecond = sandboxPrice(u"e2b"_s);
    const bool owned = store::DataDirectory::ownerPid(m_dataFolder).has_value();
    QList<Living> all;
    for (const sandbox::ListedCloudSandbox &one : *listed) {
        Living living {.id = one.id,
                       .state = one.state,
                       .build = BuildId {one.metadata.value(u"build"_s)},
                       .startedMs = one.startedMs,
                       .endMs = one.endMs,
                       .cost = {},
                       .ours = m_provider.isOurs(one)};
        // A paused one costs nothing; its end is when that began.
        const qint64 until = one.state == "paused"_L1 ? one.endMs : m_clock.nowMs();
        living.cost = Money {perSecond.nano * (std::max<qint64>(0, until - one.startedMs) / 1000)};
        const SandboxId id {one.id};
        living.waits = living.ours && m_database && waitsWithItsBuild(*m_database, id, living.build);
        // One that waited for a build at work carries the mark of the process that made it.
        const bool used = owned
            && (!m_provider.isOfEarlierProcess(one) || (m_database && isUsedByItsBuild(*m_database, id, living.build)));
        living.orphan = living.ours && !living.waits && !used;
        all.append(living);
    }
    return all;
}

Status CloudSandboxes::end(const QString &id, std::stop_token stop) { return m_provider.end(id, std::move(stop)); }

Result<int> CloudSandboxes::endOrphans(std::stop_token stop)
{
    const auto all = list(stop);
    if (!all)
        return fail(all.error());
    int ended = 0;
    for (const Living &one : *all) {
        if (!one.orphan)
            continue;
        if (const Status gone = m_provider.end(one.id, stop); !gone && gone.error().code != ErrorCode::NotFound)
            return fail(gone.error());
        ++ended;
    }
    return ended;
}

}  // namespace bw::engine
