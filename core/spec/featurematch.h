// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/appspec.h"

#include <QSet>

namespace bw::spec
{

/// Which feature of one version is which of another. -1 = there is none.
struct FeatureMatch {
    QList<qsizetype> before;  ///< for each feature of the newer version, its place in the older one
    QList<qsizetype> after;   ///< the other way round
};

/// By id, then by words: at least half of them the same.
FeatureMatch matchFeatures(const QList<SpecFeature> &before, const QList<SpecFeature> &after);

/// Those of the newer version that stand in another order: the fewest that have to move so that the rest is in order.
QSet<qsizetype> movedFeatures(const QList<SpecFeature> &before, const QList<SpecFeature> &after,
                              const FeatureMatch &match);

}  // namespace bw::spec
