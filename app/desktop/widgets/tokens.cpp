// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tokens.h"

#include <algorithm>
#include <cmath>

namespace bw::desktop
{

namespace
{

Tokens lightTokens()
{
    Tokens t;
    t.window = QColor(0xf6f7f9);
    t.surface = QColor(0xffffff);
    t.sunken = QColor(0xeef0f3);
    t.line = QColor(0xdfe2e8);
    t.border = QColor(0x7d8593);
    t.text = QColor(0x1b1f27);
    t.muted = QColor(0x5a6271);
    t.disabled = QColor(0x9aa1ad);
    t.accent = QColor(0x1f5fbf);
    t.onAccent = QColor(0xffffff);
    t.accentHover = QColor(0x1a52a6);
    t.hover = QColor(0xe7eaef);
    t.pressed = QColor(0xdadee6);
    t.selection = QColor(0xdce8fa);
    t.focus = QColor(0x1f5fbf);
    t.quiet = QColor(0x5a6271);
    t.busy = QColor(0x1f5fbf);
    t.waiting = QColor(0x8a5300);
    t.good = QColor(0x1c6b3c);
    t.bad = QColor(0xb3261e);
    return t;
}

Tokens darkTokens()
{
    Tokens t;
    t.window = QColor(0x1a1c20);
    t.surface = QColor(0x212429);
    t.sunken = QColor(0x15171a);
    t.line = QColor(0x33373e);
    t.border = QColor(0x7c8491);
    t.text = QColor(0xe6e8ec);
    t.muted = QColor(0xa6adba);
    t.disabled = QColor(0x646b77);
    t.accent = QColor(0x7fb0f5);
    t.onAccent = QColor(0x0d1b30);
    t.accentHover = QColor(0x9cc3fa);
    t.hover = QColor(0x2b2f36);
    t.pressed = QColor(0x363b44);
    t.selection = QColor(0x26395a);
    t.focus = QColor(0x7fb0f5);
    t.quiet = QColor(0xa6adba);
    t.busy = QColor(0x8ab8f8);
    t.waiting = QColor(0xe9b35c);
    t.good = QColor(0x74c690);
    t.bad = QColor(0xf2938c);
    t.dark = true;
    return t;
}

Tokens contrastTokens()
{
    Tokens t;
    t.window = t.surface = t.sunken = QColor(Qt::black);
    t.line = t.border = t.text = t.muted = QColor(0xffffff);
    t.disabled = QColor(0x9e9e9e);
    t.accent = QColor(0xffd60a);
    t.onAccent = QColor(Qt::black);
    t.accentHover = QColor(0xffea70);
    t.hover = QColor(0x262626);
    t.pressed = QColor(0x404040);
    t.selection = QColor(0x003d80);
    t.focus = QColor(0xffd60a);
    t.quiet = QColor(0xffffff);
    t.busy = QColor(0x7fd4ff);
    t.waiting = QColor(0xffd60a);
    t.good = QColor(0x7dff9b);
    t.bad = QColor(0xff9c94);
    t.dark = true;
    return t;
}

double luminance(const QColor &color)
{
    const auto part = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

}  // namespace

const Tokens &tokensOf(Scheme scheme)
{
    static const Tokens light = lightTokens(), dark = darkTokens(), high = contrastTokens();
    switch (scheme) {
    case Scheme::Light:
        return light;
    case Scheme::Dark:
        return dark;
    case Scheme::HighContrast:
        return high;
    }
    return light;
}

QColor colorOf(const Tokens &tokens, usertext::Tone tone)
{
    switch (tone) {
    case usertext::Tone::Quiet:
        return tokens.quiet;
    case usertext::Tone::Busy:
        return tokens.busy;
    case usertext::Tone::Waiting:
        return tokens.waiting;
    case usertext::Tone::Good:
        return tokens.good;
    case usertext::Tone::Bad:
        return tokens.bad;
    }
    return tokens.text;
}

QPalette paletteOf(const Tokens &tokens)
{
    QPalette palette(tokens.surface, tokens.window);
    const auto set = [&palette](QPalette::ColorRole role, const QColor &usual, const QColor &disabled) {
        palette.setColor(QPalette::Active, role, usual);
        palette.setColor(QPalette::Inactive, role, usual);
        palette.setColor(QPalette::Disabled, role, disabled);
    };
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        set(role, tokens.text, tokens.disabled);
    set(QPalette::Window, tokens.window, tokens.window);
    set(QPalette::Base, tokens.surface, tokens.window);
    set(QPalette::AlternateBase, tokens.window, tokens.window);
    set(QPalette::Button, tokens.surface, tokens.window);
    set(QPalette::ToolTipBase, tokens.surface, tokens.surface);
    set(QPalette::PlaceholderText, tokens.muted, tokens.disabled);
    set(QPalette::Highlight, tokens.selection, tokens.selection);
    set(QPalette::HighlightedText, tokens.text, tokens.disabled);
    set(QPalette::Accent, tokens.accent, tokens.disabled);
    set(QPalette::Link, tokens.accent, tokens.disabled);
    set(QPalette::LinkVisited, tokens.accent, tokens.disabled);
    set(QPalette::BrightText, tokens.onAccent, tokens.disabled);
    set(QPalette::Light, tokens.surface, tokens.surface);
    set(QPalette::Midlight, tokens.line, tokens.line);
    set(QPalette::Mid, tokens.border, tokens.line);
    set(QPalette::Dark, tokens.border, tokens.line);
    set(QPalette::Shadow, tokens.dark ? QColor(Qt::black) : tokens.border, tokens.line);
    return palette;
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace bw::desktop
