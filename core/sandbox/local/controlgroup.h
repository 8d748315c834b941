// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"
#include "base/ids.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>

namespace bw::sandbox
{

/// A control group (cgroup v2) around one sandbox: the kernel itself holds its limits, without a watchdog's tenth of a
/// second. To be had only where a part of the machine's tree was handed to us ("delegated"), as systemd hands a user
/// the part below its user@.service. Not thread-safe but for takeHits(). The destructor ends what still runs in the
/// group and removes it.
///
/// Facts: the kernel's Documentation/admin-guide/cgroup-v2.rst; systemd's CGROUP_DELEGATION (the attribute
/// "user.delegate" of a delegated group).
class ControlGroup final
{
public:
    struct Limits {
        qint64 memoryBytes =
            0;          ///< of processes and files together: what is written to a tmpfs is memory to the kernel
        int tasks = 0;  ///< threads count
    };

    /// Where groups can be made on this machine; empty = nowhere.
    static QString parentHere();
    /// The same for a tree at `mount` and a membership file like /proc/self/cgroup: the nearest group above us that is
    /// ours, whose memory and pids controllers its children may use.
    static QString parentIn(const QString &mount, const QString &membership);

    /// Error: SandboxFailed.
    static Result<std::unique_ptr<ControlGroup>> make(const QString &parent, const SandboxId &id, const Limits &limits);
    /// The second half of make(): sets the limits of a group that is there already.
    static Result<std::unique_ptr<ControlGroup>> take(const QString &path, const Limits &limits);
    /// Ends and removes what a dead owner left; success if there is nothing.
    static bool remove(const QString &parent, const SandboxId &id);
    ~ControlGroup();
    ControlGroup(const ControlGroup &) = delete;
    ControlGroup &operator=(const ControlGroup &) = delete;

    /// A process that writes "0" to it is in the group.
    [[nodiscard]] int entrance() const { return m_entrance.get(); }
    [[nodiscard]] const Limits &limits() const { return m_limits; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// "memory" when the kernel ended a process for want of it, "processes" when it refused one, since the last call.
    QStringList takeHits();

private:
    ControlGroup(QString path, const Limits &limits);

    const QString m_path;
    const Limits m_limits;
    FileDescriptor m_entrance;
    std::mutex m_mutex;
    qint64 m_kills = 0;
    qint64 m_refusals = 0;
};

}  // namespace bw::sandbox
