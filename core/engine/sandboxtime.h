// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "model/money.h"

namespace bw::engine
{

struct Parts;

/// The event that settles, at this price a second, the time of a build's sandboxes that nothing settled yet; none when
/// there is no such time. Time without a price is settled too: what follows must not be charged for it.
Result<QList<NewEvent>> settlementOfSandboxes(Parts &parts, const BuildId &build, Money perSecond);

}  // namespace bw::engine
