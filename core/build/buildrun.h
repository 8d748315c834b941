// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/policy/commandpolicy.h"
#include "build/buildrunner.h"

#include <QSet>

#include <algorithm>

namespace bw::build
{

/// What the parts of one run share. Used by its worker thread only.
struct BuildRun {
    const BuildEnvironment &environment;
    BuildJob job;
    store::BuildLog log;
    BuildStatus status;
    bool planned = false;
    QList<Feature> features;
    std::optional<Checkpoint> checkpoint;                ///< the newest
    std::optional<qint64> deadlineMs;                    ///< wall time
    std::shared_ptr<const agent::CommandPolicy> policy;  ///< of the options
    bool pausing = false;  ///< a safe point was reached after a person had asked for a pause
    QSet<QString> stuck;   ///< features whose last session ran in circles

    [[nodiscard]] int verified() const
    {
        return static_cast<int>(std::ranges::count(features, FeatureStatus::Verified, &Feature::status));
    }
    [[nodiscard]] bool allVerified() const { return !features.isEmpty() && verified() == features.size(); }
};

}  // namespace bw::build
