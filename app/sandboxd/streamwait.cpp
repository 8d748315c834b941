// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamwait.h"

#include <algorithm>
#include <charconv>

#include <poll.h>

namespace bw::sandboxd
{

namespace
{
using namespace std::chrono;
using Clock = steady_clock;

std::optional<long long> headerNumber(const httplib::Request &request, const char *name)
{
    const std::string text = request.get_header_value(name);
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}
}  // namespace

StreamWait::StreamWait(const httplib::Request &request, int connection)
    : m_connection(connection)
{
    const long long asked = headerNumber(request, "Keepalive-Ping-Interval").value_or(0);
    m_interval = seconds(asked > 0 ? std::min(asked, 3600LL) : 90);
    m_nextKeepalive = Clock::now() + m_interval;
}

StreamWait::Result StreamWait::wait(int fd, std::optional<Time> until)
{
    for (;;) {
        const Time next = until ? std::min(*until, m_nextKeepalive) : m_nextKeepalive;
        const auto left = std::max(milliseconds(0), ceil<milliseconds>(next - Clock::now()));
        std::array<pollfd, 2> fds {{{fd, POLLIN, 0}, {m_connection, POLLRDHUP, 0}}};
        const int n = ::poll(fds.data(), fds.size(), static_cast<int>(left.count()));
        if (n > 0 && fds[1].revents != 0)
            return Result::Gone;
        if (n > 0)
            return Result::Ready;
        const Time now = Clock::now();
        if (until && now >= *until)
            return Result::TimedOut;
        if (now >= m_nextKeepalive) {
            m_nextKeepalive = now + m_interval;
            return Result::Keepalive;
        }
    }
}

std::optional<StreamWait::Time> deadlineOf(const httplib::Request &request)
{
    const auto limit = headerNumber(request, "Connect-Timeout-Ms");
    if (!limit || *limit <= 0)
        return std::nullopt;
    return Clock::now() + milliseconds(std::min(*limit, 9'999'999'999LL));
}

}  // namespace bw::sandboxd
