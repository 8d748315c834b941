// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "usertext/statelook.h"

#include <QColor>
#include <QPalette>

namespace bw::desktop
{

enum class Scheme { Light, Dark, HighContrast };

/// Every colour and measure of the window, in one place. Texts stand on the surfaces with a contrast of 4.5:1 at least;
/// a test looks at each pair.
struct Tokens {
    QColor window;   ///< behind everything
    QColor surface;  ///< lists, fields, cards
    QColor sunken;   ///< navigation, log
    QColor line;     ///< between things
    QColor border;   ///< of what can be used: 3:1 against its ground
    QColor text, muted, disabled;
    QColor accent, onAccent, accentHover;
    QColor hover, pressed;  ///< ground under the pointer
    QColor selection;       ///< ground of what is selected; `text` stands on it
    QColor focus;
    QColor quiet, busy, waiting, good, bad;  ///< of Tone, as text and as a drawing
    bool dark = false;
};

namespace metrics
{
inline constexpr int unit = 8;  ///< everything stands on multiples of it
inline constexpr int radius = 6;
inline constexpr int control = 32;  ///< height of a button or a field
inline constexpr int row = 72;      ///< of a list with two lines
}  // namespace metrics

const Tokens &tokensOf(Scheme scheme);
QColor colorOf(const Tokens &tokens, usertext::Tone tone);
QPalette paletteOf(const Tokens &tokens);
/// Contrast of two opaque colours as WCAG 2 defines it: 1 to 21.
double contrast(const QColor &a, const QColor &b);

}  // namespace bw::desktop
