// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/peerserver.h"

#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bw::api
{

namespace
{

thread_local int threadSocket = -1;
constexpr int patienceMs = 5'000;  // for a client that says nothing, or takes nothing

class SocketStream final : public httplib::Stream
{
public:
    explicit SocketStream(int fd)
        : m_fd(fd)
    {
    }

    bool is_readable() const override { return isReady(POLLIN); }
    bool is_writable() const override { return isReady(POLLOUT); }

    ssize_t read(char *to, size_t size) override { return isReady(POLLIN) ? ::recv(m_fd, to, size, 0) : -1; }
    ssize_t write(const char *from, size_t size) override
    {
        return isReady(POLLOUT) ? ::send(m_fd, from, size, MSG_NOSIGNAL | MSG_DONTWAIT) : -1;
    }

    void get_remote_ip_and_port(std::string &, int &) const override { }
    void get_local_ip_and_port(std::string &, int &) const override { }
    socket_t socket() const override { return m_fd; }

private:
    [[nodiscard]] bool isReady(short events) const
    {
        pollfd fd {m_fd, events, 0};
        int ready = 0;
        do {
            ready = ::poll(&fd, 1, patienceMs);
        } while (ready < 0 && errno == EINTR);
        return ready > 0;
    }

    int m_fd;
};

bool mayBeServed(int fd)
{
    ucred peer {};
    socklen_t size = sizeof peer;
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == ::geteuid() || peer.uid == 0);
}

}  // namespace

int PeerServer::currentSocket() { return threadSocket; }

bool PeerServer::process_and_close_socket(socket_t socket)
{
    bool served = false;
    if (mayBeServed(socket)) {
        SocketStream stream(socket);
        threadSocket = socket;
        bool closed = false;
        served = process_request(stream, {}, 0, {}, 0, true, closed, nullptr);
    }
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
    return served;
}

}  // namespace bw::api
