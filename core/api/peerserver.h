// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <httplib.h>

namespace bw::api
{

/// cpp-httplib's server for a Unix socket that only processes of this user (and root) may speak to: whoever else gets
/// hold of the socket is hung up on before a byte is read. One request a connection, so that stopping waits for nobody
/// who merely stays connected.
class PeerServer final : public httplib::Server
{
public:
    /// Of the request that this thread answers.
    static int currentSocket();

private:
    bool process_and_close_socket(socket_t socket) override;
};

}  // namespace bw::api
