// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"

#include <QNetworkProxy>

namespace bw::net
{

/// HTTP/1.1 over TCP and TLS (1.2 or newer). Every call blocks the calling thread on a local event loop around a
/// QNetworkAccessManager of its own, so that calls share nothing; a QCoreApplication must exist.
///
/// A request that is not idempotent is put on the wire at most once, also when the server reads it and closes without
/// an answer. An Error that came after any byte of such a request may have left has args["sent"] = "true": the server
/// may have acted on it (and billed it). A body of unknown length is read whole before it is sent.
///
/// Qt shows nothing of a header block before it has read the whole: one above 16 KiB is refused only then, and one that
/// never ends is given up at the idle limit, which its bytes do not lengthen.
///
/// Proxies come from http_proxy, https_proxy, all_proxy and no_proxy (either case), never for loopback. No cookies, no
/// cache, no redirects, no authentication dialogue.
class TcpHttpTransport final : public HttpTransport
{
public:
    TcpHttpTransport();

    Result<HttpResponse> send(const HttpRequest &request, std::stop_token stop) override;
    Result<HttpResponse> stream(const HttpRequest &request, StreamHandler &handler, std::stop_token stop) override;

    /// The proxy for an address, by the rules above.
    [[nodiscard]] static QNetworkProxy proxyFor(const QUrl &url);
};

}  // namespace bw::net
