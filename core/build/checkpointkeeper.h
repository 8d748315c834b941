// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildsandbox.h"

#include <chrono>
#include <memory>

namespace bw::build
{

/// Keeps the workspace of a running build. Used by the build's worker thread only.
///
/// While an agent works, a checkpoint is made beside it when one is due: an own thread reads the archive stream during
/// the next call of the model, when nothing of the agent runs. An agent that wants to go on waits for it, but never
/// longer than `longestWait`: a checkpoint that is not done then is given up and begun again after the next change, so
/// that a torn tree is never kept. A workspace that cannot be read within the time of one answer is thus kept before
/// and after each session only.
class CheckpointKeeper final
{
public:
    CheckpointKeeper(BuildRun &run, BuildSandbox &sandbox);
    ~CheckpointKeeper();

    /// A checkpoint of the workspace as it is now; it becomes the newest of the run. Event: checkpoint.made.
    Status keep(const QString &reason, std::stop_token stop);
    /// The same; nothing is made when the newest checkpoint already holds this tree.
    Status keepChanges(const QString &reason, std::stop_token stop);
    /// The newest checkpoint with feature_list.json as it is now: when nobody else wrote since, nothing but this file
    /// has to be read.
    Status keepFeatureList(const QString &reason, std::stop_token stop);

    /// Somebody but the harness's own list may have changed the workspace.
    void touched() { m_touched = true; }

    /// Around the calls of an agent that change files (agent::AgentContext).
    void beforeChanges();
    void afterChanges();
    /// Ends what is made beside the agent; it is kept when it is done.
    void settle();

    /// True once for every so many that were made: old ones may be given up now.
    [[nodiscard]] bool takeThinning();

    static constexpr int thinAfter = 20;
    static constexpr int dueAfterTurns = 20;
    static constexpr std::chrono::minutes dueAfter {10};
    static constexpr std::chrono::milliseconds longestWait {200};

private:
    class Background;
    Status made(const Checkpoint &checkpoint);
    void take(std::chrono::milliseconds patience);

    BuildRun &m_run;
    BuildSandbox &m_sandbox;
    std::unique_ptr<Background> m_background;
    std::chrono::milliseconds m_last;  ///< when the newest was made, by the steady clock
    int m_turns = 0;                   ///< that changed something since
    int m_unthinned = 0;               ///< made since old ones were given up last
    bool m_touched = true;
};

}  // namespace bw::build
