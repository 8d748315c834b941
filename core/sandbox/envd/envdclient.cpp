// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envdclient.h"

#include "net/retrypolicy.h"
#include "sandbox/envd/envderror.h"
#include "sandbox/envd/envelopeparser.h"

#include <QRandomGenerator>
#include <QSet>

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

/// Calls that do nothing more when they are made twice.
bool isRepeatable(const QString &method)
{
    static const QSet<QString> names {u"filesystem.Filesystem/Stat"_s,    u"filesystem.Filesystem/ListDir"_s,
                                      u"filesystem.Filesystem/MakeDir"_s, u"filesystem.Filesystem/Remove"_s,
                                      u"process.Process/List"_s,          u"process.Process/CloseStdin"_s,
                                      u"process.Process/Update"_s};
    return names.contains(method);
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
    const Status alive = health(stop);
    const bool gone = !alive
        && (m_options.hosted ? alive.error().code == ErrorCode::SandboxLost
                             : alive.error().code != ErrorCode::Cancelled);
    if (gone)
        return {ErrorCode::SandboxLost, error.detail, {{u"sandbox"_s, m_options.sandboxName}}, std::nullopt};
    return error;
}

Clock &EnvdClient::clock() const
{
    static SystemClock system;
    return m_options.clock != nullptr ? *m_options.clock : system;
}

Result<net::HttpResponse> EnvdClient::sendOnce(const net::HttpRequest &request, std::stop_token stop)
{
    Result<net::HttpResponse> response = m_transport.send(request, stop);
    if (!response)
        return fail(refine(response.error(), stop));
    if (!isSuccess(response->status))
        return fail(refine(errorFromResponse(*response), stop));
    return response;
}

std::optional<std::chrono::milliseconds> EnvdClient::waitBefore(int failures, const Error &error, bool repeatable) const
{
    static const net::RetryPolicy policy(
        {.retries = 4, .first = std::chrono::milliseconds(250), .longest = std::chrono::milliseconds(4'000)});
    if (!m_options.hosted || (!repeatable && !saysNothingDone(error)))
        return std::nullopt;
    Error judged = error;
    judged.args.remove(u"sent"_s);
    if (judged.code == ErrorCode::StreamBroken)
        judged.code = ErrorCode::NetworkUnreachable;
    const net::RetryHints hints {.after = error.retryAfter, .should = std::nullopt};
    return policy.wait(failures, judged, hints, QRandomGenerator::global()->generateDouble());
}

Result<net::HttpResponse> EnvdClient::sendChecked(const net::HttpRequest &request, bool repeatable,
                                                  std::stop_token stop)
{
    for (int failures = 1;; ++failures) {
        Result<net::HttpResponse> response = sendOnce(request, stop);
        if (response)
            return response;
        const auto wait = waitBefore(failures, response.error(), repeatable);
        if (!wait)
            return response;
        if (!clock().sleep(*wait, stop))
            return fail(ErrorCode::Cancelled);
    }
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
    call.maxBody = EnvelopeParser::maxPayload;
    if (method != "GET") {
        call.headers.append(net::HttpHeader {"Content-Type", "application/json"});
        call.headers.append(net::HttpHeader {"Connect-Protocol-Version", "1"});
        call.body = toBytes(body);
    }
    Result<net::HttpResponse> response = sendChecked(call, method == "GET" || isRepeatable(path.mid(1)), stop);
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
    call.idleTimeout = m_options.streamIdle;
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
