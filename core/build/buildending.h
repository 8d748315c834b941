// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildsandbox.h"

namespace bw::build
{

/// What is left of a build when it ends, pauses or fails. Used by the build's worker thread only.
class BuildEnding final
{
public:
    BuildEnding(BuildRun &run, BuildSandbox &sandbox)
        : m_run(run)
        , m_sandbox(sandbox)
    {
    }

    /// A last checkpoint of a workspace that is whole; when it cannot be had in time, the newest stays. Error: only of
    /// the log.
    Status makeCheckpoint(std::stop_token stop);
    /// The zip from the newest checkpoint, with its event, or artifact.failed. Nothing: there is no checkpoint, or it
    /// failed.
    Result<std::optional<Artifact>> makeArtifact(bool complete, std::stop_token stop);

private:
    BuildRun &m_run;
    BuildSandbox &m_sandbox;
};

}  // namespace bw::build
