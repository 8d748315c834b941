// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/edgeconnection.h"

#include "base/json.h"
#include "sandbox/local/httpexchange.h"
#include "sandbox/local/socketio.h"

#include <QUrlQuery>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bw::sandbox
{

namespace
{

constexpr auto headLimit = 30s;
constexpr auto dialLimit = 10s;
constexpr auto idleLimit = 600s;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Bad Gateway";
    }
}

}  // namespace

EdgeConnection::EdgeConnection(EdgeTable &table, int edgePort, FileDescriptor client, int stopFd)
    : m_table(table)
    , m_edgePort(edgePort)
    , m_client(std::move(client))
    , m_stopFd(stopFd)
{
}

void EdgeConnection::run()
{
    ReadHead read = readHead(m_client.get(), m_stopFd, headLimit);
    switch (read.outcome) {
    case ReadHead::Outcome::Complete:
        m_head = std::move(read.head);
        serve(read.rest);
        break;
    case ReadHead::Outcome::TooLarge:
        answer(431, u"The head of the request is larger than 16 KiB"_s);
        break;
    case ReadHead::Outcome::Malformed:
        answer(400, u"Invalid request"_s);
        break;
    case ReadHead::Outcome::Gone:
        return;
    }
    closeGently(std::move(m_client), m_stopFd);
}

void EdgeConnection::serve(const QByteArray &rest)
{
    m_request = EdgeRequest::from(m_head, m_edgePort);
    if (m_request.status != 0)
        return answer(m_request.status, m_request.message);
    const auto route = m_table.route(m_request.sandbox);
    if (!route)
        return answer(502, u"The sandbox was not found"_s);
    if (redeemLink())
        return;
    if (!takePass())
        return answer(403,
                      u"Missing or wrong traffic token: send the header %1, or open the preview from Buildwright"_s.arg(
                          QLatin1StringView(tokenHeader)));
    pass(*route, rest);
}

/// A one-time link becomes a cookie, and its secret leaves the address.
bool EdgeConnection::redeemLink()
{
    const QByteArray method = m_head.startLine.split(' ').value(0);
    const QByteArray target = m_head.startLine.split(' ').value(1);
    const qsizetype mark = target.indexOf('?');
    if (mark < 0 || method != "GET")
        return false;
    QUrlQuery query(QString::fromLatin1(target.sliced(mark + 1)));
    const QByteArray link = query.queryItemValue(QLatin1StringView(linkParameter)).toLatin1();
    if (link.isEmpty())
        return false;
    const QByteArray cookie = m_table.redeem(m_request.sandbox, m_request.port, link);
    if (cookie.isEmpty()) {
        answer(403, u"This link was used already or is not valid: open the preview from Buildwright again"_s);
        return true;
    }
    query.removeAllQueryItems(QLatin1StringView(linkParameter));
    // One slash in front only: "//name" would lead to another host, and so would "/\\name" in a browser.
    qsizetype slashes = 0;
    while (slashes < mark && (target.at(slashes) == '/' || target.at(slashes) == '\\'))
        ++slashes;
    QByteArray place = '/' + target.sliced(slashes, mark - slashes);
    if (!query.isEmpty())
        place += '?' + query.toString(QUrl::FullyEncoded).toLatin1();
    send("HTTP/1.1 303 See Other\r\nLocation: " + place + "\r\nSet-Cookie: " + cookieName + '=' + cookie
             + "; Path=/; HttpOnly; SameSite=Lax\r\nReferrer-Policy: no-referrer\r\n",
         {});
    return true;
}

bool EdgeConnection::takePass()
{
    const auto token = m_head.single(tokenHeader);
    bool good = token && m_table.acceptsToken(m_request.sandbox, *token);
    QList<QByteArray> others;
    for (const QByteArray &part : m_head.values("Cookie").join(';').split(';')) {
        const QByteArray pair = part.trimmed();
        const QByteArray name = pair.first(std::max<qsizetype>(pair.indexOf('='), 0)).trimmed();
        if (name != cookieName && !pair.isEmpty())
            others.append(pair);
        else if (!pair.isEmpty())
            good = m_table.acceptsCookie(m_request.sandbox, m_request.port, pair.sliced(pair.indexOf('=') + 1)) || good;
    }
    for (const char *name : {tokenHeader, "Cookie", "E2b-Sandbox-Id", "E2b-Sandbox-Port"})
        m_head.remove(name);
    if (!others.isEmpty())
        m_head.set("Cookie", others.join("; "));
    return good;
}

void EdgeConnection::pass(const EdgeTable::Route &route, const QByteArray &rest)
{
    auto body = BodyTracker::forRequest(m_head);
    if (!body)
        return answer(400, u"The length of the body is not stated clearly"_s);
    const int stop = route.stop->get();
    const FileDescriptor server = dialUnix(route.socketPath, stop, dialLimit);
    const std::array<char, 2> port {static_cast<char>(m_request.port >> 8), static_cast<char>(m_request.port & 0xff)};
    // One byte back: 1 = connected to the port inside.
    const bool asked = server && sendAll(server.get(), QByteArrayView(port.data(), 2), stop, dialLimit);
    if (!asked || receive(server.get(), 1, stop, dialLimit) != QByteArray(1, '\1'))
        return answer(502, u"The sandbox is running but port is not open"_s);
    if (!HttpExchange(m_client.get(), server.get(), stop, idleLimit).run(m_head, std::move(*body), rest))
        answer(502, u"The program on this port ended without an HTTP answer"_s);
}

void EdgeConnection::answer(int status, const QString &message)
{
    const QByteArray first = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    if (m_head.values("Accept").join(',').contains("text/html")) {
        const QByteArray title = QByteArray::number(status) + ' ' + reasonOf(status);
        send(first + "Content-Type: text/html; charset=utf-8\r\n",
             "<!doctype html><meta charset=\"utf-8\"><title>" + title + "</title><h1>" + title + "</h1><p>"
                 + message.toHtmlEscaped().toUtf8() + "</p>\n");
        return;
    }
    Json json {{"message", message.toStdString()}, {"code", status}};
    if (!m_request.sandbox.isEmpty())
        json["sandboxId"] = m_request.sandbox.toStdString();
    if (status == 502 && m_request.port != 0)
        json["port"] = m_request.port;
    send(first + "Content-Type: application/json\r\n", QByteArray::fromStdString(json.dump()) + '\n');
}

void EdgeConnection::send(const QByteArray &head, const QByteArray &body)
{
    (void)sendAll(m_client.get(),
                  head + "Content-Length: " + QByteArray::number(body.size())
                      + "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n" + body,
                  m_stopFd, dialLimit);
}

}  // namespace bw::sandbox
