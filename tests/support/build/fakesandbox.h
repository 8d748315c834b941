// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandbox.h"
#include "support/build/faketree.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace bw::test
{

class FakeSandbox;

/// What every sandbox of a provider shares. Set up before the first sandbox is made; counters are safe to read always.
struct FakeSandboxWorld {
    /// Called before each operation, on its thread, with its name ("create", "exec", "archiveOut" …); what it returns
    /// as an error is the operation's result. It may block (until the token stops), and may lose the sandbox.
    std::function<Status(const QString &call, FakeSandbox *sandbox, const std::stop_token &stop)> before;
    std::atomic_int made = 0;
    std::atomic_int destroyed = 0;
    QStringList allowedHosts;  ///< of the last sandbox made; read it when nothing runs
    QStringList openedHosts;   ///< what a living one was told last; read it when nothing runs
};

/// A sandbox without processes and disk, with a few words of a shell: `test -f PATH`, `test ! -f PATH`, `grep -q TEXT
/// PATH`, `echo TEXT`, `write PATH TEXT`, `false`; joined by `&&`. Whatever else is asked for succeeds and does
/// nothing.
class FakeSandbox final : public sandbox::Sandbox
{
public:
    explicit FakeSandbox(FakeSandboxWorld &world, SandboxId id = newId<SandboxId>());
    ~FakeSandbox() override;

    [[nodiscard]] SandboxId id() const override { return m_id; }
    [[nodiscard]] sandbox::LimitReport limits() const override;
    Result<sandbox::CommandResult> exec(const sandbox::Command &command, const sandbox::OutputSink &sink,
                                        std::stop_token stop) override;
    Result<std::unique_ptr<sandbox::Process>> start(const sandbox::Command &command, bool keepStdin,
                                                    std::stop_token stop) override;
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
    Status setTimeToLive(std::chrono::seconds ttl, std::stop_token stop) override;
    Status setAllowedHosts(const QStringList &hosts, std::stop_token stop) override;
    Status destroy() override;

    void lose() { m_lost = true; }  ///< every later operation answers SandboxLost
    [[nodiscard]] FakeTree tree() const;
    void setTree(FakeTree tree);

private:
    Status enter(const QString &call, const std::stop_token &stop);
    int runWord(const QStringList &words, const sandbox::OutputSink &sink);

    FakeSandboxWorld &m_world;
    const SandboxId m_id;
    std::atomic_bool m_lost = false, m_destroyed = false;
    mutable std::mutex m_mutex;
    FakeTree m_tree;
};

class FakeProvider final : public sandbox::SandboxProvider
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("fake"); }
    Status check(std::stop_token) override { return {}; }
    Result<std::unique_ptr<sandbox::Sandbox>> create(const sandbox::SandboxRequest &request,
                                                     std::stop_token stop) override;
    Result<int> removeOrphans(std::stop_token) override { return 0; }
    [[nodiscard]] std::optional<std::chrono::seconds> keepsFor() const override { return keeping; }
    Status keep(std::unique_ptr<sandbox::Sandbox> sandbox, std::chrono::seconds running,
                std::function<void(sandbox::KeptChange)> told) override;
    Result<std::unique_ptr<sandbox::Sandbox>> takeUp(const SandboxId &id, const sandbox::SandboxRequest &request,
                                                     std::stop_token stop) override;
    Status discard(const SandboxId &id) override;

    /// Nothing: it keeps none, as a local one.
    std::optional<std::chrono::seconds> keeping;
    QMap<QString, std::shared_ptr<sandbox::Sandbox>> kept;           ///< look and take away while nothing runs
    std::function<void(sandbox::KeptChange)> tell;                   ///< of the one that was kept last
    std::function<void(const SandboxId &, const QString &)> onLost;  ///< of the one that was made last

    [[nodiscard]] FakeSandboxWorld &world() { return m_world; }
    [[nodiscard]] int alive() const { return m_world.made - m_world.destroyed; }

private:
    FakeSandboxWorld m_world;
};

}  // namespace bw::test
