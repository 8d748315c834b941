// SPDX-License-Identifier: GPL-3.0-or-later
/// send_request ADDRESS < request: sends one request with our client as it would go to Anthropic itself, but to
/// ADDRESS. The request is a JSON object: model, max_tokens, system, tools, messages, effort, clear_above, summarize.
/// Prints the stop reason.
#include "base/clock.h"
#include "claude/messagesclient.h"
#include "claude/rawjson.h"
#include "net/tcphttptransport.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace
{

using namespace Qt::StringLiterals;

/// The real transport, led to another place: the profile of a client goes by the address that it is given.
class Elsewhere final : public bw::net::HttpTransport
{
public:
    explicit Elsewhere(const QUrl &to)
        : m_to(to)
    {
    }
    bw::Result<bw::net::HttpResponse> send(const bw::net::HttpRequest &request, std::stop_token stop) override
    {
        return m_inner.send(led(request), std::move(stop));
    }
    bw::Result<bw::net::HttpResponse> stream(const bw::net::HttpRequest &request, bw::net::StreamHandler &handler,
                                             std::stop_token stop) override
    {
        return m_inner.stream(led(request), handler, std::move(stop));
    }

private:
    [[nodiscard]] bw::net::HttpRequest led(bw::net::HttpRequest request) const
    {
        request.url.setScheme(m_to.scheme());
        request.url.setHost(m_to.host());
        request.url.setPort(m_to.port());
        return request;
    }

    QUrl m_to;
    bw::net::TcpHttpTransport m_inner;
};

/// Members that our client splices as they stand are taken as they stand.
bw::claude::ModelRequest requestFrom(const QByteArray &given)
{
    const auto json = bw::parseJson(given).value_or(bw::Json::object());
    bw::claude::ModelRequest request;
    request.model = bw::jsonString(json, "model");
    request.maxTokens = static_cast<int>(bw::jsonInt(json, "max_tokens", 1024));
    request.systemJson = bw::claude::rawjson::member(given, "system").toByteArray();
    request.toolsJson = bw::claude::rawjson::member(given, "tools").toByteArray();
    for (const QByteArrayView message : bw::claude::rawjson::elements(bw::claude::rawjson::member(given, "messages")))
        request.messages.append(message.toByteArray());
    request.effort = bw::jsonString(json, "effort");
    request.clearAbove = bw::jsonInt(json, "clear_above");
    request.summarize = bw::jsonString(json, "summarize");
    return request;
}

}  // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QFile input;
    if (argc < 2 || !input.open(stdin, QIODevice::ReadOnly))
        return 2;
    Elsewhere transport(QUrl(QString::fromLocal8Bit(argv[1])));
    bw::SystemClock clock;
    bw::claude::MessagesClient::Options options;
    options.credentials = bw::claude::Credentials {bw::SecretString("test"), false};
    bw::claude::MessagesClient client(transport, clock, options);
    bw::claude::TurnObserver silent;
    const auto turn = client.send(requestFrom(input.readAll()), silent, {});
    const QByteArray said = turn ? turn->stopReasonKey.toUtf8() : turn.error().detail.toUtf8();
    std::fprintf(turn ? stdout : stderr, "%s\n", said.constData());
    return turn ? 0 : 1;
}
