// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdsandbox.h"

#include <QTemporaryDir>

#include <sys/types.h>

namespace bw::test
{

/// buildwright-sandboxd on a temporary folder, without any wall: for tests of the daemon and its client only.
class PlainSandbox final : public sandbox::EnvdSandbox
{
public:
    struct Options {
        QStringList arguments;
        bool withPorts = false;
        SecretString token;
    };
    static Result<std::unique_ptr<PlainSandbox>> create(const Options &options);
    static Result<std::unique_ptr<PlainSandbox>> create() { return create(Options()); }
    ~PlainSandbox() override;

    [[nodiscard]] sandbox::LimitReport limits() const override { return sandbox::LimitReport::object(); }
    Result<QString> exposePort(int port, std::stop_token stop) override;
    Status setTimeToLive(std::chrono::seconds ttl, std::stop_token stop) override;
    Status destroy() override;

    [[nodiscard]] QString root() const { return m_folder->path() + QStringLiteral("/work"); }
    [[nodiscard]] QString socketPath() const { return m_folder->path() + QStringLiteral("/s"); }
    [[nodiscard]] QString portsPath() const { return m_folder->path() + QStringLiteral("/p"); }
    [[nodiscard]] pid_t daemonPid() const { return m_pid; }
    sandbox::EnvdClient &envd() { return client(); }

private:
    PlainSandbox(std::unique_ptr<QTemporaryDir> folder, pid_t pid, sandbox::EnvdOptions options);
    std::unique_ptr<QTemporaryDir> m_folder;
    pid_t m_pid;
};

}  // namespace bw::test
