// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/shellclient.h"

#include "api/controlprotocol.h"
#include "net/httptransport.h"

namespace bw::api
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestLine = 1 << 20;

std::unexpected<Error> broken(const QString &why)
{
    return fail(ErrorCode::ProtocolError, why, {{u"host"_s, u"control socket"_s}, {u"why"_s, why}});
}

/// Takes the lines of the answer apart.
class Lines final : public net::StreamHandler
{
public:
    Lines(std::function<void(const QString &)> started, std::function<void(bool, QByteArrayView)> output)
        : m_started(std::move(started))
        , m_output(std::move(output))
    {
    }

    bool onHead(const net::HttpResponse &head) override { return head.status == 200; }

    Status onData(QByteArrayView bytes) override
    {
        m_buffer.append(bytes);
        for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
            const auto json = parseJson(QByteArrayView(m_buffer).first(end));
            if (!json || !json->is_object())
                return broken(u"a line that is no object"_s);
            take(*json);
            m_buffer.remove(0, end + 1);
        }
        return m_buffer.size() > longestLine ? Status(broken(u"a line without end"_s)) : Status();
    }

    std::optional<Result<engine::ShellEnd>> result;

private:
    void take(const Json &json)
    {
        if (json.contains("shell"))
            m_started(jsonString(json, "shell"));
        for (const char *kind : {"out", "err"})
            if (json.contains(kind))
                m_output(kind[0] == 'e', QByteArray::fromBase64(jsonString(json, kind).toLatin1()));
        if (json.contains("error"))
            result = Result<engine::ShellEnd>(fail(errorFromJson(json)));
        if (const auto end = json.find("end"); end != json.end() && end->is_object())
            result = engine::ShellEnd {static_cast<int>(jsonInt(*end, "exit_code")), jsonBool(*end, "signalled")};
    }

    std::function<void(const QString &)> m_started;
    std::function<void(bool, QByteArrayView)> m_output;
    QByteArray m_buffer;
};

net::HttpRequest postTo(const QString &path, const QByteArray &body)
{
    net::HttpRequest request;
    request.method = "POST";
    request.url = QUrl(u"http://localhost"_s + QLatin1StringView(apiPrefix) + path);
    request.body = body;
    return request;
}

Error errorOf(const net::HttpResponse &response)
{
    const auto json = parseJson(response.body);
    return errorFromJson(json ? *json : Json());
}

}  // namespace

ShellClient::ShellClient(net::HttpTransport &transport, BuildId build)
    : m_transport(transport)
    , m_build(std::move(build))
{
}

Result<engine::ShellEnd> ShellClient::run(const engine::ShellRequest &request, const Handlers &handlers,
                                          std::stop_token stop)
{
    net::HttpRequest call = postTo(u"/builds/%1/shell"_s.arg(m_build.value), toBytes(engine::toJson(request)));
    call.headers = {{"Content-Type", "application/json"}};
    call.idleTimeout = std::chrono::milliseconds(0);  // a person may think as long as they like
    call.maxBody = 0;
    Lines lines(
        [&](const QString &id) {
            {
                const std::scoped_lock lock(m_mutex);
                m_id = id;
            }
            handlers.started();
        },
        handlers.output);
    const auto response = m_transport.stream(call, lines, std::move(stop));
    if (lines.result)
        return *lines.result;
    if (!response)
        return fail(response.error());
    if (response->status >= 400)
        return fail(errorOf(*response));
    return fail(ErrorCode::StreamBroken, u"the shell ended without a word"_s, {{u"host"_s, u"control socket"_s}});
}

Status ShellClient::post(const char *what, const QByteArray &body, std::stop_token stop)
{
    QString id;
    {
        const std::scoped_lock lock(m_mutex);
        id = m_id;
    }
    net::HttpRequest call = postTo(u"/shells/%1/%2"_s.arg(id, QLatin1StringView(what)), body);
    call.headers = {{"Content-Type", "application/octet-stream"}};
    call.idleTimeout = std::chrono::milliseconds(0);  // a program need not read
    const auto response = m_transport.send(call, std::move(stop));
    if (!response)
        return fail(response.error());
    return response->status >= 400 ? Status(fail(errorOf(*response))) : Status();
}

Status ShellClient::type(QByteArrayView bytes, std::stop_token stop)
{
    return post("input", bytes.toByteArray(), std::move(stop));
}

Status ShellClient::endInput(std::stop_token stop) { return post("end", {}, std::move(stop)); }

Status ShellClient::resize(int columns, int rows, std::stop_token stop)
{
    return post("size", toBytes(Json {{"columns", columns}, {"rows", rows}}), std::move(stop));
}

}  // namespace bw::api
