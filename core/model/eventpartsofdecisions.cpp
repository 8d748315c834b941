// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventparts.h"

namespace bw::events
{

// docs/events.md says the same for readers; a test compares the two.
QList<EventDescription> decisionsFirstEvents()
{
    return {
        {EventType::FeatureDecided,
         "feature.decided",
         "A person decided about a feature.",
         {{"feature", "string", "id; empty = every feature that needs a person"},
          {"decision", "string", "\"accept\", \"reject\", \"skip\" or \"retry\""},
          {"text", "string", "optional: the reason, or what was wrong"},
          {"user", "string", "id of the person"}}},
        {EventType::MessageTold,
         "message.told",
         "A person told the agent something while it works.",
         {{"message", "string", "id"}, {"text", "string", "what was said"}, {"user", "string", "id of the person"}}},
        {EventType::MessageHeard,
         "message.heard",
         "The agent was given what a person had told it.",
         {{"message", "string", "id of the message"}, {"session", "string", "id"}}},
        {EventType::ProofProposed,
         "proof.proposed",
         "A proof beside those of the plan was proposed.",
         {{"feature", "string", "id"},
          {"by", "string", "\"code\" or \"verify\": the session that proposed it"},
          {"command", "string", "the proof"},
          {"cwd", "string", "relative to the workspace"},
          {"timeout_s", "int", "time limit"}}},
        {EventType::ProofJudged,
         "proof.judged",
         "A proof was looked at by the harness or by the sceptical session.",
         {{"feature", "string", "id"},
          {"command", "string", "the proof"},
          {"verdict", "string", "\"counts\" or \"proves_nothing\""},
          {"by", "string", "\"harness\" or \"verify\""},
          {"why", "string", "one line for people"},
          {"cwd", "string", "optional: relative to the workspace"},
          {"files", "string", "optional: names the contents of the proof's own files, which the verdict is about"}}},
        {EventType::ContextReduced,
         "context.reduced",
         "The context of a session became smaller.",
         {{"session", "string", "id"},
          {"turn", "int", "before which"},
          {"how", "string", "\"clearing\", \"compaction\" or \"new_session\""},
          {"input_tokens", "int", "of the last call"}}}};
}

QList<EventDescription> decisionsThenEvents()
{
    return {
        {EventType::ForecastMade,
         "forecast.made",
         "What the build is expected to take, before it started. Amounts in usd are decimal texts, null = price "
         "unknown.",
         {{"low_usd", "string", "lower end"},
          {"high_usd", "string", "upper end"},
          {"low_tokens", "int", "lower end"},
          {"high_tokens", "int", "upper end"},
          {"low_minutes", "int", "lower end"},
          {"high_minutes", "int", "upper end"},
          {"basis", "string", "\"history\" or \"table\""},
          {"builds", "int", "earlier builds that it rests on"}}},
        {EventType::CheckpointNamed,
         "checkpoint.named",
         "A person named a checkpoint.",
         {{"checkpoint", "string", "id"}, {"name", "string", "shown name"}, {"note", "string", "optional: what for"}}},
        {EventType::CheckpointThinned,
         "checkpoint.thinned",
         "An old checkpoint was given up, as the setting says.",
         {{"checkpoint", "string", "id"}}},
        {EventType::BuildRetried,
         "build.retried",
         "A failed build was tried again by itself.",
         {{"try", "int", "1, 2 …"},
          {"of", "int", "how many there may be"},
          {"reason", "string", "key of the failure"},
          {"text", "string", "what the agent is told about it"}}},
        {EventType::ServiceWaiting,
         "service.waiting",
         "A service failed so often that the build waits before it asks again.",
         {{"service", "string", "host"}, {"until", "int", "ms UTC"}, {"reason", "string", "key of the last error"}}},
        {EventType::PersonRequest,
         "person.request",
         "A person did something with the build from a front end.",
         {{"action", "string", "\"restart\", \"clone\", \"budget\", \"move\", \"address\" …"},
          {"text", "string", "optional: reason"},
          {"to", "string", "optional: of a move: \"local\" or \"e2b\""},
          {"port", "int", "optional: whose address was shown"},
          {"path", "string", "optional: of the file whose address was shown"},
          {"user", "string", "id of the person"}}}};
}

}  // namespace bw::events
