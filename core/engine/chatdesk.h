// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/chataction.h"
#include "engine/chatroom.h"
#include "store/chatrecords.h"

namespace bw::engine
{

struct Parts;

/// Where a person's action in one chat is done, or begun. Errors as ChatService::act(). Lives as long as the call.
class ChatDesk final
{
public:
    ChatDesk(Parts &parts, ChatRoom &room)
        : m_parts(parts)
        , m_room(room)
    {
    }
    Result<ChatOutcome> act(const ChatAction &action);
    Result<store::ChatAttachment> attach(const QString &name, const QByteArray &bytes);
    Status detach(const QString &attachment);

private:
    Result<ChatOutcome> send(const QString &text);
    Result<ChatOutcome> edit(qint64 seq, const QString &text);
    Result<ChatOutcome> retry();
    Result<ChatOutcome> expand();
    Result<ChatOutcome> sendQueued();
    Result<ChatOutcome> show(qint64 seq);
    Result<ChatOutcome> fork(qint64 seq);
    Result<ChatOutcome> rename(const QString &title);
    Result<ChatOutcome> change(const std::function<void(store::Chat &)> &change, bool touch = false);
    Result<ChatOutcome> set(const ChatAction &action);
    Result<ChatOutcome> chooseTarget(const ChatAction &action);
    Result<ChatOutcome> keepSpec(const ChatAction &action);

    /// Whether the model is there and takes this as the next message behind these.
    Status checkModel(const store::Chat &chat, const QString &text, const QList<store::ChatMessage> &before) const;
    Status mayBegin() const;
    Result<ChatOutcome> ask(qint64 seq);
    Result<store::ChatMessage> put(store::ChatMessage message, const store::Chat &chat, bool isDraft);
    [[nodiscard]] ChatOutcome outcome(qint64 seq = 0, bool queued = false) const;

    Parts &m_parts;
    ChatRoom &m_room;
};

/// Errors: InvalidArgument (effort, tokens), those of the disk.
Result<ChatId> createChat(Parts &parts, const NewChat &chat);

}  // namespace bw::engine
