// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace bw::desktop
{

/// Writes to the log, once, how long it took from the start of the process until the window was first painted.
void logFirstPaint(QWidget &window);

}  // namespace bw::desktop
