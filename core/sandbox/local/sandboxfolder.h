// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"
#include "base/ids.h"
#include "base/result.h"
#include "sandbox/local/hostprocess.h"

#include <QList>
#include <QString>

#include <memory>
#include <stop_token>

namespace bw::sandbox
{

/// The host's side of one local sandbox: a folder (mode 0700) with its sockets and a note of which processes belong to
/// it, for whoever has to clear up after a crash. The workspace is not here: it lives and ends with the sandbox.
///
///     <id>/state.json  daemon.sock  ports.sock  egress/proxy
///
/// Not thread-safe. The destructor removes the folder.
class SandboxFolder final
{
public:
    /// Errors: FileUnwritable, DiskFull.
    static Result<std::unique_ptr<SandboxFolder>> make(const QString &parent, const SandboxId &id);
    ~SandboxFolder();
    SandboxFolder(const SandboxFolder &) = delete;
    SandboxFolder &operator=(const SandboxFolder &) = delete;

    /// A name for something in the folder that is short enough for a socket (107 bytes) wherever the folder lies. Good
    /// in this process, while this object lives.
    [[nodiscard]] QString shortPath(const QString &name) const;
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString egressFolder() const { return m_path + QStringLiteral("/egress"); }

    /// A listening Unix socket in the folder.
    Result<FileDescriptor> listen(const QString &name);
    /// Notes what has to end with the sandbox; replaces what was noted.
    Status note(const QList<HostProcess> &processes);

    /// Ends the processes and removes the folders that a dead owner left below `parent`; those of living owners stay.
    /// Gives the number removed. A folder whose processes would not end stays, and is an error: SandboxFailed.
    static Result<int> removeOrphans(const QString &parent, std::stop_token stop);
    /// Removes it; success if it is not there. Follows no link.
    static bool removeTree(const QString &path);

private:
    SandboxFolder(QString path, FileDescriptor folder);
    const QString m_path;
    FileDescriptor m_folder;
};

}  // namespace bw::sandbox
