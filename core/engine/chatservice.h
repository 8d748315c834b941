// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/chataction.h"
#include "engine/chatnotice.h"

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace bw::engine
{

struct Parts;

/// Everything a person does in chats, for every front end alike: a conversation that ends in an App Description, and
/// its expansion to a specification. Only the owner of a data directory has one. Reading needs no service: viewChat(),
/// store::ChatStore, store::searchChats(), exportChat().
///
/// Thread-safe. Calls block for a commit (some milliseconds), never for the network: each chat in which something
/// streams has a worker thread of its own. Answers are kept as they come, at most a second behind.
class ChatService final
{
public:
    explicit ChatService(Parts &parts);
    /// Stops what streams (it becomes interrupted) and waits for it.
    ~ChatService();

    /// At the start of an owner, before anybody else calls: what a dead process left streaming becomes interrupted, and
    /// what was thrown away more than 30 days ago goes for good. Error: those of the disk.
    Status recover();

    Result<ChatId> create(const NewChat &chat);
    /// Does it, or begins it and returns. Errors of Send, Edit, Retry, SendQueued and Expand, before anything is kept
    /// or sent (the text of Send stays as the draft): KeyMissing and what else chooseModel() says; RecordingEnded when
    /// a recording is told something that it does not offer; InvalidArgument for an empty message; WrongState while
    /// something streams (Edit, Retry, Expand), or when there is nothing to retry or expand; TooLarge when the message
    /// does not fit. Of all: NotFound, InvalidArgument, those of the disk. What goes wrong later ends the message.
    Result<ChatOutcome> act(const ChatId &chat, const ChatAction &action);
    /// A file for the message that is being written. `name` decides with the bytes what it is. Errors: Unsupported (a
    /// kind that cannot be sent), TooLarge, InvalidArgument (empty, or broken).
    Result<store::ChatAttachment> attach(const ChatId &chat, const QString &name, const QByteArray &bytes);
    Status detach(const ChatId &chat, const QString &attachment);

    /// Hears what happens in a chat from now on; the first call, made before this returns, tells what streams already
    /// (Begun) or Idle. Called on the worker's thread, one notice after the other: it must return at once and must not
    /// call the service. After unsubscribe() has returned it is not called any more.
    using Observer = std::function<void(const ChatNotice &)>;
    int subscribe(const ChatId &chat, Observer observer);
    void unsubscribe(int subscription);
    /// The same on the calling thread, until nothing streams any more (Idle, the last notice) or a stop is requested
    /// (Cancelled; the chat goes on).
    Status follow(const ChatId &chat, const Observer &observer, std::stop_token stop);

    [[nodiscard]] bool isStreaming(const ChatId &chat) const;
    [[nodiscard]] int active() const;  ///< chats in which something streams
    /// Returns when nothing streams any more, or a stop is requested (then false).
    bool waitUntilIdle(std::stop_token stop);
    void stopAll();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::engine
