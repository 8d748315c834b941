// SPDX-License-Identifier: GPL-3.0-or-later
#include "terminalfilter.h"

namespace bw::cli
{

namespace
{

constexpr qsizetype longestSequence = 128;
constexpr char escape = '\x1b';
constexpr char lead = '\xc2';  // of U+0080 to U+00BF in UTF-8; the first half of those are control characters

bool opensString(char c) { return c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_'; }
bool isControlBehindLead(char c)
{
    return static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) < 0xa0;
}

}  // namespace

QByteArray TerminalFilter::feed(QByteArrayView bytes)
{
    QByteArray out;
    out.reserve(bytes.size());
    for (const char c : bytes)
        take(c, out);
    return out;
}

void TerminalFilter::take(char c, QByteArray &out)
{
    switch (m_where) {
    case Where::Text:
        if (c == escape)
            m_where = Where::Escape;
        else if (c == lead)
            m_where = Where::Lead;
        else
            out.append(c);
        return;
    case Where::Lead:
        m_where = Where::Text;
        if (!isControlBehindLead(c)) {
            out.append(lead);
            take(c, out);
        } else if (opensString(static_cast<char>(static_cast<unsigned char>(c) - 0x40))) {
            m_where = Where::String;
        }
        return;
    case Where::Escape:
        takeEscape(c, out);
        return;
    case Where::Sequence:
        m_sequence.append(c);
        if (static_cast<unsigned char>(c) >= 0x40) {
            if (c != 't' && static_cast<unsigned char>(c) < 0x7f)
                out.append(m_sequence);
            m_where = Where::Text;
        } else if (c == escape || m_sequence.size() > longestSequence) {
            m_where = c == escape ? Where::Escape : Where::Text;
        }
        return;
    case Where::String:
        if (c == '\a')
            m_where = Where::Text;
        else if (c == escape)
            m_where = Where::StringEscape;
        else if (c == lead)
            m_where = Where::StringLead;
        return;
    case Where::StringEscape:
        m_where = Where::Text;
        if (c != '\\')
            takeEscape(c, out);
        return;
    case Where::StringLead:
        m_where = c == '\x9c' ? Where::Text : Where::String;
        return;
    }
}

void TerminalFilter::takeEscape(char c, QByteArray &out)
{
    m_where = Where::Text;
    if (c == escape) {
        m_where = Where::Escape;
    } else if (opensString(c)) {
        m_where = Where::String;
    } else if (c == '[') {
        m_sequence = QByteArray("\x1b[");
        m_where = Where::Sequence;
    } else {
        out.append(escape);
        out.append(c);
    }
}

}  // namespace bw::cli
