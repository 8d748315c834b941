// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/chatroutes.h"

#include "api/routeanswer.h"
#include "engine/chatservice.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>

namespace bw::api
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto heartbeat = 3s;

QByteArrayView bodyOf(const httplib::Request &request)
{
    return {request.body.data(), static_cast<qsizetype>(request.body.size())};
}

ChatId chatOf(const httplib::Request &request) { return ChatId {QString::fromStdString(request.matches[1].str())}; }

/// The lines that wait for one client.
class Lines final
{
public:
    void put(const engine::ChatNotice &notice)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_lines.push_back(toBytes(engine::toJson(notice)) + '\n');
            m_last = notice.kind == engine::ChatNotice::Kind::Idle;
        }
        m_arrived.notify_one();
    }
    /// What has come, or an empty line after a while. Nothing: the end.
    std::optional<QByteArray> take(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        (void)m_arrived.wait_for(lock, stop, heartbeat, [this] { return !m_lines.empty() || m_last; });
        if (stop.stop_requested() || (m_lines.empty() && m_last))
            return std::nullopt;
        if (m_lines.empty())
            return QByteArray("\n");
        QByteArray all;
        for (const QByteArray &line : m_lines)
            all += line;
        m_lines.clear();
        return all;
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::deque<QByteArray> m_lines;
    bool m_last = false;  ///< Idle stands at the end
};

}  // namespace

class ChatRoutes::Impl : public std::enable_shared_from_this<Impl>
{
public:
    explicit Impl(engine::ChatService &service)
        : chats(service)
    {
    }

    void create(const httplib::Request &request, httplib::Response &response);
    void act(const httplib::Request &request, httplib::Response &response);
    void attach(const httplib::Request &request, httplib::Response &response);
    void stream(const httplib::Request &request, httplib::Response &response);

    engine::ChatService &chats;
    std::stop_source stopping;
    std::atomic<int> streams {0};
};

void ChatRoutes::Impl::create(const httplib::Request &request, httplib::Response &response)
{
    const auto json = parseJson(bodyOf(request));
    const auto wanted = engine::newChatFromJson(json ? *json : Json());
    const auto made = wanted ? chats.create(*wanted) : Result<ChatId>(fail(wanted.error()));
    made ? answer(response, Json {{"chat", toStd(made->value)}}) : answerError(response, made.error());
}

void ChatRoutes::Impl::act(const httplib::Request &request, httplib::Response &response)
{
    const auto json = parseJson(bodyOf(request));
    const auto action = engine::chatActionFromJson(json ? *json : Json());
    const auto done = action ? chats.act(chatOf(request), *action) : Result<engine::ChatOutcome>(fail(action.error()));
    done ? answer(response, engine::toJson(*done)) : answerError(response, done.error());
}

void ChatRoutes::Impl::attach(const httplib::Request &request, httplib::Response &response)
{
    const auto json = parseJson(bodyOf(request));
    if (!json)
        return answerError(response, json.error());
    const auto bytes = QByteArray::fromBase64(jsonString(*json, "data").toLatin1());
    const auto made = chats.attach(chatOf(request), jsonString(*json, "name"), bytes);
    made ? answer(response, Json {{"attachment", toStd(made->id)}}) : answerError(response, made.error());
}

void ChatRoutes::Impl::stream(const httplib::Request &request, httplib::Response &response)
{
    if (++streams > mostStreams) {
        --streams;
        return answerError(response,
                           Error {ErrorCode::LimitHit,
                                  u"chats that are followed at a time"_s,
                                  {{u"limit"_s, u"followed chats"_s}, {u"value"_s, QString::number(mostStreams)}},
                                  {}});
    }
    const auto lines = std::make_shared<Lines>();
    const int subscription =
        chats.subscribe(chatOf(request), [lines](const engine::ChatNotice &notice) { lines->put(notice); });
    response.set_chunked_content_provider(
        "application/x-ndjson",
        [lines, stop = stopping.get_token()](size_t, httplib::DataSink &sink) {
            const auto next = lines->take(stop);
            if (!next) {
                sink.done();
                return true;
            }
            return sink.write(next->constData(), static_cast<size_t>(next->size()));
        },
        [self = shared_from_this(), subscription](bool) {
            self->chats.unsubscribe(subscription);
            --self->streams;
        });
}

ChatRoutes::ChatRoutes(engine::ChatService &chats)
    : m_impl(std::make_shared<Impl>(chats))
{
}

ChatRoutes::~ChatRoutes() = default;

void ChatRoutes::addTo(httplib::Server &server)
{
    using Request = httplib::Request;
    using Response = httplib::Response;
    const auto impl = m_impl;
    server.Post("/v1/chats", [impl](const Request &q, Response &r) { impl->create(q, r); });
    server.Post(R"(/v1/chats/([0-9a-z]+)/act)", [impl](const Request &q, Response &r) { impl->act(q, r); });
    server.Post(R"(/v1/chats/([0-9a-z]+)/attachments)", [impl](const Request &q, Response &r) { impl->attach(q, r); });
    server.Delete(R"(/v1/chats/([0-9a-z]+)/attachments/([0-9a-z]+))", [impl](const Request &q, Response &r) {
        const auto done = impl->chats.detach(chatOf(q), QString::fromStdString(q.matches[2].str()));
        done ? answer(r, Json::object()) : answerError(r, done.error());
    });
    server.Get(R"(/v1/chats/([0-9a-z]+)/stream)", [impl](const Request &q, Response &r) { impl->stream(q, r); });
}

void ChatRoutes::stop() { m_impl->stopping.request_stop(); }

}  // namespace bw::api
