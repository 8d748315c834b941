// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"
#include "support/http/rawserver.h"

#include <functional>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/// What the tests of both transports share: requests, a handler that gathers, and answers.
namespace bw::test
{

using net::HttpRequest;
using net::HttpResponse;

inline constexpr qint64 stopLimit = 100;  // ms

inline HttpRequest get(const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    return request;
}

inline HttpRequest post(const QUrl &url, const QByteArray &body)
{
    HttpRequest request = get(url);
    request.method = "POST";
    request.body = body;
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer secret-of-the-test"}};
    return request;
}

struct Gather final : net::StreamHandler {
    bool takes = true;
    int head = 0;
    QByteArray bytes;
    std::function<Status()> onEach;
    bool onHead(const HttpResponse &response) override
    {
        head = response.status;
        return takes;
    }
    Status onData(QByteArrayView piece) override
    {
        bytes += piece;
        return onEach ? onEach() : Status();
    }
};

inline RawServer::Script says(const QByteArray &bytes)
{
    return [bytes](RawServer::Peer &peer, const RawServer::Seen &) { peer.write(bytes); };
}

inline QByteArray chunked(const QList<QByteArray> &pieces, bool ended = true)
{
    QByteArray out = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n";
    for (const QByteArray &piece : pieces)
        out += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    return ended ? out + "0\r\n\r\n" : out;
}

/// A port whose queue of connections is full: a connect to it gets no answer.
class FullPort
{
public:
    FullPort()
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::listen(m_listener, 0);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        port = ntohs(address.sin_port);
        for (int &fd : m_fillers) {
            fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            ::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address);
        }
    }
    ~FullPort()
    {
        for (const int fd : m_fillers)
            ::close(fd);
        ::close(m_listener);
    }
    FullPort(const FullPort &) = delete;
    FullPort &operator=(const FullPort &) = delete;
    quint16 port = 0;

private:
    int m_listener;
    std::array<int, 8> m_fillers {};
};

}  // namespace bw::test
