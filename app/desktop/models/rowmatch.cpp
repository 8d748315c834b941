// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowmatch.h"

#include <QHash>

#include <algorithm>

namespace bw::desktop
{

QList<std::pair<int, int>> matchRows(const QStringList &before, const QStringList &after)
{
    // Rows with one key are told apart by their order.
    QHash<QString, QList<int>> places;
    for (auto i = static_cast<int>(after.size()) - 1; i >= 0; --i)
        places[after.at(i)].append(i);
    struct Pair {
        int from, to;
        int previous;  // index in `pairs`
    };
    QList<Pair> pairs;
    QList<int> ends;  // of the sequences of each length, the one that ends first; indexes in `pairs`
    for (int i = 0; i < before.size(); ++i) {
        const auto found = places.find(before.at(i));
        if (found == places.end() || found->isEmpty())
            continue;
        const int to = found->takeLast();
        const auto longer = std::ranges::lower_bound(ends, to, {}, [&pairs](int index) { return pairs.at(index).to; });
        pairs.append({i, to, longer == ends.begin() ? -1 : *(longer - 1)});
        const auto index = static_cast<int>(pairs.size()) - 1;
        if (longer == ends.end())
            ends.append(index);
        else
            *longer = index;
    }
    QList<std::pair<int, int>> matches;
    for (int at = ends.isEmpty() ? -1 : ends.last(); at >= 0; at = pairs.at(at).previous)
        matches.prepend({pairs.at(at).from, pairs.at(at).to});
    return matches;
}

}  // namespace bw::desktop
