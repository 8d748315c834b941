// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chatstore.h"

#include "base/redactor.h"
#include "store/removal.h"
#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

const QString &select()
{
    static const QString sql =
        u"SELECT id, user, ifnull(project, ''), title, named, pinned, archived, deleted_ms, model, effort, token_limit,"
        " draft, tier, features, forked_from, forked_seq, head, created_ms, updated_ms, messages, version FROM chats "_s;
    return sql;
}

Chat chatOf(const Statement &row)
{
    Chat chat;
    chat.id.value = row.text(0);
    chat.user.value = row.text(1);
    chat.project.value = row.text(2);
    chat.title = row.text(3);
    chat.named = row.boolean(4);
    chat.pinned = row.boolean(5);
    chat.archived = row.boolean(6);
    chat.deletedMs = row.integer(7);
    chat.model = row.text(8);
    chat.effort = row.text(9);
    chat.tokenLimit = static_cast<int>(row.integer(10));
    chat.draft = row.text(11);
    chat.tier = tierFromKey(row.text(12));
    chat.features = static_cast<int>(row.integer(13));
    chat.forkedFrom.value = row.text(14);
    chat.forkedSeq = row.integer(15);
    chat.head = row.integer(16);
    chat.createdMs = row.integer(17);
    chat.updatedMs = row.integer(18);
    chat.messages = row.integer(19);
    chat.version = row.integer(20);
    return chat;
}

QString tierText(const Chat &chat) { return chat.tier ? toKey(*chat.tier) : QString(); }

Status insert(Connection &connection, const Chat &chat)
{
    return connection.run(
        u"INSERT INTO chats (id, user, project, title, named, pinned, archived, deleted_ms, model, effort, token_limit,"
        " draft, tier, features, forked_from, forked_seq, head, created_ms, updated_ms, messages, version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {chat.id.value,    chat.user.value,    orNull(chat.project), chat.title,     int(chat.named),
         int(chat.pinned), int(chat.archived), chat.deletedMs,       chat.model,     chat.effort,
         chat.tokenLimit,  chat.draft,         tierText(chat),       chat.features,  chat.forkedFrom.value,
         chat.forkedSeq,   chat.head,          chat.createdMs,       chat.updatedMs, chat.messages,
         chat.version});
}

Status update(Connection &connection, const Chat &chat)
{
    return connection.run(
        u"UPDATE chats SET project = ?, title = ?, named = ?, pinned = ?, archived = ?, deleted_ms = ?, model = ?,"
        " effort = ?, token_limit = ?, draft = ?, tier = ?, features = ?, head = ?, updated_ms = ?, version = ?"
        " WHERE id = ?"_s,
        {orNull(chat.project), chat.title, int(chat.named), int(chat.pinned), int(chat.archived), chat.deletedMs,
         chat.model, chat.effort, chat.tokenLimit, chat.draft, tierText(chat), chat.features, chat.head, chat.updatedMs,
         chat.version, chat.id.value});
}

Status removeRows(Connection &connection, Writer &writer, const QString &chat)
{
    // The money is spent all the same: limits of a day or month must not forget it.
    const QString kept =
        u"INSERT INTO usage_of_removed (quarter, tokens, cost_nano) SELECT ended_ms / 900000,"
        " sum(usage_input + usage_cache_5m + usage_cache_1h + usage_cache_read + usage_output),"
        " sum(ifnull(cost_nano, 0)) FROM chat_messages WHERE chat = ? AND demonstration = 0 AND usage_calls > 0"
        " GROUP BY 1 ON CONFLICT (quarter) DO UPDATE SET tokens = tokens + excluded.tokens,"
        " cost_nano = cost_nano + excluded.cost_nano"_s;
    const QString index = u"DELETE FROM chat_index WHERE rowid IN (SELECT no FROM chat_messages WHERE chat = ?)"_s;
    const QString blobs =
        u"INSERT OR IGNORE INTO garbage (kind, name) SELECT 'blob', hash FROM chat_attachments WHERE chat = ?"_s;
    for (const QString &sql : {kept, index, blobs, u"DELETE FROM chats WHERE id = ?"_s})
        if (auto done = connection.run(sql, {chat}); !done)
            return done;
    writer.announce(u"chat"_s, chat, -1);
    return {};
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
    chat.title = Redactor::redact(chat.title);
    chat.draft = Redactor::redact(chat.draft);
    return writeThrough<Chat>(m_database, [&](Connection &connection, Writer &writer) -> Result<Chat> {
        if (auto done = insert(connection, chat); !done)
            return fail(done.error());
        writer.announce(u"chat"_s, chat.id.value, 1);
        return chat;
    });
}

