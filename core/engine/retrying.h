// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/resumestate.h"
#include "model/build.h"

#include <stop_token>

namespace bw::engine
{

struct Parts;

/// Whether a build that failed will be tried again by itself: its reason may pass, and tries are left. Pure; who
/// follows a build asks the same question.
[[nodiscard]] bool goesOnByItself(const BuildOptions &options, const build::ResumeState &state);

/// After a run of the build: records build.retried when it is to be tried again now, with what the agent is told about
/// the failure. A service or sandbox that failed is given time first (2 s, doubling, at most 5 min). False: it rests,
/// was stopped, or the log cannot be written.
bool retryAfterFailure(Parts &parts, const BuildId &build, const std::stop_token &stop);

}  // namespace bw::engine
