// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "sandbox/local/launchplan.h"

namespace bw::sandbox
{

/// Holds what the daemon sees around itself (GET /buildwright/self, app/sandboxd/selfreport.h) against what was asked
/// for. Any difference is SandboxUnavailable with the difference in `why`: nothing may run behind a wall that is not
/// there. Pure.
Status compareWalls(const Json &report, const QMap<QString, WritableMount> &writable, const QSet<QString> &readOnly);

}  // namespace bw::sandbox
