// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <stop_token>

namespace bw::net
{

struct HttpHeader {
    QByteArray name;
    QByteArray value;
};

/// Produces a request body piece by piece; an empty piece ends it. Called on the sending thread.
using BodySource = std::function<Result<QByteArray>()>;

struct HttpRequest {
    QByteArray method = "GET";
    QUrl url;  ///< for a Unix transport only path and query count
    QList<HttpHeader> headers;
    QByteArray body;  ///< used when source is empty
    BodySource source;
    qint64 sourceLength = -1;  ///< -1 = unknown (chunked)
    std::chrono::milliseconds connectTimeout {10'000};
    std::chrono::milliseconds idleTimeout {300'000};  ///< without a byte; 0 = none
    std::chrono::milliseconds totalTimeout {0};       ///< 0 = none
    qint64 maxBody = 256LL << 20;                     ///< decoded; more is TooLarge. For stream(): 0 = unlimited
    bool idempotent = false;                          ///< GET, HEAD are; anything else is put on the wire at most once
};

struct HttpResponse {
    int status = 0;
    QList<HttpHeader> headers;
    QByteArray body;                                             ///< empty after a successful stream()
    [[nodiscard]] QByteArray header(QByteArrayView name) const;  ///< case-insensitive; empty if absent
};

/// Receives a streamed answer on the calling thread. Slow handlers slow the sender (back-pressure).
class StreamHandler
{
public:
    virtual ~StreamHandler() = default;
    /// Status and headers are known. Return false to take the body whole instead (error answers).
    virtual bool onHead(const HttpResponse &head) = 0;
    /// A piece of the body. An error ends the stream and is returned from stream().
    virtual Status onData(QByteArrayView bytes) = 0;
};

/// Blocking and stoppable HTTP. An HTTP error status is a response, not an Error. Every call returns within 100 ms of a
/// stop request (ErrorCode::Cancelled). No redirect is followed. Header block limit 16 KiB. Thread-safe: calls may run
/// side by side from several threads.
/// Errors: NetworkUnreachable, NetworkTimeout, StreamBroken, TooLarge, Cancelled.
class HttpTransport
{
public:
    virtual ~HttpTransport() = default;
    virtual Result<HttpResponse> send(const HttpRequest &request, std::stop_token stop) = 0;
    virtual Result<HttpResponse> stream(const HttpRequest &request, StreamHandler &handler, std::stop_token stop) = 0;
};

}  // namespace bw::net
