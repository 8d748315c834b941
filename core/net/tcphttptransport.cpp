// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tcphttptransport.h"

#include "net/tcpexchange.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace bw::net
{

namespace
{

bool isLoopback(const QString &host)
{
    if (host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || host.endsWith(u".localhost"_s, Qt::CaseInsensitive))
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

QString variable(const char *lower)
{
    const QString value = qEnvironmentVariable(lower);
    return value.isEmpty() ? qEnvironmentVariable(QByteArray(lower).toUpper().constData()) : value;
}

bool excluded(const QString &host)
{
    const QStringList names = variable("no_proxy").split(u',', Qt::SkipEmptyParts);
    for (const QString &raw : names) {
        QString name = raw.trimmed();
        if (name == u"*"_s)
            return true;
        if (name.startsWith(u"*."_s))
            name.remove(0, 1);
        const QString suffix = name.startsWith(u'.') ? name : u'.' + name;
        if (!name.isEmpty()
            && (host.compare(name, Qt::CaseInsensitive) == 0 || host.endsWith(suffix, Qt::CaseInsensitive)))
            return true;
    }
    return false;
}

Result<HttpResponse> exchange(const HttpRequest &request, StreamHandler *handler, const std::stop_token &stop)
{
    const QString scheme = request.url.scheme();
    if ((scheme != u"http"_s && scheme != u"https"_s) || request.url.host().isEmpty()) {
        return fail(ErrorCode::InvalidArgument, u"not an http address"_s,
                    {{u"what"_s, request.url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)}});
    }
    TcpExchange one(request, handler);
    return one.run(stop);
}

}  // namespace

TcpHttpTransport::TcpHttpTransport() = default;

Result<HttpResponse> TcpHttpTransport::send(const HttpRequest &request, std::stop_token stop)
{
    return exchange(request, nullptr, stop);
}

Result<HttpResponse> TcpHttpTransport::stream(const HttpRequest &request, StreamHandler &handler, std::stop_token stop)
{
    return exchange(request, &handler, stop);
}

QNetworkProxy TcpHttpTransport::proxyFor(const QUrl &url)
{
    const QNetworkProxy none(QNetworkProxy::NoProxy);
    const QString host = url.host();
    if (isLoopback(host) || excluded(host))
        return none;
    const bool tls = url.scheme() == u"https"_s;
    QString value = variable(tls ? "https_proxy" : "http_proxy");
    if (value.isEmpty())
        value = variable("all_proxy");
    if (value.isEmpty())
        return none;
    const QUrl proxy(value.contains(u"://"_s) ? value : u"http://"_s + value);
    const bool socks = proxy.scheme().startsWith(u"socks"_s);
    if (proxy.host().isEmpty())
        return none;
    const auto type =
        socks ? QNetworkProxy::Socks5Proxy : (tls ? QNetworkProxy::HttpProxy : QNetworkProxy::HttpCachingProxy);
    const int port = proxy.port(socks ? 1080 : (proxy.scheme() == u"https"_s ? 443 : 80));
    return QNetworkProxy(type, proxy.host(), static_cast<quint16>(port), proxy.userName(QUrl::FullyDecoded),
                         proxy.password(QUrl::FullyDecoded));
}

}  // namespace bw::net
