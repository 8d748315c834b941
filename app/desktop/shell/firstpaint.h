// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QWidget;

namespace bw::desktop
{

/// Whoever measures may say in this variable when it started the process: nanoseconds since the boot (CLOCK_BOOTTIME).
/// Without it the kernel says so, to ten milliseconds.
inline constexpr const char *startedVariable = "BW_STARTED_NS";

/// Writes to the log, once, how long it took from the start of the process until the window was first painted, and
/// calls `then`: what can wait until a person sees something. A window that is not painted within half a second is not
/// waited for.
void afterFirstPaint(QWidget &window, std::function<void()> then);

/// Begins to read what the system says about fonts, on a thread of its own. At the start of main().
void warmFonts();

}  // namespace bw::desktop
