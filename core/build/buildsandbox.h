// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildrun.h"

#include <QSet>

#include <memory>
#include <mutex>

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

    /// Takes up the one that waited with the build; else makes one and fills it from the newest checkpoint, if there is
    /// one. Events: sandbox.resumed, or sandbox.created and sandbox.restored; sandbox.limits.
    Status create(std::stop_token stop);
    /// Ends every process of it; event sandbox.destroyed. Nothing to destroy is success.
    Status destroy(const QString &why);
    /// The build waits: its provider keeps the sandbox (event sandbox.kept), or it is destroyed.
    Status leave();
    /// Records that it does not answer, and lets go of what is left of it.
    Status lost(const Error &error);
    /// After SandboxLost: makes it anew from the newest checkpoint; nothing but the event when it was another one (of a
    /// verification) that was lost.
    Status recover(const Error &error, std::stop_token stop);

    /// Lets the hosts through that its person allowed since it was made. A provider that cannot, and a call that fails,
    /// are a note: the next sandbox has them. Error: of the log.
    Status openHosts(std::stop_token stop);

    /// Whoever looks into it beside the build (a person's shell) is shown out; nothing when there is nobody. What comes
    /// after it in the workspace is the build's alone.
    void endVisits();

    [[nodiscard]] sandbox::Sandbox *get() const { return m_sandbox.get(); }
    /// True between create() and destroy(): the workspace is what the build left in it, and not half filled.
    [[nodiscard]] bool isWhole() const { return m_whole; }

private:
    /// Which losses are in the log: the provider may find out before the build does.
    struct Said {
        std::mutex mutex;
        QSet<QString> ids;
    };
    static Status sayLost(Said &said, store::BuildLog &log, const QString &id, const QString &why);
    Result<bool> takeUp(std::stop_token stop);
    Status giveUpKept(const KeptSandbox &kept, const QString &why);
    Status sayLimits();
    /// It is whole, and others may look into it.
    void offer();

    BuildRun &m_run;
    const std::shared_ptr<Said> m_said = std::make_shared<Said>();
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    bool m_whole = false;
};

}  // namespace bw::build
