// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/e2b/cloudkeeper.h"
#include "sandbox/e2b/treeender.h"
#include "sandbox/envd/envdsandbox.h"

#include <memory>
#include <mutex>

namespace bw::sandbox
{

/// A sandbox at E2B. Made by E2bProvider; as Sandbox says otherwise. Its limits are its template's; connections that
/// were denied are not told, because E2B does not tell them.
class E2bSandbox final : public EnvdSandbox
{
public:
    /// keeper null: there is no control plane (E2B_DEBUG), and nothing to end.
    E2bSandbox(CloudSandbox made, std::shared_ptr<ControlPlane> control, std::shared_ptr<CloudKeeper> keeper);
    ~E2bSandbox() override;

    /// Makes /workspace where the template has none: as root, handed to the sandbox's user. Nothing may run before.
    Status open(std::stop_token stop);
    /// How its daemon is reached.
    static EnvdOptions optionsFor(const CloudSandbox &made, const E2bSettings &settings);
    void setLimits(LimitReport limits) { m_limits = std::move(limits); }
    /// What its egress rules were made from, for setAllowedHosts(); nothing may run before.
    void setRules(NetworkPolicy network) { m_network = network; }

    [[nodiscard]] LimitReport limits() const override { return m_limits; }
    /// E2B's own address of the port. It is private: every request to it carries trafficToken().
    Result<QString> exposePort(int port, std::stop_token stop) override;
    Result<PortAccess> portAccess(int port, std::stop_token stop) override;
    Result<SecretString> fileAddress(const QString &path, FileAccess access, std::chrono::seconds validFor) override;
    /// 0 = as long as it is used.
    Status setTimeToLive(std::chrono::seconds ttl, std::stop_token stop) override;
    Status setAllowedHosts(const QStringList &hosts, std::stop_token stop) override;
    Status destroy() override;

    /// Runs a script of ours as root, or as the sandbox's own user where there is no root; `said` takes its output, at
    /// most some kB.
    Result<CommandResult> runSetUp(const char *script, const QStringList &arguments, std::chrono::milliseconds limit,
                                   QByteArray &said, std::stop_token stop);
    /// Ends every process of the sandbox's user.
    Status quieten();
    /// Gives it out of hand alive: for us it is as if destroyed, and its keeper is not asked to end it.
    void leave();

    /// For the header e2b-traffic-access-token.
    [[nodiscard]] const SecretString &trafficToken() const { return m_made.trafficToken; }
    /// Its control plane says that it is gone: everything from now on is SandboxLost.
    void markLost() { markDestroyed(); }

protected:
    // E2B's daemon signals the one process that it started.
    [[nodiscard]] Command asSent(const Command &command) const override
    {
        return TreeEnder::inOwnSession(command, m_sessionMaker);
    }
    void endTree(qint64 pid) override { m_trees.end(pid); }

private:
    /// What a command says of session, workspace and user, a line each.
    Result<QList<QByteArray>> look(std::stop_token stop);
    Status makeWorkspaceAsRoot(const QByteArray &owner, std::stop_token stop);
    Result<CommandResult> runAsRoot(const Command &command, QByteArray &said, std::stop_token stop);

    const CloudSandbox m_made;
    const std::shared_ptr<ControlPlane> m_control;
    const std::shared_ptr<CloudKeeper> m_keeper;
    LimitReport m_limits = LimitReport::object();
    NetworkPolicy m_network = NetworkPolicy::Registries;
    QString m_sessionMaker;  ///< set by open(), before anybody else has the sandbox
    std::mutex m_endMutex;
    std::optional<Status> m_ended;
    TreeEnder m_trees {client()};
};

}  // namespace bw::sandbox
