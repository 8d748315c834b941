// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/bashtool.h"

#include "agent/commandrecorder.h"
#include "agent/gitidentity.h"
#include "agent/persondesk.h"
#include "agent/policy/commandpolicy.h"
#include "agent/policy/visibletext.h"
#include "agent/tools/toolinput.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

QString outputFile(const QString &id) { return u"/tmp/background-%1.log"_s.arg(id); }

QString resultText(const CommandRecorder::Finished &finished, qint64 timeout)
{
    QString head = u"exit code %1"_s.arg(finished.result.exitCode);
    if (finished.result.timedOut)
        head = u"killed after %1 s (time limit); what it had printed:"_s.arg(timeout);
    else if (finished.tooMuchOutput)
        head = u"killed: it printed more than %1 MB"_s.arg(CommandRecorder::mostOutput >> 20);
    else if (finished.result.signalled)
        head += u" (%1)"_s.arg(finished.result.status);
    QStringList limits = finished.result.limitsHit;
    if (limits.removeAll(u"connection"_s) > 0)
        head += u"\nthe connection to the sandbox broke and was taken up again: output may be missing"_s;
    if (!limits.isEmpty())
        head += u"\nlimit of the sandbox hit: "_s + limits.join(u", "_s);
    return head + u'\n' + (finished.output.isEmpty() ? u"(no output)"_s : finished.output);
}

}  // namespace

QString BashTool::description() const
{
    return u"Run a command line with bash in /workspace. Gives the exit code and what was printed, errors included. "
           u"Each call is a "
           "new shell: cd and variables do not last. Standard input is empty. Servers and watchers need background: "
           "true; their "
           "output is read with output_of, and they are ended with kill."_s;
}

Json BashTool::schema() const
{
    Json schema = objectSchema({{"command?", "string", "Command line"},
                                {"timeout_s?", "integer", "Time limit in seconds, 120 if left out, at most 1800"},
                                {"background?", "boolean", "Go on after this call returned"},
                                {"output_of?", "string", "Id of a background command whose output is wanted"},
                                {"kill?", "string", "Id of a background command to end"}});
    return schema;
}

Result<ToolResult> BashTool::run(const ToolCall &call, std::stop_token stop)
{
    if (const QString id = jsonString(call.input, "output_of"); !id.isEmpty())
        return outputOf(call, id, stop);
    if (const QString id = jsonString(call.input, "kill"); !id.isEmpty())
        return kill(call, id, stop);
    const QString command = jsonString(call.input, "command");
    if (command.trimmed().isEmpty() || command.contains(QChar(0)))
        return toolError(u"command is missing or holds a NUL character."_s);
    auto refused = refusal(call, command);
    if (!refused)
        return fail(refused.error());
    if (*refused)
        return **refused;
    return jsonBool(call.input, "background") ? runBackground(call, command, stop) : runForeground(call, command, stop);
}

Result<std::optional<ToolResult>> BashTool::refusal(const ToolCall &call, const QString &command)
{
    if (call.context.policy == nullptr)
        return std::nullopt;
    const PolicyVerdict verdict = call.context.policy->judge(command);
    if (verdict.answer == PolicyAnswer::Allow)
        return std::nullopt;
    bool refusedByPerson = false;
    if (verdict.answer == PolicyAnswer::Ask && call.context.desk != nullptr) {
        auto asked = askPerson(call, command, verdict);
        if (!asked)
            return fail(asked.error());
        if (asked->result || asked->allowed)
            return asked->result;
        refusedByPerson = asked->refused;
    }
    auto said = call.context.log.append(EventType::PolicyDenied,
                                        Json {{"tool_use_id", toStd(call.toolUseId)},
                                              {"what", toStd(verdict.part)},
                                              {"answer", toStd(toKey(verdict.answer))},
                                              {"rule", toStd(verdict.rule)},
                                              {"why", toStd(verdict.why)}});
    if (!said)
        return fail(said.error());
    const QString who = refusedByPerson       ? u" The person does not want it."_s
        : verdict.answer == PolicyAnswer::Ask ? u" A person would have to allow it, and none is here."_s
                                              : QString();
    return toolError(
        u"Not run: the command policy \"%1\" does not allow this part: %2\nRule %3: %4.%5 Find another way."_s.arg(
            call.context.policy->rules().name, verdict.part, verdict.rule, verdict.why, who));
}

