// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/hostproxy.h"

#include "sandbox/local/addresstable.h"

#include <QProcessEnvironment>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// Nothing = no proxy; `understood` false = one of a kind that we do not speak.
std::optional<HostProxy::Server> serverFrom(const QString &text, bool &understood)
{
    understood = true;
    if (text.trimmed().isEmpty())
        return std::nullopt;
    const QUrl url(text.contains(u"://"_s) ? text.trimmed() : u"http://"_s + text.trimmed());
    understood = url.isValid() && url.scheme() == u"http"_s && !url.host().isEmpty();
    if (!understood)
        return std::nullopt;
    HostProxy::Server server {.host = url.host(), .port = url.port(80), .authorization = {}};
    if (!url.userName().isEmpty() || !url.password().isEmpty()) {
        const QString pair = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        server.authorization = SecretString("Basic " + pair.toUtf8().toBase64());
    }
    return server;
}

QString variable(const QProcessEnvironment &environment, const QString &lower)
{
    const QString value = environment.value(lower);
    return value.isEmpty() ? environment.value(lower.toUpper()) : value;
}

bool matchesEntry(QString entry, const QString &host, int port)
{
    if (const qsizetype colon = entry.lastIndexOf(u':'); colon > 0 && entry.count(u':') == 1) {
        if (entry.sliced(colon + 1).toInt() != port)
            return false;
        entry.truncate(colon);
    }
    if (entry.contains(u'/')) {
        const auto address = IpAddress::fromText(host);
        const auto network = IpAddress::fromText(entry.section(u'/', 0, 0));
        bool number = false;
        const int bits = entry.section(u'/', 1).toInt(&number);
        return address && network && number && address->isWithin(*network, bits);
    }
    if (entry.startsWith(u'*'))
        entry.remove(0, 1);
    if (entry.startsWith(u'.'))
        entry.remove(0, 1);
    entry = entry.toLower();
    return !entry.isEmpty() && (host == entry || host.endsWith(u'.' + entry));
}

}  // namespace

HostProxy HostProxy::fromEnvironment()
{
    const auto environment = QProcessEnvironment::systemEnvironment();
    const QString without = variable(environment, u"no_proxy"_s);
    return fromTexts(variable(environment, u"https_proxy"_s), variable(environment, u"http_proxy"_s),
                     without.split(u',', Qt::SkipEmptyParts));
}

HostProxy HostProxy::fromTexts(const QString &forHttps, const QString &forHttp, const QStringList &without)
{
    HostProxy proxy;
    bool understood = true;
    proxy.m_forHttps = serverFrom(forHttps, understood);
    if (!understood)
        proxy.m_unsupported = u"https_proxy"_s;
    proxy.m_forHttp = serverFrom(forHttp, understood);
    if (!understood)
        proxy.m_unsupported = u"http_proxy"_s;
    for (const QString &entry : without)
        proxy.m_without.append(entry.trimmed());
    return proxy;
}

std::optional<HostProxy::Server> HostProxy::serverFor(const QString &host, int port, bool tunnel) const
{
    if (excluded(host, port))
        return std::nullopt;
    // A tunnel to port 80 asks the proxy for CONNECT all the same; one variable then stands for the other.
    if (tunnel && (port != 80 || m_forHttps))
        return m_forHttps;
    return m_forHttp;
}

Status HostProxy::check() const
{
    if (m_unsupported.isEmpty())
        return {};
    return fail(ErrorCode::SandboxUnavailable, u"unsupported proxy in %1"_s.arg(m_unsupported),
                {{u"why"_s, u"the proxy named by %1 is not an http:// address"_s.arg(m_unsupported)},
                 {u"remedy"_s, u"set %1 to the http:// address of a proxy, or start without it"_s.arg(m_unsupported)}});
}

bool HostProxy::excluded(const QString &host, int port) const
{
    return std::ranges::any_of(
        m_without, [&](const QString &entry) { return entry == u"*"_s || matchesEntry(entry, host, port); });
}

}  // namespace bw::sandbox
