// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <optional>
#include <string>

namespace bw::sandboxd
{

/// What the command line says. Nothing secret: every process of the sandbox can read it.
struct Options {
    std::optional<int> port;     ///< --port N: listen on 127.0.0.1:N (0 = any) and print the port; else descriptor 0
    std::string workspace;       ///< --workspace DIR: where commands start that name no folder; empty = home
    std::string user = "user";   ///< --user NAME: the name by which calls address our own user
    std::string sandbox;         ///< --sandbox ID: whose processes these are, for those who look at them from outside
    std::string home;            ///< --home DIR; empty = $HOME, else the password file's
    std::optional<long> nproc;   ///< --nproc N: RLIMIT_NPROC of every command
    int nice = 0;                ///< --nice N: niceness of every command
    std::optional<int> ownerFd;  ///< --owner-fd N: write end of a pipe that only our owner reads; ends us with it
    std::optional<int> portsFd;  ///< --ports-fd N: listening socket of the port forwarder
    std::string proxySocket;  ///< --proxy-socket PATH: the host's egress proxy, shown on 127.0.0.1:3128; empty = none
};

/// Error: one sentence for stderr.
std::expected<Options, std::string> parseOptions(int argc, char **argv);

}  // namespace bw::sandboxd
