// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "model/buildstate.h"
#include "model/money.h"
#include "model/usage.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace bw::store
{

struct Chat {
    ChatId id;
    UserId user;
    ProjectId project;  ///< empty = none
    QString title;
    bool named = false;  ///< a person gave the title; else it is made from the first message
    bool pinned = false;
    bool archived = false;
    qint64 deletedMs = 0;         ///< thrown away then; 0 = not
    QString model;                ///< as `build --model`; empty = the default
    QString effort;               ///< empty = the service's
    int tokenLimit = 0;           ///< of one answer; 0 = the default
    QString draft;                ///< what is being written
    std::optional<Tier> tier {};  ///< a person's choice for the specification; nothing = the model's guess
    int features = 0;             ///< the same for the number of features; 0 = the model's guess, or by the tier
    ChatId forkedFrom {};         ///< empty = not a fork
    qint64 forkedSeq = 0;         ///< up to which message of that chat
    qint64 head = 0;              ///< newest message of the branch that is shown; 0 = none yet
    qint64 createdMs = 0, updatedMs = 0;
    qint64 messages = 0;  ///< of all branches
    qint64 version = 0;
    friend bool operator==(const Chat &, const Chat &) = default;
};

/// A file that goes with a message. Its bytes are a blob.
struct ChatAttachment {
    QString id;
    qint64 seq = 0;     ///< of its message; 0 = of the one that is being written
    QString kind;       ///< "image", "text", "pdf"
    QString mediaType;  ///< "image/png", "text/csv" …
    QString name;
    qint64 bytes = 0;
    BlobHash hash;
    friend bool operator==(const ChatAttachment &, const ChatAttachment &) = default;
};

enum class MessageRole {
    User,
    Assistant,
    Spec,  ///< a specification, written from the description in its parent; no part of the conversation
};
QString toKey(MessageRole role);
std::optional<MessageRole> messageRoleFromKey(const QString &key);

enum class MessageState {
    Queued,       ///< a person's, to be sent when the running answer has ended
    Streaming,    ///< an answer that is still coming
    Complete,     ///< whole
    Interrupted,  ///< stopped by a person, or by the end of the program: what had come is kept
    Failed,       ///< ended by an error: what had come is kept
};
QString toKey(MessageState state);
std::optional<MessageState> messageStateFromKey(const QString &key);

/// Of a message with the role Spec: from what and for what it was made, and what became of it.
struct ChatSpec {
    QString description;      ///< the App Description
    QString descriptionHash;  ///< SHA-256 of it, hex
    Tier tier = Tier::Standard;
    int features = 0;
    bool chosen = false;  ///< tier or features are a person's choice
    SpecId spec;          ///< in the library; empty = not there
    int specVersion = 0;
    QString problem;      ///< why it cannot be read as a specification; empty = it can
    int problemLine = 0;  ///< from 1; 0 = of the whole
    friend bool operator==(const ChatSpec &, const ChatSpec &) = default;
};

struct ChatMessage {
    qint64 no = 0;  ///< unique among all chats
    ChatId chat;
    qint64 seq = 0;     ///< 1, 2, 3 … per chat
    qint64 parent = 0;  ///< seq of the message before it; 0 = the first. Messages with one parent are versions of one
    MessageRole role = MessageRole::User;
    MessageState state = MessageState::Complete;
    QString text;        ///< what a person reads, also of an answer that still streams
    QString thinking;    ///< summary of the model's thoughts
    QByteArray content;  ///< of a complete answer: JSON array of the messages to send again, byte for byte
    QString model;
    QString stopReason;
    std::optional<Error> error;
    bool demonstration = false;  ///< recorded; costs nothing
    Usage usage;
    std::optional<Money> cost;  ///< nothing = a price is unknown
    qint64 createdMs = 0, endedMs = 0;
    QList<ChatAttachment> attachments;
    std::optional<ChatSpec> spec;
    friend bool operator==(const ChatMessage &, const ChatMessage &) = default;
};

/// What a chat used and cost so far, all branches and specifications together.
struct ChatSum {
    Usage usage;
    std::optional<Money> cost;   ///< nothing = a price is unknown; of recordings: what they would have cost
    bool demonstration = false;  ///< everything in it is recorded
    friend bool operator==(const ChatSum &, const ChatSum &) = default;
};

/// A message that a search found.
struct ChatHit {
    ChatId chat;
    QString title;
    qint64 seq = 0;  ///< 0 = the title of the chat
    MessageRole role = MessageRole::User;
    QString excerpt;  ///< some words around the first of those that were looked for, on one line
    qint64 timeMs = 0;
    friend bool operator==(const ChatHit &, const ChatHit &) = default;
};

}  // namespace bw::store
