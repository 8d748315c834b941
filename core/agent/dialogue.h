// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/conversation.h"
#include "agent/turnsource.h"

namespace bw::agent
{

/// A conversation without tools: a question, an answer, perhaps another question. Used by one thread. Its turns are
/// events as those of any session; session.started and session.ended are the owner's.
class Dialogue final
{
public:
    struct Config {
        QString session;
        QString model;
        QString purpose;
        QString systemPrompt;
        int maxTokens = 32'000;
        QString effort {};
    };
    struct Answer {
        QString text;
        bool complete = true;  ///< false: still cut after every continuation
    };

    Dialogue(TurnSource::Environment environment, const Config &config);

    /// What the model answers, whole: an answer cut by max_tokens is gone on with at most four times; silence is met
    /// with one more request. Errors: those of TurnSource, Refused.
    Result<Answer> say(const QString &message, std::stop_token stop);
    [[nodiscard]] int turns() const { return m_turns; }

    static constexpr int mostContinuations = 4;

private:
    Result<claude::Turn> next(std::stop_token stop);

    TurnSource m_source;
    Conversation m_conversation;
    claude::ModelRequest m_request;
    int m_turns = 0;
};

}  // namespace bw::agent
