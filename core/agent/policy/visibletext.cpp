// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/visibletext.h"

#include <QList>

namespace bw::agent
{

using namespace Qt::StringLiterals;

QString visibleText(const QString &text)
{
    QString result;
    for (const char32_t c : text.toUcs4()) {
        const auto category = QChar::category(c);
        if (c == U'\n')
            result += u"\\n"_s;
        else if (c == U'\t')
            result += u"\\t"_s;
        else if (category == QChar::Other_Control || category == QChar::Other_Format
                 || category == QChar::Other_Surrogate || category == QChar::Separator_Line
                 || category == QChar::Separator_Paragraph)
            result += u"\\u{%1}"_s.arg(QString::number(static_cast<uint>(c), 16).toUpper());
        else
            result += QString::fromUcs4(&c, 1);
    }
    return result;
}

}  // namespace bw::agent
