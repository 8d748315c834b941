// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/resumestate.h"

#include "build/proofrecord.h"
#include "store/eventstore.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageSize = 1000;

Evidence evidenceFrom(const Event &event)
{
    const Json &payload = event.payload;
    Evidence evidence;
    evidence.command = jsonString(payload, "command");
    evidence.exitCode = static_cast<int>(jsonInt(payload, "exit_code", -1));
    evidence.timedOut = jsonBool(payload, "timed_out");
    evidence.startedMs = jsonInt(payload, "started_ms", event.timeMs);
    evidence.durationMs = jsonInt(payload, "ms");
    evidence.output = jsonString(payload, "output");
    evidence.outputBlob = jsonString(payload, "output_blob");
    return evidence;
}

class Replay
{
public:
    void apply(const Event &event);
    ResumeState result()
    {
        m_state.kept = m_sandboxes.kept;
        return std::move(m_state);
    }

private:
    Feature *feature(const Event &event);
    void changeState(const Event &event);
    void followWork(EventType type, const Event &event);

    ResumeState m_state;
    StandingSandboxes m_sandboxes;
    QString m_feature;  ///< that is worked on
    qint64 m_activeSince = 0;
    qint64 m_lastTime = 0;
};

Feature *Replay::feature(const Event &event)
{
    const QString id = jsonString(event.payload, "feature");
    for (Feature &feature : m_state.features)
        if (feature.id == id)
            return &feature;
    return nullptr;
}

void Replay::changeState(const Event &event)
{
    const auto to = buildStateFromKey(jsonString(event.payload, "to"));
    if (!to)
        return;
    m_state.retrying = false;
    const bool was = isActive(m_state.status.state);
    // A try by itself leads from the failure to work at once: through the queue comes what a person asked for.
    if (*to == BuildState::Pending && isEnded(m_state.status.state)) {
        m_state.failure.clear();
        m_state.retries = 0;
    }
    m_state.status = {*to, jsonString(event.payload, "reason")};
    const bool is = isActive(*to);
    m_state.started = m_state.started || is;
    if (!was && is)
        m_activeSince = event.timeMs;
    // A process that died did nothing between its last event and the next start.
    if (was && !is)
        m_state.activeMs += (*to == BuildState::Interrupted ? m_lastTime : event.timeMs) - m_activeSince;
}

/// A checkpoint with the reason "feature" holds what a session finished; until a status follows, only its proofs are
/// missing, and working on it once more would do it twice.
void Replay::followWork(EventType type, const Event &event)
{
    if (type == EventType::FeatureStarted) {
        m_feature = jsonString(event.payload, "feature");
        m_state.unproved.clear();
    } else if (type == EventType::FeatureStatus) {
        if (jsonString(event.payload, "feature") == m_state.unproved)
            m_state.unproved.clear();
    } else if (type == EventType::CheckpointMade) {
        m_state.unproved = jsonString(event.payload, "reason") == "feature"_L1 ? m_feature : QString();
    } else if (type == EventType::BuildRetried) {
        m_state.failure = jsonString(event.payload, "text");
        ++m_state.retries;
        m_state.retrying = true;
    }
}

void Replay::apply(const Event &event)
{
    const auto type = eventTypeFromKey(event.type);
    m_state.lastSeq = event.seq;
    m_sandboxes.apply(event);
    if (type)
        followWork(*type, event);
    if (type == EventType::BuildState) {
        changeState(event);
    } else if (type == EventType::SessionStarted) {
        ++m_state.sessions;
    } else if (type == EventType::FeaturesPlanned && event.payload.contains("features")) {
        if (auto features = featuresFromJson(event.payload.at("features"))) {
            m_state.planned = true;
            m_state.features = std::move(*features);
            for (Feature &feature : m_state.features) {
                feature.status = FeatureStatus::Unverified;
                feature.evidence.clear();
            }
        }
    } else if (type == EventType::FeatureStatus) {
        if (Feature *found = feature(event))
            found->status =
                featureStatusFromKey(jsonString(event.payload, "status")).value_or(FeatureStatus::Unverified);
    } else if (type == EventType::ProofProposed) {
        if (Feature *found = feature(event); found && !found->proof.contains(proofFrom(event.payload)))
            found->proof.append(proofFrom(event.payload));
    } else if (type == EventType::EvidenceRecorded) {
        // A run on an earlier tree says something of the proof and nothing of the feature.
        if (Feature *found = feature(event); found && jsonString(event.payload, "run") != "before"_L1)
            found->evidence.append(evidenceFrom(event));
    } else if (type == EventType::CheckpointMade) {
        m_state.checkpoint = Checkpoint {
            jsonString(event.payload, "checkpoint"), BlobHash {jsonString(event.payload, "manifest_blob")},
            jsonString(event.payload, "reason"), jsonInt(event.payload, "files"), jsonInt(event.payload, "bytes")};
    }
    m_lastTime = event.timeMs;
}

Result<QList<Event>> readAll(const store::EventStore &store, const BuildId &build, const QList<EventType> &types)
{
    QList<Event> all;
    while (true) {
        auto page = store.ofTypes(build, types, all.isEmpty() ? 1 : all.constLast().seq + 1, pageSize);
        if (!page)
            return page;
        all += *page;
        if (page->size() < pageSize)
            return all;
    }
}

}  // namespace

ResumeState resumeStateOf(const QList<Event> &events)
{
    Replay replay;
    for (const Event &event : events)
        replay.apply(event);
    return replay.result();
}

Result<ResumeState> loadResumeState(const store::EventStore &events, const BuildId &build)
{
    // Turns are read for their time alone: how long a process lived that could not say that it ended.
    auto all = readAll(events, build,
                       StandingSandboxes::types()
                           + QList {EventType::BuildState, EventType::SessionStarted, EventType::SessionEnded,
                                    EventType::FeaturesPlanned, EventType::FeatureStarted, EventType::FeatureStatus,
                                    EventType::EvidenceRecorded, EventType::ProofProposed, EventType::CheckpointMade,
                                    EventType::BuildRetried, EventType::TurnEnded, EventType::ToolEnded});
    if (!all)
        return fail(all.error());
    return resumeStateOf(*all);
}

Result<QList<Event>> loadBudgetEvents(const store::EventStore &events, const BuildId &build)
{
    return readAll(events, build,
                   {EventType::BudgetReserved, EventType::BudgetSettled, EventType::BudgetRefused,
                    EventType::BudgetNotice, EventType::TurnEnded, EventType::TurnFailed});
}

}  // namespace bw::build
