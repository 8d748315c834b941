// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httprequest.h"
#include "httpresponse.h"
#include "requestbody.h"

#include <functional>

namespace bw::sandboxd
{

/// HTTP/1.1 (RFC 9112) on a socket that somebody else made and listens on: as much as the envd protocol needs, and
/// nothing to load. (The library that spoke it before took a third of a sandbox's start to be loaded: it brings TLS and
/// three ways to compress along.) A thread per connection, so that /health never waits behind open streams.
class HttpServer
{
public:
    /// Called on the connection's thread. What it does not read of the body is dropped. Exceptions are answered by 500.
    using Handler = std::function<void(const HttpRequest &, RequestBody &, HttpResponse &)>;

    explicit HttpServer(Handler handler)
        : m_handler(std::move(handler))
    {
    }
    /// Serves until the socket is closed, or for ever. False: it is no socket to serve.
    bool serve(int listeningSocket);
    /// Serves one connection until its end, on this thread, and closes it.
    void serveConnection(int fd);

private:
    Handler m_handler;
};

}  // namespace bw::sandboxd
