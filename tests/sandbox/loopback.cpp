// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/loopback.h"

#include <algorithm>
#include <cerrno>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

using bw::FileDescriptor;

namespace bw::test
{

namespace
{

sockaddr_un unixAddress(const QString &path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray name = path.toLocal8Bit();
    std::copy_n(name.constData(), std::min<size_t>(size_t(name.size()), sizeof address.sun_path - 1), address.sun_path);
    return address;
}

sockaddr_in tcpAddress(int port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

}  // namespace

LoopbackServer::LoopbackServer(Handler handler, const QString &unixPath)
    : m_handler(std::move(handler))
    , m_listening(::socket(unixPath.isEmpty() ? AF_INET : AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
{
    if (unixPath.isEmpty()) {
        sockaddr_in address = tcpAddress(0);
        socklen_t size = sizeof address;
        ::bind(m_listening.get(), reinterpret_cast<const sockaddr *>(&address), size);
        ::getsockname(m_listening.get(), reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
    } else {
        const sockaddr_un address = unixAddress(unixPath);
        ::bind(m_listening.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
    }
    ::listen(m_listening.get(), 256);
    m_acceptor = std::jthread([this] { accept(); });
}

LoopbackServer::~LoopbackServer()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    ::shutdown(m_listening.get(), SHUT_RDWR);
    m_acceptor.join();
    for (const auto &connection : m_open)
        ::shutdown(connection->get(), SHUT_RDWR);
    m_threads.clear();
}

int LoopbackServer::connections()
{
    const std::scoped_lock lock(m_mutex);
    takeWaiting();
    return m_connections;
}

void LoopbackServer::accept()
{
    for (;;) {
        pollfd entry {m_listening.get(), POLLIN, 0};
        ::poll(&entry, 1, -1);
        const std::scoped_lock lock(m_mutex);
        if (!takeWaiting() || m_ending)
            return;
    }
}

/// With the mutex held. False: the server ends.
bool LoopbackServer::takeWaiting()
{
    for (;;) {
        auto client = std::make_shared<FileDescriptor>(::accept4(m_listening.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!*client)
            return errno == EAGAIN || errno == EINTR;
        ++m_connections;
        m_open.push_back(client);
        m_threads.emplace_back([this, client] {
            m_handler(client->get());
            ::shutdown(client->get(), SHUT_RDWR);
        });
    }
}

LoopbackClient::LoopbackClient(int fd)
    : m_fd(fd)
{
    const timeval limit {10, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

LoopbackClient LoopbackClient::toUnix(const QString &path)
{
    LoopbackClient client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = unixAddress(path);
    if (::connect(client.m_fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        client.m_fd = FileDescriptor();
    return client;
}

LoopbackClient LoopbackClient::toPort(int port)
{
    LoopbackClient client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = tcpAddress(port);
    if (::connect(client.m_fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        client.m_fd = FileDescriptor();
    return client;
}

bool LoopbackClient::send(const QByteArray &bytes) { return sendText(m_fd.get(), bytes); }
void LoopbackClient::endSending() { ::shutdown(m_fd.get(), SHUT_WR); }
QByteArray LoopbackClient::readUntil(const QByteArray &mark) { return test::readUntil(m_fd.get(), mark, m_rest); }

QByteArray LoopbackClient::readAll() { return std::exchange(m_rest, {}) + readToEnd(m_fd.get()); }

QByteArray readToEnd(int fd)
{
    QByteArray all;
    QByteArray piece(64 << 10, Qt::Uninitialized);
    for (;;) {
        const ssize_t n = ::recv(fd, piece.data(), static_cast<size_t>(piece.size()), 0);
        if (n <= 0)
            return all;
        all.append(piece.constData(), n);
    }
}

QByteArray readUntil(int fd, const QByteArray &mark, QByteArray &rest)
{
    QByteArray piece(16 << 10, Qt::Uninitialized);
    for (;;) {
        if (const qsizetype at = rest.indexOf(mark); at >= 0) {
            const QByteArray found = rest.first(at + mark.size());
            rest.remove(0, found.size());
            return found;
        }
        const ssize_t n = ::recv(fd, piece.data(), static_cast<size_t>(piece.size()), 0);
        if (n <= 0)
            return std::exchange(rest, {});
        rest.append(piece.constData(), n);
    }
}

bool sendText(int fd, const QByteArray &bytes)
{
    for (QByteArrayView left = bytes; !left.isEmpty();) {
        const ssize_t n = ::send(fd, left.data(), static_cast<size_t>(left.size()), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        left = left.sliced(n);
    }
    return true;
}

void echo(int fd)
{
    QByteArray piece(16 << 10, Qt::Uninitialized);
    for (;;) {
        const ssize_t n = ::recv(fd, piece.data(), static_cast<size_t>(piece.size()), 0);
        if (n <= 0 || !sendText(fd, piece.first(n)))
            return;
    }
}

}  // namespace bw::test
