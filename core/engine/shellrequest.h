// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "base/result.h"

#include <QString>

namespace bw::engine
{

/// What a person wants to run in the sandbox of a build at work.
struct ShellRequest {
    QString command;        ///< a command line for bash; empty = an interactive shell, which needs a terminal
    bool terminal = false;  ///< with a terminal of its own; else its two outputs stay apart
    int columns = 80;       ///< of the terminal
    int rows = 24;
    QString terminalType;  ///< what TERM is to be; anything that is no name counts as "xterm-256color"
    friend bool operator==(const ShellRequest &, const ShellRequest &) = default;
};
Json toJson(const ShellRequest &request);
/// Errors: InvalidArgument (no command and no terminal, or one longer than 64 kB).
Result<ShellRequest> shellRequestFromJson(const Json &json);

/// How it ended.
struct ShellEnd {
    int exitCode = 0;  ///< 128 + signal when killed by one
    bool signalled = false;
    friend bool operator==(const ShellEnd &, const ShellEnd &) = default;
};

}  // namespace bw::engine
