// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventparts.h"

namespace bw::events
{

// docs/events.md says the same for readers; a test compares the two.
QList<EventDescription> featuresFirstEvents()
{
    return {{EventType::FeaturesPlanned,
             "features.planned",
             "The plan stands: the list of features as it goes into feature_list.json.",
             {{"features", "array", "objects as in the feature list"}}},
            {EventType::FeatureStarted, "feature.started", "Work on a feature began.", {{"feature", "string", "id"}}},
            {EventType::FeatureStatus,
             "feature.status",
             "The status of a feature, computed from evidence.",
             {{"feature", "string", "id"},
              {"status", "string",
               "\"unverified\", \"partly\", \"verified\", \"stale\", \"needs_you\", \"accepted\" or \"skipped\""},
              {"evidence_seq", "array", "numbers of the evidence.recorded events it rests on"}}},
            {EventType::FeatureListReverted,
             "feature_list.reverted",
             "Somebody but the harness changed feature_list.json; it was put back.",
             {{"why", "string", "what differed"}}}};
}

QList<EventDescription> featuresThenEvents()
{
    return {
        {EventType::VerificationStarted,
         "verification.started",
         "Proofs are about to run in a fresh sandbox.",
         {{"scope", "string",
           "\"feature\", \"all\", \"again\" (some that held before) or \"sceptical\" (a session looks at them)"},
          {"features", "array", "ids"}}},
        {EventType::VerificationEnded,
         "verification.ended",
         "Proofs have run.",
         {{"verified", "int", "features verified now"}, {"total", "int", "features of the plan"}}},
        {EventType::EvidenceRecorded,
         "evidence.recorded",
         "A proof command ran; this is what it gave.",
         {{"feature", "string", "id"},
          {"command", "string", "the proof"},
          {"cwd", "string", "relative to the workspace"},
          {"exit_code", "int", "0 = proved"},
          {"timed_out", "bool", "killed at its time limit"},
          {"output", "string", "head and tail, at most 30 kB"},
          {"output_blob", "blob", "optional: the whole output when it was longer"},
          {"started_ms", "int", "ms UTC"},
          {"ms", "int", "duration"},
          {"run", "string", "optional: \"after\" (default), or \"before\": on an earlier tree, where it should fail"},
          {"sandbox", "string", "id of the sandbox it ran in"}}},
        {EventType::CheckpointMade,
         "checkpoint.made",
         "The whole workspace was kept.",
         {{"checkpoint", "string", "id"},
          {"manifest_blob", "blob", "list of paths with modes and hashes"},
          {"reason", "string", "\"plan\", \"feature\", \"stop\", \"end\" …"},
          {"files", "int", "number"},
          {"bytes", "int", "sum"},
          {"feature", "string", "optional: id"},
          {"commit", "string", "optional: hash of the git commit of the agent"}}}};
}

QList<EventDescription> peopleEvents()
{
    return {
        {EventType::GateOpened,
         "gate.opened",
         "The build waits for a person.",
         {{"gate", "string", "id"},
          {"kind", "string", "\"design\", \"feature\", \"progress\" or \"release\""},
          {"text", "string", "what is to be decided"},
          {"files", "array", "optional: paths of what is reviewed, below the workspace"},
          {"content_blob", "blob", "optional: what is shown"}}},
        {EventType::GateAnswered,
         "gate.answered",
         "A person decided.",
         {{"gate", "string", "id"},
          {"answer", "string", "\"accept\", \"reject\" or \"change\""},
          {"text", "string", "optional: what the person wrote"},
          {"edit_blob", "blob", "optional: what the person made of the reviewed file"},
          {"user", "string", "id of the person"}}},
        {EventType::QuestionAsked,
         "question.asked",
         "The agent asks a person.",
         {{"question", "string", "id"},
          {"text", "string", "the question"},
          {"choices", "array", "offered answers; empty = free text"},
          {"kind", "string", "optional: \"agent\" (default), \"command\" or \"host\""},
          {"subject", "string", "optional: the exact command or host, control characters made visible"},
          {"feature", "string", "optional: id of the feature that waits for it"},
          {"tool_use_id", "string", "optional: of the call that asked"}}},
        {EventType::QuestionAnswered,
         "question.answered",
         "A person answered.",
         {{"question", "string", "id"}, {"answer", "string", "the answer"}, {"user", "string", "id of the person"}}}};
}

QList<EventDescription> budgetEvents()
{
    return {{EventType::BudgetReserved,
             "budget.reserved",
             "The worst case of a call was set aside before it is sent. Amounts in usd are decimal texts, null = price "
             "unknown.",
             {{"reservation", "int", "1, 2, 3 …"},
              {"model", "string", "whose price counts"},
              {"purpose", "string", "what the call is for"},
              {"input_tokens", "int", "never less than the truth"},
              {"max_tokens", "int", "of output"},
              {"usd", "string", "worst case"},
              {"tokens", "int", "worst case"}}},
            {EventType::BudgetSettled,
             "budget.settled",
             "What the call really used; takes the place of its reservation.",
             {{"reservation", "int", "number"},
              {"usd", "string", "cost, null = price unknown"},
              {"tokens", "int", "used"},
              {"usage", "object", "tokens by kind"},
              {"broken", "bool", "nobody said what was used: the whole reserve counts"},
              {"model", "string", "optional: whose price counted"},
              {"purpose", "string", "optional: what the call was for; \"sandbox\" = the price of sandboxes, no call"},
              {"sandbox_ms", "int", "optional: time of sandboxes that was charged"}}},
            {EventType::BudgetRefused,
             "budget.refused",
             "A call was not made, since its worst case does not fit.",
             {{"what", "string", "\"usd\", \"tokens\", \"minutes\" or \"sandbox_seconds\""},
              {"limit", "string", "the ceiling"},
              {"worst_case", "string", "what would have been needed"},
              {"scope", "string",
               "optional: \"phase\" or \"feature\", whose ceiling it is; the build's where it is left out"},
              {"name", "string", "optional: of the phase, or id of the feature"}}},
            {EventType::BudgetNotice,
             "budget.notice",
             "A part of the budget is used.",
             {{"what", "string", "\"usd\", \"tokens\", \"minutes\" or \"sandbox_seconds\""},
              {"percent", "int", "50, 80 or 100"},
              {"spent", "string", "so far"},
              {"limit", "string", "the ceiling"},
              {"scope", "string",
               "optional: \"phase\" or \"feature\", whose ceiling it is; the build's where it is left out"},
              {"name", "string", "optional: of the phase, or id of the feature"}}}};
}

QList<EventDescription> sandboxFirstEvents()
{
    return {{EventType::SandboxCreated,
             "sandbox.created",
             "A sandbox stands.",
             {{"sandbox", "string", "id"},
              {"provider", "string", "\"local\" or \"e2b\""},
              {"network", "string", "policy key"},
              {"purpose", "string", "optional: \"work\" or \"proof\""}}},
            {EventType::SandboxLimits,
             "sandbox.limits",
             "Which mechanism holds each limit.",
             {{"sandbox", "string", "id"}, {"limits", "object", "for each limit its value and what holds it"}}},
            {EventType::SandboxLost,
             "sandbox.lost",
             "A sandbox does not answer any more.",
             {{"sandbox", "string", "id"}, {"why", "string", "for logs"}}},
            {EventType::SandboxRestored,
             "sandbox.restored",
             "The workspace of a checkpoint lies in a new sandbox.",
             {{"sandbox", "string", "id"}, {"checkpoint", "string", "id"}}}};
}

QList<EventDescription> sandboxThenEvents()
{
    return {{EventType::SandboxDestroyed,
             "sandbox.destroyed",
             "A sandbox and all its processes are gone.",
             {{"sandbox", "string", "id"}, {"why", "string", "optional: for logs"}}},
            {EventType::SandboxLimitHit,
             "sandbox.limit_hit",
             "A limit acted.",
             {{"sandbox", "string", "optional: id"},
              {"limit", "string", "\"memory\", \"processes\", \"disk\", \"output\""},
              {"text", "string", "one line for people"}}},
            {EventType::NetworkDenied,
             "network.denied",
             "A connection out of the sandbox was refused.",
             {{"sandbox", "string", "optional: id"},
              {"host", "string", "name or address"},
              {"port", "int", "number"},
              {"reason", "string", "key of why"}}},
            {EventType::PolicyDenied,
             "policy.denied",
             "A command or path was refused before it ran.",
             {{"tool_use_id", "string", "of the call"},
              {"what", "string", "the command or path"},
              {"answer", "string", "optional: deny, or ask where nobody could be asked"},
              {"rule", "string", "key of the rule"},
              {"why", "string", "one line for people"}}}};
}

QList<EventDescription> resultsEvents()
{
    return {{EventType::ArtifactMade,
             "artifact.made",
             "The zip was made.",
             {{"artifact", "string", "id"},
              {"path", "string", "absolute, in the data directory"},
              {"sha256", "string", "lower-case hex"},
              {"bytes", "int", "size"},
              {"checkpoint", "string", "id"},
              {"total", "int", "features of the plan"},
              {"verified", "int", "of them verified"},
              {"complete", "bool", "false: from an unfinished or unverified build"}}},
            {EventType::ArtifactFailed,
             "artifact.failed",
             "No zip could be made.",
             {{"error", "string", "key of the error"}, {"detail", "string", "for logs"}}},
            {EventType::SpecGenerated,
             "spec.generated",
             "A specification was written from a description.",
             {{"spec", "string", "id"},
              {"version", "int", "number"},
              {"name", "string", "its name"},
              {"file", "string", "optional: file name that fits its format"},
              {"spec_blob", "blob", "optional: the specification, byte for byte"}}}};
}

}  // namespace bw::events