/// What the rules leave open, a person may allow: by an earlier answer, or by one that a later session will find.
Result<BashTool::Permission> BashTool::askPerson(const ToolCall &call, const QString &command,
                                                 const PolicyVerdict &verdict)
{
    PersonDesk &desk = *call.context.desk;
    const Question question {.kind = u"command"_s,
                             .text = u"May this command run? Rule %1: %2."_s.arg(verdict.rule, verdict.why),
                             .choices = permissions(),
                             .subject = visibleText(command),
                             .toolUseId = call.toolUseId};
    auto answered = desk.answer(question);
    if (!answered)
        return fail(answered.error());
    if (*answered)
        return Permission {.allowed = **answered != permission::never, .refused = **answered == permission::never};
    if (!desk.asks(question.kind))
        return Permission {};
    if (auto asked = desk.ask(question); !asked)
        return fail(asked.error());
    return Permission {
        .result = ToolResult {u"Not run yet: the person was asked whether it may run. This session ends; a later one "
                              u"gets the answer."_s,
                              true}};
}

Result<ToolResult> BashTool::runForeground(const ToolCall &call, const QString &command, std::stop_token stop)
{
    const qint64 timeout = std::clamp(jsonInt(call.input, "timeout_s", defaultTimeout), qint64(1), longestTimeout);
    sandbox::Command shell = sandbox::Command::shell(command);
    shell.env = gitIdentity();
    shell.timeLimit = std::chrono::seconds(timeout);
    CommandRecorder recorder(call.context.log, call.context.blobs, call.context.clock);
    auto finished = recorder.run(
        call.context.sandbox, shell,
        {.toolUseId = call.toolUseId, .shownCommand = command, .cwd = shell.cwd, .timeoutSeconds = timeout}, stop);
    if (!finished)
        return toolError(finished.error(), u"bash"_s);
    return ToolResult {resultText(*finished, timeout), false, finished->outputBlob};
}

Result<ToolResult> BashTool::runBackground(const ToolCall &call, const QString &command, std::stop_token stop)
{
    m_sandbox = &call.context.sandbox;
    const QString id = u"bg%1"_s.arg(++m_started);
    sandbox::Command shell =
        sandbox::Command::shell(u"setsid bash -c \"$BW_COMMAND\" > \"$BW_OUTPUT\" 2>&1 < /dev/null & echo $!"_s);
    shell.env = gitIdentity();
    shell.env.insert(u"BW_COMMAND"_s, command);
    shell.env.insert(u"BW_OUTPUT"_s, outputFile(id));
    shell.timeLimit = std::chrono::seconds(20);
    CommandRecorder recorder(call.context.log, call.context.blobs, call.context.clock);
    auto started = recorder.run(
        call.context.sandbox, shell,
        {.toolUseId = call.toolUseId, .shownCommand = command, .cwd = shell.cwd, .background = true}, stop);
    if (!started)
        return toolError(started.error(), u"bash"_s);
    const qint64 group = started->output.trimmed().toLongLong();
    if (group <= 1)
        return toolError(u"The command could not be started: "_s + started->output);
    m_groups.insert(id, group);
    return ToolResult {u"Started in the background as %1. Read its output with output_of, end it with kill."_s.arg(id),
                       false};
}

Result<ToolResult> BashTool::outputOf(const ToolCall &call, const QString &id, std::stop_token stop)
{
    if (!m_groups.contains(id))
        return toolError(u"There is no background command \"%1\"."_s.arg(id));
    auto bytes = call.context.sandbox.read(outputFile(id), CommandRecorder::mostOutput, stop);
    if (!bytes)
        return toolError(bytes.error(), id);
    return ToolResult {bytes->isEmpty() ? u"(no output yet)"_s : QString::fromUtf8(*bytes), false};
}

Result<ToolResult> BashTool::kill(const ToolCall &call, const QString &id, std::stop_token stop)
{
    if (!m_groups.contains(id))
        return toolError(u"There is no background command \"%1\"."_s.arg(id));
    sandbox::Command end;
    end.program = u"/bin/kill"_s;
    end.args = {u"-KILL"_s, u"--"_s, u"-%1"_s.arg(m_groups.value(id))};
    end.timeLimit = std::chrono::seconds(10);
    auto done = call.context.sandbox.exec(end, {[](QByteArrayView) { }, [](QByteArrayView) { }}, stop);
    if (!done)
        return toolError(done.error(), id);
    m_groups.remove(id);
    return ToolResult {done->exitCode == 0 ? u"Ended."_s : u"It had ended already."_s, false};
}

void BashTool::sessionEnded()
{
    for (const qint64 group : std::as_const(m_groups)) {
        sandbox::Command end;
        end.program = u"/bin/kill"_s;
        end.args = {u"-KILL"_s, u"--"_s, u"-%1"_s.arg(group)};
        end.timeLimit = std::chrono::seconds(5);
        // What cannot be ended any more went with its sandbox.
        (void)m_sandbox->exec(end, {[](QByteArrayView) { }, [](QByteArrayView) { }}, {});
    }
    m_groups.clear();
}

}  // namespace bw::agent
