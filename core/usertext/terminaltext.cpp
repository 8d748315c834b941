// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/terminaltext.h"

namespace bw::usertext
{

namespace
{

bool turnsDirection(char16_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

// Position behind a string that ends with BEL or ST (ESC \ or U+009C), or at the end of the text.
qsizetype afterString(const QString &text, qsizetype at)
{
    for (; at < text.size(); ++at) {
        const char16_t c = text[at].unicode();
        if (c == 0x07 || c == 0x9c)
            return at + 1;
        if (c == 0x1b)
            return at + 1 < text.size() && text[at + 1] == u'\\' ? at + 2 : at;
    }
    return at;
}

// Position behind a CSI: parameters and intermediates (0x20-0x3f), then one final character (0x40-0x7e).
qsizetype afterCsi(const QString &text, qsizetype at)
{
    while (at < text.size() && text[at].unicode() >= 0x20 && text[at].unicode() <= 0x3f)
        ++at;
    return at < text.size() && text[at].unicode() >= 0x40 && text[at].unicode() <= 0x7e ? at + 1 : at;
}

bool opensString(char16_t c) { return c == u']' || c == u'P' || c == u'X' || c == u'^' || c == u'_'; }

qsizetype afterEscape(const QString &text, qsizetype at)
{
    if (at >= text.size())
        return at;
    const char16_t c = text[at].unicode();
    if (c == u'[')
        return afterCsi(text, at + 1);
    if (opensString(c))
        return afterString(text, at + 1);
    while (at < text.size() && text[at].unicode() >= 0x20 && text[at].unicode() <= 0x2f)
        ++at;
    return at < text.size() && text[at].unicode() >= 0x30 && text[at].unicode() <= 0x7e ? at + 1 : at;
}

}  // namespace

QString plainTerminalText(const QString &text)
{
    QString plain;
    plain.reserve(text.size());
    for (qsizetype at = 0; at < text.size();) {
        const char16_t c = text[at++].unicode();
        if (c == 0x1b)
            at = afterEscape(text, at);
        else if (c == 0x9b)
            at = afterCsi(text, at);
        else if (c == 0x90 || c == 0x98 || c == 0x9d || c == 0x9e || c == 0x9f)
            at = afterString(text, at);
        else if (c == u'\r' && at < text.size() && text[at] != u'\n')
            plain.truncate(plain.lastIndexOf(u'\n') + 1);
        else if (c == u'\n' || c == u'\t' || (c >= 0x20 && c != 0x7f && (c < 0x80 || c > 0x9f) && !turnsDirection(c)))
            plain += QChar(c);
    }
    return plain;
}

}  // namespace bw::usertext
