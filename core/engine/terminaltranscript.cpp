// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/terminaltranscript.h"

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestLine = 4'000;
constexpr qsizetype longestParameters = 64;

bool turnsDirection(char16_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool opensString(char16_t c) { return c == u']' || c == u'P' || c == u'X' || c == u'^' || c == u'_'; }

}  // namespace

QString TerminalTranscript::feed(QByteArrayView bytes)
{
    const QString text = m_decoder.decode(bytes);
    for (const QChar c : text)
        take(c);
    return std::exchange(m_lines, {});
}

QString TerminalTranscript::rest()
{
    if (!m_line.trimmed().isEmpty())
        endLine();
    m_line.clear();
    m_column = 0;
    return std::exchange(m_lines, {});
}

void TerminalTranscript::take(QChar c)
{
    const char16_t code = c.unicode();
    switch (m_where) {
    case Where::Text:
        if (code < 0x20 || (code >= 0x7f && code <= 0x9f))
            takeControl(code);
        else
            takeText(c);
        return;
    case Where::Escape:
        takeEscape(code);
        return;
    case Where::Charset:
        m_where = Where::Text;
        return;
    case Where::Sequence:
        if (code >= 0x40 && code <= 0x7e)
            endSequence(code);
        else if (m_parameters.size() < longestParameters)
            m_parameters.append(c);
        return;
    case Where::String:
        if (code == 0x07 || code == 0x9c)
            m_where = Where::Text;
        else if (code == 0x1b)
            m_where = Where::StringEscape;
        return;
    case Where::StringEscape:
        m_where = Where::Text;
        if (code != u'\\')
            takeEscape(code);
        return;
    }
}

void TerminalTranscript::takeText(QChar c)
{
    if (m_fullScreen || turnsDirection(c.unicode()))
        return;
    if (m_column >= m_line.size()) {
        m_line += QString(m_column - m_line.size(), u' ') + c;
    } else {
        m_line[m_column] = c;
    }
    if (++m_column >= longestLine)
        endLine();
}

void TerminalTranscript::takeControl(char16_t c)
{
    if (c == 0x1b)
        m_where = Where::Escape;
    else if (c == 0x9b)
        takeEscape(u'[');
    else if (c == 0x90 || c == 0x98 || c == 0x9d || c == 0x9e || c == 0x9f)
        m_where = Where::String;
    else if (c == u'\n' && !m_fullScreen)
        endLine();
    else if (c == u'\r')
        m_column = 0;
    else if (c == u'\b')
        m_column = std::max<qsizetype>(0, m_column - 1);
    else if (c == u'\t')
        takeText(QChar(u'\t'));
}

void TerminalTranscript::takeEscape(char16_t c)
{
    m_where = Where::Text;
    if (c == u'[') {
        m_parameters.clear();
        m_where = Where::Sequence;
    } else if (opensString(c)) {
        m_where = Where::String;
    } else if (c >= 0x20 && c <= 0x2f) {
        m_where = Where::Charset;
    }
}

int TerminalTranscript::parameter(int otherwise) const
{
    bool ok = false;
    const int number = m_parameters.section(u';', 0, 0).toInt(&ok);
    return ok ? std::clamp(number, 0, static_cast<int>(longestLine)) : otherwise;
}

void TerminalTranscript::endSequence(char16_t final)
{
    m_where = Where::Text;
    if ((final == u'h' || final == u'l') && m_parameters.startsWith(u'?')) {
        const QStringList modes = m_parameters.mid(1).split(u';');
        if (modes.contains("1049"_L1) || modes.contains("1047"_L1) || modes.contains("47"_L1))
            setFullScreen(final == u'h');
        return;
    }
    if (m_fullScreen)
        return;
    if (final == u'K')
        erase(parameter(0));
    else if (final == u'J')
        erase(parameter(0) == 0 ? 0 : 2);
    else if (final == u'C')
        m_column = std::min(longestLine - 1, m_column + std::max(1, parameter(1)));
    else if (final == u'D')
        m_column = std::max<qsizetype>(0, m_column - std::max(1, parameter(1)));
    else if (final == u'G')
        m_column = std::max(0, parameter(1) - 1);
    else if (final == u'P')
        m_line.remove(m_column, std::max(1, parameter(1)));
    else if (final == u'@' && m_column <= m_line.size())
        m_line.insert(m_column, QString(std::max(1, parameter(1)), u' '));
    else if ((final == u'H' || final == u'f') && !m_line.trimmed().isEmpty())
        endLine();
}

void TerminalTranscript::erase(int how)
{
    if (how == 0)
        m_line.truncate(m_column);
    else if (how == 1)
        std::fill_n(m_line.begin(), std::min(m_column + 1, m_line.size()), QChar(u' '));
    else
        m_line.clear();
}

void TerminalTranscript::setFullScreen(bool full)
{
    if (full && !m_fullScreen) {
        if (!m_line.trimmed().isEmpty())
            endLine();
        m_lines += u"[a full-screen program]\n"_s;
    }
    m_fullScreen = full;
    m_line.clear();
    m_column = 0;
}

void TerminalTranscript::endLine()
{
    while (m_line.endsWith(u' '))
        m_line.chop(1);
    m_lines += m_line + u'\n';
    m_line.clear();
    m_column = 0;
}

}  // namespace bw::engine
