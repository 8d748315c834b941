// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chatstore.h"

#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

const QString &select()
{
    static const QString sql = u"SELECT id, user, ifnull(project, ''), title, created_ms, updated_ms, messages, version"
                               " FROM chats "_s;
    return sql;
}

Chat chatOf(const Statement &row)
{
    Chat chat;
    chat.id.value = row.text(0);
    chat.user.value = row.text(1);
    chat.project.value = row.text(2);
    chat.title = row.text(3);
    chat.createdMs = row.integer(4);
    chat.updatedMs = row.integer(5);
    chat.messages = row.integer(6);
    chat.version = row.integer(7);
    return chat;
}

ChatMessage messageOf(const Statement &row)
{
    return {ChatId {row.text(0)}, row.integer(1), row.text(2), row.bytes(3), row.integer(4)};
}

}  // namespace

Result<Chat> ChatStore::create(Chat chat)
{
    if (chat.id.isEmpty())
        chat.id = newId<ChatId>();
    if (chat.user.isEmpty())
        chat.user = m_database.localUser();
    if (chat.createdMs == 0)
        chat.createdMs = m_database.clock().nowMs();
    chat.updatedMs = chat.createdMs;
    chat.messages = 0;
    chat.version = 1;
    return writeThrough<Chat>(m_database, [&](Connection &connection, Writer &writer) -> Result<Chat> {
        if (auto done = connection.run(u"INSERT INTO chats (id, user, project, title, created_ms, updated_ms, messages,"
                                       " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                       {chat.id.value, chat.user.value, orNull(chat.project), chat.title,
                                        chat.createdMs, chat.updatedMs, chat.messages, chat.version});
            !done)
            return fail(done.error());
        writer.announce(u"chat"_s, chat.id.value, 1);
        return chat;
    });
}

Status ChatStore::rename(const ChatId &chat, const QString &title)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        auto rename =
            connection.prepare(u"UPDATE chats SET title = ?, updated_ms = ?, version = version + 1 WHERE id = ?"_s,
                               {title, m_database.clock().nowMs(), chat.value});
        if (!rename)
            return fail(rename.error());
        if (auto done = rename->run(); !done)
            return done;
        if (rename->changes() == 0)
            return notFound(u"chat"_s, chat.value);
        writer.announce(u"chat"_s, chat.value, 0);
        return {};
    });
}

Result<ChatMessage> ChatStore::append(const ChatId &chat, const QString &role, const QByteArray &content)
{
    ChatMessage message {chat, 0, role, content, m_database.clock().nowMs()};
    return writeThrough<ChatMessage>(m_database, [&](Connection &connection, Writer &writer) -> Result<ChatMessage> {
        const auto count = connection.value(u"SELECT messages FROM chats WHERE id = ?"_s, {chat.value});
        if (!count)
            return fail(count.error());
        if (!count->isValid())
            return notFound(u"chat"_s, chat.value);
        message.seq = count->toLongLong() + 1;
        if (auto done = connection.run(u"INSERT INTO messages (chat, seq, role, content, created_ms)"
                                       " VALUES (?, ?, ?, ?, ?)"_s,
                                       {chat.value, message.seq, role, content, message.createdMs});
            !done)
            return fail(done.error());
        if (auto done = connection.run(u"UPDATE chats SET messages = ?, updated_ms = ?, version = version + 1"
                                       " WHERE id = ?"_s,
                                       {message.seq, message.createdMs, chat.value});
            !done)
            return fail(done.error());
        writer.announce(u"chat"_s, chat.value, message.seq);
        return message;
    });
}

Result<Chat> ChatStore::get(const ChatId &chat) const
{
    return only(readPage<Chat>(m_database, select() + u"WHERE id = ?"_s, {chat.value}, chatOf), u"chat"_s, chat.value);
}

Result<QList<ChatMessage>> ChatStore::messages(const ChatId &chat, qint64 after, int limit) const
{
    return readPage<ChatMessage>(m_database,
                                 u"SELECT chat, seq, role, content, created_ms FROM messages WHERE chat = ? AND seq > ?"
                                 " ORDER BY seq LIMIT ?"_s,
                                 {chat.value, after, limit}, messageOf);
}

Result<QList<Chat>> ChatStore::list(const UserId &user, const ProjectId &project, int limit, int offset) const
{
    return readPage<Chat>(m_database,
                          select()
                              + u"WHERE (? = '' OR user = ?) AND (? = '' OR project = ?)"
                                " ORDER BY updated_ms DESC, rowid DESC LIMIT ? OFFSET ?"_s,
                          {user.value, user.value, project.value, project.value, limit, offset}, chatOf);
}

Status ChatStore::remove(const ChatId &chat)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        writer.announce(u"chat"_s, chat.value, -1);
        return connection.run(u"DELETE FROM chats WHERE id = ?"_s, {chat.value});
    });
}

}  // namespace bw::store
