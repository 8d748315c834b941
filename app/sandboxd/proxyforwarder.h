// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace bw::sandboxd
{

/// Where programs in the sandbox find their proxy (https_proxy=http://127.0.0.1:3128).
inline constexpr int proxyPort = 3128;

/// A socket listening on 127.0.0.1:proxyPort; -1 = the port is taken.
int listenForProxy();

/// Serves it for ever, on threads of its own: each connection goes on, byte by byte, to the Unix socket at `path`,
/// where the host's egress proxy listens. When nobody does, the connection is closed. How many there may be and how
/// long they may be idle is the host's decision, as what they reach.
void forwardToProxy(int listeningSocket, const std::string &path);

}  // namespace bw::sandboxd
