// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bw::sandboxd
{

struct TerminalSize {
    unsigned short columns = 80;
    unsigned short rows = 24;
};

struct SpawnRequest {
    std::string program;  ///< a path, or a name looked up in the PATH of `environment`
    std::vector<std::string> arguments;
    std::map<std::string, std::string> environment;
    std::string folder;
    bool keepStdin = false;  ///< a pipe; else /dev/null
    std::optional<TerminalSize> terminal;
    std::optional<long> nproc;
    int nice = 0;
};

/// A started program and our ends of its pipes (-1 = none). With a terminal, `terminal` is all there is.
struct Spawned {
    pid_t pid = -1;
    int standardInput = -1;
    int standardOutput = -1;
    int standardError = -1;
    int terminal = -1;
};

/// Starts a program in a session and process group of its own, with default signals, no descriptor above 2, no core
/// dumps, its limits set inside. `registerPid` runs right after the fork, before anybody may reap the child; it is
/// given the fork as a call and returns the process id. Error: RpcError (invalid_argument, resource_exhausted).
Spawned spawn(const SpawnRequest &request, const std::function<pid_t(const std::function<pid_t()> &)> &registerPid);

}  // namespace bw::sandboxd
