// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildsandbox.h"

namespace bw::build
{

/// Keeps the workspace of a running build. Used by the build's worker thread only.
class CheckpointKeeper final
{
public:
    CheckpointKeeper(BuildRun &run, BuildSandbox &sandbox)
        : m_run(run)
        , m_sandbox(sandbox)
    {
    }

    /// A checkpoint of the workspace as it is now; it becomes the newest of the run. Event: checkpoint.made.
    Status keep(const QString &reason, std::stop_token stop);

private:
    BuildRun &m_run;
    BuildSandbox &m_sandbox;
};

}  // namespace bw::build
