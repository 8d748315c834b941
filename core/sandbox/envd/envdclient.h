// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/json.h"
#include "base/secretstring.h"
#include "net/httptransport.h"
#include "sandbox/sandbox.h"

#include <QVersionNumber>

#include <functional>

namespace bw::sandbox
{

struct EnvdOptions {
    QUrl baseUrl {QStringLiteral("http://localhost")};
    SecretString token;              ///< X-Access-Token; empty = none is sent
    QString user;                    ///< Linux user for calls; empty = the daemon's default
    QList<net::HttpHeader> headers;  ///< added to every call, e.g. E2b-Sandbox-Id and E2b-Sandbox-Port
    QString sandboxName;             ///< named in SandboxLost
    std::chrono::milliseconds unaryTimeout {60'000};
    std::chrono::milliseconds streamIdle {100'000};  ///< a stream without a byte is broken; keepalives come every 50 s
    /// Reached over a network: that it does not answer is no proof of its end, calls are tried again where that is
    /// harmless, and bulk goes as packed files instead of through standard input and output.
    bool hosted = false;
    std::chrono::milliseconds patience {60'000};  ///< how long a broken stream is taken up again before it is given up
    QVersionNumber version {99, 99, 99};          ///< of the daemon: what older ones lack is done in other ways
    Clock *clock = nullptr;                       ///< for waits between tries; null = the system's
};

/// Talks to a sandbox daemon that speaks E2B's envd protocol (Connect RPC in JSON, plain HTTP for files), E2B's own or
/// buildwright-sandboxd. Blocking, stoppable, thread-safe. A call that fails for want of an answer asks /health: a
/// daemon that is gone makes it SandboxLost. A hosted one is tried again after a refusal that did nothing (429, 503,
/// 409 of the edge), and after a broken connection where repeating is harmless. Errors: as §3.5 of the protocol maps
/// them, with args["status"] where an HTTP status said it, plus those of the transport.
class EnvdClient
{
public:
    EnvdClient(net::HttpTransport &transport, EnvdOptions options);

    /// Unary call, e.g. ("filesystem.Filesystem/Stat", {"path": …}).
    Result<Json> call(const QString &method, const Json &request, std::stop_token stop);

    using EventSink = std::function<Status(const Json &)>;
    struct StreamOptions {
        std::chrono::milliseconds deadline {0};  ///< Connect-Timeout-Ms; 0 = none
        QList<net::HttpHeader> headers;
    };
    /// Server-streaming call: every message goes to the sink on this thread; returns after the end of the stream.
    /// A missing end-of-stream envelope is StreamBroken (or SandboxLost).
    Status stream(const QString &method, const Json &request, const StreamOptions &options, const EventSink &sink,
                  std::stop_token stop);

    Result<QByteArray> readFile(const QString &path, qint64 maxBytes, std::stop_token stop);
    /// The whole file as it is, unpacked, piece by piece, in bounded memory. A broken connection is taken up where it
    /// broke; a file that changed meanwhile is StreamBroken.
    Status download(const QString &path, const ByteSink &sink, std::stop_token stop);
    Status writeFile(const QString &path, QByteArrayView bytes, std::stop_token stop);
    /// Streams to disk in bounded memory; length -1 = unknown, then it is read whole first over TCP.
    Status writeFile(const QString &path, const net::BodySource &source, qint64 length, std::stop_token stop);

    /// Any answer but 502 is life.
    Status health(std::stop_token stop, std::chrono::milliseconds limit = std::chrono::seconds(5));
    /// POST /init: sets the token (kept for the calls that follow), variables and default user.
    Status init(const Json &body, std::stop_token stop);
    /// Any other plain endpoint; the answer's status decides as for a unary call. Gives the body.
    Result<QByteArray> plain(const QByteArray &method, const QString &path, const Json &body, std::stop_token stop);

    void setToken(const SecretString &token) { m_options.token = token; }
    [[nodiscard]] const EnvdOptions &options() const { return m_options; }
    [[nodiscard]] Clock &clock() const;

private:
    [[nodiscard]] net::HttpRequest request(const QByteArray &method, const QString &path) const;
    [[nodiscard]] Error refine(Error error, std::stop_token stop);
    Result<net::HttpResponse> sendOnce(const net::HttpRequest &request, std::stop_token stop);
    Result<net::HttpResponse> sendChecked(const net::HttpRequest &request, bool repeatable, std::stop_token stop);
    [[nodiscard]] std::optional<std::chrono::milliseconds> waitBefore(int failures, const Error &error,
                                                                      bool repeatable) const;
    Status downloadFrom(const QString &path, qint64 &at, QByteArray &version, const ByteSink &sink,
                        std::stop_token stop);

    net::HttpTransport &m_transport;
    EnvdOptions m_options;
};

}  // namespace bw::sandbox
