// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdiff.h"
#include "spec/textdiff.h"

namespace bw::desktop
{

/// One difference in what a specification means, as it is read: one line that names it, and its words.
struct MeantDifference {
    spec::SpecDifference::Kind kind = spec::SpecDifference::Kind::Changed;
    QString title {};                 ///< "Feature add-task", "Endpoint GET /tasks"
    QString place {};                 ///< "in Tasks", "from Tasks to Lists", "in another order"; empty = none
    QList<spec::WordPiece> words {};  ///< shortened: long stretches that are the same, and what is too long as a whole
    friend bool operator==(const MeantDifference &, const MeantDifference &) = default;
};

/// Everything that a screen shows of the difference between two texts. A value.
struct SpecComparison {
    QList<MeantDifference> meant;  ///< added, removed, changed, moved, in this order
    int meantLeft = 0;             ///< more of them than are worth a list
    int count[4] = {};             ///< of each kind, all of them
    spec::TextDiff text;
    int unreadable = 0;     ///< line in which one of the texts stops being a specification; 0 = of the whole
    QString whyUnreadable;  ///< empty = both can be read
    [[nodiscard]] bool isEmpty() const { return text.hunks.isEmpty(); }
};

/// Pure; some tens of milliseconds for 1 MB, so it is no work for the thread of the user interface.
SpecComparison compareSpecs(const QByteArray &before, const QByteArray &after);

/// "2 added, 1 removed"; or that nothing that is built differs.
QString meantText(const SpecComparison &comparison);
/// "12 lines added, 3 removed".
QString linesText(const spec::TextDiff &diff);
/// "Added", "Removed" …
QString kindText(spec::SpecDifference::Kind kind);
MeantDifference meantDifference(const spec::SpecDifference &difference);
/// "you", "chat", "wizard" … of the key in a version.
QString authorText(const QString &author);

}  // namespace bw::desktop
