// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::agent
{

/// Text for a person who has to decide about it: control characters and those that change the order or hide text (bidi
/// marks, zero-width ones) become "\u{202E}". Tabs and line ends become "\t" and "\n".
QString visibleText(const QString &text);

}  // namespace bw::agent
