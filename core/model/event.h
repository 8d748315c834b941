// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/json.h"

#include <QList>

#include <optional>
#include <span>

namespace bw
{

/// Types of the log. Each has a stable key and a documented payload (eventCatalogue(), docs/events.md; a test
/// compares). Unknown keys in a database of a later version are kept and shown as text.
enum class EventType {
    BuildCreated,
    BuildState,
    BuildNote,
    BuildError,
    BuildOptionsChanged,
    SessionStarted,
    SessionEnded,
    PhaseStarted,
    PhaseEnded,
    TurnStarted,
    TurnEnded,
    TurnFailed,
    TurnWaiting,
    ToolStarted,
    ToolEnded,
    CommandStarted,
    CommandOutput,
    CommandEnded,
    FileChanged,
    FeaturesPlanned,
    FeatureStarted,
    FeatureStatus,
    FeatureListReverted,
    VerificationStarted,
    VerificationEnded,
    EvidenceRecorded,
    CheckpointMade,
    GateOpened,
    GateAnswered,
    QuestionAsked,
    QuestionAnswered,
    BudgetReserved,
    BudgetSettled,
    BudgetRefused,
    BudgetNotice,
    SandboxCreated,
    SandboxLimits,
    SandboxLost,
    SandboxRestored,
    SandboxDestroyed,
    SandboxKept,
    SandboxPaused,
    SandboxResumed,
    SandboxPrepared,
    SandboxLimitHit,
    NetworkDenied,
    PolicyDenied,
    ArtifactMade,
    ArtifactFailed,
    SpecGenerated,
    FeatureDecided,
    MessageTold,
    MessageHeard,
    ProofProposed,
    ProofJudged,
    ContextReduced,
    ForecastMade,
    CheckpointNamed,
    CheckpointThinned,
    BuildRetried,
    ServiceWaiting,
    PersonRequest,
};
QString toKey(EventType type);
std::optional<EventType> eventTypeFromKey(const QString &key);

struct EventField {
    const char *name;
    const char *type;  ///< "string", "int", "bool", "object", "array", "blob"
    const char *what;
};
struct EventDescription {
    EventType type;
    const char *key;
    const char *what;
    QList<EventField> fields;
};
/// The whole catalogue, in order of the enum.
const QList<EventDescription> &eventCatalogue();

/// An event as stored. Never changed or deleted, except with its whole build.
struct Event {
    BuildId build;
    qint64 seq = 0;     ///< 1, 2, 3 … without gaps, per build
    QString type;       ///< key
    qint64 timeMs = 0;  ///< UTC
    Json payload = Json::object();
};

/// An event as appended; the log gives it its number and time.
struct NewEvent {
    EventType type;
    Json payload = Json::object();
};

}  // namespace bw
