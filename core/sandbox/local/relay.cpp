// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/relay.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <poll.h>
#include <sys/socket.h>

namespace bw::sandbox
{

namespace
{

constexpr qsizetype pieceSize = 64 << 10;

}  // namespace

Relay::Relay(int client, int server)
    : m_up {.from = client, .to = server, .pending = {}, .filter = {}}
    , m_down {.from = server, .to = client, .pending = {}, .filter = {}}
{
}

void Relay::preload(const QByteArray &toServer, const QByteArray &toClient)
{
    m_up.pending += toServer;
    m_down.pending += toClient;
}

bool Relay::read(Direction &direction)
{
    QByteArray piece(pieceSize, Qt::Uninitialized);
    const ssize_t n = ::recv(direction.from, piece.data(), static_cast<size_t>(piece.size()), MSG_DONTWAIT);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    if (n == 0) {
        direction.ended = true;
        return direction.atEnd != AtEnd::Abort;
    }
    piece.truncate(n);
    if (direction.filter && !direction.filter(piece))
        return false;
    direction.pending += piece;
    return true;
}

bool Relay::write(Direction &direction)
{
    if (!direction.pending.isEmpty()) {
        const ssize_t n = ::send(direction.to, direction.pending.constData(),
                                 static_cast<size_t>(direction.pending.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            return true;
        if (n < 0) {
            // Nobody reads this way any more; what the other side still says (an early answer) goes on.
            direction.pending.clear();
            direction.ended = direction.closed = true;
            return direction.atEnd != AtEnd::Finish;
        }
        direction.pending.remove(0, n);
    }
    if (direction.ended && direction.pending.isEmpty() && !direction.closed) {
        ::shutdown(direction.to, SHUT_WR);
        direction.closed = true;
    }
    return true;
}

bool Relay::finished() const
{
    const auto last = [](const Direction &direction) { return direction.closed && direction.atEnd == AtEnd::Finish; };
    return (m_up.closed && m_down.closed) || last(m_up) || last(m_down);
}

void Relay::run(int stopFd, std::chrono::milliseconds idle)
{
    while (!finished()) {
        // A side that is neither read nor written now must not be polled: its hang-up would make the loop spin.
        const auto events = [](const Direction &in, const Direction &out) {
            const bool reads = !in.ended && in.pending.isEmpty();
            return static_cast<short>((reads ? POLLIN : 0) | (out.pending.isEmpty() ? 0 : POLLOUT));
        };
        std::array<pollfd, 3> fds {
            {{m_up.from, events(m_up, m_down), 0}, {m_up.to, events(m_down, m_up), 0}, {stopFd, POLLIN, 0}}};
        for (pollfd &entry : fds)
            entry.fd = entry.events == 0 ? -1 : entry.fd;
        const int ready = ::poll(fds.data(), fds.size(), static_cast<int>(idle.count()));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0 || fds[2].revents != 0)
            return;
        for (auto [in, out, entry] : {std::tuple(&m_up, &m_down, fds[0]), std::tuple(&m_down, &m_up, fds[1])}) {
            if ((entry.events & POLLIN) != 0 && (entry.revents & ~POLLOUT) != 0 && !read(*in))
                return;
            if ((entry.events & POLLOUT) != 0 && (entry.revents & ~POLLIN) != 0 && !write(*out))
                return;
        }
        if (!write(m_up) || !write(m_down))
            return;
    }
}

}  // namespace bw::sandbox
