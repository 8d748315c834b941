// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace bw::agent
{

/// What the exit code of a command line can tell.
enum class ShellOutcome {
    AlwaysZero,  ///< nothing: it is 0 whatever happens ("true", "x || true", "x; echo ok", "x | tee log")
    FilesThere,  ///< at most whether a file is there ("test -f marker", "ls dist")
    Depends,     ///< on what was run
};

/// Reads bash as far as is needed for that; what cannot be read counts as Depends. Pure.
ShellOutcome shellOutcome(const QString &text);

}  // namespace bw::agent
