// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw::desktop
{

class Actions;

/// What can be done in the editor of a specification, in the Edit menu: for the one that has the keyboard, else the one
/// that is seen. Once for all editors; called again it does nothing.
void addSpecEditorActions(Actions &actions);

}  // namespace bw::desktop
