// SPDX-License-Identifier: GPL-3.0-or-later
#include "socketreader.h"

#include <algorithm>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace bw::sandboxd
{

namespace
{
constexpr int idleLimitMs = 600'000;
}

bool SocketReader::ready(short events, int timeoutMs) const
{
    pollfd fd {m_fd, events, 0};
    int n = 0;
    do {
        n = ::poll(&fd, 1, timeoutMs);
    } while (n < 0 && errno == EINTR);
    return n > 0 && (fd.revents & events) != 0;
}

bool SocketReader::waitForBytes() { return m_at < m_size || fill(); }

bool SocketReader::fill()
{
    for (;;) {
        const ssize_t n = ::recv(m_fd, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
        if (n > 0) {
            m_at = 0;
            m_size = static_cast<size_t>(n);
            return true;
        }
        if (n == 0 || (errno != EAGAIN && errno != EINTR) || (errno == EAGAIN && !ready(POLLIN, idleLimitMs)))
            return false;
    }
}

std::string_view SocketReader::some(size_t most)
{
    if (!waitForBytes())
        return {};
    const std::string_view piece(m_buffer.data() + m_at, std::min(most, m_size - m_at));
    m_at += piece.size();
    return piece;
}

std::optional<std::string> SocketReader::line(size_t most)
{
    std::string text;
    while (text.size() <= most && waitForBytes()) {
        const std::string_view rest(m_buffer.data() + m_at, m_size - m_at);
        const size_t end = rest.find('\n');
        text.append(rest.substr(0, end));
        m_at += std::min(rest.size(), end == std::string_view::npos ? rest.size() : end + 1);
        if (end == std::string_view::npos)
            continue;
        if (text.ends_with('\r'))
            text.pop_back();
        if (text.size() <= most)
            return text;
    }
    m_tooLong = text.size() > most;
    return std::nullopt;
}

std::optional<std::string> SocketReader::head(size_t most, bool &tooLong)
{
    std::string text;
    tooLong = false;
    for (;;) {
        auto next = line(most);
        // A client may send an empty line or two before a request (RFC 9112 §2.2).
        if (next && next->empty() && text.empty())
            next = line(most);
        tooLong = m_tooLong || (next && text.size() + next->size() > most);
        if (!next || tooLong)
            return std::nullopt;
        if (next->empty())
            return text.empty() ? std::nullopt : std::optional(std::move(text));
        text += *next;
        text += '\n';
    }
}

bool SocketReader::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t n = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        if (n < 0 && errno == EAGAIN && !ready(POLLOUT, -1))
            return false;
        bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(n, 0)));
    }
    return true;
}

}  // namespace bw::sandboxd
