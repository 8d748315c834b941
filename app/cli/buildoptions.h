// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ceilings.h"
#include "invocation.h"

namespace bw::cli
{

/// What the options of a command line say; what they leave out stays as it is. Error: InvalidArgument or Unsupported,
/// naming the option and what it takes.
Status readBuildOptions(const Invocation &invocation, BuildOptions &options);
/// --budget-usd, --budget-tokens, --budget-feature-usd, --budget-phase-usd, --budget-sandbox-minutes, each also without
/// the "budget-", and --time-limit.
Status readCeilings(const Invocation &invocation, engine::Ceilings &ceilings);

}  // namespace bw::cli
