// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ids.h"

#include <QRandomGenerator>

namespace bw
{

QString newIdText()
{
    static constexpr char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
    quint64 bits = QRandomGenerator::system()->generate64();
    QString text(10, Qt::Uninitialized);
    for (QChar &c : text) {
        c = QLatin1Char(alphabet[bits & 31U]);
        bits >>= 5U;
    }
    return text;
}

}  // namespace bw
