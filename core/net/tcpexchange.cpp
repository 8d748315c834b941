// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tcpexchange.h"

#include "net/tcphttptransport.h"

#include <QHttp1Configuration>
#include <QSslConfiguration>
#include <QSslError>

#include <cstring>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace bw::net
{

namespace
{

constexpr qsizetype headerLimit = 16 << 10;
constexpr milliseconds longestProbe {1000};
constexpr qint64 mostOfAnError = 16 << 20;  // where a stream without a limit gets another answer than its stream
constexpr qint64 readBuffer = 1 << 20;      // what Qt holds for a slow handler; then TCP itself slows the sender

}  // namespace

OneWayBody::OneWayBody(QByteArray body, BodySource source)
    : m_piece(std::move(body))
    , m_source(std::move(source))
{
    m_ended = !m_source;
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void OneWayBody::refill() const
{
    if (m_at < m_piece.size() || m_ended)
        return;
    auto next = m_source();
    m_at = 0;
    m_piece = next ? *std::move(next) : QByteArray();
    m_ended = m_piece.isEmpty();
    if (!next)
        m_error = next.error();
}

qint64 OneWayBody::bytesAvailable() const
{
    refill();
    return m_piece.size() - m_at;
}

bool OneWayBody::atEnd() const
{
    refill();
    return m_ended && m_at >= m_piece.size();
}

qint64 OneWayBody::readData(char *data, qint64 maxSize)
{
    refill();
    const qint64 size = std::min<qint64>(maxSize, m_piece.size() - m_at);
    if (size <= 0)
        return m_ended ? -1 : 0;
    m_wasRead = true;
    std::memcpy(data, m_piece.constData() + m_at, static_cast<size_t>(size));
    m_at += size;
    return size;
}

TcpExchange::TcpExchange(const HttpRequest &request, StreamHandler *handler, QNetworkAccessManager *manager)
    : m_request(request)
    , m_handler(handler)
    , m_own(manager == nullptr ? std::make_unique<QNetworkAccessManager>() : nullptr)
    , m_manager(manager == nullptr ? *m_own : *manager)
{
    m_manager.setProxy(TcpHttpTransport::proxyFor(request.url));
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Result<HttpResponse> TcpExchange::run(std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, u"before the request"_s);
    if (auto started = startRequest(); !started)
        return fail(started.error());
    connectSignals();
    {
        // A stop comes from another thread; a queued call is the only thing that reaches a local event loop safely.
        const std::stop_callback onStop(stop, [this] {
            QMetaObject::invokeMethod(
                this, [this] { end(Error {ErrorCode::Cancelled, u"stop requested"_s, {}, {}}); }, Qt::QueuedConnection);
        });
        if (!m_done)
            m_loop.exec(QEventLoop::ExcludeUserInputEvents);
    }
    m_reply->disconnect(this);
    if (!m_error)
        return std::move(m_response);
    if (stop.stop_requested())
        m_error->code = ErrorCode::Cancelled;
    if (!isHarmless() && (m_requestSent || (m_body && m_body->wasRead())))
        m_error->args.insert(u"sent"_s, u"true"_s);
    return fail(*std::move(m_error));
}

bool TcpExchange::isHarmless() const
{
    return m_request.idempotent || m_request.method == "GET" || m_request.method == "HEAD";
}

QNetworkRequest TcpExchange::networkRequest() const
{
    QNetworkRequest request(m_request.url);
    for (const HttpHeader &header : m_request.headers)
        request.setRawHeader(header.name, header.value);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setDecompressedSafetyCheckThreshold(-1);  // maxBody counts decoded bytes
    if (m_request.url.scheme() == u"https"_s) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        request.setSslConfiguration(tls);
    }
    return request;
}

Status TcpExchange::startRequest()
{
    QNetworkRequest request = networkRequest();
    QByteArray body = m_request.body;
    BodySource source = m_request.source;
    qint64 length = source ? m_request.sourceLength : body.size();
    if (source && length < 0) {
        // No chunked requests in Qt 6.8: the length has to be known.
        body.clear();
        for (auto piece = source(); !piece || !piece->isEmpty(); piece = source()) {
            if (!piece)
                return fail(piece.error());
            body += *piece;
        }
        source = {};
        length = body.size();
    }
    request.setHeader(QNetworkRequest::ContentLengthHeader, length);
    // Also where a request may be repeated: Qt itself repeats one whose answer broke in its middle, and may call a part
    // of it the whole (tried on 6.8.2). A body that cannot be read again keeps it from that.
    m_body = std::make_unique<OneWayBody>(std::move(body), std::move(source));
    m_reply.reset(m_manager.sendCustomRequest(request, m_request.method, m_body.get()));
    m_reply->setReadBufferSize(readBuffer);
    return {};
}

void TcpExchange::connectSignals()
{
    connect(m_reply.get(), &QNetworkReply::requestSent, this, [this] {
        m_requestSent = true;
        onConnected();
    });
    connect(m_reply.get(), &QNetworkReply::encrypted, this, &TcpExchange::onConnected);
    connect(m_reply.get(), &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64) {
        if (sent > 0)
            onConnected();
    });
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, this, &TcpExchange::onHead);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &TcpExchange::onReadable);
    connect(m_reply.get(), &QNetworkReply::finished, this, &TcpExchange::onFinished);
    const auto arm = [this](QTimer &timer, milliseconds limit, const QString &what) {
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, [this, what, limit] { timeOut(what, limit); });
        timer.setInterval(limit);
    };
    m_connectTimer.setSingleShot(true);
    connect(&m_connectTimer, &QTimer::timeout, this, &TcpExchange::onConnectLimit);
    m_connectTimer.setInterval(m_request.connectTimeout);
    arm(m_idleTimer, m_request.idleTimeout, u"idle"_s);
    arm(m_totalTimer, m_request.totalTimeout, u"total"_s);
    if (m_request.connectTimeout.count() > 0)
        m_connectTimer.start();
    if (m_request.totalTimeout.count() > 0)
        m_totalTimer.start();
}

