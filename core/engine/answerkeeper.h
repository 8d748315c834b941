// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/model.h"
#include "engine/chatroom.h"
#include "store/messagestore.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace bw::engine
{

/// Watches an answer that streams: tells the room at once, and keeps what came in the store, at most half a second
/// behind (a thread of its own, so that a stalled answer is kept, too). Made and ended on the worker's thread.
class AnswerKeeper final : public claude::TurnObserver
{
public:
    /// `broken` is called once when nothing can be stored any more: the answer has to be stopped.
    AnswerKeeper(store::MessageStore store, ChatRoom &room, const store::ChatMessage &message, const Clock &clock,
                 std::function<void()> broken);
    ~AnswerKeeper() override;

    void onText(const QString &text) override;
    void onThinking(const QString &text) override;
    void onRetry(const Error &error, int attempt, std::chrono::milliseconds wait) override;
    /// What came is void for whoever begins again. It is kept until that happens: a person still wants to read what
    /// came before an answer broke.
    void onDiscarded() override;
    /// A call of the answer has ended whole: what came until now stays.
    void turnEnded();

    /// Nothing is written any more after this. The first error of the store, if there was one.
    Status finish();
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString thinking() const;

private:
    void save(const std::stop_token &stop);
    void saveNow();
    void beginAgain();

    store::MessageStore m_store;
    ChatRoom &m_room;
    const qint64 m_no;
    const qint64 m_seq;
    const Clock &m_clock;
    std::function<void()> m_broken;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_dirty;
    QString m_text, m_thinking;                          ///< everything
    qsizetype m_savedText = 0, m_savedThinking = 0;      ///< of it in the store
    qsizetype m_certainText = 0, m_certainThinking = 0;  ///< of calls that have ended
    bool m_void = false;
    std::optional<Error> m_error;
    std::jthread m_saver;
};

}  // namespace bw::engine
