// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace bw::spec
{

/// A place where both sides changed the same lines differently.
struct MergeConflict {
    enum class Choice { Mine, Theirs, Both };  ///< Both: mine, then theirs
    QByteArray base {}, mine {}, theirs {};    ///< whole lines; base is empty where a text was written anew
    int line = 0;                              ///< in `mine`, from 1; 0 where a text was written anew
    std::optional<Choice> choice {};
    friend bool operator==(const MergeConflict &, const MergeConflict &) = default;
};
QString toKey(MergeConflict::Choice choice);  ///< "mine", "theirs", "both"
std::optional<MergeConflict::Choice> mergeChoiceFromKey(const QString &key);

/// A piece of the merged text: text on which all agree, or a conflict.
struct MergePiece {
    QByteArray text {};
    int conflict = -1;  ///< index in SpecMerge::conflicts; -1 = text
    friend bool operator==(const MergePiece &, const MergePiece &) = default;
};

/// A merge as a value: choose by setting the choices.
struct SpecMerge {
    QList<MergePiece> pieces {};
    QList<MergeConflict> conflicts {};
    bool structural =
        false;  ///< my changes were made in their text; nothing of their own wording is lost but what I changed
    [[nodiscard]] int open() const;  ///< conflicts without a choice
    /// Error: WrongState while a conflict is open.
    [[nodiscard]] Result<QByteArray> result() const;
    friend bool operator==(const SpecMerge &, const SpecMerge &) = default;
};

/// Three-way merge by lines: `base` is what both sides began with. Every change of mine and of theirs is in the result
/// or in a conflict; nothing is dropped silently. Where a text was written anew (a chat made it again) and my changes
/// are changes of the structure (spec/specchange.h), they are made in the new text instead, and only those that find no
/// place there are conflicts. Pure.
SpecMerge mergeSpecs(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs);

}  // namespace bw::spec
