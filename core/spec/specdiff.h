// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "spec/appspec.h"

namespace bw::spec
{

struct WordPiece {
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    QString text {};  ///< words with the blanks behind them
    friend bool operator==(const WordPiece &, const WordPiece &) = default;
};

/// Same and Removed together are `before`, Same and Added together are `after`, to the character. Pure.
QList<WordPiece> wordDiff(const QString &before, const QString &after);

struct SpecDifference {
    enum class Kind { Added, Removed, Changed, Moved };
    enum class What { Name, Overview, Tier, Target, Feature, Group, Item, Section };
    Kind kind = Kind::Changed;
    What what = What::Feature;
    SpecArea area = SpecArea::Features;  ///< of Group and Item
    QString key {};                      ///< id of the feature, key of the item, name of the group or the section
    QString before {}, after {};         ///< the texts; empty where there is none
    QString groupBefore {}, groupAfter {};
    QList<WordPiece> words {};          ///< of Changed
    int lineBefore = 0, lineAfter = 0;  ///< 0 = not there
    friend bool operator==(const SpecDifference &, const SpecDifference &) = default;
};
QString toKey(SpecDifference::Kind kind);
QString toKey(SpecDifference::What what);
Json toJson(const SpecDifference &difference);

/// What differs between two versions, in the order of the newer one with what was removed behind it. A feature is the
/// same one by its id; of those that are left, by its words. One that changed and moved gives two differences. Moved:
/// in another group, or in another order among those that stayed. Texts of free sections are compared whole. Two equal
/// lists of data give none, even where the sources differ (see unifiedDiff() of base/linediff.h for those). Pure.
QList<SpecDifference> diffSpecs(const AppSpec &before, const AppSpec &after);

}  // namespace bw::spec
