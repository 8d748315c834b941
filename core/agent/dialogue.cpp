// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/dialogue.h"

#include "agent/turntext.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

/// Unlike spokenText(): an answer that goes on in the next turn must not lose the white space at its end.
QString wholeText(const claude::Turn &turn)
{
    QString text;
    for (const claude::ContentBlock &block : turn.blocks) {
        if (block.type == "text"_L1)
            text += block.text;
    }
    return text;
}

}  // namespace

Dialogue::Dialogue(TurnSource::Environment environment, const Config &config)
    : m_source(std::move(environment), config.session)
{
    m_request.model = config.model;
    m_request.purpose = config.purpose;
    m_request.maxTokens = config.maxTokens;
    m_request.effort = config.effort;
    m_request.systemJson = toBytes(Json::array({Json {{"type", "text"}, {"text", toStd(config.systemPrompt)}}}));
}

Result<claude::Turn> Dialogue::next(std::stop_token stop)
{
    m_request.messages = m_conversation.messages();
    auto turn = m_source.next(m_turns + 1, m_request, stop);
    if (!turn)
        return turn;
    ++m_turns;
    if (turn->stopReason == claude::StopReason::Refusal)
        return fail(ErrorCode::Refused, turn->stopDetail, {{u"model"_s, turn->model}, {u"why"_s, turn->stopDetail}});
    return turn;
}

Result<Dialogue::Answer> Dialogue::say(const QString &message, std::stop_token stop)
{
    m_conversation.addUser(message);
    Answer answer;
    for (int left = mostContinuations;; --left) {
        auto turn = next(stop);
        if (!turn)
            return fail(turn.error());
        // A thought that was cut, or blank text, cannot be sent back; both are left out.
        const bool speaks = !spokenText(*turn).isEmpty();
        if (speaks) {
            m_conversation.addAssistant(turn->contentJson);
            answer.text += wholeText(*turn);
        }
        const bool cut =
            turn->stopReason == claude::StopReason::MaxTokens || turn->stopReason == claude::StopReason::PauseTurn;
        answer.complete = !cut;
        if ((!cut && !answer.text.isEmpty()) || left == 0)
            return answer;
        if (!cut)
            left = 1;  // silence is asked about once
        m_conversation.addUser(
            cut && speaks ? u"Your answer was cut off. Go on exactly where it stopped, without repeating anything."_s
                          : u"Please answer now, as briefly as the task allows."_s);
    }
}

}  // namespace bw::agent
