// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fuzzymatch.h"

namespace bw::desktop
{

int fuzzyScore(const QString &query, const QString &text)
{
    const QString wanted = query.simplified().remove(u' ');
    if (wanted.isEmpty())
        return 1;
    int score = 0;
    qsizetype at = 0, last = -2;
    for (const QChar letter : wanted) {
        // A letter that begins a word is taken before one in the middle of an earlier one.
        qsizetype found = -1;
        for (qsizetype i = at; i < text.size(); ++i) {
            if (text.at(i).toCaseFolded() != letter.toCaseFolded())
                continue;
            const bool beginsWord = i == 0 || !text.at(i - 1).isLetterOrNumber();
            if (found < 0)
                found = i;
            if (i == last + 1 || beginsWord) {
                found = i;
                break;
            }
        }
        if (found < 0)
            return 0;
        const bool beginsWord = found == 0 || !text.at(found - 1).isLetterOrNumber();
        score += 1 + (found == last + 1 ? 5 : 0) + (beginsWord ? 8 : 0);
        last = found;
        at = found + 1;
    }
    return score * 100 - static_cast<int>(text.size());
}

}  // namespace bw::desktop
