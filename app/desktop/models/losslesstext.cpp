// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/losslesstext.h"

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

// What QTextCursor::insertText() makes a new block of, besides LF.
constexpr char16_t breaks[] {u'\r', u'\x2029', u'\xFDD0', u'\xFDD1'};

bool allCrLf(const QString &text)
{
    qsizetype lines = 0;
    for (qsizetype at = text.indexOf(u'\n'); at >= 0; at = text.indexOf(u'\n', at + 1)) {
        if (at == 0 || text[at - 1] != u'\r')
            return false;
        ++lines;
    }
    return lines > 0 && text.count(u'\r') == lines;
}

}  // namespace

QString LosslessText::take(const QString &text)
{
    *this = {};
    QString own = text;
    m_mark = own.startsWith(QChar::ByteOrderMark);
    if (m_mark)
        own.remove(0, 1);
    m_crLf = allCrLf(own);
    if (m_crLf)
        own.replace(u"\r\n"_s, u"\n"_s);
    char16_t next = u'\xE000';  // for private use; the first ones that the text does not use itself
    for (const char16_t unit : breaks) {
        if (!own.contains(QChar(unit)))
            continue;
        while (own.contains(QChar(next)))
            ++next;
        m_standIn.insert(QChar(unit), QChar(next++));
    }
    return within(own);
}

QString LosslessText::within(QString text) const
{
    for (auto one = m_standIn.constBegin(); one != m_standIn.constEnd(); ++one)
        text.replace(one.key(), one.value());
    return text;
}

QString LosslessText::give(QString raw) const
{
    raw.replace(QChar::ParagraphSeparator, u'\n');
    for (auto one = m_standIn.constBegin(); one != m_standIn.constEnd(); ++one)
        raw.replace(one.value(), one.key());
    if (m_crLf)
        raw.replace(u"\n"_s, u"\r\n"_s);
    if (m_mark)
        raw.prepend(QChar::ByteOrderMark);
    return raw;
}

}  // namespace bw::desktop
