// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace bw::store
{

class Reader;
class Writer;

/// The one row of this machine's person; made at the first start.
Result<UserId> ensureLocalUser(Writer &writer, Clock &clock);
/// Empty when there is none.
Result<UserId> findLocalUser(Reader &reader);

}  // namespace bw::store
