// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chattitle.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

QString chatTitle(const QString &firstMessage)
{
    constexpr qsizetype longest = 50;
    const QString line = firstMessage.simplified();
    if (line.size() <= longest)
        return line;
    qsizetype end = line.lastIndexOf(u' ', longest - 1);
    // A single long word, such as an address, is cut where it must be; not between the halves of a character.
    if (end < longest / 2)
        end = line.at(longest - 1).isLowSurrogate() ? longest - 2 : longest - 1;
    return line.left(end).trimmed() + u'…';
}

}  // namespace bw::engine
