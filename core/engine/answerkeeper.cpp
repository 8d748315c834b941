// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/answerkeeper.h"

#include <utility>

namespace bw::engine
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto behind = 400ms;
constexpr qsizetype longestWord = 4000;

/// A piece ends at white space where it can: a secret that streams in two pieces would be known in neither.
qsizetype endOfWords(const QString &text, qsizetype from)
{
    for (qsizetype at = text.size(); at > from && at > text.size() - longestWord; --at)
        if (text.at(at - 1).isSpace())
            return at;
    return text.size() - from > longestWord ? text.size() : from;
}

}  // namespace

AnswerKeeper::AnswerKeeper(store::MessageStore store, ChatRoom &room, const store::ChatMessage &message,
                           const Clock &clock, std::function<void()> broken)
    : m_store(store)
    , m_room(room)
    , m_no(message.no)
    , m_seq(message.seq)
    , m_clock(clock)
    , m_broken(std::move(broken))
    , m_saver([this](const std::stop_token &stop) { save(stop); })
{
}

AnswerKeeper::~AnswerKeeper() { (void)finish(); }

void AnswerKeeper::onText(const QString &text)
{
    if (text.isEmpty())
        return;
    beginAgain();
    {
        const std::scoped_lock lock(m_mutex);
        m_text += text;
    }
    m_dirty.notify_one();
    ChatNotice notice;
    notice.kind = ChatNotice::Kind::Text;
    notice.seq = m_seq;
    notice.text = text;
    m_room.tell(std::move(notice));
}

void AnswerKeeper::onThinking(const QString &text)
{
    if (text.isEmpty())
        return;
    beginAgain();
    {
        const std::scoped_lock lock(m_mutex);
        m_thinking += text;
    }
    m_dirty.notify_one();
    ChatNotice notice;
    notice.kind = ChatNotice::Kind::Thinking;
    notice.seq = m_seq;
    notice.thinking = text;
    m_room.tell(std::move(notice));
}

void AnswerKeeper::onRetry(const Error &error, int /*attempt*/, std::chrono::milliseconds wait)
{
    ChatNotice notice;
    notice.kind = ChatNotice::Kind::Waiting;
    notice.seq = m_seq;
    notice.reason = u"retry"_s;
    notice.error = error;
    notice.untilMs = m_clock.nowMs() + wait.count();
    m_room.tell(std::move(notice));
}

void AnswerKeeper::onDiscarded()
{
    const std::scoped_lock lock(m_mutex);
    m_void = true;
}

void AnswerKeeper::beginAgain()
{
    ChatNotice notice;
    {
        const std::scoped_lock lock(m_mutex);
        if (!std::exchange(m_void, false))
            return;
        m_text.truncate(m_certainText);
        m_thinking.truncate(m_certainThinking);
        notice.text = m_text;
        notice.thinking = m_thinking;
        m_savedText = m_savedThinking = 0;
        if (const auto done = m_store.discard(m_no); !done)
            m_error = done.error();
    }
    notice.kind = ChatNotice::Kind::Discarded;
    notice.seq = m_seq;
    m_room.tell(std::move(notice));
}

void AnswerKeeper::turnEnded()
{
    const std::scoped_lock lock(m_mutex);
    m_certainText = m_text.size();
    m_certainThinking = m_thinking.size();
}

void AnswerKeeper::save(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    const auto dirty = [this] {
        return !m_error
            && (endOfWords(m_text, m_savedText) > m_savedText
                || endOfWords(m_thinking, m_savedThinking) > m_savedThinking);
    };
    while (m_dirty.wait(lock, stop, dirty)) {
        // What comes within this time goes with it.
        (void)m_dirty.wait_for(lock, stop, behind, [] { return false; });
        if (stop.stop_requested())
            return;
        saveNow();
    }
}

void AnswerKeeper::saveNow()
{
    const qsizetype text = endOfWords(m_text, m_savedText);
    const qsizetype thinking = endOfWords(m_thinking, m_savedThinking);
    const auto done = m_store.addPiece(m_no, m_text.sliced(m_savedText, text - m_savedText),
                                       m_thinking.sliced(m_savedThinking, thinking - m_savedThinking));
    m_savedText = text;
    m_savedThinking = thinking;
    if (done || m_error)
        return;
    m_error = done.error();
    m_broken();
}

Status AnswerKeeper::finish()
{
    if (m_saver.joinable()) {
        m_saver.request_stop();
        m_saver.join();
    }
    const std::scoped_lock lock(m_mutex);
    return m_error ? fail(*m_error) : Status {};
}

QString AnswerKeeper::text() const
{
    const std::scoped_lock lock(m_mutex);
    return m_text;
}

QString AnswerKeeper::thinking() const
{
    const std::scoped_lock lock(m_mutex);
    return m_thinking;
}

}  // namespace bw::engine
