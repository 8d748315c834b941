// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

namespace bw::sandbox
{

/// The system calls that programs in a local sandbox do not get, as a BPF program for bwrap's --seccomp. Refused are:
/// new namespaces and everything about mounts; keys, BPF, performance events, io_uring, userfaultfd; the kernel's own
/// affairs (modules, clock, swap, log); sockets other than Unix, IPv4, IPv6 and routing netlink (vsock and others know
/// no network namespace); limits of other processes; pushing input into a terminal; and memory that no limit sees
/// (memfd, System V).
///
/// The answer is EPERM, or ENOSYS where programs have a fallback. Made once; thread-safe. Error: SandboxUnavailable.
Result<QByteArray> seccompProgram();

}  // namespace bw::sandbox
