// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invocation.h"

namespace bw::cli
{

/// `chat list`, `chat show ID`, `chat search TEXT` and `chat export ID`: read beside an owner, change nothing.
ExitCode runChatReading(const Invocation &invocation);

}  // namespace bw::cli
