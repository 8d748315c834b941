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
    bool pausing = false;                ///< a safe point was reached after a person had asked for a pause
    QSet<QString> stuck;                 ///< features whose last session ran in circles
    PeopleRecord people {};              ///< as of the last safe point
    QStringList grantedHosts {};         ///< that the person allowed beside the list, for the sandboxes of now
    std::optional<BuildEvent> waits {};  ///< why the build leaves its worker: a gate, a question or a move

    [[nodiscard]] int verified() const
    {
        return static_cast<int>(std::ranges::count(features, FeatureStatus::Verified, &Feature::status));
    }
    /// Nothing has to be done any more, by the agent or by a person.
    [[nodiscard]] bool allSettled() const
    {
        return !features.isEmpty()
            && std::ranges::all_of(features, [](const Feature &feature) { return isSettled(feature.status); });
    }
    /// What is not settled waits for a person: working on would change nothing.
    [[nodiscard]] bool onlyNeedsYou() const
    {
        return !allSettled() && std::ranges::all_of(features, [](const Feature &feature) {
            return isSettled(feature.status) || feature.status == FeatureStatus::NeedsYou;
        });
    }
    [[nodiscard]] bool allVerified() const { return !features.isEmpty() && verified() == features.size(); }
};

}  // namespace bw::build
