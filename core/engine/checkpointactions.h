// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

namespace bw::engine
{

struct Parts;

/// Gives up old checkpoints of a build, so that at most `keep` stay (build::checkpointsToThin) beside those on which
/// its proofs still depend, and removes the contents that nothing else names. Of a build at work only its own worker
/// may do that, between two steps. Event: checkpoint.thinned, one for each. A crash at any moment leaves either all of
/// a checkpoint or nothing of it, and what is left over goes with the next sweep.
Status thinCheckpoints(Parts &parts, const BuildId &build, int keep);

}  // namespace bw::engine
