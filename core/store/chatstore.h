// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

/// Chats and their messages. Messages are appended, never changed. Thread-safe; writes return when they are durable.
class ChatStore final
{
public:
    explicit ChatStore(Database &database)
        : m_database(database)
    {
    }
    Result<Chat> create(Chat chat);  ///< id, user, times filled in where empty
    Status rename(const ChatId &chat, const QString &title);
    Result<ChatMessage> append(const ChatId &chat, const QString &role, const QByteArray &content);
    Result<Chat> get(const ChatId &chat) const;
    Result<QList<ChatMessage>> messages(const ChatId &chat, qint64 after = 0, int limit = 200) const;
    Result<QList<Chat>> list(const UserId &user = {}, const ProjectId &project = {}, int limit = 50,
                             int offset = 0) const;  ///< newest first
    Status remove(const ChatId &chat);               ///< its messages go with it

private:
    Database &m_database;
};

}  // namespace bw::store
