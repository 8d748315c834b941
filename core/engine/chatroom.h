// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chatnotice.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace bw::engine
{

/// One chat in this process: who listens, what streams, the thread that works for it. Thread-safe.
class ChatRoom final
{
public:
    explicit ChatRoom(ChatId chat)
        : m_chat(std::move(chat))
    {
    }
    ~ChatRoom() { stopAndWait(); }
    ChatRoom(const ChatRoom &) = delete;
    ChatRoom &operator=(const ChatRoom &) = delete;

    [[nodiscard]] const ChatId &chat() const { return m_chat; }

    /// Held by whoever decides between beginning work and leaving it to the work that runs, and by the work while it
    /// decides that there is nothing more.
    [[nodiscard]] std::mutex &door() { return m_door; }
    /// Runs `work` on a thread of its own, which calls finish() at its end; false when one is at work already. The
    /// caller holds the door.
    bool start(std::function<void(std::stop_token)> work);
    /// The last thing that work does, holding the door: tells Idle.
    void finish(ChatNotice idle);
    void requestStop();
    void stopAndWait();
    [[nodiscard]] bool isBusy() const;
    /// False when a stop was requested first.
    bool waitUntilIdle(std::stop_token stop);

    using Observer = std::function<void(const ChatNotice &)>;
    /// Calls `observer` once before it returns: with what streams, or Idle.
    void add(int subscription, Observer observer);
    bool remove(int subscription);
    /// To all, one after the other.
    void tell(ChatNotice notice);

private:
    void remember(const ChatNotice &notice);

    const ChatId m_chat;
    std::mutex m_door;
    mutable std::mutex m_workMutex;
    std::condition_variable_any m_ended;
    bool m_busy = false;
    std::jthread m_thread;

    std::mutex m_tellMutex;
    std::optional<ChatNotice> m_live;  ///< Begun, with what has come
    std::map<int, Observer> m_observers;
};

}  // namespace bw::engine
