// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/model.h"

namespace bw::agent
{

/// What a person could read of a turn: its text blocks, trimmed, with an empty line between. Pure.
QString spokenText(const claude::Turn &turn);

}  // namespace bw::agent
