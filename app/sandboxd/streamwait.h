// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

#include <httplib.h>

namespace bw::sandboxd
{

/// What a stream waits for between two messages: something to send, the client's departure, the next keepalive, the
/// stream's own end.
class StreamWait
{
public:
    enum class Result { Ready, Gone, Keepalive, TimedOut };
    using Time = std::chrono::steady_clock::time_point;

    StreamWait(const httplib::Request &request, int connection);
    /// Waits until `fd` is readable, or one of the other things happened.
    Result wait(int fd, std::optional<Time> until);

private:
    int m_connection;
    std::chrono::seconds m_interval;
    Time m_nextKeepalive;
};

/// Connect-Timeout-Ms of a request as a point in time.
std::optional<StreamWait::Time> deadlineOf(const httplib::Request &request);

}  // namespace bw::sandboxd
