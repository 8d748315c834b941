// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/launcher.h"
#include "sandbox/local/hostwalls.h"
#include "sandbox/local/localsandbox.h"
#include "sandbox/sandbox.h"

#include <functional>
#include <memory>
#include <mutex>

namespace bw::sandbox
{

struct LocalProviderConfig {
    QString sandboxesFolder;  ///< of the data directory; made if missing
    QString daemonPath;       ///< buildwright-sandboxd; empty = beside this program, or in ../libexec/buildwright
    QString bwrapPath;        ///< empty = bwrap in PATH
    /// For tests: the machine as it should look. Empty = as it is.
    std::function<HostWalls(const QString &bwrap, const QString &daemon)> walls = {};
    /// For tests: the group in which those of sandboxes are made. Empty = the one of this machine, if it has one.
    std::optional<QString> controlGroups = {};
};

/// Sandboxes on this machine, with the walls of bubblewrap. Tools come from /usr of this machine, read-only; everything
/// that can be written is a tmpfs with a size. If any wall cannot be had, nothing starts: SandboxUnavailable.
///
/// Thread-safe. Launcher and clock must live longer than the provider and every sandbox.
class LocalProvider final : public SandboxProvider
{
public:
    LocalProvider(LocalProviderConfig config, Launcher &launcher, Clock &clock);
    ~LocalProvider() override;

    [[nodiscard]] QString name() const override { return QStringLiteral("local"); }
    Status check(std::stop_token stop) override;
    /// Errors: SandboxUnavailable, InvalidArgument (limits), Cancelled, those of files and of the egress proxy.
    Result<std::unique_ptr<Sandbox>> create(const SandboxRequest &request, std::stop_token stop) override;
    Result<int> removeOrphans(std::stop_token stop) override;

    /// What shows the ports of all sandboxes of this provider; started with the first sandbox.
    Result<std::shared_ptr<EdgeRouter>> router();

private:
    struct Start;
    [[nodiscard]] HostWalls walls() const;
    Status launch(Start &start, const SandboxRequest &request, std::stop_token stop);
    Status startEgress(Start &start, const SandboxRequest &request);
    void makeGroup(Start &start, const SandboxRequest &request);
    [[nodiscard]] QString groupParent();

    const LocalProviderConfig m_config;
    Launcher &m_launcher;
    Clock &m_clock;
    std::mutex m_mutex;
    std::shared_ptr<EdgeRouter> m_router;
    std::optional<QString> m_groupParent;
};

}  // namespace bw::sandbox
