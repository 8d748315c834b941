// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/personaction.h"
#include "invocation.h"
#include "waiting.h"

namespace bw::cli
{

/// Shows on the terminal what a build waits for and takes the decision there. Nothing: later (an empty line, the end of
/// input, or a stop). Only where a person sits at a terminal.
std::optional<engine::PersonAction> askAtTerminal(const Invocation &invocation, const Build &build,
                                                  const Waiting &waiting);
/// A person can be asked here: stdin and stderr are a terminal, and no --json.
[[nodiscard]] bool hasPerson(const Invocation &invocation);

}  // namespace bw::cli
