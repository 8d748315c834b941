// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "base/secretstring.h"
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

/// Characters across and lines down.
struct TerminalSize {
    int columns = 80;
    int rows = 24;
    friend bool operator==(const TerminalSize &, const TerminalSize &) = default;
};

/// A command that goes on after start() or openTerminal() returned.
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
    /// Every call of it that is under way comes back at once, and later ones fail; what runs goes on. From any thread.
    virtual void abandon() { }
    /// Only with a terminal; anything else is Unsupported.
    virtual Status resize(const TerminalSize & /*size*/) { return fail(ErrorCode::Unsupported, {}); }
};

/// How a port of a sandbox is reached, and what it takes to be let in.
struct PortAccess {
    struct Header {
        QString name;
        SecretString value;
    };
    QString address;        ///< for a person or a program; holds no secret
    QList<Header> headers;  ///< that every request must carry
    SecretString link;      ///< opens the port in a browser, once; empty = there is no such thing
};

/// What a signed address may be used for.
enum class FileAccess { Read, Write };

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
    /// A command with a terminal of its own: sendStdin() types, closeStdin() types the end of input, and everything it
    /// prints goes to onStdout. Unsupported where a sandbox has no terminals.
    virtual Result<std::unique_ptr<Process>> openTerminal(const Command & /*command*/, const TerminalSize & /*size*/,
                                                          std::stop_token /*stop*/)
    {
        return fail(ErrorCode::Unsupported, {}, {{QStringLiteral("what"), QStringLiteral("terminals")}});
    }

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
    /// The same, with what it takes to be let in.
    virtual Result<PortAccess> portAccess(int port, std::stop_token stop)
    {
        const auto address = exposePort(port, std::move(stop));
        return address ? Result<PortAccess>(PortAccess {*address, {}, {}}) : fail(address.error());
    }
    /// An address, signed and good for so long, by which whoever has it reads or writes this one file without any other
    /// secret. Unsupported where a sandbox cannot be reached from elsewhere.
    virtual Result<SecretString> fileAddress(const QString & /*path*/, FileAccess /*access*/,
                                             std::chrono::seconds /*validFor*/)
    {
        return fail(ErrorCode::Unsupported, {}, {{QStringLiteral("what"), QStringLiteral("addresses of files")}});
    }
    virtual Status setTimeToLive(std::chrono::seconds ttl, std::stop_token stop) = 0;
    /// From the next connection on these take the place of SandboxRequest::allowedHosts; what is connected stays so.
    /// InvalidArgument names an entry that is no host, and nothing changes. Unsupported where rules are made once.
    virtual Status setAllowedHosts(const QStringList & /*hosts*/, std::stop_token /*stop*/)
    {
        return fail(ErrorCode::Unsupported, {}, {{QStringLiteral("what"), QStringLiteral("other hosts")}});
    }
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
    QString templateName;                 ///< image, where a provider has several; empty = the provider's own
    QString nodeVersion;                  ///< of Node.js in it ("22", "22.11.0"); empty = the image's
    /// Called from any thread for every denied connection: host, port, reason key.
    std::function<void(const QString &, int, const QString &)> onNetworkDenied;
    /// Called from any thread when a limit acted: "memory", "disk" …, text for the log.
    std::function<void(const QString &, const QString &)> onLimitHit;
    /// Called from any thread, at most once, when the provider finds out by itself that the sandbox is gone: why. Every
    /// call of the sandbox answers SandboxLost from then on.
    std::function<void(const SandboxId &, const QString &)> onLost;
    /// Called on the thread of create(): a sandbox in which the image is prepared begins (true) and ends (false).
    std::function<void(const SandboxId &, bool)> onPreparing;
    /// The same: the image is ready; payload of the event sandbox.prepared.
    std::function<void(const Json &)> onPrepared;
};

/// What became of a sandbox that was kept.
enum class KeptChange { Paused, Gone };

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

    /// As check(), for a sandbox like this one: its image, and the limits of an account. Value: what a person should
    /// know before the build begins, in plain English, one sentence each.
    virtual Result<QStringList> checkFor(const SandboxRequest & /*request*/, std::stop_token stop)
    {
        const Status possible = check(std::move(stop));
        return possible ? Result<QStringList>(QStringList()) : fail(possible.error());
    }

    /// A provider that can keep a sandbox while its build waits for a person: how long one runs on before it is paused.
    /// Nothing = it keeps none, and the four below are never called.
    [[nodiscard]] virtual std::optional<std::chrono::seconds> keepsFor() const { return std::nullopt; }
    /// Ends what runs in it and keeps the sandbox itself, also beyond this process; it is paused after `running`.
    /// `told` is called from any thread when it was paused, or is gone. Error: it was ended instead.
    virtual Status keep(std::unique_ptr<Sandbox> sandbox, std::chrono::seconds /*running*/,
                        std::function<void(KeptChange)> /*told*/)
    {
        return sandbox->destroy();
    }
    /// Goes on with a kept one, by any process of the data directory; its network becomes that of the request. Errors:
    /// SandboxLost when there is none any more, and those of create().
    virtual Result<std::unique_ptr<Sandbox>> takeUp(const SandboxId &id, const SandboxRequest & /*request*/,
                                                    std::stop_token /*stop*/)
    {
        return fail(ErrorCode::SandboxLost, {}, {{QStringLiteral("sandbox"), id.value}});
    }
    /// Ends a kept one, within some seconds. None any more is success.
    virtual Status discard(const SandboxId & /*id*/) { return {}; }
};

}  // namespace bw::sandbox
