// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/checkpointlist.h"

namespace bw::engine
{

struct Parts;

/// The first events of a build that goes on from a checkpoint of another one: what it is made from, the plan, what was
/// proved at that moment, and the checkpoint itself. The other build is not touched; blobs are shared.
/// Error: WrongState when there was no plan yet, and those of reading.
Result<QList<NewEvent>> branchEvents(Parts &parts, const BuildId &from, const build::CheckpointEntry &at);

}  // namespace bw::engine
