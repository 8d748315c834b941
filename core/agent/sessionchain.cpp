// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/sessionchain.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostSessions = 5;

}  // namespace

Result<SessionOutcome> runSessions(AgentContext &context, const SessionConfig &config, std::stop_token stop)
{
    SessionConfig next = config;
    for (int number = 1;; ++number) {
        AgentSession session(context, next);
        auto outcome = session.run(stop);
        if (!outcome || outcome->end != SessionEnd::ContextFull || number == mostSessions)
            return outcome;
        next.maxTurns -= outcome->turns;
        if (next.maxTurns <= 0)
            return outcome;
        next.firstMessage = config.firstMessage + u"\n\n"_s + outcome->summary;
    }
}

}  // namespace bw::agent
