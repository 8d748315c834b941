// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/httpexchange.h"

#include "sandbox/local/relay.h"

namespace bw::sandbox
{

namespace
{

constexpr qsizetype answerHeadLimit = 64 << 10;

/// 0 = no answer of HTTP/1.
int statusOf(const HttpHead &head)
{
    const QList<QByteArray> words = head.startLine.split(' ');
    const bool known = words.size() >= 2 && (words[0] == "HTTP/1.1" || words[0] == "HTTP/1.0") && words[1].size() == 3;
    return known ? words[1].toInt() : 0;
}

}  // namespace

HttpExchange::HttpExchange(int client, int server, int stopFd, std::chrono::milliseconds idle)
    : m_client(client)
    , m_server(server)
    , m_stopFd(stopFd)
    , m_idle(idle)
{
}

bool HttpExchange::run(HttpHead request, BodyTracker body, const QByteArray &rest)
{
    m_body = std::move(body);
    m_upgrading = request.hasToken("Connection", "upgrade") && request.single("Upgrade").has_value();
    request.setConnection(m_upgrading);
    if (!m_proxyAuthorization.isEmpty())
        request.set("Proxy-Authorization", m_proxyAuthorization.reveal());
    QByteArray early = rest;
    if (!passRequest(early))
        return false;
    Relay relay(m_client, m_server);
    m_relay = &relay;
    relay.preload(request.bytes() + early, {});
    relay.filterClient([this](QByteArray &piece) { return passRequest(piece); });
    relay.filterServer([this](QByteArray &piece) { return passAnswer(piece); });
    // A client that goes away while its answer is under way is gone: an event stream must not outlive it.
    relay.whenClientEnds(Relay::AtEnd::Abort);
    relay.whenServerEnds(Relay::AtEnd::Abort);
    relay.run(m_stopFd, m_idle);
    m_relay = nullptr;
    return m_answered;
}

bool HttpExchange::passRequest(QByteArray &piece)
{
    if (m_raw)
        return true;
    const qsizetype size = m_body.take(piece);
    // Bytes after the body are dropped: they would be a second request that nobody checked. The first bytes of a
    // WebSocket cannot come before the server's consent.
    piece.truncate(std::max<qsizetype>(size, 0));
    return size >= 0;
}

bool HttpExchange::passAnswer(QByteArray &piece)
{
    if (m_raw || m_answered)
        return true;
    m_answer += piece;
    piece.clear();
    for (qsizetype end = 0; (end = m_answer.indexOf("\r\n\r\n")) >= 0 && !m_answered;) {
        auto head = HttpHead::parse(m_answer.first(end + 4));
        const int status = head ? statusOf(*head) : 0;
        if (status == 0 || (status == 101 && !m_upgrading))
            return false;
        m_answer.remove(0, end + 4);
        if (status == 101 || status >= 200) {
            head->setConnection(status == 101);
            m_answered = true;
            m_raw = status == 101;
            m_relay->whenServerEnds(m_raw ? Relay::AtEnd::HalfClose : Relay::AtEnd::Finish);
            if (m_raw)
                m_relay->whenClientEnds(Relay::AtEnd::HalfClose);
        }
        piece += head->bytes();
    }
    if (m_answered)
        piece += std::exchange(m_answer, {});
    return m_answer.size() <= answerHeadLimit;
}

}  // namespace bw::sandbox
