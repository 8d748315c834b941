// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/featurematch.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype mostCompared = 400;  // pairs are compared: 160,000 comparisons of short texts at most

QSet<QString> wordsOf(const QString &text)
{
    const QStringList words = text.toLower().simplified().split(u' ');
    return {words.begin(), words.end()};
}

// Shared words of all words: 1 = the same ones.
double likeness(const QSet<QString> &a, const QSet<QString> &b)
{
    const auto shared = std::ranges::count_if(a, [&b](const QString &word) { return b.contains(word); });
    const auto all = a.size() + b.size() - shared;
    return all > 0 ? static_cast<double>(shared) / static_cast<double>(all) : 0;
}

void pairByWords(const QList<SpecFeature> &before, const QList<SpecFeature> &after, FeatureMatch &match)
{
    QList<qsizetype> old;
    QList<qsizetype> now;
    for (qsizetype i = 0; i < before.size(); ++i)
        if (match.after.at(i) < 0)
            old.append(i);
    for (qsizetype i = 0; i < after.size(); ++i)
        if (match.before.at(i) < 0)
            now.append(i);
    if (old.size() > mostCompared || now.size() > mostCompared)
        return;
    struct Pair {
        double like;
        qsizetype old, now;
    };
    std::vector<Pair> pairs;
    QList<QSet<QString>> newWords;
    for (const qsizetype n : std::as_const(now))
        newWords.append(wordsOf(after.at(n).text));
    for (const qsizetype o : std::as_const(old)) {
        const QSet<QString> words = wordsOf(before.at(o).text);
        for (qsizetype k = 0; k < now.size(); ++k) {
            const double like = likeness(words, newWords.at(k));
            if (like >= 0.5)
                pairs.push_back({like, o, now.at(k)});
        }
    }
    // The same whichever of the two versions is the older one.
    std::ranges::stable_sort(pairs, [](const Pair &a, const Pair &b) {
        return a.like != b.like ? a.like > b.like : a.old + a.now < b.old + b.now;
    });
    for (const Pair &pair : pairs) {
        if (match.after.at(pair.old) >= 0 || match.before.at(pair.now) >= 0)
            continue;
        match.after[pair.old] = pair.now;
        match.before[pair.now] = pair.old;
    }
}

}  // namespace

FeatureMatch matchFeatures(const QList<SpecFeature> &before, const QList<SpecFeature> &after)
{
    FeatureMatch match {QList<qsizetype>(after.size(), -1), QList<qsizetype>(before.size(), -1)};
    QHash<QString, qsizetype> ids;
    for (qsizetype i = 0; i < before.size(); ++i)
        ids.insert(before.at(i).id, i);
    for (qsizetype i = 0; i < after.size(); ++i) {
        const qsizetype found = ids.value(after.at(i).id, -1);
        if (found < 0)
            continue;
        match.before[i] = found;
        match.after[found] = i;
    }
    pairByWords(before, after, match);
    return match;
}

QSet<qsizetype> movedFeatures(const QList<SpecFeature> &before, const QList<SpecFeature> &after,
                              const FeatureMatch &match)
{
    // The longest rising run of old places stays; what is in another group moves anyway.
    std::vector<qsizetype> stay;
    for (qsizetype i = 0; i < after.size(); ++i) {
        const qsizetype from = match.before.at(i);
        if (from >= 0 && before.at(from).group == after.at(i).group)
            stay.push_back(i);
    }
    std::vector<size_t> tails;
    std::vector<qsizetype> previous(stay.size(), -1);
    const auto place = [&](size_t i) { return match.before.at(stay[i]); };
    for (size_t i = 0; i < stay.size(); ++i) {
        const auto at = std::ranges::lower_bound(tails, place(i), {}, place);
        if (at != tails.begin())
            previous[i] = static_cast<qsizetype>(*std::prev(at));
        if (at == tails.end())
            tails.push_back(i);
        else
            *at = i;
    }
    QSet<qsizetype> kept;
    for (qsizetype i = tails.empty() ? -1 : static_cast<qsizetype>(tails.back()); i >= 0;
         i = previous[static_cast<size_t>(i)])
        kept.insert(stay[static_cast<size_t>(i)]);
    QSet<qsizetype> moved;
    for (const qsizetype i : stay)
        if (!kept.contains(i))
            moved.insert(i);
    return moved;
}

}  // namespace bw::spec
