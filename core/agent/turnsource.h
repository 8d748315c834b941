// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"

namespace bw::agent
{

/// Gets one turn from the model, with patience: what the model's own retries could not mend is waited for with growing
/// pauses (1 s doubling to 10 min, or what the server asked for) as long as the build's time lasts, at most an hour in
/// a row where the model does not watch that itself (args "wait" of its error: "yes" or "no", see ServiceGate). Nothing
/// of a broken turn enters the conversation, so the same request is simply sent again. Events: turn.started
/// (committed), turn.failed, turn.waiting, turn.ended (committed, with the answer as a blob).
class TurnSource final
{
public:
    /// What it works with: the part of an AgentContext that needs no sandbox.
    struct Environment {
        claude::Model &model;
        store::BuildLog log;
        store::BlobStore &blobs;
        Clock &clock;
        std::optional<qint64> deadlineMs;  ///< wall time
    };
    TurnSource(Environment environment, QString session);
    Result<claude::Turn> next(int number, const claude::ModelRequest &request, std::stop_token stop);

    static bool isWorthWaiting(ErrorCode code);
    static constexpr std::chrono::milliseconds patience {3'600'000};

private:
    Status recordEnd(int number, const claude::Turn &turn);
    Status wait(int number, const Error &error, int failures, std::stop_token stop);

    Environment m_environment;
    QString m_session;
    std::chrono::milliseconds m_waited {0};
};

}  // namespace bw::agent
