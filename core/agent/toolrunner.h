// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/conversation.h"
#include "agent/stuckdetector.h"
#include "agent/tool.h"

namespace bw::agent
{

/// Runs the tool calls of one turn: each is committed to the log before it runs; reads side by side when a turn asks
/// for reads only, everything else in order. What the model got wrong (unknown tool, input that is no JSON) is an error
/// result.
class ToolRunner final
{
public:
    ToolRunner(AgentContext &context, QString session, QList<Tool *> tools);

    struct Outcome {
        QList<Conversation::Answer> answers;  ///< in the order of the calls, one for each
        bool stuck = false;
        QString note;  ///< for the model, beside the results; empty = none
    };
    /// Error: what a tool could not turn into a result (SandboxLost, Cancelled, the log's). Calls that were open then
    /// are closed in the log.
    Result<Outcome> run(int turn, const QList<claude::ContentBlock> &blocks, std::stop_token stop);
    void endSession();
    [[nodiscard]] QByteArray toolsJson() const;

private:
    struct Call;
    Status announce(int turn, Call &call);
    void perform(Call &call, std::stop_token stop);
    Status record(int turn, const Call &call);
    Result<QString> capped(Call &call);
    [[nodiscard]] Tool *find(const QString &name) const;
    void performAll(QList<Call> &calls, std::stop_token stop);

    AgentContext &m_context;
    QString m_session;
    QList<Tool *> m_tools;
    StuckDetector m_stuck;
};

}  // namespace bw::agent
