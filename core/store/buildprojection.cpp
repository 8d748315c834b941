// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/buildprojection.h"

#include "store/payload.h"

#include <algorithm>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

void applyOptions(BuildProgress &progress, const StoredEvent &event)
{
    const Json *options = member(event.payload, "options");
    if (!options || !options->is_object())
        return;
    progress.row.options = toBytes(*options);
    progress.row.build.options = buildOptionsFromJson(*options).value_or(BuildOptions {});
}

void applyCreated(BuildProgress &progress, const StoredEvent &event)
{
    Build &build = progress.row.build;
    const Json &payload = event.payload;
    build.name = jsonString(payload, "name");
    build.project.value = jsonString(payload, "project");
    build.spec.value = jsonString(payload, "spec");
    build.specVersion = static_cast<int>(jsonInt(payload, "spec_version"));
    build.demonstration = jsonBool(payload, "demonstration");
    build.createdMs = event.timeMs;
    applyOptions(progress, event);
}

void applyState(BuildProgress &progress, const StoredEvent &event)
{
    Build &build = progress.row.build;
    const auto to = buildStateFromKey(jsonString(event.payload, "to"));
    if (!to)
        return;
    build.state = *to;
    build.reason = jsonString(event.payload, "reason");
    build.waitingUntilMs = jsonInt(event.payload, "waiting_until");
    if (build.startedMs == 0 && (*to == BuildState::Initializing || *to == BuildState::Running))
        build.startedMs = event.timeMs;
    build.endedMs = isEnded(*to) ? event.timeMs : 0;
    if (isEnded(*to)) {
        build.currentAction.clear();
        progress.row.currentFeature.clear();
    }
}

void countFeatures(BuildProgress &progress)
{
    Build &build = progress.row.build;
    build.featuresTotal = static_cast<int>(progress.features.size());
    build.featuresVerified =
        static_cast<int>(std::ranges::count(std::as_const(progress.features), FeatureStatus::Verified));
}

void applyPlan(BuildProgress &progress, const StoredEvent &event)
{
    const Json *features = member(event.payload, "features");
    if (!features || !features->is_array())
        return;
    progress.features.clear();
    for (const Json &feature : *features)
        if (const QString id = jsonString(feature, "id"); !id.isEmpty())
            progress.features.insert(
                id, featureStatusFromKey(jsonString(feature, "status")).value_or(FeatureStatus::Unverified));
    countFeatures(progress);
}

void applyFeatureStatus(BuildProgress &progress, const StoredEvent &event)
{
    const auto it = progress.features.find(jsonString(event.payload, "feature"));
    const auto status = featureStatusFromKey(jsonString(event.payload, "status"));
    if (it == progress.features.end() || !status)
        return;
    *it = *status;
    countFeatures(progress);
}

void applySettled(BuildProgress &progress, const StoredEvent &event)
{
    Build &build = progress.row.build;
    const Spending spending = spendingOf(event.payload);
    build.usage += spending.usage;
    if (!spending.cost)
        build.cost.reset();
    else if (build.cost)
        *build.cost += *spending.cost;
}

/// It stays running; the reason says what it waits for.
void applyWaiting(Build &build, const StoredEvent &event)
{
    build.waitingUntilMs = jsonInt(event.payload, "until");
    build.reason = jsonString(event.payload, "reason");
}

void endWaiting(Build &build)
{
    if (build.waitingUntilMs > 0)
        build.reason.clear();
    build.waitingUntilMs = 0;
}

/// The one input that says most about a call.
QString toolAction(const Json &payload)
{
    constexpr qsizetype longest = 200;
    QString action = jsonString(payload, "tool");
    const Json *input = member(payload, "input");
    for (const char *key : {"command", "path", "pattern", "query"}) {
        const QString text = input ? jsonString(*input, key) : QString();
        if (!text.isEmpty())
            return (action + u": "_s + text.section(u'\n', 0, 0)).left(longest);
    }
    return action.left(longest);
}

}  // namespace

void applyToBuild(BuildProgress &progress, const StoredEvent &event)
{
    Build &build = progress.row.build;
    build.events = event.seq;
    if (!event.known)
        return;
    const EventType type = *event.known;
    if (type == EventType::BuildCreated)
        applyCreated(progress, event);
    else if (type == EventType::BuildState)
        applyState(progress, event);
    else if (type == EventType::BuildOptionsChanged)
        applyOptions(progress, event);
    else if (type == EventType::FeaturesPlanned)
        applyPlan(progress, event);
    else if (type == EventType::FeatureStatus)
        applyFeatureStatus(progress, event);
    else if (type == EventType::BudgetSettled)
        applySettled(progress, event);
    else if (type == EventType::PhaseStarted)
        build.phase = phaseFromKey(jsonString(event.payload, "phase"));
    else if (type == EventType::FeatureStarted)
        progress.row.currentFeature = jsonString(event.payload, "feature");
    else if (type == EventType::ToolStarted)
        build.currentAction = toolAction(event.payload);
    else if (type == EventType::ToolEnded)
        build.currentAction.clear();
    else if (type == EventType::TurnWaiting || type == EventType::ServiceWaiting)
        applyWaiting(build, event);
    else if (type == EventType::TurnEnded || type == EventType::TurnStarted || type == EventType::TurnFailed)
        endWaiting(build);
    else if (type == EventType::ArtifactMade)
        build.artifact.value = jsonString(event.payload, "artifact");
    else if (type == EventType::SpecGenerated) {
        build.spec.value = jsonString(event.payload, "spec");
        build.specVersion = static_cast<int>(jsonInt(event.payload, "version"));
    }
}

}  // namespace bw::store
