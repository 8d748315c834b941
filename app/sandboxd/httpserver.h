// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include <httplib.h>

namespace bw::sandboxd
{

/// cpp-httplib's server on a socket that somebody else made and listens on, with a thread per connection (the library's
/// pool of eight makes /health wait behind open streams) and waits by poll, so that an idle connection costs nothing.
class HttpServer final : public httplib::Server
{
public:
    HttpServer();
    /// Serves until the process ends.
    bool serve(int listeningSocket);

    /// Inside a handler: the socket of the connection being served, to notice a client that goes away.
    static int currentConnection();

private:
    bool process_and_close_socket(socket_t socket) override;
};

}  // namespace bw::sandboxd
