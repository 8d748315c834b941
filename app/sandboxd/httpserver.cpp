// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpserver.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{

constexpr size_t longestHead = 64 << 10;

std::string hex(size_t number)
{
    std::array<char, 2 * sizeof number> text {};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), number, 16).ptr};
}

/// One request and its answer.
class Exchange
{
public:
    Exchange(SocketReader &socket, const HttpServer::Handler &handler)
        : m_socket(socket)
        , m_handler(handler)
    {
    }

    /// False when the connection has to end.
    bool run()
    {
        bool tooLong = false;
        const auto head = m_socket.head(longestHead, tooLong);
        if (!head)
            return tooLong && refuse(431);
        const auto request = HttpRequest::parse(*head);
        if (!request)
            return refuse(request.error());
        m_request = *request;
        m_request.connection = m_socket.fd();
        RequestBody body(m_request, m_socket);
        if (body.refusal() != 0)
            return refuse(body.refusal());
        try {
            m_handler(m_request, body, m_response);
        } catch (const std::exception &) {
            m_response = HttpResponse();
            m_response.status = 500;
        }
        // Only when all of a request was read does its answer arrive and the next one begin where it should.
        m_goesOn = body.drop() && m_request.header("Connection") != "close" && !m_request.isOld;
        const bool sent = answer();
        if (m_response.whenOver)
            m_response.whenOver();
        return sent && m_goesOn;
    }

private:
    bool refuse(int status)
    {
        m_response.status = status;
        m_response.setBody(std::string(reasonOf(status)), "text/plain");
        m_goesOn = false;
        answer();
        return false;
    }

    [[nodiscard]] bool isHead() const { return m_request.method == "HEAD"; }

    std::string headText(std::string_view length)
    {
        std::string text = "HTTP/1.1 " + std::to_string(m_response.status) + ' ';
        text += reasonOf(m_response.status);
        text += "\r\n";
        if (!m_response.type.empty())
            m_response.headers.emplace("Content-Type", m_response.type);
        if (!m_goesOn)
            m_response.headers.emplace("Connection", "close");
        for (const auto &[name, value] : m_response.headers) {
            // A value of somebody else's must not become a line of ours.
            if (value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos)
                text.append(name).append(": ").append(value).append("\r\n");
        }
        return text.append(length).append("\r\n");
    }

    bool answer()
    {
        if (m_response.part)
            return answerPart();
        if (m_response.stream)
            return answerStream();
        const bool bare = m_response.status == 204;
        const std::string length =
            bare ? std::string() : "Content-Length: " + std::to_string(m_response.body.size()) + "\r\n";
        return m_socket.send(headText(length) + (isHead() || bare ? std::string() : m_response.body));
    }

    bool answerStream()
    {
        // An old client knows no chunks: for it the end of the connection is the end of the body.
        const bool chunked = !m_request.isOld;
        // Sent together with the first piece.
        std::string waiting = headText(chunked ? "Transfer-Encoding: chunked\r\n" : "");
        if (isHead())
            return m_socket.send(waiting);
        const BodySink sink = [&](std::string_view bytes) {
            if (bytes.empty())
                return true;
            std::string packet = std::exchange(waiting, {});
            if (chunked)
                packet.append(hex(bytes.size())).append("\r\n");
            packet.append(bytes).append(chunked ? "\r\n" : "");
            return m_socket.send(packet);
        };
        return m_response.stream(sink) && m_socket.send(waiting.append(chunked ? "0\r\n\r\n" : ""));
    }

    bool answerPart()
    {
        size_t from = 0;
        size_t end = m_response.size;
        if (const auto &range = m_request.range) {
            from = range->first ? *range->first : end - std::min(end, range->last.value_or(0));
            if (range->first && range->last && *range->last < end)
                end = *range->last + 1;
            const std::string whole = '/' + std::to_string(m_response.size);
            m_response.status = from < end ? 206 : 416;
            m_response.headers.emplace("Content-Range",
                                       from < end
                                           ? "bytes " + std::to_string(from) + '-' + std::to_string(end - 1) + whole
                                           : "bytes *" + whole);
            from = std::min(from, end);
        }
        if (m_response.status == 416)
            end = from;
        if (!m_socket.send(headText("Content-Length: " + std::to_string(end - from) + "\r\n")))
            return false;
        const BodySink sink = [&](std::string_view bytes) {
            from += bytes.size();
            return from <= end && m_socket.send(bytes);
        };
        while (!isHead() && from < end) {
            const size_t before = from;
            if (!m_response.part(from, end - from, sink) || from == before)
                return false;
        }
        return true;
    }

    SocketReader &m_socket;
    const HttpServer::Handler &m_handler;
    HttpRequest m_request;
    HttpResponse m_response;
    bool m_goesOn = true;
};

}  // namespace

void HttpServer::serveConnection(int fd)
{
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // fails on a Unix socket, which needs none
    SocketReader socket(fd);
    while (socket.waitForBytes() && Exchange(socket, m_handler).run()) { }
    ::shutdown(fd, SHUT_RDWR);
    ::close(fd);
}

bool HttpServer::serve(int listeningSocket)
{
    for (;;) {
        const int client = ::accept4(listeningSocket, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) {
            if (errno == EBADF || errno == EINVAL || errno == ENOTSOCK)
                return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));  // out of descriptors, or interrupted
            continue;
        }
        try {
            std::thread([this, client] { serveConnection(client); }).detach();
        } catch (const std::system_error &) {
            ::close(client);  // no more threads: this one is closed, the others go on
        }
    }
}

}  // namespace bw::sandboxd
