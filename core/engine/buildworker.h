// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <stop_token>

namespace bw::engine
{

struct Parts;

/// Everything of one run of a build, on its worker thread: model behind its budget, specification (written first when
/// there is only a prompt), runner, copy of the zip. Whatever happens is recorded in the build's log.
void runBuildWorker(Parts &parts, const BuildId &id, std::stop_token stop);

}  // namespace bw::engine
