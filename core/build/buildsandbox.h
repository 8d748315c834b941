// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildrun.h"

namespace bw::build
{

/// The sandbox in which a build's agents work, with the events of its life. Used by the build's worker thread only.
class BuildSandbox final
{
public:
    explicit BuildSandbox(BuildRun &run)
        : m_run(run)
    {
    }
    ~BuildSandbox();

    /// What every sandbox of this build must be, those for proofs too.
    [[nodiscard]] sandbox::SandboxRequest request() const;

    /// Makes one and fills it from the newest checkpoint, if there is one. Events: sandbox.created, sandbox.limits,
    /// sandbox.restored.
    Status create(std::stop_token stop);
    /// Ends every process of it; event sandbox.destroyed. Nothing to destroy is success.
    Status destroy(const QString &why);
    /// Records that it does not answer, and lets go of what is left of it.
    Status lost(const Error &error);
    /// After SandboxLost: makes it anew from the newest checkpoint; nothing but the event when it was another one (of a
    /// verification) that was lost.
    Status recover(const Error &error, std::stop_token stop);

    [[nodiscard]] sandbox::Sandbox *get() const { return m_sandbox.get(); }
    /// True between create() and destroy(): the workspace is what the build left in it, and not half filled.
    [[nodiscard]] bool isWhole() const { return m_whole; }

private:
    BuildRun &m_run;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    bool m_whole = false;
};

}  // namespace bw::build
