// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace bw::sandboxd
{

/// Serves a listening socket for ever, on threads of its own: the client sends a port (2 bytes, big endian), the answer
/// is one byte, 1 = connected to 127.0.0.1:port (or [::1]:port) and raw bytes both ways from here, 0 = nobody listens.
/// Half-closed directions are kept apart.
void forwardPorts(int listeningSocket);

}  // namespace bw::sandboxd
