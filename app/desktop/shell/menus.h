// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QMenuBar;

namespace bw::desktop
{

class Actions;
class MainWindow;
struct WindowParts;

/// The actions that belong to the window as such: leaving, text editing, looks, palette, help.
void addWindowActions(MainWindow &window, Actions &actions, const WindowParts &parts);
/// Menus of all actions there are, in order of their groups.
void fillMenus(QMenuBar &bar, const Actions &actions);

}  // namespace bw::desktop
