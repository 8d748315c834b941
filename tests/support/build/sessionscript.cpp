// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/sessionscript.h"

#include <algorithm>
#include <atomic>

namespace bw::test
{

using namespace Qt::StringLiterals;

namespace
{

claude::ContentBlock blockOf(const Json &json)
{
    claude::ContentBlock block;
    block.type = jsonString(json, "type");
    block.raw = toBytes(json);
    block.text = jsonString(json, "text");
    block.toolUseId = jsonString(json, "id");
    block.toolName = jsonString(json, "name");
    if (json.contains("input"))
        block.toolInput = toBytes(json.at("input"));
    return block;
}

}  // namespace

Json SessionScript::tool(const QString &name, Json input)
{
    static std::atomic_int number = 0;
    return {{"type", "tool_use"},
            {"id", "toolu_" + std::to_string(++number)},
            {"name", toStd(name)},
            {"input", std::move(input)}};
}

Result<claude::Turn> SessionScript::send(const claude::ModelRequest &request, claude::TurnObserver &,
                                         std::stop_token stop)
{
    const auto said = static_cast<int>(std::ranges::count_if(request.messages, [](const QByteArray &message) {
        return jsonString(parseJson(message).value_or(Json::object()), "role") == "assistant"_L1;
    }));
    if (before)
        if (auto fine = before(request, said, stop); !fine)
            return fail(fine.error());
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    const std::scoped_lock lock(m_mutex);
    const auto &conversations = m_conversations[request.purpose];
    if (said == 0) {
        ++m_begun[request.purpose];
        m_openings.append(request.messages.value(0));
    }
    const auto which = std::min(qsizetype(m_begun[request.purpose]), conversations.size()) - 1;
    if (which < 0 || said >= conversations.at(which).size())
        return fail(ErrorCode::RecordingEnded, request.purpose, {{u"recording"_s, u"script"_s}});
    claude::Turn turn;
    QByteArrayList raws;
    turn.stopReason = claude::StopReason::EndTurn;
    for (const Json &json : conversations.at(which).at(said)) {
        turn.blocks.append(blockOf(json));
        raws.append(turn.blocks.constLast().raw);
        if (turn.blocks.constLast().type == "tool_use"_L1)
            turn.stopReason = claude::StopReason::ToolUse;
    }
    turn.contentJson = "[" + raws.join(',') + "]";
    turn.stopReasonKey = claude::toKey(turn.stopReason);
    turn.usage = {.input = 100, .output = 50, .calls = 1};
    turn.model = request.model;
    turn.messageId = u"msg_%1"_s.arg(++m_sent);
    return turn;
}

int SessionScript::turnsSent() const
{
    const std::scoped_lock lock(m_mutex);
    return m_sent;
}

QList<QByteArray> SessionScript::openings() const
{
    const std::scoped_lock lock(m_mutex);
    return m_openings;
}

}  // namespace bw::test
