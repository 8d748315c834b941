// SPDX-License-Identifier: GPL-3.0-or-later
#include "usertext/amounttext.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace bw::usertext
{

QString dollarText(Money money, int digits)
{
    const QLocale locale;
    // The plain locale would put the sign behind, without a space.
    return locale.language() == QLocale::C ? u'$' + locale.toString(money.dollars(), 'f', digits)
                                           : locale.toCurrencyString(money.dollars(), u"$"_s, digits);
}

QString countText(qint64 number)
{
    const QLocale locale;
    if (locale.language() != QLocale::C)
        return locale.toString(number);
    QString digits = QString::number(number);
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, u' ');
    return digits;
}

}  // namespace bw::usertext
