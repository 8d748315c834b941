// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/// Finding words in a text. Pure, and quick enough for some megabytes while somebody types.
namespace bw::desktop
{

struct SearchFor {
    QString words {};
    bool caseSensitive = false;
    bool wholeWord = false;
    friend bool operator==(const SearchFor &, const SearchFor &) = default;
};

/// Where it stands, in UTF-16 units, in order and without overlaps. Nothing is found of no words.
QList<qsizetype> findAll(QStringView text, const SearchFor &search);
/// The index of the first one at or behind `from`, else the very first (the search goes round); -1 = there is none.
qsizetype nextMatch(const QList<qsizetype> &matches, qsizetype from);
/// The index of the last one before `from`, else the very last; -1 = there is none.
qsizetype previousMatch(const QList<qsizetype> &matches, qsizetype from);

}  // namespace bw::desktop
