// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "model/build.h"

namespace bw::cli
{

/// The exit codes are a contract (docs/cli.md); scripts depend on them.
enum class ExitCode {
    Done = 0,
    BuildFailed = 1,  ///< failed or cancelled; `doctor` found a difference
    Usage = 2,        ///< bad input: unknown id, template, option, unreadable file
    SandboxUnavailable = 3,
    PausedByBudget = 4,
    NotAuthorised = 5,
    Network = 6,
    Waits = 7,  ///< waits for a person, or is paused
    DataDirectory = 8,
};

[[nodiscard]] ExitCode exitCodeFor(const Error &error);
/// For the end of a build: state and reason decide.
[[nodiscard]] ExitCode exitCodeFor(const Build &build);

}  // namespace bw::cli
