// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/featurequeue.h"

#include <algorithm>

namespace bw::build
{

bool FeatureQueue::isOpen(const Feature &feature) const
{
    // One that is stale was proved: it is proved again, not built again.
    return !isSettled(feature.status) && feature.status != FeatureStatus::NeedsYou
        && feature.status != FeatureStatus::Stale && tries(feature.id) < m_attempts;
}

const Feature *FeatureQueue::next(const QList<Feature> &features, const QSet<QString> &parked) const
{
    const auto isReady = [&](const Feature &feature) {
        return std::ranges::none_of(feature.dependsOn, [&](const QString &id) {
            const auto needed = std::ranges::find(features, id, &Feature::id);
            return needed != features.end() && isOpen(*needed);
        });
    };
    const Feature *best = nullptr;
    for (const Feature &feature : features) {
        if (!isOpen(feature) || parked.contains(feature.id) || !isReady(feature))
            continue;
        const bool begun = tries(feature.id) > 0;
        const bool bestBegun = best != nullptr && tries(best->id) > 0;
        if (best == nullptr || (begun && !bestBegun) || (begun == bestBegun && feature.priority < best->priority))
            best = &feature;
    }
    return best;
}

}  // namespace bw::build
