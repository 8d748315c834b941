// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw
{

/// Whether other processes of the same user may read this one's memory. Dumpable is for processes that start a web
/// engine only: PR_SET_DUMPABLE 0 silently takes a layer of its sandbox away.
enum class Hardening { NotDumpable, Dumpable };

/// First thing in main(): no core files (RLIMIT_CORE 0), umask 077, and by choice not readable by other processes. As
/// many open files as hundreds of builds at a time take, where the system lets us: usual are 1024, and a build has
/// four.
void hardenProcess(Hardening hardening);

/// Before QCoreApplication is made: where the environment names no UTF-8 locale (a plain `env -i`, cron, a container),
/// it names C.UTF-8 from now on, and LANGUAGE what it named before. Qt would do the same and print four lines about it.
void useUtf8Locale();

}  // namespace bw
