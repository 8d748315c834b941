// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxyforwarder.h"

#include "rawrelay.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <thread>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

int dialUnix(const std::string &path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return -1;
    std::ranges::copy(path, address.sun_path);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    ::close(fd);
    return -1;
}

void serve(int client, const std::string &path)
{
    const int proxy = dialUnix(path);
    if (proxy >= 0) {
        relayRaw(client, proxy);
        ::close(proxy);
    }
    ::close(client);
}

}  // namespace

int listenForProxy()
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(proxyPort);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 && ::listen(fd, 128) == 0)
        return fd;
    const int error = errno;
    ::close(fd);
    errno = error;
    return -1;
}

void forwardToProxy(int listeningSocket, const std::string &path)
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
            std::thread(serve, client, path).detach();
        } catch (const std::system_error &) {
            ::close(client);
        }
    }
}

}  // namespace bw::sandboxd
