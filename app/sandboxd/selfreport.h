// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect.h"

namespace bw::sandboxd
{

/// What walls the daemon sees around itself, for the host to compare before anything else runs:
/// {"pid", "uid", "gid", "groups":[…], "uid_map", "gid_map", "setgroups", "capabilities":{"CapEff":"hex"…},
///  "no_new_privs":1, "seccomp":2, "seccomp_filters":1, "dumpable":0, "interfaces":["lo"],
///  "mounts":[{"point","root","type","source","options":[…],"super_options":[…]}],
///  "limits":{"core":{"soft","hard"}…, -1 = none}, "descriptors":[0,1,2,…], "inherited":[0,1,2,…]}.
/// "inherited" is what was open when the program began; what it opened itself is in "descriptors" only.
Json selfReport();

/// First thing in main(): keeps which descriptors came from outside.
void rememberInherited();

}  // namespace bw::sandboxd
