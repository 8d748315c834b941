// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace bw
{

/// What differs between two texts, line by line. Pure.
struct LineChange {
    qsizetype before = 0;   ///< first line of the old text that goes, from 0
    qsizetype removed = 0;  ///< how many go
    qsizetype after = 0;    ///< first line of the new text that comes, from 0
    qsizetype added = 0;    ///< how many come
    friend bool operator==(const LineChange &, const LineChange &) = default;
};

/// The shortest list of changes (Myers, "An O(ND) Difference Algorithm", 1986). Texts that differ in more than
/// `mostDifferences` lines give one change from the first to the last difference: exact, but not the shortest.
QList<LineChange> lineChanges(const QList<QByteArrayView> &before, const QList<QByteArrayView> &after,
                              qsizetype mostDifferences = 2000);
/// Without line ends; a text that ends with a line end has no empty line behind it.
QList<QByteArrayView> splitLines(QByteArrayView text);

/// The unified form that `patch` reads, with three lines around each change, without the two lines that name the files.
/// Empty for equal texts.
QByteArray unifiedDiff(QByteArrayView before, QByteArrayView after);
/// True for what no person reads as text: it holds a NUL in its first 8,000 bytes, as git decides.
[[nodiscard]] bool isBinary(QByteArrayView bytes);

}  // namespace bw
