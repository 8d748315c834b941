// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw::desktop
{

class MainWindow;

/// File ▸ Open Recent: a menu, and by the command palette a list to type in.
void addRecentActions(MainWindow &window);

}  // namespace bw::desktop
