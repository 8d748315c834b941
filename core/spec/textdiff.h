// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdiff.h"

namespace bw::spec
{

/// One line of a difference between two texts.
struct TextDiffLine {
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    int before = 0, after = 0;  ///< its number in either text, from 1; 0 = it is not there
    QString text {};            ///< without its line feed
    bool endless = false;       ///< the last line of its text, without a line feed
    QList<WordPiece> words {};  ///< of a line that stands for another: its own words; empty = all of it differs
    int other = -1;             ///< index in the hunk of the line it stands for; -1 = none
    friend bool operator==(const TextDiffLine &, const TextDiffLine &) = default;
};

/// Lines that differ, with those around them that do not.
struct TextHunk {
    QList<TextDiffLine> lines {};
    friend bool operator==(const TextHunk &, const TextHunk &) = default;
};

struct TextDiff {
    QList<TextHunk> hunks {};
    int added = 0, removed = 0;  ///< lines
    int left = 0;                ///< lines that differ and are in no hunk, because there are too many
    friend bool operator==(const TextDiff &, const TextDiff &) = default;
};

/// What a person reads of the difference between two texts: hunks with `around` lines before and behind, and in lines
/// that were rewritten the words. Equal texts give no hunk. At most `mostLines` lines are in the hunks, whatever the
/// texts are. What is no UTF-8 is shown as a replacement character; lines are compared by their bytes. Pure; 1 MB takes
/// some tens of milliseconds, so it is no work for the thread of a user interface.
TextDiff diffTexts(const QByteArray &before, const QByteArray &after, int around = 3, int mostLines = 50'000);

}  // namespace bw::spec
