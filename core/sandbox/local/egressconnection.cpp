// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/egressconnection.h"

#include "base/redactor.h"
#include "sandbox/local/httpexchange.h"
#include "sandbox/local/relay.h"
#include "sandbox/local/socketio.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace bw::sandbox
{

namespace
{

constexpr auto headLimit = 30s;
constexpr auto dialLimit = 10s;
constexpr auto idleLimit = 600s;

/// What was asked for comes back in texts and events: control characters and known secrets do not.
QString printable(QString text)
{
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return Redactor::redact(text);
}

}  // namespace

EgressConnection::EgressConnection(const EgressConfig &config, const EgressRules &rules, FileDescriptor client,
                                   int stopFd)
    : m_config(config)
    , m_rules(rules)
    , m_client(std::move(client))
    , m_stopFd(stopFd)
{
}

void EgressConnection::run(bool full)
{
    const ReadHead read = readHead(m_client.get(), m_stopFd, full ? 2s : headLimit);
    const auto request = read.outcome == ReadHead::Outcome::Complete ? EgressRequest::from(read.head) : std::nullopt;
    if (request)
        m_request = *request;
    if (full)
        refuse({u"limit"_s, u"%1 connections are open already; close some of them"_s.arg(m_config.maxConnections)});
    else if (read.outcome == ReadHead::Outcome::TooLarge)
        refuse({u"limit"_s, u"the head of the request is larger than 16 KiB; send fewer or shorter header fields"_s});
    else if (request)
        serve(read.rest);
    else if (read.outcome != ReadHead::Outcome::Gone)
        answer("400 Bad Request", u"this is a proxy: ask for CONNECT host:443 or GET http://host/path"_s);
    closeGently(std::move(m_client), m_stopFd);
}

void EgressConnection::serve(const QByteArray &rest)
{
    const auto host = HostPattern::normalised(m_request.host);
    if (const EgressRefusal refusal = m_rules.judge(m_request.host, host, m_request.port); refusal.refused())
        return refuse(refusal);
    if (!m_request.tunnel && m_request.port != 80)
        return refuse({u"port"_s, u"plain requests go to port 80 only; use CONNECT for port 443"_s});
    m_request.nameHost(*host);
    FileDescriptor server = open(*host);
    if (!server)
        return;
    if (m_request.tunnel)
        tunnel(std::move(server), rest);
    else
        plain(std::move(server), rest);
}

/// Connected to the place, or to the proxy that leads there; else everything was said to the client.
FileDescriptor EgressConnection::open(const QString &host)
{
    m_upstream = m_config.hostProxy.serverFor(host, m_request.port, m_request.tunnel);
    return m_upstream ? dialThrough(*m_upstream, host) : dialDirectly(host);
}

FileDescriptor EgressConnection::dialDirectly(const QString &host)
{
    const QList<Endpoint> found = m_config.resolve(host, m_request.port, m_stopFd).value_or(QList<Endpoint> {});
    QList<Endpoint> good = found;
    good.removeIf([this](const Endpoint &endpoint) { return !m_rules.mayDial(endpoint.address); });
    if (good.isEmpty()) {
        refuse(EgressRules::noAddress(m_request.host, found));
        return {};
    }
    for (const Endpoint &endpoint : good.first(std::min<qsizetype>(good.size(), 6))) {
        if (FileDescriptor server = dialTcp(endpoint, m_stopFd, dialLimit))
            return server;
    }
    answer("502 Bad Gateway",
           u"%1 does not answer on port %2; try again later"_s.arg(m_request.host).arg(m_request.port));
    return {};
}

/// The other proxy looks the name up again, so one forbidden address is enough to refuse; a name that only it knows is
/// left to it: what it may reach is its own administrator's decision.
FileDescriptor EgressConnection::dialThrough(const HostProxy::Server &proxy, const QString &host)
{
    const QList<Endpoint> found = m_config.resolve(host, m_request.port, m_stopFd).value_or(QList<Endpoint> {});
    if (!std::ranges::all_of(found, [this](const Endpoint &endpoint) { return m_rules.mayDial(endpoint.address); })) {
        refuse(EgressRules::noAddress(m_request.host, found));
        return {};
    }
    FileDescriptor server;
    for (const Endpoint &endpoint : systemResolver()(proxy.host, proxy.port, m_stopFd).value_or(QList<Endpoint> {})) {
        if (server = dialTcp(endpoint, m_stopFd, dialLimit); server)
            break;
    }
    if (!server) {
        answer("502 Bad Gateway", u"the proxy of this machine does not answer; check http_proxy and https_proxy"_s);
        return {};
    }
    if (!m_request.tunnel)
        return server;
    const QByteArray name = host.contains(u':') ? '[' + host.toLatin1() + ']' : host.toLatin1();
    const QByteArray place = name + ':' + QByteArray::number(m_request.port);
    QByteArray ask = "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\n";
    if (!proxy.authorization.isEmpty())
        ask += "Proxy-Authorization: " + proxy.authorization.reveal() + "\r\n";
    ReadHead read;
    if (sendAll(server.get(), ask + "\r\n", m_stopFd, dialLimit))
        read = readHead(server.get(), m_stopFd, headLimit);
    const QByteArray status = read.head.startLine.split(' ').value(1);
    if (read.outcome == ReadHead::Outcome::Complete && status.startsWith('2')) {
        m_early = read.rest;
        return server;
    }
    answer("502 Bad Gateway",
           u"the proxy of this machine refused the connection (%1); ask its administrator"_s.arg(
               QString::fromLatin1(status)));
    return {};
}

void EgressConnection::tunnel(FileDescriptor server, const QByteArray &rest)
{
    Relay relay(m_client.get(), server.get());
    relay.preload(rest, "HTTP/1.1 200 Connection established\r\n\r\n" + m_early);
    relay.run(m_stopFd, idleLimit);
}

void EgressConnection::plain(FileDescriptor server, const QByteArray &rest)
{
    auto body = BodyTracker::forRequest(m_request.head);
    if (!body)
        return answer("400 Bad Request", u"the length of the body is not stated clearly"_s);
    HttpExchange exchange(m_client.get(), server.get(), m_stopFd, idleLimit);
    HttpHead head = m_request.head;
    if (m_upstream)
        head.startLine = m_request.absoluteStartLine();
    if (m_upstream)
        exchange.setProxyAuthorization(m_upstream->authorization);
    if (!exchange.run(head, std::move(*body), rest))
        answer("502 Bad Gateway", u"%1 did not answer"_s.arg(m_request.host));
}

void EgressConnection::refuse(const EgressRefusal &refusal)
{
    if (m_config.onDenied)
        m_config.onDenied(printable(m_request.host.left(253)), m_request.port, refusal.reason);
    answer("403 Forbidden", refusal.text);
}

void EgressConnection::answer(const QByteArray &status, const QString &text)
{
    const QByteArray body = "buildwright: " + printable(text.left(600)).toUtf8() + '\n';
    (void)sendAll(m_client.get(),
                  "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                      + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body,
                  m_stopFd, dialLimit);
}

}  // namespace bw::sandbox
