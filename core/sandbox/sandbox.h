// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "model/buildstate.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace bw::sandbox
{

/// Where the work lies, in every sandbox.
inline constexpr const char *workspacePath = "/workspace";

struct Command {
    QString program;  ///< absolute path or name in PATH
    QStringList args;
    QString cwd = QString::fromLatin1(workspacePath);
    QMap<QString, QString> env;               ///< added to the sandbox's own
    std::optional<QByteArray> stdinData;      ///< nothing = /dev/null
    std::chrono::milliseconds timeLimit {0};  ///< 0 = none; at the limit the whole process group is killed
    /// A login shell's command line: /bin/bash -l -c TEXT with the login environment (cached once per sandbox).
    static Command shell(const QString &text);
};

/// Receives output on the calling thread, in order; slow sinks slow the command.
struct OutputSink {
    std::function<void(QByteArrayView)> onStdout;
    std::function<void(QByteArrayView)> onStderr;
};

struct CommandResult {
    int exitCode = 0;  ///< 128 + signal when killed by one
    bool timedOut = false;
    bool signalled = false;
    QString status;         ///< "exit status 1", "signal: killed"
    QStringList limitsHit;  ///< "memory", "processes", "disk", "output"
};

/// A command that goes on after start() returned.
class Process
{
public:
    virtual ~Process() = default;
    [[nodiscard]] virtual qint64 pid() const = 0;
    /// Streams output until the end. One caller.
    virtual Result<CommandResult> wait(const OutputSink &sink, std::stop_token stop) = 0;
    virtual Status sendStdin(QByteArrayView bytes) = 0;
    virtual Status closeStdin() = 0;
    virtual Status kill() = 0;  ///< the whole process group
};

enum class FileType { File, Directory, Symlink, Other };
struct FileInfo {
    QString name;
    QString path;  ///< absolute, in the sandbox
    FileType type = FileType::File;
    qint64 size = 0;
    quint32 mode = 0;  ///< permission bits
    qint64 modifiedMs = 0;
    QString symlinkTarget;
};

enum class WatchKind { Create, Write, Remove, Rename, Chmod };
struct WatchEvent {
    WatchKind kind = WatchKind::Write;
    QString name;  ///< relative to the watched folder
};

using ByteSource = std::function<Result<QByteArray>()>;  ///< empty piece = end
using ByteSink = std::function<Status(QByteArrayView)>;

/// Which mechanism holds each limit; written into the build's events. E.g. {"memory":{"limit":…,"by":"watchdog (best
/// effort)"}}.
using LimitReport = Json;

/// One sandbox. Every call blocks, is stoppable (Cancelled within 100 ms) and safe from any thread; a lost sandbox
/// answers SandboxLost. Paths are absolute in the sandbox; file contents are bytes.
class Sandbox
{
public:
    virtual ~Sandbox() = default;
    [[nodiscard]] virtual SandboxId id() const = 0;
    [[nodiscard]] virtual LimitReport limits() const = 0;

    virtual Result<CommandResult> exec(const Command &command, const OutputSink &sink, std::stop_token stop) = 0;
    virtual Result<std::unique_ptr<Process>> start(const Command &command, bool keepStdin, std::stop_token stop) = 0;

    virtual Result<QByteArray> read(const QString &path, qint64 maxBytes, std::stop_token stop) = 0;
    virtual Status write(const QString &path, QByteArrayView bytes, std::stop_token stop) = 0;  ///< makes parents
    virtual Result<QList<FileInfo>> list(const QString &path, int depth, std::stop_token stop) = 0;
    virtual Result<FileInfo> stat(const QString &path, std::stop_token stop) = 0;
    virtual Status remove(const QString &path, std::stop_token stop) = 0;  ///< recursive; missing is success
    virtual Status rename(const QString &from, const QString &to, std::stop_token stop) = 0;
    virtual Status makeFolder(const QString &path, std::stop_token stop) = 0;  ///< existing is success
    /// Runs until stopped; the sink is called on the calling thread.
    virtual Status watch(const QString &path, bool recursive, const std::function<void(const WatchEvent &)> &sink,
                         std::stop_token stop) = 0;

    /// The tree below `path` as a POSIX (pax) tar stream, names relative ("./a/b"), sorted, nothing followed.
    virtual Status archiveOut(const QString &path, const ByteSink &sink, std::stop_token stop) = 0;
    /// Unpacks such a stream below `path` (made if missing).
    virtual Status archiveIn(const QString &path, const ByteSource &source, std::stop_token stop) = 0;

    /// An address on this machine (or the provider's) that reaches a port inside.
    virtual Result<QString> exposePort(int port, std::stop_token stop) = 0;
    virtual Status setTimeToLive(std::chrono::seconds ttl, std::stop_token stop) = 0;
    /// Ends every process and removes every trace within 2 s. Idempotent.
    virtual Status destroy() = 0;
};

/// What a sandbox must be. Anything that cannot be had: SandboxUnavailable with the remedy, and nothing was started.
struct SandboxRequest {
    BuildId build;
    NetworkPolicy network = NetworkPolicy::Registries;
    QStringList allowedHosts;      ///< for Registries: host names, "*.example.org" forms; from the editable list
    QStringList allowedAddresses;  ///< for Open: private addresses the user allowed by name
    qint64 memoryBytes = 4LL << 30;
    int processes = 512;
    qint64 diskBytes = 10LL << 30;
    int niceness = 10;
    std::chrono::seconds timeToLive {0};  ///< 0 = until destroyed
    QMap<QString, QString> env;           ///< never a secret
    /// Called from any thread for every denied connection: host, port, reason key.
    std::function<void(const QString &, int, const QString &)> onNetworkDenied;
    /// Called from any thread when a limit acted: "memory", "disk" …, text for the log.
    std::function<void(const QString &, const QString &)> onLimitHit;
};

class SandboxProvider
{
public:
    virtual ~SandboxProvider() = default;
    [[nodiscard]] virtual QString name() const = 0;  ///< "local", "e2b"
    /// Can a sandbox be made at all? Cheap enough for every start of a build; tells the exact remedy if not.
    virtual Status check(std::stop_token stop) = 0;
    virtual Result<std::unique_ptr<Sandbox>> create(const SandboxRequest &request, std::stop_token stop) = 0;
    /// Removes what earlier processes of this data directory left behind (processes, folders, sockets); number removed.
    virtual Result<int> removeOrphans(std::stop_token stop) = 0;
};

}  // namespace bw::sandbox
