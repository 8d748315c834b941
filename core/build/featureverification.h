// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildsandbox.h"

namespace bw::build
{

/// What proves the features of a running build. Used by the build's worker thread only.
class FeatureVerification final
{
public:
    FeatureVerification(BuildRun &run, BuildSandbox &sandbox)
        : m_run(run)
        , m_sandbox(sandbox)
    {
    }

    /// Runs the proofs of these features on the newest checkpoint, in a fresh sandbox; statuses and evidence go into
    /// the run and into feature_list.json. Events: those of agent::Verifier.
    Status verify(const QList<Feature> &features, const QString &scope, std::stop_token stop);
    /// For the next try: the last run of each proof that failed, as the model should read it. Empty at the first try.
    [[nodiscard]] QString whatFailed(const Feature &feature, int tries) const;

private:
    BuildRun &m_run;
    BuildSandbox &m_sandbox;
};

}  // namespace bw::build
