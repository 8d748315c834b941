// SPDX-License-Identifier: GPL-3.0-or-later
#include "portforwarder.h"

#include "rawrelay.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <thread>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

bool readExactly(int fd, unsigned char *to, size_t size)
{
    for (size_t done = 0; done < size;) {
        const ssize_t n = ::recv(fd, to + done, size - done, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += static_cast<size_t>(n);
    }
    return true;
}

bool sendAll(int fd, const char *from, size_t size)
{
    while (size > 0) {
        const ssize_t n = ::send(fd, from, size, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        from += n;
        size -= static_cast<size_t>(n);
    }
    return true;
}

int connected(const sockaddr *address, socklen_t size)
{
    const int fd = ::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    if (::connect(fd, address, size) != 0) {
        ::close(fd);
        return -1;
    }
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

int dial(std::uint16_t port)
{
    sockaddr_in four {};
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int fd = connected(reinterpret_cast<const sockaddr *>(&four), sizeof four);
    if (fd >= 0)
        return fd;
    sockaddr_in6 six {};
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    six.sin6_addr = in6addr_loopback;
    return connected(reinterpret_cast<const sockaddr *>(&six), sizeof six);
}

void serve(int client)
{
    std::array<unsigned char, 2> head {};
    int server = -1;
    if (readExactly(client, head.data(), head.size())) {
        server = dial(static_cast<std::uint16_t>(head[0] << 8 | head[1]));
        const char answer = server >= 0 ? 1 : 0;
        if (sendAll(client, &answer, 1) && server >= 0)
            relayRaw(client, server);
    }
    if (server >= 0)
        ::close(server);
    ::close(client);
}

}  // namespace

void forwardPorts(int listeningSocket)
{
    for (;;) {
        const int client = ::accept4(listeningSocket, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) {
            if (errno == EBADF || errno == EINVAL || errno == ENOTSOCK)
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));  // out of descriptors, or interrupted
            continue;
        }
        try {
            std::thread(serve, client).detach();
        } catch (const std::system_error &) {
            ::close(client);
        }
    }
}

}  // namespace bw::sandboxd
