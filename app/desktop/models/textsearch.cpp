// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/textsearch.h"

#include <algorithm>

namespace bw::desktop
{

namespace
{

bool inWord(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

bool standsAlone(QStringView text, qsizetype from, qsizetype size)
{
    const qsizetype to = from + size;
    return (from == 0 || !inWord(text[from - 1]) || !inWord(text[from]))
        && (to == text.size() || !inWord(text[to]) || !inWord(text[to - 1]));
}

}  // namespace

QList<qsizetype> findAll(QStringView text, const SearchFor &search)
{
    QList<qsizetype> found;
    const qsizetype size = search.words.size();
    if (size == 0)
        return found;
    const auto sensitivity = search.caseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive;
    for (qsizetype at = text.indexOf(search.words, 0, sensitivity); at >= 0;) {
        const bool counts = !search.wholeWord || standsAlone(text, at, size);
        if (counts)
            found.append(at);
        at = text.indexOf(search.words, at + (counts ? size : 1), sensitivity);
    }
    return found;
}

qsizetype nextMatch(const QList<qsizetype> &matches, qsizetype from)
{
    if (matches.isEmpty())
        return -1;
    const auto found = std::ranges::lower_bound(matches, from);
    return found == matches.end() ? 0 : found - matches.begin();
}

qsizetype previousMatch(const QList<qsizetype> &matches, qsizetype from)
{
    if (matches.isEmpty())
        return -1;
    const auto found = std::ranges::lower_bound(matches, from);
    return found == matches.begin() ? matches.size() - 1 : found - matches.begin() - 1;
}

}  // namespace bw::desktop
