// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http/rawserver.h"

#include <cstring>
#include <optional>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace bw::test
{

namespace
{

template <typename Address>
int listenOn(const Address &address)
{
    const int fd = ::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || ::bind(fd, address.raw(), address.size()) != 0 || ::listen(fd, 64) != 0)
        qFatal("RawServer: %s", std::strerror(errno));
    return fd;
}

struct Loopback {
    sockaddr_in in {};
    Loopback()
    {
        in.sin_family = AF_INET;
        in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    static int family() { return AF_INET; }
    [[nodiscard]] const sockaddr *raw() const { return reinterpret_cast<const sockaddr *>(&in); }
    static socklen_t size() { return sizeof(sockaddr_in); }
};

struct UnixPath {
    sockaddr_un un {};
    explicit UnixPath(const QByteArray &path)
    {
        un.sun_family = AF_UNIX;
        Q_ASSERT(static_cast<size_t>(path.size()) < sizeof un.sun_path);
        std::memcpy(un.sun_path, path.constData(), static_cast<size_t>(path.size()));
    }
    static int family() { return AF_UNIX; }
    [[nodiscard]] const sockaddr *raw() const { return reinterpret_cast<const sockaddr *>(&un); }
    static socklen_t size() { return sizeof(sockaddr_un); }
};

/// Reads requests off one connection.
class Reader
{
public:
    explicit Reader(int fd)
        : m_fd(fd)
    {
    }

    std::optional<RawServer::Seen> next()
    {
        RawServer::Seen seen;
        qsizetype end = -1;
        while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
            if (!more())
                return std::nullopt;
        }
        seen.head = m_buffer.first(end + 2);
        m_buffer.remove(0, end + 4);
        if (seen.header("transfer-encoding") == "chunked")
            return readChunks(seen) ? std::optional(seen) : std::nullopt;
        const qsizetype length = seen.header("content-length").toLongLong();
        while (m_buffer.size() < length) {
            if (!more()) {
                m_buffer.prepend(seen.head);
                return std::nullopt;
            }
        }
        seen.body = m_buffer.first(length);
        m_buffer.remove(0, length);
        return seen;
    }

    [[nodiscard]] const QByteArray &rest() const { return m_buffer; }

private:
    bool more()
    {
        char bytes[16384];
        const ssize_t n = ::recv(m_fd, bytes, sizeof bytes, 0);
        if (n <= 0)
            return false;
        m_buffer.append(bytes, n);
        return true;
    }

    bool readChunks(RawServer::Seen &seen)
    {
        for (;;) {
            qsizetype line = -1;
            while ((line = m_buffer.indexOf("\r\n")) < 0) {
                if (!more())
                    return false;
            }
            const qsizetype size = m_buffer.first(line).toLongLong(nullptr, 16);
            while (m_buffer.size() < line + 2 + size + 2) {
                if (!more())
                    return false;
            }
            seen.body += m_buffer.sliced(line + 2, size);
            m_buffer.remove(0, line + 2 + size + 2);
            if (size == 0)
                return true;
        }
    }

    int m_fd;
    QByteArray m_buffer;
};

}  // namespace

QByteArray RawServer::Seen::header(const QByteArray &name) const
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

QByteArray RawServer::Seen::target() const { return head.split(' ').value(1); }

bool RawServer::Peer::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t n = ::send(m_fd, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        bytes = bytes.sliced(n);
    }
    return true;
}

void RawServer::Peer::waitForClose()
{
    char bytes[4096];
    while (::recv(m_fd, bytes, sizeof bytes, 0) > 0) { }
}

RawServer::RawServer(Script script)
    : m_script(std::move(script))
    , m_listener(listenOn(Loopback()))
{
    sockaddr_in bound {};
    socklen_t size = sizeof bound;
    ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&bound), &size);
    m_port = ntohs(bound.sin_port);
    begin();
}

RawServer::RawServer(const QByteArray &unixPath, Script script)
    : m_script(std::move(script))
    , m_listener(listenOn(UnixPath(unixPath)))
{
    begin();
}

RawServer::~RawServer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        ::shutdown(m_listener, SHUT_RDWR);
        for (const int fd : m_open)
            ::shutdown(fd, SHUT_RDWR);
    }
    m_acceptor.join();
    for (std::thread &worker : m_workers)
        worker.join();
    ::close(m_listener);
}

void RawServer::begin()
{
    m_acceptor = std::thread([this] { accept(); });
}

void RawServer::accept()
{
    for (;;) {
        const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(m_mutex);
        if (fd < 0 || m_ending) {
            if (fd >= 0)
                ::close(fd);
            return;
        }
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_open.push_back(fd);
        m_workers.emplace_back([this, fd, number = ++m_connections] { serve(fd, number); });
    }
}

void RawServer::serve(int fd, int number)
{
    Reader reader(fd);
    bool keep = true;
    while (keep) {
        auto seen = reader.next();
        if (!seen)
            break;
        seen->connection = number;
        {
            const std::lock_guard lock(m_mutex);
            m_seen.append(*seen);
        }
        m_arrived.notify_all();
        Peer peer(fd);
        m_script(peer, *seen);
        keep = peer.kept();
    }
    const std::lock_guard lock(m_mutex);
    m_stray += reader.rest();
    m_open.remove(fd);
    ::close(fd);
    m_arrived.notify_all();
}

QUrl RawServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
}

QList<RawServer::Seen> RawServer::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_seen;
}

QByteArray RawServer::strayBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_stray;
}

void RawServer::waitForRequests(int count) const
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [&] { return m_seen.size() >= count; });
}

void RawServer::waitUntilClosed() const
{
    std::unique_lock lock(m_mutex);
    m_arrived.wait(lock, [&] { return m_open.empty(); });
}

QByteArray RawServer::answer(int status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Said\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n" + headers + "\r\n" + body;
}

}  // namespace bw::test
