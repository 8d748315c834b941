// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"

// The layout of the library's classes depends on what it was built with (pkg-config --cflags cpp-httplib).
#ifndef CPPHTTPLIB_OPENSSL_SUPPORT
#define CPPHTTPLIB_OPENSSL_SUPPORT
#endif
#ifndef CPPHTTPLIB_ZLIB_SUPPORT
#define CPPHTTPLIB_ZLIB_SUPPORT
#endif
#ifndef CPPHTTPLIB_BROTLI_SUPPORT
#define CPPHTTPLIB_BROTLI_SUPPORT
#endif
#include <httplib.h>

#include <chrono>
#include <optional>

namespace bw::net
{

/// What may end a request early, and what did. Lives as long as one request.
struct UnixRequestWatch {
    int stopFd = -1;  ///< becomes readable when a stop is requested
    std::chrono::milliseconds connectTimeout {0};
    std::chrono::milliseconds idleTimeout {0};
    std::optional<std::chrono::steady_clock::time_point> deadline;
    bool headDone = false;
    qint64 headBytes = 0;
    enum class End { None, Stopped, Idle, Total, HeadTooLarge, NoConnection } end = End::None;
};

/// cpp-httplib's client on a Unix socket, with waits of our own: every wait ends at once on a stop, an idle limit or
/// the total limit. (The library's stop() is lost when it comes before the request has begun.)
class UnixClient final : public httplib::ClientImpl
{
public:
    explicit UnixClient(std::string socketPath);
    bool perform(httplib::Request &request, httplib::Response &response, httplib::Error &error,
                 UnixRequestWatch &watch);

protected:
    bool create_and_connect_socket(Socket &socket, httplib::Error &error) override;

private:
    bool process_socket(const Socket &socket, std::function<bool(httplib::Stream &)> callback) override;

    std::string m_path;
    UnixRequestWatch *m_watch = nullptr;
};

}  // namespace bw::net
