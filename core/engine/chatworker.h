// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chatmodel.h"
#include "engine/chatroom.h"
#include "engine/chatview.h"
#include "store/chatstore.h"
#include "store/messagestore.h"

namespace bw::agent
{
struct WholeAnswer;
}

namespace bw::engine
{

class AnswerKeeper;

/// What runs on a chat's own thread: answers, specifications, and the messages that were queued behind them. One run
/// lives on the thread's stack; everything that lasts stands in the store before anybody is told.
class ChatWorker final
{
public:
    ChatWorker(Parts &parts, ChatRoom &room, std::stop_token stop);

    /// Answers the person's message `seq`, writes the specification where the answer calls for it, then goes on with
    /// what is queued. Ends with Idle.
    void answer(qint64 seq);
    /// Writes the specification of the newest description. Ends with Idle.
    void expand();
    /// Goes on with what is queued. Ends with Idle.
    void goOn();

private:
    bool answerOne(qint64 seq);
    bool expandNewest(bool asked);
    bool writeSpec(const ChatView &view);
    Result<claude::ModelRequest> questionOf(ChatModel &model, const store::Chat &chat,
                                            const QList<store::ChatMessage> &branch, bool thoughts);
    /// With the prompt of that name, and as many tokens as the model has.
    Result<claude::ModelRequest> requestFor(ChatModel &model, const store::Chat &chat, const QString &purpose,
                                            QList<QByteArray> sent, int tokens);
    Result<claude::ModelRequest> expansionOf(ChatModel &model, const ChatView &view);
    static ChatNotice noticeOf(ChatNotice::Kind kind, const store::ChatMessage &message);
    Result<std::unique_ptr<ChatModel>> openModel(const store::Chat &chat, qint64 seq);
    Result<store::ChatMessage> begin(store::ChatMessage message);
    /// Asks and streams; the message comes back with everything but what only a caller knows.
    store::ChatMessage stream(ChatModel &model, const claude::ModelRequest &request, store::ChatMessage message);
    void end(const store::ChatMessage &message);
    void endFailed(const store::ChatMessage &message, const Error &error);
    void readSpec(store::ChatMessage &message, const store::Chat &chat);
    void idle(std::optional<Error> error = {});
    /// The next of the queue, sent; nothing: there is none, or it cannot be sent, and the room is idle.
    std::optional<qint64> takeQueued();
    [[nodiscard]] store::ChatStore chats() const;
    [[nodiscard]] store::MessageStore messages() const;

    Parts &m_parts;
    ChatRoom &m_room;
    std::stop_token m_stop;
};

}  // namespace bw::engine
