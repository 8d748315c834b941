// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/personmessage.h"
#include "base/ids.h"
#include "base/result.h"

#include <QList>

namespace bw::store
{
class EventStore;
}

namespace bw::build
{

/// What a person told the agent of a build and no session has heard to its own end, oldest first. A session that broke
/// off (a crash, a stop, a lost sandbox) took what it had heard with it, so that counts as not heard; what the session
/// under way has heard is among these, and that session knows it. Thread-safe. Error: of the store.
Result<QList<agent::PersonMessage>> loadUnheard(const store::EventStore &events, const BuildId &build);

}  // namespace bw::build
