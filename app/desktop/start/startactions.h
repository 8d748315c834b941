// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/arguments.h"
#include "models/startchoices.h"
#include "shell/page.h"

namespace bw::desktop
{

/// New builds, and the ways to begin: actions for every page. `window`: what sheets stand in front of.
void addStartActions(const PageContext &context, QWidget *window);
/// A sheet that a file or a link filled in; it starts nothing by itself.
void openStartSheet(const PageContext &context, QWidget *window, const QString &specPath);
void openStartSheet(const PageContext &context, QWidget *window, const Link &link);
void openStartSheet(const PageContext &context, QWidget *window, const StartChoices &choices);

}  // namespace bw::desktop
