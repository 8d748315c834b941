// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/agentsession.h"

#include "agent/conversation.h"
#include "agent/toolrunner.h"
#include "agent/turnsource.h"
#include "agent/turntext.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostPauses = 10;        // resumes of a turn that the server paused
constexpr int mostContinuations = 3;  // of a text that was cut

bool hasToolUse(const claude::Turn &turn)
{
    return std::ranges::any_of(turn.blocks,
                               [](const claude::ContentBlock &block) { return block.type == "tool_use"_L1; });
}

}  // namespace

QString toKey(SessionEnd end)
{
    switch (end) {
    case SessionEnd::Finished:
        return u"done"_s;
    case SessionEnd::TurnLimit:
        return u"turn_limit"_s;
    case SessionEnd::Stuck:
        return u"stuck"_s;
    }
    return {};
}

class AgentSession::Impl
{
public:
    Impl(AgentContext &context, SessionConfig config)
        : m_context(context)
        , m_config(std::move(config))
        , m_id(newId<SessionId>())
        , m_source({context.model, context.log, context.blobs, context.clock, context.deadlineMs}, m_id.value)
        , m_tools(context, m_id.value, m_config.tools)
    {
        m_request.model = context.modelId;
        m_request.effort = context.effort;
        m_request.purpose = m_config.purpose;
        m_request.maxTokens = m_config.maxTokens;
        m_request.systemJson = toBytes(Json::array({Json {{"type", "text"}, {"text", toStd(m_config.systemPrompt)}}}));
        m_request.toolsJson = m_tools.toolsJson();
        m_conversation.addUser(m_config.firstMessage);
    }

    Result<SessionOutcome> run(std::stop_token stop);
    [[nodiscard]] const QList<QByteArray> &messages() const { return m_conversation.messages(); }

private:
    enum class Next { GoOn, Done };
    void limitAnswers(std::stop_token stop);
    Result<SessionOutcome> turns(std::stop_token stop);
    Result<Next> react(int number, const claude::Turn &turn, std::stop_token stop);
    Result<Next> useTools(int number, const claude::Turn &turn, std::stop_token stop);
    Result<Next> afterCut(const claude::Turn &turn, std::stop_token stop);
    Result<Next> afterEnd(const claude::Turn &turn);

    AgentContext &m_context;
    SessionConfig m_config;
    SessionId m_id;
    TurnSource m_source;
    ToolRunner m_tools;
    Conversation m_conversation;
    claude::ModelRequest m_request;
    SessionOutcome m_outcome;
    int m_pauses = 0;
    int m_continuations = 0;
    bool m_raised = false;
    bool m_nudged = false;
};

Result<SessionOutcome> AgentSession::Impl::run(std::stop_token stop)
{
    m_outcome.session = m_id;
    Json payload {{"session", toStd(m_id.value)}, {"kind", toStd(m_config.kind)}, {"model", toStd(m_context.modelId)}};
    if (!m_config.feature.isEmpty())
        payload["feature"] = toStd(m_config.feature);
    if (auto started = m_context.log.commit(EventType::SessionStarted, std::move(payload)); !started)
        return fail(started.error());
    limitAnswers(stop);
    auto outcome = turns(stop);
    m_tools.endSession();
    const QString how = outcome ? toKey(outcome->end) : toKey(outcome.error().code);
    auto ended = m_context.log.append(
        EventType::SessionEnded,
        Json {{"session", toStd(m_id.value)}, {"outcome", toStd(how)}, {"turns", m_outcome.turns}});
    if (!ended)
        return fail(ended.error());
    return outcome;
}

/// A model that answers less than is asked for would refuse the request. One that cannot be asked now says so when it
/// is sent the first turn, where waiting and events have their place.
void AgentSession::Impl::limitAnswers(std::stop_token stop)
{
    if (const auto info = m_context.model.info(m_context.modelId, stop); info && info->maxOutput > 0)
        m_request.maxTokens = std::min(m_request.maxTokens, info->maxOutput);
}

Result<SessionOutcome> AgentSession::Impl::turns(std::stop_token stop)
{
    for (int number = 1; number <= m_config.maxTurns; ++number) {
        m_request.messages = m_conversation.messages();
        auto turn = m_source.next(number, m_request, stop);
        if (!turn)
            return fail(turn.error());
        m_outcome.turns = number;
        auto next = react(number, *turn, stop);
        if (!next)
            return fail(next.error());
        if (*next == Next::Done)
            return m_outcome;
    }
    m_outcome.end = SessionEnd::TurnLimit;
    return m_outcome;
}

