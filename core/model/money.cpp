// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/money.h"

#include <limits>

namespace bw
{

QString Money::toDecimal() const
{
    const bool negative = nano < 0;
    const quint64 amount = negative ? 0 - static_cast<quint64>(nano) : static_cast<quint64>(nano);
    QString fraction = QString::number(amount % perDollar).rightJustified(9, u'0');
    while (fraction.size() > 2 && fraction.endsWith(u'0'))
        fraction.chop(1);
    return (negative ? QStringLiteral("-") : QString()) + QString::number(amount / perDollar) + u'.' + fraction;
}

std::optional<Money> Money::fromDecimal(const QString &text)
{
    const qsizetype point = text.indexOf(u'.');
    const QString whole = point < 0 ? text : text.left(point);
    const QString fraction = point < 0 ? QString() : text.mid(point + 1);
    if (whole.isEmpty() || whole.size() > 9 || fraction.size() > 9 || (point >= 0 && fraction.isEmpty()))
        return std::nullopt;
    qint64 amount = 0;
    for (const QChar c : whole + fraction.leftJustified(9, u'0')) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        amount = amount * 10 + (c.unicode() - u'0');
    }
    return Money {amount};
}

}  // namespace bw
