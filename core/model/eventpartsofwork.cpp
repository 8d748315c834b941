// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventparts.h"

namespace bw::events
{

// docs/events.md says the same for readers; a test compares the two.
QList<EventDescription> lifeCycleFirstEvents()
{
    return {
        {EventType::BuildCreated,
         "build.created",
         "A build was asked for. Holds everything that resume needs.",
         {{"name", "string", "shown name"},
          {"user", "string", "id of the person"},
          {"project", "string", "id, or empty"},
          {"options", "object", "what the person chose (model, sandbox, network, limits, …)"},
          {"model", "string", "id of the model, or of the one that a recording stands for"},
          {"demonstration", "bool", "true: recorded answers, no AI"},
          {"features_requested", "int", "0 = by specification and tier"},
          {"template", "string", "id of the template, or empty"},
          {"prompt", "string", "the description to be expanded, or empty"},
          {"spec", "string", "id of the kept specification, or empty"},
          {"spec_version", "int", "version of it; 0 = none yet"},
          {"spec_name", "string", "optional: file name of the specification"},
          {"spec_format", "string", "optional: \"xml\", \"markdown\" or \"text\""},
          {"spec_blob", "blob", "optional: the specification as it was given"},
          {"branched_from", "object", "optional: build, checkpoint and event that it goes on from"},
          {"copied_from", "object", "optional: build that it is made again from, and how: restart or clone"}}},
        {EventType::BuildState,
         "build.state",
         "The build went from one state to another.",
         {{"from", "string", "state key"},
          {"to", "string", "state key"},
          {"reason", "string", "key of why, or empty"},
          {"waiting_until", "int", "optional: ms UTC, when it goes on by itself"},
          {"text", "string", "optional: English sentence that says more than the reason"}}},
        {EventType::BuildNote,
         "build.note",
         "Something a person may want to know.",
         {{"level", "string", "\"debug\", \"info\", \"warn\" or \"error\""}, {"text", "string", "English sentence"}}},
        {EventType::BuildError,
         "build.error",
         "Something went wrong for the build as a whole.",
         {{"error", "string", "key of the error"},
          {"detail", "string", "for logs"},
          {"args", "object", "optional: named parts of the error"}}},
        {EventType::BuildOptionsChanged,
         "build.options_changed",
         "The person chose differently from then on, such as a higher ceiling.",
         {{"options", "object", "all of them, as in build.created"}}}};
}

QList<EventDescription> lifeCycleThenEvents()
{
    return {{EventType::SessionStarted,
             "session.started",
             "A session of the agent began, with a fresh context.",
             {{"session", "string", "id"},
              {"kind", "string", "\"plan\", \"code\", \"spec\", \"verify\", \"search\" or \"review\""},
              {"parent", "string", "optional: id of the session that it works for"},
              {"feature", "string", "optional: id of the feature it works on"},
              {"model", "string", "model id"}}},
            {EventType::SessionEnded,
             "session.ended",
             "A session ended.",
             {{"session", "string", "id"},
              {"outcome", "string", "\"done\", \"stopped\", \"budget\", \"stuck\", \"failed\" …"},
              {"turns", "int", "turns taken"}}},
            {EventType::PhaseStarted,
             "phase.started",
             "A phase began.",
             {{"phase", "string", "\"plan\", \"implement\", \"verify\" or \"package\""}}},
            {EventType::PhaseEnded, "phase.ended", "A phase ended.", {{"phase", "string", "phase key"}}}};
}

QList<EventDescription> turnsEvents()
{
    return {{EventType::TurnStarted,
             "turn.started",
             "A call of the model is about to be made.",
             {{"session", "string", "id"},
              {"turn", "int", "1, 2, 3 … in the session"},
              {"attempt", "int", "1 = first try of this turn"}}},
            {EventType::TurnEnded,
             "turn.ended",
             "The model answered.",
             {{"session", "string", "id"},
              {"turn", "int", "number"},
              {"message_id", "string", "optional: id of the answer"},
              {"request_id", "string", "optional: request-id of the service"},
              {"model", "string", "that answered"},
              {"stop_reason", "string", "as the service sent it"},
              {"usage", "object", "tokens of the call"},
              {"content_blob", "blob", "the answer, byte for byte"},
              {"text", "string", "optional: what it said to people"}}},
            {EventType::TurnFailed,
             "turn.failed",
             "A try gave no answer.",
             {{"session", "string", "id"},
              {"turn", "int", "number"},
              {"error", "string", "key of the error"},
              {"detail", "string", "for logs"}}},
            {EventType::TurnWaiting,
             "turn.waiting",
             "The build waits before it asks again; its state stays running.",
             {{"until", "int", "ms UTC"},
              {"reason", "string", "key of why"},
              {"session", "string", "optional: id"},
              {"turn", "int", "optional: number"}}}};
}

QList<EventDescription> toolsFirstEvents()
{
    return {{EventType::ToolStarted,
             "tool.started",
             "A tool is about to run; committed before it acts.",
             {{"session", "string", "id"},
              {"turn", "int", "number"},
              {"tool_use_id", "string", "as the model named the call"},
              {"tool", "string", "name of the tool"},
              {"input", "object", "its input; long texts are cut"},
              {"input_blob", "blob", "optional: the whole input when it was cut"}}},
            {EventType::ToolEnded,
             "tool.ended",
             "A tool gave its result to the model.",
             {{"session", "string", "id"},
              {"turn", "int", "number"},
              {"tool_use_id", "string", "of the call"},
              {"tool", "string", "name of the tool"},
              {"ok", "bool", "false: the model got an error"},
              {"summary", "string", "one line for people"},
              {"output", "string", "optional: the result, head and tail, at most 30 kB"},
              {"output_blob", "blob", "optional: the whole result when it was longer"},
              {"ms", "int", "duration"}}},
            {EventType::CommandStarted,
             "command.started",
             "A command is about to run in the sandbox.",
             {{"command_id", "string", "id"},
              {"tool_use_id", "string", "optional: of the call"},
              {"command", "string", "the command line"},
              {"cwd", "string", "working directory"},
              {"timeout_s", "int", "time limit, 0 = none"},
              {"background", "bool", "goes on after the tool returned"},
              {"user", "string", "optional: id of the person who runs it in a shell of their own"}}}};
}

QList<EventDescription> toolsThenEvents()
{
    return {{EventType::CommandOutput,
             "command.output",
             "A piece of output, at most 32 kB.",
             {{"command_id", "string", "id"},
              {"stream", "string", "\"stdout\", \"stderr\", or \"terminal\" of a person's shell"},
              {"text", "string", "whole lines where possible; not UTF-8 is replaced"}}},
            {EventType::CommandEnded,
             "command.ended",
             "A command ended.",
             {{"command_id", "string", "id"},
              {"exit_code", "int", "128 + signal when killed by one"},
              {"timed_out", "bool", "killed at its time limit"},
              {"signalled", "bool", "ended by a signal"},
              {"ms", "int", "duration"},
              {"limits_hit", "array",
               "names of limits: \"memory\", \"processes\", \"disk\", \"output\"; \"connection\": it broke and was "
               "taken up again, output may be missing"}}},
            {EventType::FileChanged,
             "file.changed",
             "A tool changed a file of the workspace.",
             {{"path", "string", "relative to the workspace"},
              {"kind", "string", "\"created\", \"changed\", \"removed\" or \"renamed\""},
              {"bytes", "int", "size afterwards"},
              {"tool_use_id", "string", "of the call"}}}};
}

}  // namespace bw::events
