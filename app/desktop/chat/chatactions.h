// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw::desktop
{

class MainWindow;

/// What begins a chat, from wherever one is in the window.
void addChatActions(MainWindow &window);

}  // namespace bw::desktop
