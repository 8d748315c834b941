// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QtTypes>

namespace bw::sandbox
{

/// The processes below one process, at a moment. In a process namespace of its own that is all of them: orphans become
/// children of its first process. Taken from /proc/<pid>/task/<tid>/children; what ends meanwhile is left out.
struct ProcessSample {
    struct Process {
        qint64 pid = 0;
        qint64 residentBytes = 0;  ///< shared pages count in every process
    };
    QList<Process> processes;  ///< the first one is `root`
    int tasks = 0;             ///< threads of all of them: what RLIMIT_NPROC counts
    qint64 residentBytes = 0;  ///< sum; never less than the true use

    static ProcessSample take(qint64 root);
    /// What a process uses with shared pages divided among their users, swap included; 0 when it is gone.
    static qint64 proportionalBytes(qint64 pid);
    /// MemAvailable of this machine.
    static qint64 hostAvailableBytes();
    static qint64 hostTotalBytes();
};

}  // namespace bw::sandbox
