// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/launcher.h"
#include "sandbox/envd/envdsandbox.h"
#include "sandbox/local/controlgroup.h"
#include "sandbox/local/edgerouter.h"
#include "sandbox/local/egressproxy.h"
#include "sandbox/local/launchplan.h"
#include "sandbox/local/resourcewatch.h"
#include "sandbox/local/sandboxfolder.h"

#include <memory>

namespace bw::sandbox
{

/// A sandbox on this machine: bubblewrap around buildwright-sandboxd, whose socket was made outside and handed in.
/// It lives on tmpfs: whatever it wrote ends with it. Made by LocalProvider; as Sandbox says otherwise.
class LocalSandbox final : public EnvdSandbox
{
public:
    /// What stands outside. Ended in the order of destroy(): processes, then the ways in and out, then the folder.
    struct Outside {
        std::unique_ptr<SandboxFolder> folder;
        std::unique_ptr<LaunchedProcess> process;  ///< bwrap, outside of the sandbox
        HostProcess init;                          ///< the daemon: first process of the sandbox
        FileDescriptor complaints;                 ///< what bwrap and the daemon say; the daemon ends when it is closed
        std::unique_ptr<EgressProxy> egress;       ///< nothing when there is no network
        std::shared_ptr<EdgeRouter> router;
        SecretString trafficToken;
        LimitReport limits;
        std::unique_ptr<ControlGroup> group;  ///< nothing where this machine gives none
    };

    LocalSandbox(SandboxId id, const SandboxRequest &request, Outside outside, Clock &clock);
    ~LocalSandbox() override;

    /// First words with the daemon: sets the token, compares the walls. Nothing may run before this succeeded.
    Status open(const LaunchPlan &plan, std::stop_token stop);

    [[nodiscard]] LimitReport limits() const override { return m_outside.limits; }
    Result<QString> exposePort(int port, std::stop_token stop) override;
    Result<PortAccess> portAccess(int port, std::stop_token stop) override;
    Status setTimeToLive(std::chrono::seconds ttl, std::stop_token stop) override;
    Status setAllowedHosts(const QStringList &hosts, std::stop_token stop) override;
    Status destroy() override;

    /// For the programs that show a preview: what every request to an exposed port has to carry.
    [[nodiscard]] const SecretString &trafficToken() const { return m_outside.trafficToken; }
    /// What bwrap and the daemon said on their standard error.
    [[nodiscard]] const FileDescriptor &complaints() const { return m_outside.complaints; }
    /// The process outside that stands for the whole sandbox; for tests and doctor.
    [[nodiscard]] HostProcess init() const { return m_outside.init; }

protected:
    QStringList takeLimitsHit() override;

private:
    Status end();
    void askForSpace();

    const SandboxRequest m_request;
    Clock &m_clock;
    Outside m_outside;
    std::mutex m_endMutex;
    std::optional<Status> m_ended;
    std::atomic<qint64> m_sharedBytes = 0;
    std::atomic<int> m_looks = 0;
    std::unique_ptr<ResourceWatch> m_watch;
};

}  // namespace bw::sandbox
