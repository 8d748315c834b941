// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/startoutlook.h"

namespace bw::desktop
{

/// Why a build cannot start, in the window's words (the command line names its options).
QString obstacleText(const Error &error);
/// What the button beside it says.
QString remedyText(StartRemedy remedy);

}  // namespace bw::desktop
