// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace bw::test
{

/// One way to try to get out. The text is bash; it prints "escaped" if it got something it must not get, and "tried" at
/// its end: a probe that could not even try proves nothing. What it may use: $HOST_HOME, $SECRET (a file outside),
/// $VICTIM (a process outside), $PORT (of this machine), $ABSTRACT and $SOCKET (Unix sockets outside).
struct EscapeProbe {
    const char *name;
    const char *text;
};

const QList<EscapeProbe> &fileProbes();     ///< reading and writing outside
const QList<EscapeProbe> &processProbes();  ///< other processes and the daemon
const QList<EscapeProbe> &networkProbes();
const QList<EscapeProbe> &kernelProbes();  ///< namespaces, mounts, powers, system calls

}  // namespace bw::test