void TcpExchange::onConnectLimit()
{
    const bool silent = m_request.body.isEmpty() && !m_request.source;
    if (!silent || m_probe) {
        timeOut(u"connect"_s, m_request.connectTimeout);
        return;
    }
    // Over plain HTTP Qt says nothing between the start of a request without a body and its answer. A connection of our
    // own tells whether the server cannot be reached or only takes its time.
    const QNetworkProxy proxy = m_manager.proxy();
    const bool direct = proxy.type() == QNetworkProxy::NoProxy;
    const int port = m_request.url.port(m_request.url.scheme() == u"https"_s ? 443 : 80);
    m_probe = std::make_unique<QTcpSocket>();
    m_probe->setProxy(QNetworkProxy::NoProxy);
    connect(m_probe.get(), &QTcpSocket::connected, this, [this] {
        onConnected();
        m_probe->abort();
    });
    connect(m_probe.get(), &QTcpSocket::errorOccurred, this,
            [this] { timeOut(u"connect"_s, m_request.connectTimeout); });
    m_connectTimer.start(std::min(m_request.connectTimeout, longestProbe));
    m_probe->connectToHost(direct ? m_request.url.host() : proxy.hostName(),
                           direct ? static_cast<quint16>(port) : proxy.port());
}

void TcpExchange::onConnected()
{
    m_connectTimer.stop();
    progress();
}

void TcpExchange::progress()
{
    if (m_request.idleTimeout.count() > 0 && !m_done)
        m_idleTimer.start();
}

void TcpExchange::onHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_haveHead || m_done || status < 200)
        return;
    onConnected();
    m_haveHead = true;
    m_response.status = status;
    qsizetype size = 0;
    const auto pairs = m_reply->rawHeaderPairs();
    for (const auto &[name, value] : pairs) {
        size += name.size() + value.size() + 4;
        m_response.headers.append({name, value});
    }
    // Of a header block above its own limit Qt shows nothing at all.
    if (size > headerLimit || pairs.isEmpty()) {
        end({ErrorCode::TooLarge,
             u"response header"_s,
             {{u"what"_s, u"response header"_s}, {u"limit"_s, QString::number(headerLimit)}},
             {}});
        return;
    }
    m_streaming = m_handler && m_handler->onHead(m_response);
}

void TcpExchange::onReadable()
{
    if (m_done)
        return;
    progress();
    onHead();
    while (!m_done && m_reply->bytesAvailable() > 0) {
        const QByteArray bytes = m_reply->read(64 << 10);
        if (bytes.isEmpty())
            return;
        m_received += bytes.size();
        const bool unlimited = m_streaming && m_request.maxBody == 0;
        const qint64 limit = m_handler && m_request.maxBody == 0 ? mostOfAnError : m_request.maxBody;
        if (!unlimited && m_received > limit) {
            end({ErrorCode::TooLarge,
                 u"response body"_s,
                 {{u"what"_s, u"response body"_s}, {u"limit"_s, QString::number(limit)}},
                 {}});
            return;
        }
        if (!m_streaming) {
            m_response.body += bytes;
        } else if (auto taken = m_handler->onData(bytes); !taken) {
            end(taken.error());
            return;
        }
        // Time that the handler took is none in which the sender was silent.
        progress();
    }
}

void TcpExchange::onFinished()
{
    if (m_done)
        return;
    onHead();
    onReadable();
    if (m_done)
        return;
    const int kind = m_reply->error();
    // Qt makes an error of every status from 400 on, and of a redirect for which it cannot send the body again; what
    // happened to the connection itself is below 100.
    const bool isStatus = m_response.status >= 300 && kind >= 100 && kind != QNetworkReply::ProtocolFailure;
    const bool ok = m_haveHead && !isShort() && (kind == QNetworkReply::NoError || isStatus);
    if (m_body && m_body->error())
        m_error = m_body->error();
    else if (!ok)
        m_error = networkError();
    m_done = true;
    m_loop.quit();
}

/// Less came than was announced. What Qt has unpacked has no announced length.
bool TcpExchange::isShort() const
{
    const QByteArray announced = m_response.header("content-length");
    const int status = m_response.status;
    const bool hasBody = m_request.method != "HEAD" && status >= 200 && status < 300 && status != 204;
    return hasBody && !announced.isEmpty() && m_response.header("content-encoding").isEmpty()
        && m_received < announced.toLongLong();
}

Error TcpExchange::networkError() const
{
    const QString host = m_request.url.host();
    const QString why = m_reply->errorString();
    if (m_haveHead)
        return {ErrorCode::StreamBroken, why, {{u"host"_s, host}}, {}};
    if (m_reply->error() == QNetworkReply::TimeoutError)
        return {ErrorCode::NetworkTimeout, why, {{u"host"_s, host}, {u"limit"_s, u"connect"_s}}, {}};
    return {ErrorCode::NetworkUnreachable, why, {{u"host"_s, host}, {u"why"_s, why}}, {}};
}

void TcpExchange::timeOut(const QString &what, milliseconds limit)
{
    const QString text = u"%1 %2 ms"_s.arg(what).arg(limit.count());
    end({ErrorCode::NetworkTimeout, text, {{u"host"_s, m_request.url.host()}, {u"limit"_s, text}}, {}});
}

void TcpExchange::end(Error error)
{
    if (m_done)
        return;
    m_done = true;
    m_error = std::move(error);
    m_idleTimer.stop();
    m_reply->abort();
    m_loop.quit();
}

}  // namespace bw::net
