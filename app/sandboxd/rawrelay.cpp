// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawrelay.h"

#include <array>
#include <cerrno>
#include <memory>

#include <poll.h>
#include <sys/socket.h>

namespace bw::sandboxd
{

namespace
{

struct Direction {
    int from, to;
    std::array<char, 32 << 10> bytes {};
    size_t begin = 0, end = 0;  ///< what still waits
    bool ended = false, closed = false;

    [[nodiscard]] bool waits() const { return begin < end; }

    bool read()
    {
        const ssize_t n = ::recv(from, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (n < 0)
            return errno == EAGAIN || errno == EINTR;
        begin = 0;
        end = static_cast<size_t>(n);
        ended = n == 0;
        return true;
    }

    void write()
    {
        if (waits()) {
            const ssize_t n = ::send(to, bytes.data() + begin, end - begin, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (n < 0 && errno != EAGAIN && errno != EINTR) {
                // Nobody reads this way any more; the opposite direction may still have something to say.
                begin = end;
                ended = true;
            } else if (n > 0) {
                begin += static_cast<size_t>(n);
            }
        }
        if (ended && !waits() && !closed) {
            ::shutdown(to, SHUT_WR);
            closed = true;
        }
    }
};

short events(const Direction &in, const Direction &out)
{
    return static_cast<short>((!in.ended && !in.waits() ? POLLIN : 0) | (out.waits() ? POLLOUT : 0));
}

}  // namespace

void relayRaw(int one, int other)
{
    const auto there = std::make_unique<Direction>(one, other);
    const auto back = std::make_unique<Direction>(other, one);
    while (!there->closed || !back->closed) {
        // A side that is neither read nor written now is not polled: its hang-up would make the loop spin.
        std::array<pollfd, 2> fds {{{one, events(*there, *back), 0}, {other, events(*back, *there), 0}}};
        for (pollfd &entry : fds)
            entry.fd = entry.events == 0 ? -1 : entry.fd;
        if (::poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR)
            return;
        if ((fds[0].events & POLLIN) != 0 && fds[0].revents != 0 && !there->read())
            return;
        if ((fds[1].events & POLLIN) != 0 && fds[1].revents != 0 && !back->read())
            return;
        there->write();
        back->write();
    }
}

}  // namespace bw::sandboxd
