// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/agentsession.h"

#include "agent/contextwindow.h"
#include "agent/conversation.h"
#include "agent/hearing.h"
#include "agent/persondesk.h"
#include "agent/prompts.h"
#include "agent/toolrunner.h"
#include "agent/turnsource.h"
#include "agent/turntext.h"
#include "agent/worksummary.h"

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

/// A request that was too large for the service can be made smaller; any other refusal stands.
bool isTooLong(const Error &error)
{
    return error.code == ErrorCode::TooLarge
        || (error.code == ErrorCode::RequestRejected
            && error.args.value(u"why"_s).contains("prompt is too long"_L1, Qt::CaseInsensitive));
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
    case SessionEnd::Asked:
        return u"asked"_s;
    case SessionEnd::ContextFull:
        return u"context_full"_s;
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
        , m_hearing(context, m_id.value, m_config.hearsPeople)
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
    void learnLimits(std::stop_token stop);
    Result<claude::Turn> nextTurn(int number, std::stop_token stop);
    /// What a person told the agent meanwhile, in words for the model; empty = nothing.
    Result<QString> hear();
    Result<Next> reduce(int number, std::stop_token stop);
    Result<bool> summedUp(int number, std::stop_token stop);
    Result<Next> leaveTheRest(int number);
    Status noteReduced(int number, const char *how, qint64 inputTokens);
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
    ContextWindow m_window;
    WorkSummary m_summary;
    Hearing m_hearing;
    qint64 m_cleared = 0;  // tokens that the service left out of its view at the newest answer
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
    if (!m_config.parent.isEmpty())
        payload["parent"] = toStd(m_config.parent);
    if (auto started = m_context.log.commit(EventType::SessionStarted, std::move(payload)); !started)
        return fail(started.error());
    learnLimits(stop);
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
void AgentSession::Impl::learnLimits(std::stop_token stop)
{
    const auto info = m_context.model.info(m_context.modelId, stop);
    if (!info)
        return;
    if (info->maxOutput > 0)
        m_request.maxTokens = std::min(m_request.maxTokens, info->maxOutput);
    m_window = ContextWindow(*info, m_context.model.isDemonstration());
    m_request.clearAbove = m_window.clearAbove();
}

Result<QString> AgentSession::Impl::hear()
{
    const auto said = m_hearing.next();
    if (!said)
        return fail(said.error());
    for (const QString &message : *said)
        m_summary.heard(message);
    return said->join(u"\n\n"_s);
}

Status AgentSession::Impl::noteReduced(int number, const char *how, qint64 inputTokens)
{
    auto noted = m_context.log.commit(
        EventType::ContextReduced,
        Json {{"session", toStd(m_id.value)}, {"turn", number}, {"how", how}, {"input_tokens", inputTokens}});
    return noted ? Status() : fail(noted.error());
}

/// True: the service's summary stands in place of the conversation. False: it made none, for whatever reason.
Result<bool> AgentSession::Impl::summedUp(int number, std::stop_token stop)
{
    if (!m_window.summarizes())
        return false;
    auto instructions = prompt(u"summary"_s);
    if (!instructions)
        return fail(instructions.error());
    claude::ModelRequest request = m_request;
    request.summarize = *instructions;
    auto turn = m_source.next(number, request, stop);
    if (!turn
        && (turn.error().code == ErrorCode::Unsupported || turn.error().code == ErrorCode::RequestRejected
            || turn.error().code == ErrorCode::TooLarge)) {
        m_window.summaryFailed();
        return false;
    }
    if (!turn)
        return fail(turn.error());
    m_outcome.turns = number;
    if (turn->stopReason != claude::StopReason::Compaction || turn->blocks.size() != 1) {
        m_window.summaryFailed();
        return false;
    }
    m_conversation.restartFrom(turn->contentJson);
    m_conversation.addUser(u"Go on with the work from this summary. The files are as you left them."_s);
    return true;
}

Result<AgentSession::Impl::Next> AgentSession::Impl::leaveTheRest(int number)
{
    if (auto noted = noteReduced(number, "new_session", m_window.estimate(m_request)); !noted)
        return fail(noted.error());
    m_summary.said(m_outcome.lastText);
    m_outcome.summary = m_summary.text();
    m_outcome.end = SessionEnd::ContextFull;
    return Next::Done;
}

Result<AgentSession::Impl::Next> AgentSession::Impl::reduce(int number, std::stop_token stop)
{
    const qint64 before = m_window.estimate(m_request);
    auto summed = summedUp(number, stop);
    if (!summed)
        return fail(summed.error());
    if (!*summed)
        return leaveTheRest(number);
    m_window.restarted();
    if (auto noted = noteReduced(number, "compaction", before); !noted)
        return fail(noted.error());
    return Next::GoOn;
}

Result<claude::Turn> AgentSession::Impl::nextTurn(int number, std::stop_token stop)
{
    auto turn = m_source.next(number, m_request, stop);
    if (!turn)
        return turn;
    m_outcome.turns = number;
    m_window.answered(m_request, *turn);
    if (turn->clearedTokens > m_cleared) {
        if (auto noted = noteReduced(number, "clearing", turn->usage.wholeInput()); !noted)
            return fail(noted.error());
    }
    m_cleared = turn->clearedTokens;
    return turn;
}

Result<SessionOutcome> AgentSession::Impl::turns(std::stop_token stop)
{
    auto said = hear();
    if (!said)
        return fail(said.error());
    if (!said->isEmpty())
        m_conversation.addUser(*said);
    for (int number = 1; number <= m_config.maxTurns; ++number) {
        m_request.messages = m_conversation.messages();
        const bool begun = m_request.messages.size() > 1;
        Result<Next> next = Next::GoOn;
        if (begun && m_window.isFull(m_request)) {
            next = reduce(number, stop);
        } else {
            auto turn = nextTurn(number, stop);
            if (turn)
                next = react(number, *turn, stop);
            else if (begun && isTooLong(turn.error()))
                next = leaveTheRest(number);
            else
                return fail(turn.error());
        }
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
        // The answer was cut by the window and is forgotten, as one that was cut by its own limit.
        return m_conversation.messages().size() > 1 ? reduce(number, stop) : leaveTheRest(number);
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
    for (const Conversation::Answer &answer : std::as_const(outcome->answers)) {
        const auto call = std::ranges::find(turn.blocks, answer.toolUseId, &claude::ContentBlock::toolUseId);
        m_summary.add(call->toolName, call->toolInput, answer.text, answer.isError);
    }
    auto said = hear();
    if (!said)
        return fail(said.error());
    m_conversation.addToolResults(outcome->answers, QStringList {outcome->note, *said});
    const bool asked = m_context.desk != nullptr && m_context.desk->waits();
    const bool finished = m_config.finishWhen && m_config.finishWhen();
    if (!outcome->stuck && !asked && !finished)
        return Next::GoOn;
    m_outcome.end = asked ? SessionEnd::Asked : outcome->stuck ? SessionEnd::Stuck : SessionEnd::Finished;
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
    auto said = hear();
    if (!said)
        return fail(said.error());
    if (!said->isEmpty()) {
        m_conversation.addUser(*said);
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
