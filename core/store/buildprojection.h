// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/buildrow.h"
#include "store/storedevent.h"

#include <QHash>

namespace bw::store
{

/// What the storage thread knows of a build while it is written to.
struct BuildProgress {
    BuildRow row;
    QHash<QString, FeatureStatus> features;  ///< of the plan
};

/// The pure part of the builds projection: what an event changes in the build's row. Missing and odd fields change
/// nothing; unknown types only count.
void applyToBuild(BuildProgress &progress, const StoredEvent &event);

}  // namespace bw::store