Result<Chat> ChatStore::get(const ChatId &chat) const
{
    return only(readPage<Chat>(m_database, select() + u"WHERE id = ?"_s, {chat.value}, chatOf), u"chat"_s, chat.value);
}

Result<QList<Chat>> ChatStore::list(const ChatQuery &query) const
{
    return readPage<Chat>(m_database,
                          select()
                              + u"WHERE (? = '' OR project = ?) AND (deleted_ms > 0) = ? AND (? OR archived = ?)"
                                " AND (? = 0 OR updated_ms < ?)"
                                " ORDER BY pinned DESC, updated_ms DESC, rowid DESC LIMIT ? OFFSET ?"_s,
                          {query.project.value, query.project.value, int(query.deleted), int(query.deleted),
                           int(query.archived), query.beforeMs.value_or(0), query.beforeMs.value_or(0), query.limit,
                           query.offset},
                          chatOf);
}

Result<ChatId> ChatStore::resolve(const QString &text) const
{
    const QString wanted = text.trimmed().toLower();
    const auto id = [](const Statement &row) { return ChatId {row.text(0)}; };
    if (wanted == u"last"_s)
        return only(readPage<ChatId>(m_database,
                                     u"SELECT id FROM chats WHERE deleted_ms = 0"
                                     " ORDER BY updated_ms DESC, rowid DESC LIMIT 1"_s,
                                     {}, id),
                    u"chat"_s, wanted);
    if (wanted.isEmpty())
        return notFound(u"chat"_s, text);
    auto matches = readPage<ChatId>(m_database, u"SELECT id FROM chats WHERE id >= ? AND id < ? ORDER BY id LIMIT 10"_s,
                                    {wanted, QString(wanted + QChar(0xffff))}, id);
    if (!matches)
        return fail(matches.error());
    if (matches->isEmpty())
        return notFound(u"chat"_s, text);
    if (matches->size() == 1 || matches->first().value == wanted)
        return matches->first();
    QStringList names;
    for (const ChatId &match : std::as_const(*matches))
        names.append(match.value);
    return fail(ErrorCode::Ambiguous, u"several chats begin so"_s,
                {{u"kind"_s, u"chat"_s}, {u"name"_s, text}, {u"matches"_s, names.join(u", "_s)}});
}

Result<Chat> ChatStore::change(const ChatId &id, const std::function<void(Chat &)> &change, bool touch)
{
    return writeThrough<Chat>(m_database, [&](Connection &connection, Writer &writer) -> Result<Chat> {
        auto chat =
            only(readRows<Chat>(connection, select() + u"WHERE id = ?"_s, {id.value}, chatOf), u"chat"_s, id.value);
        if (!chat)
            return chat;
        change(*chat);
        chat->title = Redactor::redact(chat->title);
        chat->draft = Redactor::redact(chat->draft);
        if (touch)
            chat->updatedMs = m_database.clock().nowMs();
        ++chat->version;
        if (auto done = update(connection, *chat); !done)
            return fail(done.error());
        writer.announce(u"chat"_s, id.value, chat->version);
        return chat;
    });
}

Result<ChatSum> ChatStore::sum(const ChatId &chat) const
{
    const auto sumOf = [](const Statement &row) {
        ChatSum sum;
        sum.usage = {row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                     row.integer(4), row.integer(5), row.boolean(6)};
        if (row.integer(7) == 0)
            sum.cost = Money {row.integer(8)};
        sum.demonstration = row.boolean(9);
        return sum;
    };
    return only(
        readPage<ChatSum>(m_database,
                          u"SELECT sum(usage_input), sum(usage_cache_5m), sum(usage_cache_1h), sum(usage_cache_read),"
                          " sum(usage_output), sum(usage_calls), ifnull(min(usage_known), 1), ifnull(sum(cost_nano IS "
                          "NULL AND usage_known = 1), 0),"
                          " ifnull(sum(cost_nano), 0), ifnull(min(demonstration), 0)"
                          " FROM chat_messages WHERE chat = ? AND usage_calls > 0"_s,
                          {chat.value}, sumOf),
        u"chat"_s, chat.value);
}

Status ChatStore::purge(qint64 deletedBeforeMs)
{
    const auto old = readPage<QString>(m_database, u"SELECT id FROM chats WHERE deleted_ms > 0 AND deleted_ms < ?"_s,
                                       {deletedBeforeMs}, [](const Statement &row) { return row.text(0); });
    if (!old)
        return fail(old.error());
    for (const QString &chat : *old)
        if (auto done = remove(ChatId {chat}); !done)
            return done;
    return {};
}

Status ChatStore::remove(const ChatId &chat)
{
    const Status done = writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        return removeRows(connection, writer, chat.value);
    });
    return done ? Removal(m_database).sweep() : done;
}

}  // namespace bw::store
