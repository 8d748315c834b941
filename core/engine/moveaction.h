// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"

namespace bw::engine
{

struct Parts;

/// Records that a build that nobody works on is in another place from now on, with `after` in the same commit: both are
/// there, or neither. What its sandboxes cost up to now is settled at the price of the place that it leaves.
Status recordMove(Parts &parts, const BuildId &build, const QString &place, QList<NewEvent> after = {});

/// When a run of a build is over: does what is left of a move that was asked for meanwhile. True: the build has to be
/// queued again, it was at work.
bool finishMove(Parts &parts, const BuildId &build);

}  // namespace bw::engine
