// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/budgetguard.h"
#include "engine/modelchoice.h"

#include <stop_token>

namespace bw::engine
{

struct Parts;

/// Everything of one run of a build, on its worker thread: model behind its budget, specification (written first when
/// there is only a prompt), runner, copy of the zip. Whatever happens is recorded in the build's log.
void runBuildWorker(Parts &parts, const BuildId &id, std::stop_token stop);

/// The ceilings that a build's options mean; `activeMs` is the time that counted already.
claude::BudgetLimits budgetLimits(const BuildOptions &options, qint64 nowMs, qint64 activeMs);

}  // namespace bw::engine
