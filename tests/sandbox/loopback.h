// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace bw::test
{

/// A server on 127.0.0.1 (any port) or on a Unix socket. It counts its connections; each runs the handler on a thread
/// of its own, with a blocking socket. The destructor breaks every connection and waits for the handlers.
class LoopbackServer final
{
public:
    using Handler = std::function<void(int fd)>;
    explicit LoopbackServer(Handler handler, const QString &unixPath = {});
    ~LoopbackServer();
    [[nodiscard]] int port() const { return m_port; }
    /// So far, those included that were made and not yet served.
    [[nodiscard]] int connections();

private:
    void accept();
    bool takeWaiting();
    Handler m_handler;
    FileDescriptor m_listening;
    int m_port = 0;
    std::mutex m_mutex;
    int m_connections = 0;
    bool m_ending = false;
    std::vector<std::shared_ptr<FileDescriptor>> m_open;
    std::vector<std::jthread> m_threads;
    std::jthread m_acceptor;
};

/// Blocking client of such a server, or of a program under test. Every read gives up after 10 s.
class LoopbackClient final
{
public:
    static LoopbackClient toUnix(const QString &path);
    static LoopbackClient toPort(int port);
    [[nodiscard]] bool connected() const { return static_cast<bool>(m_fd); }
    bool send(const QByteArray &bytes);
    void endSending();
    /// Up to and with `mark`; less when the other side ends before.
    QByteArray readUntil(const QByteArray &mark);
    /// Until the other side ends.
    QByteArray readAll();

private:
    explicit LoopbackClient(int fd);
    FileDescriptor m_fd;
    QByteArray m_rest;
};

/// For handlers: what came up to and with `mark`, and a whole answer.
QByteArray readUntil(int fd, const QByteArray &mark, QByteArray &rest);
QByteArray readToEnd(int fd);
bool sendText(int fd, const QByteArray &bytes);
/// Sends everything back until the other side ends.
void echo(int fd);

}  // namespace bw::test
