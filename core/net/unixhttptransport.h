// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"

#include <memory>

namespace bw::net
{

/// HTTP/1.1 over a Unix socket, for daemons on this machine. Blocking; memory is bounded by what the handler keeps; a
/// request is never sent twice; idle connections are kept and used again. Of a request's address only path and query
/// count. Thread-safe: every call in flight has a connection of its own.
class UnixHttpTransport final : public HttpTransport
{
public:
    explicit UnixHttpTransport(const QString &socketPath);
    ~UnixHttpTransport() override;
    UnixHttpTransport(const UnixHttpTransport &) = delete;
    UnixHttpTransport &operator=(const UnixHttpTransport &) = delete;

    Result<HttpResponse> send(const HttpRequest &request, std::stop_token stop) override;
    Result<HttpResponse> stream(const HttpRequest &request, StreamHandler &handler, std::stop_token stop) override;

private:
    class Pool;
    std::unique_ptr<Pool> m_pool;
};

}  // namespace bw::net
