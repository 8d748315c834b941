// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatroom.h"

namespace bw::engine
{

bool ChatRoom::start(std::function<void(std::stop_token)> work)
{
    const std::scoped_lock lock(m_workMutex);
    if (m_busy)
        return false;
    if (m_thread.joinable())
        m_thread.join();  // it has nothing to do any more but to end
    m_busy = true;
    m_thread = std::jthread(std::move(work));
    return true;
}

void ChatRoom::finish(ChatNotice idle)
{
    {
        const std::scoped_lock lock(m_workMutex);
        m_busy = false;
    }
    idle.kind = ChatNotice::Kind::Idle;
    tell(std::move(idle));
    m_ended.notify_all();
}

void ChatRoom::requestStop()
{
    const std::scoped_lock lock(m_workMutex);
    if (m_busy)
        m_thread.request_stop();
}

void ChatRoom::stopAndWait()
{
    requestStop();
    (void)waitUntilIdle({});
    std::jthread ended;
    {
        const std::scoped_lock lock(m_workMutex);
        ended = std::move(m_thread);
    }
}

bool ChatRoom::isBusy() const
{
    const std::scoped_lock lock(m_workMutex);
    return m_busy;
}

bool ChatRoom::waitUntilIdle(std::stop_token stop)
{
    std::unique_lock lock(m_workMutex);
    return m_ended.wait(lock, std::move(stop), [this] { return !m_busy; });
}

void ChatRoom::add(int subscription, Observer observer)
{
    const std::scoped_lock lock(m_tellMutex);
    ChatNotice now;
    now.chat = m_chat;
    if (m_live)
        now = *m_live;
    else if (isBusy())
        now.kind = ChatNotice::Kind::Waiting;
    observer(now);
    m_observers.emplace(subscription, std::move(observer));
}

bool ChatRoom::remove(int subscription)
{
    const std::scoped_lock lock(m_tellMutex);
    return m_observers.erase(subscription) > 0;
}

void ChatRoom::tell(ChatNotice notice)
{
    notice.chat = m_chat;
    const std::scoped_lock lock(m_tellMutex);
    remember(notice);
    for (const auto &[subscription, observer] : m_observers)
        observer(notice);
}

void ChatRoom::remember(const ChatNotice &notice)
{
    using Kind = ChatNotice::Kind;
    if (notice.kind == Kind::Begun)
        m_live = notice;
    else if (notice.kind == Kind::Ended || notice.kind == Kind::Idle)
        m_live.reset();
    if (!m_live)
        return;
    if (notice.kind == Kind::Text)
        m_live->text += notice.text;
    else if (notice.kind == Kind::Thinking)
        m_live->thinking += notice.thinking;
    else if (notice.kind == Kind::Discarded) {
        m_live->text = notice.text;
        m_live->thinking = notice.thinking;
    }
}

}  // namespace bw::engine
