// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"
#include "agent/tool.h"

#include <functional>

namespace bw::agent
{

/// One conversation with the model, from a fresh context.
struct SessionConfig {
    QString kind;     ///< "plan", "code", "spec", "search", "review"
    QString purpose;  ///< "plan", "code:<feature id>" …: goes with every request
    QString feature;  ///< id; empty = none
    QString systemPrompt;
    QString firstMessage;
    QList<Tool *> tools;  ///< outlive the session
    int maxTurns = 200;
    int maxTokens = 32'000;
    /// Asked after the tools of a turn have run: true ends the session as finished, though the model would go on.
    std::function<bool()> finishWhen {};
    QString parent {};         ///< id of the session that this one works for; empty = none
    bool hearsPeople = false;  ///< what a person tells the agent goes to this session
};

enum class SessionEnd {
    Finished,  ///< the model ended its turn
    TurnLimit,
    Stuck,        ///< the same call with the same result five times
    ContextFull,  ///< the window is full and nothing made it smaller; the summary says what was done
    Asked,        ///< a person was asked; a later session gets the answer
};
QString toKey(SessionEnd end);

struct SessionOutcome {
    SessionId session;
    SessionEnd end = SessionEnd::Finished;
    int turns = 0;
    QString lastText;  ///< what the model said last
    QString summary;   ///< of ContextFull: what was done, for the session that goes on
};

/// The loop over turns, as straight-line code on the calling thread. Every fact is in the log before and after it acts;
/// a tool call is committed before it runs. The conversation is append-only and resent byte for byte. Against a window
/// that fills: old tool results are cleared by the service, at 70 % the service sums the conversation up, and where it
/// cannot the session ends as ContextFull (event context.reduced each time).
/// Errors of run(): those of the model (Unauthorized, RecordingEnded, BudgetExceeded, Refused …), SandboxLost,
/// Cancelled, and those of the log. A tool that fails is an ordinary result for the model, not an error here.
class AgentSession final
{
public:
    AgentSession(AgentContext &context, SessionConfig config);
    ~AgentSession();

    Result<SessionOutcome> run(std::stop_token stop);
    /// Every message of the conversation, as it was sent (tests; closing of open calls).
    [[nodiscard]] const QList<QByteArray> &messages() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::agent
