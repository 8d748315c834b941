// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

namespace bw::desktop
{

/// How texts are drawn. Filled from the tokens of the theme; texts are laid out again when it changes.
struct TextLook {
    QFont body;
    QFont mono;
    QColor text;
    QColor muted;
    QColor link;
    QColor line;        ///< of tables, rules and quotations
    QColor shade;       ///< behind code
    QColor selection;   ///< behind selected text
    QColor problem;     ///< the mark beside what went wrong
    bool dark = false;  ///< which colours of code are readable
    friend bool operator==(const TextLook &, const TextLook &) = default;
};

}  // namespace bw::desktop
