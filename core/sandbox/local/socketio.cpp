// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/socketio.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

namespace bw::sandbox
{

namespace
{

bool waitFor(int fd, short events, int stopFd, milliseconds limit)
{
    const auto end = SteadyClock::now() + limit;
    for (;;) {
        std::array<pollfd, 2> fds {{{fd, events, 0}, {stopFd, POLLIN, 0}}};
        const auto left = std::chrono::ceil<milliseconds>(end - SteadyClock::now());
        const int ready = ::poll(fds.data(), fds.size(), static_cast<int>(std::max(left, 0ms).count()));
        if (ready < 0 && errno == EINTR)
            continue;
        return ready > 0 && fds[1].revents == 0;
    }
}

FileDescriptor dial(const sockaddr *address, socklen_t size, int stopFd, milliseconds limit)
{
    FileDescriptor fd(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd)
        return {};
    if (::connect(fd.get(), address, size) == 0)
        return fd;
    int error = errno;
    if (error == EINPROGRESS && waitFor(fd.get(), POLLOUT, stopFd, limit)) {
        socklen_t length = sizeof error;
        ::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &length);
    }
    return error == 0 ? std::move(fd) : FileDescriptor {};
}

}  // namespace

bool waitReadable(int fd, int stopFd, milliseconds limit) { return waitFor(fd, POLLIN, stopFd, limit); }

bool sendAll(int fd, QByteArrayView bytes, int stopFd, milliseconds limit)
{
    while (!bytes.isEmpty()) {
        const ssize_t n = ::send(fd, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n > 0)
            bytes = bytes.sliced(n);
        else if (errno == EAGAIN ? !waitFor(fd, POLLOUT, stopFd, limit) : errno != EINTR)
            return false;
    }
    return true;
}

QByteArray receive(int fd, qsizetype most, int stopFd, milliseconds limit)
{
    QByteArray bytes(most, Qt::Uninitialized);
    while (waitReadable(fd, stopFd, limit)) {
        const ssize_t n = ::recv(fd, bytes.data(), static_cast<size_t>(most), MSG_DONTWAIT);
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        bytes.truncate(std::max<qsizetype>(n, 0));
        return bytes;
    }
    return {};
}

FileDescriptor dialTcp(const Endpoint &to, int stopFd, milliseconds limit)
{
    sockaddr_storage storage {};
    socklen_t size = sizeof(sockaddr_in);
    if (to.address.six) {
        sockaddr_in6 six {};
        six.sin6_family = AF_INET6;
        six.sin6_port = htons(static_cast<std::uint16_t>(to.port));
        six.sin6_scope_id = to.scope;
        std::memcpy(&six.sin6_addr, to.address.bytes.data(), 16);
        std::memcpy(&storage, &six, size = sizeof six);
    } else {
        sockaddr_in four {};
        four.sin_family = AF_INET;
        four.sin_port = htons(static_cast<std::uint16_t>(to.port));
        std::memcpy(&four.sin_addr, to.address.bytes.data(), 4);
        std::memcpy(&storage, &four, sizeof four);
    }
    FileDescriptor fd = dial(reinterpret_cast<const sockaddr *>(&storage), size, stopFd, limit);
    const int on = 1;
    if (fd)
        ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

FileDescriptor dialUnix(const QString &path, int stopFd, milliseconds limit)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray name = path.toLocal8Bit();
    if (name.isEmpty() || static_cast<size_t>(name.size()) >= sizeof address.sun_path)
        return {};
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    return dial(reinterpret_cast<const sockaddr *>(&address), sizeof address, stopFd, limit);
}

void closeGently(FileDescriptor connection, int stopFd)
{
    ::shutdown(connection.get(), SHUT_WR);
    for (int piece = 0; piece < 64 && !receive(connection.get(), 16 << 10, stopFd, 500ms).isEmpty(); ++piece) { }
}

}  // namespace bw::sandbox
