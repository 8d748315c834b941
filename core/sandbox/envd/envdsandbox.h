// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdclient.h"
#include "sandbox/sandbox.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace bw::sandbox
{

/// A sandbox behind an envd daemon: commands, files, watching, archives. What makes and ends the sandbox is the
/// subclass (destroy, exposePort, setTimeToLive, limits). Thread-safe, as Sandbox says.
///
/// A subclass's destroy() calls markDestroyed() first: every call after it answers SandboxLost, running ones end.
class EnvdSandbox : public Sandbox
{
public:
    EnvdSandbox(SandboxId id, std::unique_ptr<net::HttpTransport> transport, EnvdOptions options);
    ~EnvdSandbox() override;

    [[nodiscard]] SandboxId id() const override { return m_id; }

    Result<CommandResult> exec(const Command &command, const OutputSink &sink, std::stop_token stop) override;
    Result<std::unique_ptr<Process>> start(const Command &command, bool keepStdin, std::stop_token stop) override;
    Result<std::unique_ptr<Process>> openTerminal(const Command &command, const TerminalSize &size,
                                                  std::stop_token stop) override;

    Result<QByteArray> read(const QString &path, qint64 maxBytes, std::stop_token stop) override;
    Status write(const QString &path, QByteArrayView bytes, std::stop_token stop) override;
    Result<QList<FileInfo>> list(const QString &path, int depth, std::stop_token stop) override;
    Result<FileInfo> stat(const QString &path, std::stop_token stop) override;
    Status remove(const QString &path, std::stop_token stop) override;
    Status rename(const QString &from, const QString &to, std::stop_token stop) override;
    Status makeFolder(const QString &path, std::stop_token stop) override;
    Status watch(const QString &path, bool recursive, const std::function<void(const WatchEvent &)> &sink,
                 std::stop_token stop) override;

    Status archiveOut(const QString &path, const ByteSink &sink, std::stop_token stop) override;
    Status archiveIn(const QString &path, const ByteSource &source, std::stop_token stop) override;

protected:
    [[nodiscard]] EnvdClient &client() { return m_client; }
    [[nodiscard]] bool isDestroyed() const { return m_end.stop_requested(); }
    /// True the first time. Ends what runs, and everything later is SandboxLost.
    bool markDestroyed();
    /// Which limits acted while a command ran ("memory", …); asked once after each command, from its thread.
    virtual QStringList takeLimitsHit() { return {}; }
    /// The command as it is given to the daemon.
    [[nodiscard]] virtual Command asSent(const Command &command) const { return command; }
    /// A command was ended before its own end: whatever it started has to go too. Our own daemon sees to that. Called
    /// from any thread; must be short.
    virtual void endTree(qint64 /*pid*/) { }

private:
    class Call;
    [[nodiscard]] Error lost() const;
    Result<Command> prepared(const Command &command, bool keepsStdin, std::stop_token stop);
    Status giveInputAsFile(Command &command, std::stop_token stop);
    Result<CommandResult> execPrepared(const Command &command, const OutputSink &sink, std::stop_token stop);
    Status archiveOutAsFile(const QString &path, const ByteSink &sink, std::stop_token stop);
    Status archiveInAsFiles(const QString &path, const ByteSource &source, std::stop_token stop);
    Result<QMap<QString, QString>> loginEnvironment(std::stop_token stop);
    Result<Json> unary(const QString &method, const Json &request, std::stop_token stop);

    SandboxId m_id;
    std::unique_ptr<net::HttpTransport> m_transport;
    EnvdClient m_client;
    std::stop_source m_end;
    std::mutex m_loginMutex;
    std::optional<QMap<QString, QString>> m_loginEnv;
};

}  // namespace bw::sandbox
