// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdclient.h"

#include "sandbox/envd/envderror.h"
#include "sandbox/envd/envelopeparser.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

bool isSuccess(int status) { return status >= 200 && status < 300; }

/// Takes the envelopes of one streamed answer apart.
class MessageStream final : public net::StreamHandler
{
public:
    explicit MessageStream(const EnvdClient::EventSink &sink)
        : m_sink(sink)
    {
    }

    bool onHead(const net::HttpResponse &head) override
    {
        return head.status == 200 && head.header("content-type").startsWith("application/connect+json");
    }

    Status onData(QByteArrayView bytes) override
    {
        return m_parser.feed(bytes, [this](const Envelope &envelope) -> Status {
            Result<Json> json = parseJson(envelope.payload);
            if (!json)
                return fail(json.error());
            if ((envelope.flags & Envelope::endOfStream) == 0)
                return m_sink(*json);
            if (const auto error = json->find("error"); error != json->end() && error->is_object())
                return fail(errorFromConnectCode(jsonString(*error, "code"), jsonString(*error, "message")));
            return {};
        });
    }

    [[nodiscard]] bool ended() const { return m_parser.ended(); }

private:
    const EnvdClient::EventSink &m_sink;
    EnvelopeParser m_parser;
};

QString filesPath(const QString &path)
{
    // Percent-encoded whole: "+" and "&" are common in names.
    return u"/files?path="_s + QString::fromLatin1(QUrl::toPercentEncoding(path, "/"));
}

}  // namespace

EnvdClient::EnvdClient(net::HttpTransport &transport, EnvdOptions options)
    : m_transport(transport)
    , m_options(std::move(options))
{
}

net::HttpRequest EnvdClient::request(const QByteArray &method, const QString &path) const
{
    net::HttpRequest request;
    request.method = method;
    request.url = QUrl(m_options.baseUrl.toString(QUrl::StripTrailingSlash) + path, QUrl::StrictMode);
    request.headers = m_options.headers;
    if (!m_options.token.isEmpty())
        request.headers.append(net::HttpHeader {"X-Access-Token", m_options.token.reveal()});
    if (!m_options.user.isEmpty())
        request.headers.append(
            net::HttpHeader {"Authorization", "Basic " + (m_options.user.toUtf8() + ':').toBase64()});
    request.idleTimeout = m_options.unaryTimeout;
    request.idempotent = method == "GET";
    return request;
}

Error EnvdClient::refine(Error error, std::stop_token stop)
{
    if (!mayMeanLost(error) || stop.stop_requested())
        return error;
    if (const Status alive = health(stop); !alive && alive.error().code != ErrorCode::Cancelled)
        return {ErrorCode::SandboxLost, error.detail, {{u"sandbox"_s, m_options.sandboxName}}, std::nullopt};
    return error;
}

Result<net::HttpResponse> EnvdClient::sendChecked(const net::HttpRequest &request, std::stop_token stop)
{
    Result<net::HttpResponse> response = m_transport.send(request, stop);
    if (!response)
        return fail(refine(response.error(), stop));
    if (!isSuccess(response->status))
        return fail(refine(errorFromResponse(*response), stop));
    return response;
}

Result<Json> EnvdClient::call(const QString &method, const Json &body, std::stop_token stop)
{
    const Result<QByteArray> answer = plain("POST", u'/' + method, body, stop);
    if (!answer)
        return fail(answer.error());
    return parseJson(*answer);
}

Result<QByteArray> EnvdClient::plain(const QByteArray &method, const QString &path, const Json &body,
                                     std::stop_token stop)
{
    net::HttpRequest call = request(method, path);
    if (method != "GET") {
        call.headers.append(net::HttpHeader {"Content-Type", "application/json"});
        call.headers.append(net::HttpHeader {"Connect-Protocol-Version", "1"});
        call.body = toBytes(body);
    }
    Result<net::HttpResponse> response = sendChecked(call, stop);
    if (!response)
        return fail(response.error());
    return std::move(response->body);
}

Status EnvdClient::stream(const QString &method, const Json &body, const StreamOptions &options, const EventSink &sink,
                          std::stop_token stop)
{
    net::HttpRequest call = request("POST", u'/' + method);
    call.headers.append(net::HttpHeader {"Content-Type", "application/connect+json"});
    call.headers.append(net::HttpHeader {"Connect-Protocol-Version", "1"});
    call.headers.append(net::HttpHeader {"Keepalive-Ping-Interval", "50"});
    if (options.deadline.count() > 0)
        call.headers.append(
            net::HttpHeader {"Connect-Timeout-Ms", QByteArray::number(qint64(options.deadline.count()))});
    call.headers.append(options.headers);
    call.body = EnvelopeParser::encode(toBytes(body));
    call.idleTimeout = options.idle;
    call.maxBody = 0;
    MessageStream messages(sink);
    const Result<net::HttpResponse> response = m_transport.stream(call, messages, stop);
    if (!response)
        return fail(refine(response.error(), stop));
    if (response->status != 200)
        return fail(refine(errorFromResponse(*response), stop));
    if (!messages.ended())
        return fail(
            refine({ErrorCode::StreamBroken, u"no end-of-stream envelope"_s, {{u"host"_s, u"sandbox"_s}}, {}}, stop));
    return {};
}

Result<QByteArray> EnvdClient::readFile(const QString &path, qint64 maxBytes, std::stop_token stop)
{
    net::HttpRequest call = request("GET", filesPath(path));
    call.headers.append(net::HttpHeader {"Accept-Encoding", "identity"});
    call.maxBody = maxBytes;
    Result<net::HttpResponse> response = sendChecked(call, stop);
    if (!response)
        return fail(response.error());
    return std::move(response->body);
}

Status EnvdClient::writeFile(const QString &path, QByteArrayView bytes, std::stop_token stop)
{
    net::HttpRequest call = request("POST", filesPath(path));
    call.headers.append(net::HttpHeader {"Content-Type", "application/octet-stream"});
    call.body = bytes.toByteArray();
    const Result<net::HttpResponse> response = sendChecked(call, stop);
    return response ? Status {} : fail(response.error());
}

Status EnvdClient::writeFile(const QString &path, const net::BodySource &source, qint64 length, std::stop_token stop)
{
    net::HttpRequest call = request("POST", filesPath(path));
    call.headers.append(net::HttpHeader {"Content-Type", "application/octet-stream"});
    call.source = source;
    call.sourceLength = length;
    const Result<net::HttpResponse> response = sendChecked(call, stop);
    return response ? Status {} : fail(response.error());
}

Status EnvdClient::health(std::stop_token stop, std::chrono::milliseconds limit)
{
    net::HttpRequest call = request("GET", u"/health"_s);
    call.totalTimeout = limit;
    call.connectTimeout = limit;
    const Result<net::HttpResponse> response = m_transport.send(call, stop);
    if (!response)
        return fail(response.error());
    if (response->status == 502)
        return fail(ErrorCode::SandboxLost, u"502"_s, {{u"sandbox"_s, m_options.sandboxName}});
    return {};
}

Status EnvdClient::init(const Json &body, std::stop_token stop)
{
    const Result<QByteArray> answer = plain("POST", u"/init"_s, body, stop);
    if (!answer)
        return fail(answer.error());
    if (const QString token = jsonString(body, "accessToken"); !token.isEmpty())
        m_options.token = SecretString(token.toUtf8());
    return {};
}

}  // namespace bw::sandbox
