// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/page.h"

namespace bw::desktop
{

class MainWindow;

/// New specifications and imports: actions for every page.
void addSpecActions(MainWindow &window);
/// A file that the program was started with, or that was handed over: a .bwspec is put into the library after the
/// person said so; any other fills in a start sheet. Nothing is stored or started by itself.
void openSpecFile(MainWindow &window, const QString &path);

}  // namespace bw::desktop
