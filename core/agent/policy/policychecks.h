// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/policy/policyrules.h"
#include "agent/policy/shellscript.h"

namespace bw::agent
{

/// Where something lies, as far as its text tells.
enum class PathPlace { Inside, Outside, Unknown };
/// Relative paths count from the workspace; ".." is worked out, links are not (the sandbox is the wall). A pattern
/// counts by its part in front of the first wildcard; a variable makes it unknown.
PathPlace placeOf(const ShellWord &word, const QStringList &writable);

bool isPolicyCheck(const QString &name);
/// Conditions that cannot be said as lists. `arguments`: without the program.
///   outside       an argument that is no option lies outside of what may be written
///   unclear       such an argument cannot be known
///   target-outside, target-unclear   the same for the last argument only
///   not-exec-bit  chmod that does anything but set the executable bit of named files
///   not-own       pkill or killall of a name that is no program of a project
///   find-outside  a start folder of find lies outside
///   first-process kill of process 1 or of everything
bool runPolicyCheck(const QString &name, const QList<ShellWord> &arguments, const QStringList &writable);

}  // namespace bw::agent
