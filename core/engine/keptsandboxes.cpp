// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/keptsandboxes.h"

#include "account/settings.h"
#include "build/buildmachine.h"
#include "engine/buildbudget.h"
#include "engine/parts.h"
#include "engine/sandboxtime.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcKept, "bw.engine.kept", QtInfoMsg)

namespace bw::engine
{

using namespace Qt::StringLiterals;

bool waitsWithItsBuild(store::Database &database, const SandboxId &sandbox, const BuildId &build)
{
    const auto known = store::BuildStore(database).get(build);
    if (!known)
        return known.error().code != ErrorCode::NotFound;
    if (isEnded(known->state))
        return false;
    const auto standing = build::loadStandingSandboxes(store::EventStore(database), build);
    return !standing || (standing->kept && standing->kept->id == sandbox);
}

bool isUsedByItsBuild(store::Database &database, const SandboxId &sandbox, const BuildId &build)
{
    const auto known = store::BuildStore(database).get(build);
    if (!known || !build::isActive(known->state))
        return false;
    const auto standing = build::loadStandingSandboxes(store::EventStore(database), build);
    return standing && standing->used.contains(sandbox.value);
}

sandbox::E2bProviderConfig cloudConfig(Parts &parts, const QString &dataFolder)
{
    sandbox::E2bProviderConfig config {.dataFolder = dataFolder, .settings = sandbox::E2bSettings::fromEnvironment()};
    config.choices = [] {
        const account::CloudSettings cloud = account::Settings::load().cloud();
        return sandbox::E2bChoices {.pauseAfter = std::chrono::minutes(cloud.pauseAfterMinutes),
                                    .tier = cloud.tier,
                                    .nodeSource = cloud.nodeSource};
    };
    config.isKept = [&parts](const SandboxId &sandbox, const BuildId &build) {
        return waitsWithItsBuild(*parts.database, sandbox, build);
    };
    config.told = [&parts](const SandboxId &sandbox, const BuildId &build, sandbox::KeptChange change) {
        const bool paused = change == sandbox::KeptChange::Paused;
        Json payload {{"sandbox", toStd(sandbox.value)}};
        if (!paused)
            payload["why"] = "it is gone";
        (void)parts.log->append(
            build, NewEvent {paused ? EventType::SandboxPaused : EventType::SandboxLost, std::move(payload)});
    };
    return config;
}

void endKeptSandbox(Parts &parts, const BuildId &build, const QString &why)
{
    const auto standing = build::loadStandingSandboxes(parts.events(), build);
    if (!standing || !standing->kept)
        return;
    const auto provider = parts.provider(standing->kept->provider);
    const Status gone = provider ? (*provider)->discard(standing->kept->id) : fail(provider.error());
    if (!gone)
        qCWarning(lcKept) << "sandbox" << standing->kept->id.value << "is not ended:" << gone.error().detail;
    (void)parts.log->appendAndWait(build,
                                   NewEvent {EventType::SandboxDestroyed,
                                             Json {{"sandbox", toStd(standing->kept->id.value)},
                                                   {"why", toStd(gone ? why : why + u"; "_s + gone.error().detail)}}});
    // No run follows that would settle what it cost while it waited.
    const auto open = settlementOfSandboxes(parts, build, sandboxPrice(standing->kept->provider));
    if (open && !open->isEmpty())
        (void)parts.log->appendAndWait(build, *open);
}

}  // namespace bw::engine
