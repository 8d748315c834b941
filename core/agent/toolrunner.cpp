// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/toolrunner.h"

#include "agent/headtail.h"

#include <algorithm>
#include <latch>

namespace bw::agent
{

using namespace Qt::StringLiterals;

struct ToolRunner::Call {
    claude::ContentBlock block;
    Tool *tool = nullptr;
    Json input;
    Result<ToolResult> result = fail(ErrorCode::Cancelled);
    QString shown;
    QString blob;
    std::chrono::milliseconds began {0}, took {0};
    bool ready = false;  ///< input is an object and the tool is known
};

namespace
{

constexpr qsizetype longestLoggedString = 2000;

// For the log: long texts (whole files) are cut; the model's own turn has them byte for byte.
Json shortened(const Json &value)
{
    if (value.is_string()) {
        const QString text = toQString(value.get_ref<const std::string &>());
        return text.size() <= longestLoggedString ? value : Json(toStd(text.left(longestLoggedString) + u"…"_s));
    }
    if (!value.is_structured())
        return value;
    Json copy = value.is_object() ? Json::object() : Json::array();
    for (const auto &[key, inner] : value.items()) {
        if (value.is_object())
            copy[key] = shortened(inner);
        else
            copy.push_back(shortened(inner));
    }
    return copy;
}

QString firstLine(const QString &text) { return text.section(u'\n', 0, 0).left(160); }

}  // namespace

ToolRunner::ToolRunner(AgentContext &context, QString session, QList<Tool *> tools)
    : m_context(context)
    , m_session(std::move(session))
    , m_tools(std::move(tools))
{
}

QByteArray ToolRunner::toolsJson() const
{
    Json tools = Json::array();
    for (const Tool *tool : m_tools)
        tools.push_back(Json {{"name", toStd(tool->name())},
                              {"description", toStd(tool->description())},
                              {"input_schema", tool->schema()}});
    return tools.empty() ? QByteArray() : toBytes(tools);
}

Tool *ToolRunner::find(const QString &name) const
{
    const auto found = std::ranges::find_if(m_tools, [&name](const Tool *tool) { return tool->name() == name; });
    return found == m_tools.end() ? nullptr : *found;
}

Status ToolRunner::announce(int turn, Call &call)
{
    call.tool = find(call.block.toolName);
    auto parsed =
        call.block.toolInputValid ? parseJson(call.block.toolInput) : Result<Json>(fail(ErrorCode::ProtocolError));
    if (!parsed || !parsed->is_object()) {
        // The documented way to tell a model that its input was no JSON (claude-api reference §2.3).
        const Json wrong {{"INVALID_JSON", call.block.toolInput.toStdString()}};
        call.result = ToolResult {QString::fromUtf8(toBytes(wrong)), true};
    } else if (!call.tool) {
        QStringList names;
        for (const Tool *tool : m_tools)
            names.append(tool->name());
        call.result = ToolResult {
            u"There is no tool \"%1\". The tools are: %2."_s.arg(call.block.toolName, names.join(u", "_s)), true};
    } else {
        call.ready = true;
        call.input = *parsed;
    }
    Json payload {{"session", toStd(m_session)},
                  {"turn", turn},
                  {"tool_use_id", toStd(call.block.toolUseId)},
                  {"tool", toStd(call.block.toolName)},
                  {"input", call.ready ? shortened(call.input) : Json::object()}};
    auto committed = m_context.log.commit(EventType::ToolStarted, std::move(payload));
    return committed ? Status {} : fail(committed.error());
}

void ToolRunner::perform(Call &call, std::stop_token stop)
{
    call.began = m_context.clock.steady();
    if (call.ready)
        call.result = call.tool->run(ToolCall {m_context, call.block.toolUseId, call.input, m_session}, stop);
    call.took = m_context.clock.steady() - call.began;
}

void ToolRunner::performAll(QList<Call> &calls, std::stop_token stop)
{
    const bool together = calls.size() > 1
        && std::ranges::all_of(calls, [](const Call &call) { return !call.ready || call.tool->readOnly(); });
    if (!together) {
        for (Call &call : calls) {
            perform(call, stop);
            if (!call.result)
                return;
        }
        return;
    }
    std::latch done(calls.size());
    for (Call &call : calls) {
        m_context.executor.run([this, &call, &done, stop] {
            perform(call, stop);
            done.count_down();
        });
    }
    done.wait();
}

Result<QString> ToolRunner::capped(Call &call)
{
    if (!call.result->blob.isEmpty()) {
        call.blob = call.result->blob;
        return call.result->text;
    }
    const QByteArray bytes = call.result->text.toUtf8();
    HeadTail kept(m_context.blobs);
    if (auto added = kept.add(bytes); !added)
        return fail(added.error());
    auto finished = kept.finish();
    if (!finished)
        return fail(finished.error());
    call.blob = finished->blob;
    return finished->text;
}

Status ToolRunner::record(int turn, const Call &call)
{
    const bool ok = call.result && !call.result->isError;
    Json payload {{"session", toStd(m_session)},
                  {"turn", turn},
                  {"tool_use_id", toStd(call.block.toolUseId)},
                  {"tool", toStd(call.block.toolName)},
                  {"ok", ok},
                  {"summary", toStd(call.result ? firstLine(call.shown) : u"interrupted"_s)},
                  {"ms", call.took.count()}};
    if (call.result)
        payload["output"] = toStd(call.shown);
    if (!call.blob.isEmpty())
        payload["output_blob"] = toStd(call.blob);
    return m_context.log.append(EventType::ToolEnded, std::move(payload));
}

Result<ToolRunner::Outcome> ToolRunner::run(int turn, const QList<claude::ContentBlock> &blocks, std::stop_token stop)
{
    QList<Call> calls;
    for (const claude::ContentBlock &block : blocks) {
        if (block.type != "tool_use"_L1)
            continue;
        calls.emplaceBack();
        calls.last().block = block;
    }
    // In order, one after the other, unless they only read: what comes later may depend on what came before.
    for (Call &call : calls) {
        if (auto announced = announce(turn, call); !announced)
            return fail(announced.error());
    }
    const bool changes =
        std::ranges::any_of(calls, [](const Call &call) { return call.ready && !call.tool->readOnly(); });
    if (changes && m_context.beforeChanges)
        m_context.beforeChanges();
    performAll(calls, stop);
    if (changes && m_context.afterChanges)
        m_context.afterChanges();
    Outcome outcome;
    std::optional<Error> broken;
    for (Call &call : calls) {
        if (call.result) {
            auto text = capped(call);
            if (!text)
                return fail(text.error());
            call.shown = *text;
        } else if (!broken) {
            broken = call.result.error();
        }
        if (auto recorded = record(turn, call); !recorded)
            return fail(recorded.error());
        if (!call.result)
            continue;
        outcome.answers.append({call.block.toolUseId, call.shown, call.result->isError});
        const auto verdict =
            m_stuck.add(call.block.toolName, call.block.toolInput, call.shown, call.ready && !call.tool->readOnly());
        if (verdict == StuckDetector::Verdict::Tell)
            outcome.note =
                u"You have made the same call to %1 three times, and the result was the same each time. Try something else."_s
                    .arg(call.block.toolName);
        outcome.stuck = outcome.stuck || verdict == StuckDetector::Verdict::Stop;
    }
    if (broken)
        return fail(*broken);
    const auto idle = m_stuck.endTurn();
    if (idle == StuckDetector::Verdict::Tell && outcome.note.isEmpty())
        outcome.note = u"For %1 turns no file has changed and no command has shown anything new. Say in one or two "
                       "sentences what blocks you; then take another way, or end your turn if there is none."_s.arg(
                           StuckDetector::turnsWithoutProgress);
    outcome.stuck = outcome.stuck || idle == StuckDetector::Verdict::Stop;
    return outcome;
}

void ToolRunner::endSession()
{
    for (Tool *tool : m_tools)
        tool->sessionEnded();
}

}  // namespace bw::agent
