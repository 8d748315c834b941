// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/unixclient.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace bw::net
{

namespace
{

using End = UnixRequestWatch::End;
constexpr qint64 maxHead = 16 << 10;

/// Waits until `fd` is ready for `events`, or something ends the request (then false).
bool waitFor(int fd, short events, std::chrono::milliseconds limit, UnixRequestWatch &watch)
{
    using namespace std::chrono;
    for (;;) {
        milliseconds wait = limit.count() > 0 ? limit : milliseconds(-1);
        bool total = false;
        if (watch.deadline) {
            const auto left = std::max(milliseconds(0), ceil<milliseconds>(*watch.deadline - steady_clock::now()));
            if (wait.count() < 0 || left < wait) {
                wait = left;
                total = true;
            }
        }
        std::array<pollfd, 2> fds {{{fd, events, 0}, {watch.stopFd, POLLIN, 0}}};
        const int n = ::poll(fds.data(), fds.size(), static_cast<int>(std::min<qint64>(wait.count(), INT_MAX)));
        if (n < 0 && errno == EINTR)
            continue;
        if (n > 0 && fds[1].revents != 0)
            watch.end = End::Stopped;
        else if (n == 0)
            watch.end = total ? End::Total : End::Idle;
        else
            return n > 0;
        return false;
    }
}

class WatchedStream final : public httplib::Stream
{
public:
    WatchedStream(int fd, UnixRequestWatch &watch)
        : m_fd(fd)
        , m_watch(watch)
    {
    }

    bool is_readable() const override { return m_at < m_size || waitFor(m_fd, POLLIN, m_watch.idleTimeout, m_watch); }
    bool is_writable() const override { return waitFor(m_fd, POLLOUT, m_watch.idleTimeout, m_watch); }

    ssize_t read(char *to, size_t size) override
    {
        if (m_at == m_size) {
            const ssize_t n = receive();
            if (n <= 0)
                return n;
        }
        const size_t piece = std::min(size, m_size - m_at);
        std::memcpy(to, m_buffer.data() + m_at, piece);
        m_at += piece;
        if (!m_watch.headDone) {
            m_watch.headBytes += static_cast<qint64>(piece);
            if (m_watch.headBytes > maxHead) {
                m_watch.end = End::HeadTooLarge;
                return -1;
            }
        }
        return static_cast<ssize_t>(piece);
    }

    ssize_t write(const char *from, size_t size) override
    {
        for (;;) {
            const ssize_t n = ::send(m_fd, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (n >= 0)
                return n;
            if (errno != EAGAIN && errno != EINTR)
                return -1;
            if (errno == EAGAIN && !waitFor(m_fd, POLLOUT, m_watch.idleTimeout, m_watch))
                return -1;
        }
    }

    void get_remote_ip_and_port(std::string &, int &) const override { }
    void get_local_ip_and_port(std::string &, int &) const override { }
    socket_t socket() const override { return m_fd; }

private:
    ssize_t receive()
    {
        for (;;) {
            // Waits even when bytes are there, so that a fast sender cannot hide a stop.
            if (!waitFor(m_fd, POLLIN, m_watch.idleTimeout, m_watch))
                return -1;
            const ssize_t n = ::recv(m_fd, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT);
            if (n < 0 && (errno == EAGAIN || errno == EINTR))
                continue;
            m_at = 0;
            m_size = n > 0 ? static_cast<size_t>(n) : 0;
            return n;
        }
    }

    int m_fd;
    UnixRequestWatch &m_watch;
    std::array<char, 32 << 10> m_buffer {};
    size_t m_at = 0;
    size_t m_size = 0;
};

}  // namespace

UnixClient::UnixClient(std::string socketPath)
    : ClientImpl("localhost")
    , m_path(std::move(socketPath))
{
    set_keep_alive(true);
    set_url_encode(false);
    set_decompress(true);
}

bool UnixClient::perform(httplib::Request &request, httplib::Response &response, httplib::Error &error,
                         UnixRequestWatch &watch)
{
    m_watch = &watch;
    const bool ok = send(request, response, error);
    m_watch = nullptr;
    return ok;
}

bool UnixClient::create_and_connect_socket(Socket &socket, httplib::Error &error)
{
    error = httplib::Error::Connection;
    m_watch->end = End::NoConnection;
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (m_path.empty() || m_path.size() >= sizeof address.sun_path)
        return false;
    m_path.copy(address.sun_path, m_path.size());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return false;
    using namespace std::chrono;
    const auto limit = steady_clock::now() + m_watch->connectTimeout;
    // A full backlog answers EAGAIN at once, and nothing can be polled for: look again soon.
    while (::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        pollfd stop {m_watch->stopFd, POLLIN, 0};
        const bool again = errno == EAGAIN || errno == EINTR;
        if (again && ::poll(&stop, 1, 2) > 0)
            m_watch->end = End::Stopped;
        else if (again && steady_clock::now() < limit)
            continue;
        ::close(fd);
        return false;
    }
    m_watch->end = End::None;
    error = httplib::Error::Success;
    socket.sock = fd;
    return true;
}

bool UnixClient::process_socket(const Socket &socket, std::function<bool(httplib::Stream &)> callback)
{
    WatchedStream stream(socket.sock, *m_watch);
    return callback(stream);
}

}  // namespace bw::net
