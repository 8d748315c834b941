// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentsession.h"

namespace bw::agent
{

/// One piece of work in as many sessions as it needs: where a context is full and nothing made it smaller, a new
/// session goes on from the files and from a short summary that the harness made. At most five in a row; the turns
/// allowed are those of all of them together. The outcome is that of the last one. Errors: those of
/// AgentSession::run().
Result<SessionOutcome> runSessions(AgentContext &context, const SessionConfig &config, std::stop_token stop);

}  // namespace bw::agent
