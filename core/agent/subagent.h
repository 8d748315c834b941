// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentsession.h"

namespace bw::agent
{

/// A side task of a session: a session of its own with a fresh context, tools that only read, a cheaper model
/// (AgentContext::sideModel) and at most a tenth of what is left of the budget. Its last words are the result. Nobody
/// is asked and nobody is heard in it.
class SubAgent final
{
public:
    struct Task {
        QString kind;         ///< "search", "review": also the name of its prompts
        QString instruction;  ///< its first message
    };
    /// The session that calls works on this feature.
    explicit SubAgent(QString feature);

    /// Whether side tasks of this kind can be given at all: a recording has only the turns that it has.
    [[nodiscard]] static bool isOffered(const AgentContext &context, const QString &kind, const QString &feature);
    /// What a model cannot or must not do is a result with isError; errors are those that end the calling session, too
    /// (Cancelled, SandboxLost, the log's, a service that cannot be reached).
    Result<ToolResult> run(const ToolCall &call, const Task &task, std::stop_token stop);

    static constexpr int shareOfRest = 10;  ///< one part in ten
    static constexpr int mostTurns = 30;

private:
    Result<SessionOutcome> session(const ToolCall &call, const Task &task, const QString &model, std::stop_token stop);

    QString m_feature;
};

}  // namespace bw::agent
