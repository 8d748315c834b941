// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"
#include "base/launcher.h"
#include "sandbox/sandbox.h"

#include <QMap>
#include <QSet>

#include <vector>

namespace bw::sandbox
{

/// What a mount inside must be; everything else is read-only or one of the kernel's own.
struct WritableMount {
    qint64 size = 0;  ///< bytes; the kernel refuses more
};

/// What has to be known to start one local sandbox.
struct LaunchInput {
    QString id;            ///< of the sandbox: stands in the command lines, so that a stray process can be told
    QString bwrap;         ///< absolute
    QString daemon;        ///< absolute
    QString egressFolder;  ///< holds the proxy's socket "proxy"; empty = no network at all
    int listenFd = -1;     ///< listening socket for the daemon
    int portsFd = -1;      ///< listening socket for the port forwarder
    int errorFd = -1;      ///< write end for what bwrap and the daemon complain about; without a reader the daemon ends
    int groupFd = -1;      ///< entrance of the sandbox's control group; -1 = none
    int infoFd = -1;       ///< write end for bwrap's {"child-pid": N}
    bool asRoot = false;
};

/// bwrap's command line with everything it is handed, and what the sandbox must look like from inside. Holds the files
/// that are handed over until it is gone.
class LaunchPlan final
{
public:
    static constexpr int userId = 1000;       ///< the user inside
    static constexpr int ownHostId = 60'700;  ///< the user outside when we are root: an unassigned id, never nobody's
    static constexpr const char *userName = "user";
    static constexpr const char *home = "/home/user";

    /// What can be written inside, with its size.
    static QMap<QString, WritableMount> writableFor(const SandboxRequest &request);
    /// Error: SandboxUnavailable (system call filter, no descriptor left).
    static Result<LaunchPlan> make(const LaunchInput &input, const SandboxRequest &request);

    [[nodiscard]] const LaunchRequest &launch() const { return m_launch; }
    [[nodiscard]] const QMap<QString, WritableMount> &writable() const { return m_writable; }
    [[nodiscard]] const QSet<QString> &readOnly() const { return m_readOnly; }
    /// Variables of every command; given to the daemon by /init, never by its own environment.
    [[nodiscard]] const QMap<QString, QString> &environment() const { return m_environment; }

private:
    void addWalls();
    void addSystem();
    Status addEtc();
    void addWritable(const SandboxRequest &request);
    Status addDaemon(const LaunchInput &input, const SandboxRequest &request);
    void dropRoot(const LaunchInput &input);
    void setEnvironment(const LaunchInput &input, const SandboxRequest &request);
    Status addCertificates();
    void bind(const QString &from, const QString &to);
    void tmpfs(const QString &path, qint64 size, const QString &mode);
    Status file(const QByteArray &content, const QString &path);
    Status copy(const QString &path);
    int hand(FileDescriptor fd);

    LaunchRequest m_launch;
    QStringList m_arguments;
    std::vector<FileDescriptor> m_files;
    QMap<QString, WritableMount> m_writable;
    QSet<QString> m_readOnly;
    QMap<QString, QString> m_environment;
    int m_nextFd = 4;
};

}  // namespace bw::sandbox