Result<AgentSession::Impl::Next> AgentSession::Impl::react(int number, const claude::Turn &turn, std::stop_token stop)
{
    switch (turn.stopReason) {
    case claude::StopReason::ToolUse:
        return useTools(number, turn, stop);
    case claude::StopReason::MaxTokens:
        return afterCut(turn, stop);
    case claude::StopReason::Refusal:
        return fail(ErrorCode::Refused, turn.stopDetail, {{u"model"_s, turn.model}, {u"why"_s, turn.stopDetail}});
    case claude::StopReason::PauseTurn:
        m_conversation.addAssistant(turn.contentJson);
        if (++m_pauses <= mostPauses)
            return Next::GoOn;
        m_outcome.end = SessionEnd::TurnLimit;
        return Next::Done;
    case claude::StopReason::ContextWindowExceeded:
        m_outcome.end = SessionEnd::TurnLimit;
        return Next::Done;
    case claude::StopReason::EndTurn:
    case claude::StopReason::StopSequence:
    case claude::StopReason::Compaction:
    case claude::StopReason::Unknown:
        break;
    }
    // A reason of a later API counts by what came with it.
    if (turn.stopReason == claude::StopReason::Unknown && hasToolUse(turn))
        return useTools(number, turn, stop);
    return afterEnd(turn);
}

Result<AgentSession::Impl::Next> AgentSession::Impl::useTools(int number, const claude::Turn &turn,
                                                              std::stop_token stop)
{
    if (!hasToolUse(turn))
        return afterEnd(turn);
    m_conversation.addAssistant(turn.contentJson);
    m_outcome.lastText = spokenText(turn);
    m_continuations = m_pauses = 0;
    auto outcome = m_tools.run(number, turn.blocks, stop);
    if (!outcome)
        return fail(outcome.error());
    m_conversation.addToolResults(outcome->answers, outcome->note);
    if (!outcome->stuck)
        return Next::GoOn;
    m_outcome.end = SessionEnd::Stuck;
    return Next::Done;
}

Result<AgentSession::Impl::Next> AgentSession::Impl::afterCut(const claude::Turn &turn, std::stop_token stop)
{
    const bool onlyText = !hasToolUse(turn) && !spokenText(turn).isEmpty();
    auto info = m_context.model.info(m_context.modelId, stop);
    const int most = info ? info->maxOutput : m_request.maxTokens;
    if (!onlyText && !m_raised && most > m_request.maxTokens) {
        // A call that was cut is never run, and a cut thought cannot be sent back: the turn is forgotten and asked
        // again with all the room there is.
        m_raised = true;
        m_request.maxTokens = most;
        return Next::GoOn;
    }
    if (++m_continuations > mostContinuations) {
        m_outcome.end = SessionEnd::TurnLimit;
        return Next::Done;
    }
    if (onlyText) {
        m_conversation.addAssistant(turn.contentJson);
        m_conversation.addUser(u"Your answer was cut off. Go on exactly where it stopped."_s);
    } else {
        m_conversation.addUser(
            u"Your last answer was longer than an answer may be and was lost. Go on in smaller steps: write "
            "long files in several parts."_s);
    }
    return Next::GoOn;
}

Result<AgentSession::Impl::Next> AgentSession::Impl::afterEnd(const claude::Turn &turn)
{
    // The API refuses blank text and calls without a result when they are sent back.
    const bool blank = std::ranges::all_of(turn.blocks, [](const claude::ContentBlock &block) {
        return block.type == "text"_L1 && block.text.trimmed().isEmpty();
    });
    if (!blank && !hasToolUse(turn))
        m_conversation.addAssistant(turn.contentJson);
    m_outcome.lastText = spokenText(turn);
    if (m_outcome.lastText.isEmpty() && !m_nudged) {
        // Silence after tool results is a known habit; the model is asked once to go on (claude-api reference §1.5).
        m_nudged = true;
        m_conversation.addUser(u"Please continue."_s);
        return Next::GoOn;
    }
    m_outcome.end = SessionEnd::Finished;
    return Next::Done;
}

AgentSession::AgentSession(AgentContext &context, SessionConfig config)
    : m_impl(std::make_unique<Impl>(context, std::move(config)))
{
}

AgentSession::~AgentSession() = default;

Result<SessionOutcome> AgentSession::run(std::stop_token stop) { return m_impl->run(stop); }

const QList<QByteArray> &AgentSession::messages() const { return m_impl->messages(); }

}  // namespace bw::agent
