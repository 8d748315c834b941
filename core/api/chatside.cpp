// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/chatside.h"

#include "api/controlprotocol.h"
#include "engine/chatservice.h"
#include "net/httptransport.h"

namespace bw::api
{

using namespace Qt::StringLiterals;

namespace
{

net::HttpRequest requestFor(const QByteArray &method, const QString &path)
{
    net::HttpRequest request;
    request.method = method;
    request.url = QUrl(u"http://localhost"_s + QLatin1StringView(apiPrefix) + path);
    request.idempotent = method == "GET";
    request.idleTimeout = std::chrono::seconds(60);
    return request;
}

/// Takes the lines of a stream: a notice each, empty ones only show that the owner lives.
class NoticeLines final : public net::StreamHandler
{
public:
    explicit NoticeLines(const std::function<void(const engine::ChatNotice &)> &observer)
        : m_observer(observer)
    {
    }
    bool onHead(const net::HttpResponse &head) override { return head.status < 400; }
    Status onData(QByteArrayView bytes) override
    {
        m_buffer += bytes;
        qsizetype end = 0;
        while ((end = m_buffer.indexOf('\n')) >= 0) {
            const QByteArray line = m_buffer.first(end);
            m_buffer.remove(0, end + 1);
            if (line.trimmed().isEmpty())
                continue;
            const auto json = parseJson(line);
            if (!json)
                return fail(json.error());
            const auto notice = engine::chatNoticeFromJson(*json);
            if (!notice)
                continue;
            m_observer(*notice);
            m_idle = notice->kind == engine::ChatNotice::Kind::Idle;
        }
        return {};
    }
    [[nodiscard]] bool sawIdle() const { return m_idle; }

private:
    const std::function<void(const engine::ChatNotice &)> &m_observer;
    QByteArray m_buffer;
    bool m_idle = false;
};

}  // namespace

Result<ChatId> ChatSide::create(const engine::NewChat &chat, std::stop_token stop)
{
    if (m_service)
        return m_service->create(chat);
    const auto answer = call("POST", u"/chats"_s, engine::toJson(chat), std::move(stop));
    return answer ? Result<ChatId>(ChatId {jsonString(*answer, "chat")}) : fail(answer.error());
}

Result<engine::ChatOutcome> ChatSide::act(const ChatId &chat, const engine::ChatAction &action, std::stop_token stop)
{
    if (m_service)
        return m_service->act(chat, action);
    const auto answer = call("POST", u"/chats/%1/act"_s.arg(chat.value), engine::toJson(action), std::move(stop));
    return answer ? Result<engine::ChatOutcome>(engine::chatOutcomeFromJson(*answer)) : fail(answer.error());
}

Result<QString> ChatSide::attach(const ChatId &chat, const QString &name, const QByteArray &bytes, std::stop_token stop)
{
    if (m_service) {
        const auto made = m_service->attach(chat, name, bytes);
        return made ? Result<QString>(made->id) : fail(made.error());
    }
    const Json body {{"name", toStd(name)}, {"data", bytes.toBase64().toStdString()}};
    const auto answer = call("POST", u"/chats/%1/attachments"_s.arg(chat.value), body, std::move(stop));
    return answer ? Result<QString>(jsonString(*answer, "attachment")) : fail(answer.error());
}

Status ChatSide::detach(const ChatId &chat, const QString &attachment, std::stop_token stop)
{
    if (m_service)
        return m_service->detach(chat, attachment);
    const auto answer = call("DELETE", u"/chats/%1/attachments/%2"_s.arg(chat.value, attachment), {}, std::move(stop));
    return answer ? Status {} : fail(answer.error());
}

Status ChatSide::follow(const ChatId &chat, const std::function<void(const engine::ChatNotice &)> &observer,
                        std::stop_token stop)
{
    if (m_service)
        return m_service->follow(chat, observer, std::move(stop));
    NoticeLines lines(observer);
    auto request = requestFor("GET", u"/chats/%1/stream"_s.arg(chat.value));
    request.maxBody = 0;
    const auto response = m_transport->stream(request, lines, std::move(stop));
    // An owner that ends hangs up, at a border of two notices or within one.
    const bool hungUp = !response && response.error().code == ErrorCode::StreamBroken;
    if (!response && !hungUp)
        return fail(response.error());
    if (response && response->status >= 400) {
        const auto json = parseJson(response->body);
        return fail(json ? errorFromJson(*json) : json.error());
    }
    if (!lines.sawIdle())
        return fail(ErrorCode::NetworkUnreachable, u"the stream ended"_s,
                    {{u"host"_s, u"control socket"_s}, {u"why"_s, u"the owner of the data directory has ended"_s}});
    return {};
}

Result<Json> ChatSide::call(const QByteArray &method, const QString &path, const Json &body, std::stop_token stop)
{
    auto request = requestFor(method, path);
    if (!body.is_null()) {
        request.body = toBytes(body);
        request.headers = {{"Content-Type", "application/json"}};
    }
    const auto response = m_transport->send(request, std::move(stop));
    if (!response)
        return fail(response.error());
    auto json = parseJson(response->body.isEmpty() ? QByteArrayView("{}") : QByteArrayView(response->body));
    if (json && response->status >= 400)
        return fail(errorFromJson(*json));
    return json;
}

}  // namespace bw::api
