// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::usertext
{

/// What a sandbox or a model printed, made harmless for a terminal: escape sequences (CSI, OSC, DCS …), control
/// characters except tab and line feed, and characters that turn the direction of writing are taken out. A carriage
/// return starts its line over, as on a terminal, unless a line feed follows.
QString plainTerminalText(const QString &text);

}  // namespace bw::usertext
