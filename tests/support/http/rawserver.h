// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace bw::test
{

/// A server that says exactly what a test tells it to, byte by byte, on plain sockets: what a well-behaved server never
/// does can be tried with it. One thread a connection. The script runs once per request; when it returns the connection
/// is closed, unless it called keepAlive().
class RawServer final
{
public:
    struct Seen {
        QByteArray head;  ///< request line and headers, as sent
        QByteArray body;  ///< decoded when it was chunked
        int connection = 0;
        [[nodiscard]] QByteArray header(const QByteArray &name) const;
        [[nodiscard]] QByteArray target() const;
    };
    class Peer
    {
    public:
        explicit Peer(int fd)
            : m_fd(fd)
        {
        }
        /// False once the client has gone.
        bool write(QByteArrayView bytes);
        void keepAlive() { m_keep = true; }
        /// Blocks until the client closes (or the server ends).
        void waitForClose();
        [[nodiscard]] bool kept() const { return m_keep; }

    private:
        int m_fd;
        bool m_keep = false;
    };
    using Script = std::function<void(Peer &, const Seen &)>;

    explicit RawServer(Script script);
    RawServer(const QByteArray &unixPath, Script script);
    ~RawServer();
    RawServer(const RawServer &) = delete;
    RawServer &operator=(const RawServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const;
    [[nodiscard]] QList<Seen> requests() const;
    [[nodiscard]] int connections() const { return m_connections; }
    /// What came on connections besides whole requests.
    [[nodiscard]] QByteArray strayBytes() const;
    /// Blocks until so many requests were read whole.
    void waitForRequests(int count) const;
    /// Blocks until this side has closed every connection.
    void waitUntilClosed() const;

    /// A whole answer with Content-Length.
    static QByteArray answer(int status, const QByteArray &body, const QByteArray &headers = {});

private:
    void begin();
    void accept();
    void serve(int fd, int number);

    Script m_script;
    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic<int> m_connections = 0;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_arrived;
    QList<Seen> m_seen;
    QByteArray m_stray;
    std::list<int> m_open;
    std::list<std::thread> m_workers;
    std::thread m_acceptor;
    bool m_ending = false;
};

}  // namespace bw::test
