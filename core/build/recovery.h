// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QList>

namespace bw::store
{
class BuildStore;
class EventLog;
class EventStore;
}  // namespace bw::store

namespace bw::build
{

/// Called by a new owner before it queues anything: builds that an earlier process was working on, or had in its queue,
/// become `interrupted`, reason "crash" (event build.state). What was open when it died (calls of tools, commands,
/// sessions) is closed in the log, together with the change of the state: both are there, or neither. Waiting for a
/// person and pausing need no worker and stay as they are. Returns the builds, oldest first; `resume` leads on from
/// there.
Result<QList<BuildId>> markInterrupted(const store::BuildStore &builds, const store::EventStore &events,
                                       store::EventLog &log);

}  // namespace bw::build
