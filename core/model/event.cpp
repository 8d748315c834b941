// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/event.h"

#include "base/keytable.h"

namespace bw
{

namespace
{

constexpr auto keys = keyTable<EventType>({
    {EventType::BuildCreated, "build.created"},
    {EventType::BuildState, "build.state"},
    {EventType::BuildNote, "build.note"},
    {EventType::BuildError, "build.error"},
    {EventType::BuildOptionsChanged, "build.options_changed"},
    {EventType::SessionStarted, "session.started"},
    {EventType::SessionEnded, "session.ended"},
    {EventType::PhaseStarted, "phase.started"},
    {EventType::PhaseEnded, "phase.ended"},
    {EventType::TurnStarted, "turn.started"},
    {EventType::TurnEnded, "turn.ended"},
    {EventType::TurnFailed, "turn.failed"},
    {EventType::TurnWaiting, "turn.waiting"},
    {EventType::ToolStarted, "tool.started"},
    {EventType::ToolEnded, "tool.ended"},
    {EventType::CommandStarted, "command.started"},
    {EventType::CommandOutput, "command.output"},
    {EventType::CommandEnded, "command.ended"},
    {EventType::FileChanged, "file.changed"},
    {EventType::FeaturesPlanned, "features.planned"},
    {EventType::FeatureStarted, "feature.started"},
    {EventType::FeatureStatus, "feature.status"},
    {EventType::FeatureListReverted, "feature_list.reverted"},
    {EventType::VerificationStarted, "verification.started"},
    {EventType::VerificationEnded, "verification.ended"},
    {EventType::EvidenceRecorded, "evidence.recorded"},
    {EventType::CheckpointMade, "checkpoint.made"},
    {EventType::GateOpened, "gate.opened"},
    {EventType::GateAnswered, "gate.answered"},
    {EventType::QuestionAsked, "question.asked"},
    {EventType::QuestionAnswered, "question.answered"},
    {EventType::BudgetReserved, "budget.reserved"},
    {EventType::BudgetSettled, "budget.settled"},
    {EventType::BudgetRefused, "budget.refused"},
    {EventType::BudgetNotice, "budget.notice"},
    {EventType::SandboxCreated, "sandbox.created"},
    {EventType::SandboxLimits, "sandbox.limits"},
    {EventType::SandboxLost, "sandbox.lost"},
    {EventType::SandboxRestored, "sandbox.restored"},
    {EventType::SandboxDestroyed, "sandbox.destroyed"},
    {EventType::SandboxKept, "sandbox.kept"},
    {EventType::SandboxPaused, "sandbox.paused"},
    {EventType::SandboxResumed, "sandbox.resumed"},
    {EventType::SandboxPrepared, "sandbox.prepared"},
    {EventType::SandboxLimitHit, "sandbox.limit_hit"},
    {EventType::NetworkDenied, "network.denied"},
    {EventType::PolicyDenied, "policy.denied"},
    {EventType::ArtifactMade, "artifact.made"},
    {EventType::ArtifactFailed, "artifact.failed"},
    {EventType::SpecGenerated, "spec.generated"},
    {EventType::FeatureDecided, "feature.decided"},
    {EventType::MessageTold, "message.told"},
    {EventType::MessageHeard, "message.heard"},
    {EventType::ProofProposed, "proof.proposed"},
    {EventType::ProofJudged, "proof.judged"},
    {EventType::ContextReduced, "context.reduced"},
    {EventType::ForecastMade, "forecast.made"},
    {EventType::CheckpointNamed, "checkpoint.named"},
    {EventType::CheckpointThinned, "checkpoint.thinned"},
    {EventType::BuildRetried, "build.retried"},
    {EventType::ServiceWaiting, "service.waiting"},
    {EventType::PersonRequest, "person.request"},
});
static_assert(keys.inOrder() && keys.entries.back().value == EventType::PersonRequest);

}  // namespace

QString toKey(EventType type) { return keys.key(type); }

std::optional<EventType> eventTypeFromKey(const QString &key) { return keys.value(key); }

}  // namespace bw
