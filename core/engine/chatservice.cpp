// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatservice.h"

#include "engine/chatdesk.h"
#include "engine/chatroom.h"
#include "engine/parts.h"
#include "store/chatstore.h"
#include "store/messagestore.h"

#include <QHash>

#include <algorithm>
#include <deque>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 keptDeletedMs = 30LL * 24 * 3'600'000;

/// Takes notices down for a thread that reads them at its own pace.
class Mailbox final
{
public:
    void put(const ChatNotice &notice)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_notices.push_back(notice);
        }
        m_arrived.notify_one();
    }
    /// Nothing when a stop was requested first.
    std::optional<ChatNotice> take(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_arrived.wait(lock, stop, [this] { return !m_notices.empty(); }))
            return std::nullopt;
        ChatNotice notice = std::move(m_notices.front());
        m_notices.pop_front();
        return notice;
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::deque<ChatNotice> m_notices;
};

}  // namespace

class ChatService::Impl
{
public:
    explicit Impl(Parts &given)
        : parts(given)
    {
    }

    std::shared_ptr<ChatRoom> room(const ChatId &chat)
    {
        const std::scoped_lock lock(mutex);
        auto &found = rooms[chat];
        if (!found)
            found = std::make_shared<ChatRoom>(chat);
        return found;
    }
    [[nodiscard]] QList<std::shared_ptr<ChatRoom>> all() const
    {
        const std::scoped_lock lock(mutex);
        return rooms.values();
    }

    Parts &parts;
    mutable std::mutex mutex;
    QHash<ChatId, std::shared_ptr<ChatRoom>> rooms;
    int nextSubscription = 1;
};

ChatService::ChatService(Parts &parts)
    : m_impl(std::make_unique<Impl>(parts))
{
}

ChatService::~ChatService()
{
    stopAll();
    for (const auto &room : m_impl->all())
        room->stopAndWait();
}

Status ChatService::recover()
{
    store::Database &database = *m_impl->parts.database;
    if (const auto ended = store::MessageStore(database).endInterrupted(); !ended)
        return fail(ended.error());
    return store::ChatStore(database).purge(m_impl->parts.clock.nowMs() - keptDeletedMs);
}

Result<ChatId> ChatService::create(const NewChat &chat) { return createChat(m_impl->parts, chat); }

Result<ChatOutcome> ChatService::act(const ChatId &chat, const ChatAction &action)
{
    return ChatDesk(m_impl->parts, *m_impl->room(chat)).act(action);
}

Result<store::ChatAttachment> ChatService::attach(const ChatId &chat, const QString &name, const QByteArray &bytes)
{
    return ChatDesk(m_impl->parts, *m_impl->room(chat)).attach(name, bytes);
}

Status ChatService::detach(const ChatId &chat, const QString &attachment)
{
    return ChatDesk(m_impl->parts, *m_impl->room(chat)).detach(attachment);
}

int ChatService::subscribe(const ChatId &chat, Observer observer)
{
    const auto room = m_impl->room(chat);
    int subscription = 0;
    {
        const std::scoped_lock lock(m_impl->mutex);
        subscription = m_impl->nextSubscription++;
    }
    room->add(subscription, std::move(observer));
    return subscription;
}

void ChatService::unsubscribe(int subscription)
{
    for (const auto &room : m_impl->all())
        if (room->remove(subscription))
            return;
}

Status ChatService::follow(const ChatId &chat, const Observer &observer, std::stop_token stop)
{
    // Shared: a notice that is just being told outlives this call.
    const auto mailbox = std::make_shared<Mailbox>();
    const int subscription = subscribe(chat, [mailbox](const ChatNotice &notice) { mailbox->put(notice); });
    Status done = fail(ErrorCode::Cancelled);
    while (const auto notice = mailbox->take(stop)) {
        observer(*notice);
        if (notice->kind == ChatNotice::Kind::Idle) {
            done = {};
            break;
        }
    }
    unsubscribe(subscription);
    return done;
}

bool ChatService::isStreaming(const ChatId &chat) const
{
    const std::scoped_lock lock(m_impl->mutex);
    const auto found = m_impl->rooms.constFind(chat);
    return found != m_impl->rooms.cend() && (*found)->isBusy();
}

int ChatService::active() const
{
    return static_cast<int>(std::ranges::count_if(m_impl->all(), [](const auto &room) { return room->isBusy(); }));
}

bool ChatService::waitUntilIdle(std::stop_token stop)
{
    while (active() > 0)
        for (const auto &room : m_impl->all())
            if (!room->waitUntilIdle(stop))
                return false;
    return true;
}

void ChatService::stopAll()
{
    for (const auto &room : m_impl->all())
        room->requestStop();
}

}  // namespace bw::engine
