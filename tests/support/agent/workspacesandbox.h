// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/plainsandbox.h"

namespace bw::test
{

/// A sandbox without walls whose work lies in /workspace, as agents expect it: the real daemon on a temporary folder,
/// with paths and working directories led there. A command line is not changed, so it must name files relative to its
/// folder.
class WorkspaceSandbox final : public sandbox::Sandbox
{
public:
    static Result<std::unique_ptr<WorkspaceSandbox>> create();

    [[nodiscard]] SandboxId id() const override { return m_inner->id(); }
    [[nodiscard]] sandbox::LimitReport limits() const override { return m_inner->limits(); }
    Result<sandbox::CommandResult> exec(const sandbox::Command &command, const sandbox::OutputSink &sink,
                                        std::stop_token stop) override;
    Result<std::unique_ptr<sandbox::Process>> start(const sandbox::Command &command, bool keepStdin,
                                                    std::stop_token stop) override;
    Result<std::unique_ptr<sandbox::Process>>
    openTerminal(const sandbox::Command &command, const sandbox::TerminalSize &size, std::stop_token stop) override;
    Result<QByteArray> read(const QString &path, qint64 maxBytes, std::stop_token stop) override;
    Status write(const QString &path, QByteArrayView bytes, std::stop_token stop) override;
    Result<QList<sandbox::FileInfo>> list(const QString &path, int depth, std::stop_token stop) override;
    Result<sandbox::FileInfo> stat(const QString &path, std::stop_token stop) override;
    Status remove(const QString &path, std::stop_token stop) override;
    Status rename(const QString &from, const QString &to, std::stop_token stop) override;
    Status makeFolder(const QString &path, std::stop_token stop) override;
    Status watch(const QString &path, bool recursive, const std::function<void(const sandbox::WatchEvent &)> &sink,
                 std::stop_token stop) override;
    Status archiveOut(const QString &path, const sandbox::ByteSink &sink, std::stop_token stop) override;
    Status archiveIn(const QString &path, const sandbox::ByteSource &source, std::stop_token stop) override;
    Result<QString> exposePort(int port, std::stop_token stop) override;
    /// It has no walls: what listens in it listens on this machine.
    Result<sandbox::PortAccess> portAccess(int port, std::stop_token stop) override;
    Status setTimeToLive(std::chrono::seconds ttl, std::stop_token stop) override;
    Status destroy() override;

    [[nodiscard]] QString root() const { return m_inner->root(); }  ///< where /workspace is on this machine
    [[nodiscard]] pid_t daemonPid() const { return m_inner->daemonPid(); }

private:
    explicit WorkspaceSandbox(std::unique_ptr<PlainSandbox> inner);
    [[nodiscard]] QString inside(const QString &path) const;
    [[nodiscard]] sandbox::FileInfo outside(sandbox::FileInfo info) const;

    std::unique_ptr<PlainSandbox> m_inner;
};

}  // namespace bw::test
