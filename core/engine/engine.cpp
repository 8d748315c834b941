// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "account/settings.h"
#include "build/recovery.h"
#include "engine/buildservice.h"
#include "engine/chatservice.h"
#include "engine/keptsandboxes.h"
#include "engine/parts.h"
#include "engine/projectservice.h"
#include "engine/sandboxaccess.h"
#include "engine/specservice.h"
#include "sandbox/e2b/e2bprovider.h"
#include "sandbox/local/localprovider.h"

#include <QLoggingCategory>

#include <thread>

Q_LOGGING_CATEGORY(lcEngine, "bw.engine", QtInfoMsg)

namespace bw::engine
{

class Engine::Impl
{
public:
    Parts parts;
    std::unique_ptr<BuildService> builds;
    std::unique_ptr<ChatService> chats;
    std::unique_ptr<SandboxAccess> access;
    std::unique_ptr<ProjectService> projects;
    std::unique_ptr<SpecService> specs;
    QList<BuildId> interrupted;
    std::jthread sweep;  // ends before everything it uses
};

namespace
{

/// What was thrown away long ago goes for good.
void purgeSpecs(Parts &parts)
{
    constexpr qint64 kept = 30LL * 24 * 60 * 60 * 1000;
    if (const auto purged = parts.specs().purge(parts.clock.nowMs() - kept); !purged)
        qCWarning(lcEngine) << "deleted specifications remain:" << purged.error().detail;
}

/// Ends what an earlier process left at E2B. Beside everything else: the network may be slow, or not there. What it
/// does not reach ends by itself.
void endCloudOrphans(sandbox::SandboxProvider &cloud, const std::stop_token &stop)
{
    const auto ended = cloud.removeOrphans(stop);
    if (ended && *ended > 0)
        qCInfo(lcEngine) << *ended << "sandboxes of an earlier process were ended at E2B";
    else if (!ended && ended.error().code != ErrorCode::KeyMissing && ended.error().code != ErrorCode::Cancelled)
        qCWarning(lcEngine) << "orphans of earlier sandboxes remain at E2B:" << ended.error().detail;
}

}  // namespace

Engine::Engine()
    : m_impl(std::make_unique<Impl>())
{
}

Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(const EngineConfig &config)
{
    auto engine = std::unique_ptr<Engine>(new Engine);
    Parts &parts = engine->m_impl->parts;
    auto database = store::Database::open(config.dataFolder, store::DataDirectory::Mode::Owner, parts.clock);
    if (!database)
        return fail(database.error());
    parts.database = std::move(*database);
    parts.log = std::make_unique<store::EventLog>(parts.database->writer());
    parts.sandboxes = std::make_unique<sandbox::LocalProvider>(
        sandbox::LocalProviderConfig {.sandboxesFolder = parts.database->directory().sandboxes(),
                                      .daemonPath = config.daemonPath,
                                      .bwrapPath = {}},
        parts.launcher, parts.clock);
    parts.cloud =
        std::make_unique<sandbox::E2bProvider>(cloudConfig(parts, config.dataFolder), parts.transport, parts.clock);
    engine->m_impl->sweep =
        std::jthread([&cloud = *parts.cloud](const std::stop_token &stop) { endCloudOrphans(cloud, stop); });
    auto interrupted = build::markInterrupted(parts.builds(), parts.events(), *parts.log);
    if (!interrupted)
        return fail(interrupted.error());
    engine->m_impl->interrupted = *interrupted;
    if (const auto removed = parts.sandboxes->removeOrphans({}); !removed)
        qCWarning(lcEngine) << "orphans of earlier sandboxes remain:" << removed.error().detail;
    parts.limits = std::make_unique<LimitKeeper>(*parts.database, parts.clock,
                                                 [] { return buildLimitsFrom(account::Settings::load().limits()); });
    const build::QueuePlaces places {.local = config.parallelBuilds,
                                     .cloud = account::Settings::load().limits().buildsCloud};
    parts.queue = std::make_unique<build::BuildQueue>(places, &parts.clock);
    engine->m_impl->builds = std::make_unique<BuildService>(parts);
    engine->m_impl->access = std::make_unique<SandboxAccess>(parts);
    engine->m_impl->projects = std::make_unique<ProjectService>(*parts.database);
    engine->m_impl->specs = std::make_unique<SpecService>(*parts.database);
    purgeSpecs(parts);
    engine->m_impl->chats = std::make_unique<ChatService>(parts);
    if (auto recovered = engine->m_impl->chats->recover(); !recovered)
        return fail(recovered.error());
    const auto onStart = account::Settings::load().recovery().onStart;
    if (onStart == account::OnStart::Resume)
        engine->m_impl->builds->resumeInterrupted(engine->m_impl->interrupted);
    if (onStart != account::OnStart::Ask)
        engine->m_impl->interrupted.clear();
    return engine;
}

BuildService &Engine::builds() { return *m_impl->builds; }

ChatService &Engine::chats() { return *m_impl->chats; }

SandboxAccess &Engine::access() { return *m_impl->access; }

ProjectService &Engine::projects() { return *m_impl->projects; }

SpecService &Engine::specs() { return *m_impl->specs; }

store::Database &Engine::database() { return *m_impl->parts.database; }

const QList<BuildId> &Engine::interrupted() const { return m_impl->interrupted; }

}  // namespace bw::engine
