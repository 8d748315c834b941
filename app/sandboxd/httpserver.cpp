// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpserver.h"

#include <poll.h>
#include <sys/socket.h>

namespace bw::sandboxd
{

namespace
{

thread_local int connectionFd = -1;

constexpr int idleLimitMs = 600'000;

class ConnectionStream final : public httplib::Stream
{
public:
    explicit ConnectionStream(int fd)
        : m_fd(fd)
    {
    }

    bool is_readable() const override { return m_at < m_size || ready(POLLIN, 0); }
    bool is_writable() const override { return ready(POLLOUT, -1); }
    /// Waits for the next request; false when the client is gone or silent for ten minutes.
    [[nodiscard]] bool waitForRequest() const { return m_at < m_size || ready(POLLIN, idleLimitMs); }

    ssize_t read(char *to, size_t size) override
    {
        if (m_at == m_size) {
            if (!ready(POLLIN, idleLimitMs))
                return -1;
            const ssize_t n = ::recv(m_fd, m_buffer.data(), m_buffer.size(), 0);
            if (n <= 0)
                return n;
            m_at = 0;
            m_size = static_cast<size_t>(n);
        }
        const size_t piece = std::min(size, m_size - m_at);
        std::memcpy(to, m_buffer.data() + m_at, piece);
        m_at += piece;
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
            // A client that reads slowly is waited for as long as it lives: that is the back-pressure.
            if (errno == EAGAIN && !ready(POLLOUT, -1))
                return -1;
        }
    }

    void get_remote_ip_and_port(std::string &, int &) const override { }
    void get_local_ip_and_port(std::string &, int &) const override { }
    socket_t socket() const override { return m_fd; }

private:
    [[nodiscard]] bool ready(short events, int timeoutMs) const
    {
        pollfd fd {m_fd, events, 0};
        int n = 0;
        do {
            n = ::poll(&fd, 1, timeoutMs);
        } while (n < 0 && errno == EINTR);
        return n > 0 && (fd.revents & events) != 0;
    }

    int m_fd;
    std::array<char, 32 << 10> m_buffer {};
    size_t m_at = 0;
    size_t m_size = 0;
};

class ThreadPerConnection final : public httplib::TaskQueue
{
public:
    bool enqueue(std::function<void()> task) override
    {
        try {
            std::thread(std::move(task)).detach();
        } catch (const std::system_error &) {
            return false;  // no more threads: this connection is closed, the others go on
        }
        return true;
    }
    void shutdown() override { }
};

}  // namespace

HttpServer::HttpServer()
{
    new_task_queue = [] { return new ThreadPerConnection; };
}

bool HttpServer::serve(int listeningSocket)
{
    svr_sock_ = listeningSocket;
    return listen_after_bind();
}

int HttpServer::currentConnection() { return connectionFd; }

bool HttpServer::process_and_close_socket(socket_t socket)
{
    connectionFd = socket;
    ConnectionStream stream(socket);
    bool closed = false;
    while (!closed && stream.waitForRequest()) {
        if (!process_request(stream, "", 0, "", 0, false, closed, nullptr))
            break;
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return true;
}

}  // namespace bw::sandboxd
