// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/agent/scriptedmodel.h"

#include "base/json.h"

using namespace Qt::StringLiterals;

namespace bw::test
{

claude::Turn ScriptedModel::turn(const QString &text, const QList<ToolUse> &calls)
{
    return turn(calls.isEmpty() ? claude::StopReason::EndTurn : claude::StopReason::ToolUse, text, calls);
}

claude::Turn ScriptedModel::turn(claude::StopReason reason, const QString &text, const QList<ToolUse> &calls)
{
    claude::Turn turn;
    QByteArrayList pieces;
    if (!text.isEmpty()) {
        claude::ContentBlock block;
        block.type = u"text"_s;
        block.text = text;
        block.raw = "{\"type\":\"text\",\"text\":" + toBytes(Json(toStd(text))) + '}';
        pieces.append(block.raw);
        turn.blocks.append(block);
    }
    for (const ToolUse &call : calls) {
        claude::ContentBlock block;
        block.type = u"tool_use"_s;
        block.toolUseId = call.id;
        block.toolName = call.name;
        block.toolInput = call.input;
        block.toolInputValid = call.valid;
        block.raw = "{\"type\":\"tool_use\",\"id\":\"" + call.id.toUtf8() + "\",\"name\":\"" + call.name.toUtf8()
            + "\",\"input\":" + (call.valid ? call.input : QByteArray("{}")) + '}';
        pieces.append(block.raw);
        turn.blocks.append(block);
    }
    turn.contentJson = '[' + pieces.join(',') + ']';
    turn.stopReason = reason;
    turn.stopReasonKey = claude::toKey(reason);
    turn.model = u"scripted"_s;
    turn.usage.input = 10;
    turn.usage.output = 5;
    turn.usage.calls = 1;
    return turn;
}

ScriptedModel &ScriptedModel::answers(Result<claude::Turn> turn)
{
    return does([turn = std::move(turn)](const claude::ModelRequest &, std::stop_token) { return turn; });
}

ScriptedModel &ScriptedModel::does(Step step)
{
    const std::lock_guard lock(m_mutex);
    m_steps.append(std::move(step));
    return *this;
}

QList<claude::ModelRequest> ScriptedModel::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

qsizetype ScriptedModel::left() const
{
    const std::lock_guard lock(m_mutex);
    return m_steps.size();
}

Result<claude::Turn> ScriptedModel::send(const claude::ModelRequest &request, claude::TurnObserver &,
                                         std::stop_token stop)
{
    Step step;
    {
        const std::lock_guard lock(m_mutex);
        m_requests.append(request);
        if (!m_steps.isEmpty())
            step = m_steps.takeFirst();
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    return step ? step(request, stop) : fail(ErrorCode::RecordingEnded, u"the script has ended"_s);
}

Result<qint64> ScriptedModel::countTokens(const claude::ModelRequest &, std::stop_token) { return 10; }

Result<claude::ModelInfo> ScriptedModel::info(const QString &, std::stop_token) { return known; }

}  // namespace bw::test
