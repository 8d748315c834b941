// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/chatrecords.h"

#include <QHash>
#include <QList>

#include <optional>

namespace bw::store
{

class Database;

/// Messages of chats: a tree a chat, of which one branch is shown (Chat::head). Thread-safe; writes return when they
/// are durable and announce changed("chat", …). Secrets are taken out of all text (base/redactor.h); an answer whose
/// raw content held one keeps its text only.
class MessageStore final
{
public:
    explicit MessageStore(Database &database)
        : m_database(database)
    {
    }
    /// Appends with the next seq. `message.chat`, role, state, text, parent and spec count. A user's or assistant's
    /// message that is not queued becomes the head. Attachments of the draft (seq 0) named in message.attachments move
    /// to it; others are copied. Errors: NotFound, those of the disk.
    Result<ChatMessage> append(ChatMessage message);
    /// What came of a streaming answer since the last time: durable in pieces, so that a crash loses little.
    Status addPiece(qint64 no, const QString &text, const QString &thinking);
    /// Before a call: what this answer may have cost after it, at the worst. Stands until end() says what it was; after
    /// a crash it counts.
    Status reserve(qint64 no, std::optional<Money> worst);
    /// The streamed text so far is void (the answer begins anew).
    Status discard(qint64 no);
    /// Ends a streaming answer: state, text, thinking, content, model, stopReason, error, usage, cost, demonstration
    /// and spec of `ended` count. From then on it can be found.
    Status end(const ChatMessage &ended);
    /// Answers that a dead process left streaming become interrupted, with what had come. By the start of an owner.
    Result<int> endInterrupted();
    /// A queued message becomes one that is sent: its parent is the head, it is the head, and it has the next seq.
    Result<ChatMessage> unqueue(const ChatId &chat, qint64 seq);
    Status removeQueued(const ChatId &chat, qint64 seq);
    /// A queued message says something else now.
    Status editQueued(const ChatId &chat, qint64 seq, const QString &text);
    /// Of a Spec message: where it stands in the library.
    Status setSpec(qint64 no, const ChatSpec &spec);
    /// The branch up to `seq`, with its attachments and specifications, into another chat that is empty; seqs from 1.
    /// What it cost stays with the first. Whole or not at all.
    Status copyBranch(const ChatId &from, qint64 seq, const ChatId &to);

    Result<ChatMessage> get(const ChatId &chat, qint64 seq) const;
    /// The branch that ends with `head` (0 = the chat's own), oldest first; without Spec and queued messages.
    Result<QList<ChatMessage>> branch(const ChatId &chat, qint64 head = 0) const;
    /// Of messages that have versions (others with the same parent): seqs of all of them, oldest first.
    Result<QHash<qint64, QList<qint64>>> versions(const ChatId &chat) const;
    /// The newest message below this one, so that a version can be shown with what followed it.
    Result<qint64> newestBelow(const ChatId &chat, qint64 seq) const;
    Result<QList<ChatMessage>> queued(const ChatId &chat) const;
    /// Spec messages of the chat, oldest first.
    Result<QList<ChatMessage>> specs(const ChatId &chat) const;
    /// Everything, of all branches, by seq.
    Result<QList<ChatMessage>> all(const ChatId &chat) const;

private:
    Database &m_database;
};

}  // namespace bw::store
