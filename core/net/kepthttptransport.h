// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"

namespace bw::net
{

/// As TcpHttpTransport, for many calls to the same few servers: a thread's next call goes over the connection of its
/// last one, which saves the handshakes (three times the way to a server far away). Only for some seconds after it was
/// used: a server that closes an idle connection may do so in the very moment in which a request is sent, and whether
/// that one was acted on is not known then (args["sent"], and never sent twice). A call that failed or was stopped
/// leaves no connection behind. What is kept belongs to the calling thread and ends with it; the application's main
/// thread keeps none.
class KeptHttpTransport final : public HttpTransport
{
public:
    /// `idle`: how old a connection may be; that of E2B's own client.
    explicit KeptHttpTransport(std::chrono::milliseconds idle = std::chrono::seconds(4));

    Result<HttpResponse> send(const HttpRequest &request, std::stop_token stop) override;
    Result<HttpResponse> stream(const HttpRequest &request, StreamHandler &handler, std::stop_token stop) override;

private:
    Result<HttpResponse> exchange(const HttpRequest &request, StreamHandler *handler,
                                  const std::stop_token &stop) const;

    const std::chrono::milliseconds m_idle;
};

}  // namespace bw::net
