// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/messagestore.h"

#include "base/redactor.h"
#include "store/chatrow.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

QVariant costColumn(const std::optional<Money> &cost) { return cost ? QVariant(cost->nano) : QVariant(); }

struct Place {
    qint64 messages = 0, head = 0;
};

Result<Place> placeOf(Connection &connection, const ChatId &chat)
{
    return only(readRows<Place>(connection, u"SELECT messages, head FROM chats WHERE id = ?"_s, {chat.value},
                                [](const Statement &row) { return Place {row.integer(0), row.integer(1)}; }),
                u"chat"_s, chat.value);
}

/// The chat has changed: head, time, version.
Status touch(Connection &connection, Writer &writer, const ChatId &chat, qint64 nowMs, qint64 messages, qint64 head)
{
    writer.announce(u"chat"_s, chat.value, messages);
    return connection.run(u"UPDATE chats SET messages = max(messages, ?), head = CASE WHEN ? > 0 THEN ? ELSE head END,"
                          " updated_ms = ?, version = version + 1 WHERE id = ?"_s,
                          {messages, head, head, nowMs, chat.value});
}

Status index(Connection &connection, qint64 no)
{
    return connection.run(u"INSERT INTO chat_index (rowid, text) SELECT no, text FROM chat_messages WHERE no = ?"_s,
                          {no});
}

Status insertMessage(Connection &connection, ChatMessage &message)
{
    const Usage &usage = message.usage;
    auto done = connection.run(
        u"INSERT INTO chat_messages (chat, seq, parent, role, state, text, thinking, content, model, stop_reason, "
        u"error,"
        " demonstration, usage_input, usage_cache_5m, usage_cache_1h, usage_cache_read, usage_output, usage_calls,"
        " usage_known, cost_nano, created_ms, ended_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {message.chat.value,
         message.seq,
         message.parent,
         toKey(message.role),
         toKey(message.state),
         message.text,
         message.thinking,
         message.content,
         message.model,
         message.stopReason,
         errorColumn(message.error),
         int(message.demonstration),
         usage.input,
         usage.cacheWrite5m,
         usage.cacheWrite1h,
         usage.cacheRead,
         usage.output,
         usage.calls,
         int(usage.known),
         costColumn(message.cost),
         message.createdMs,
         message.endedMs});
    if (!done)
        return done;
    const auto no = connection.value(u"SELECT last_insert_rowid()"_s);
    if (!no)
        return fail(no.error());
    message.no = no->toLongLong();
    return {};
}

Status insertSpec(Connection &connection, qint64 no, const ChatSpec &spec)
{
    return connection.run(
        u"INSERT OR REPLACE INTO chat_specs (message, description, description_hash, tier, features, chosen, spec,"
        " spec_version, problem, problem_line) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {no, Redactor::redact(spec.description), spec.descriptionHash, toKey(spec.tier), spec.features,
         int(spec.chosen), spec.spec.value, spec.specVersion, Redactor::redact(spec.problem), spec.problemLine});
}

/// Those of the draft move to the message, others are copied.
Status takeAttachments(Connection &connection, const ChatMessage &message, const QList<ChatAttachment> &files)
{
    int place = 0;
    for (const ChatAttachment &file : files) {
        ++place;
        auto move = connection.prepare(u"UPDATE chat_attachments SET seq = ?, place = ?"
                                       " WHERE id = ? AND chat = ? AND seq = 0"_s,
                                       {message.seq, place, file.id, message.chat.value});
        if (!move)
            return fail(move.error());
        if (auto done = move->run(); !done)
            return done;
        if (move->changes() > 0)
            continue;
        if (auto done = connection.run(u"INSERT INTO chat_attachments (id, chat, seq, place, kind, media_type, name,"
                                       " bytes, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                                       {newIdText(), message.chat.value, message.seq, place, file.kind, file.mediaType,
                                        file.name, file.bytes, file.hash.value});
            !done)
            return done;
    }
    return {};
}

Result<QList<ChatMessage>> readMessages(Database &database, const ChatId &chat, const QString &sql,
                                        const QVariantList &values)
{
    return database.reader().read([&](Connection &connection) -> Result<QList<ChatMessage>> {
        auto messages = readRows<ChatMessage>(connection, messageSelect() + sql, values, readMessage);
        if (!messages)
            return messages;
        if (auto done = addParts(connection, chat, *messages); !done)
            return fail(done.error());
        return messages;
    });
}

QString pathSql()
{
    return u"WITH RECURSIVE path (seq, parent) AS (SELECT seq, parent FROM chat_messages WHERE chat = ? AND seq = ?"
           " UNION ALL SELECT m.seq, m.parent FROM path p JOIN chat_messages m ON m.chat = ? AND m.seq = p.parent) "_s;
}

}  // namespace

Result<ChatMessage> MessageStore::append(ChatMessage message)
{
    message.text = Redactor::redact(message.text);
    if (message.createdMs == 0)
        message.createdMs = m_database.clock().nowMs();
    const bool open = message.state == MessageState::Streaming || message.state == MessageState::Queued;
    if (!open && message.endedMs == 0)
        message.endedMs = message.createdMs;
    return writeThrough<ChatMessage>(m_database, [&](Connection &connection, Writer &writer) -> Result<ChatMessage> {
        const auto place = placeOf(connection, message.chat);
        if (!place)
            return fail(place.error());
        message.seq = place->messages + 1;
        Status done = insertMessage(connection, message);
        if (done && message.spec)
            done = insertSpec(connection, message.no, *message.spec);
        if (done)
            done = takeAttachments(connection, message, message.attachments);
        if (done && !open)
            done = index(connection, message.no);
        const bool heads = message.role != MessageRole::Spec && message.state != MessageState::Queued;
        if (done)
            done = touch(connection, writer, message.chat, m_database.clock().nowMs(), message.seq,
                         heads ? message.seq : 0);
        if (!done)
            return fail(done.error());
        return message;
    });
}

Status MessageStore::addPiece(qint64 no, const QString &text, const QString &thinking)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &) -> Status {
        for (const auto &[piece, isThinking] : {std::pair(text, 0), std::pair(thinking, 1)}) {
            if (piece.isEmpty())
                continue;
            if (auto done =
                    connection.run(u"INSERT INTO chat_pieces (message, n, thinking, text)"
                                   " SELECT ?, ifnull(max(n), 0) + 1, ?, ? FROM chat_pieces WHERE message = ?"_s,
                                   {no, isThinking, Redactor::redact(piece), no});
                !done)
                return done;
        }
        return {};
    });
}

Status MessageStore::reserve(qint64 no, std::optional<Money> worst)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &) -> Status {
        return connection.run(
            u"UPDATE chat_messages SET cost_nano = ?, usage_calls = usage_calls + 1, usage_known = 0 WHERE no = ?"_s,
            {costColumn(worst), no});
    });
}

Status MessageStore::discard(qint64 no)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &) -> Status {
        return connection.run(u"DELETE FROM chat_pieces WHERE message = ?"_s, {no});
    });
}

Status MessageStore::end(const ChatMessage &ended)
{
    const QByteArray content = Redactor::redact(ended.content) == ended.content ? ended.content : QByteArray();
    const qint64 now = m_database.clock().nowMs();
    const Usage &usage = ended.usage;
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        Status done = connection.run(
            u"UPDATE chat_messages SET state = ?, text = ?, thinking = ?, content = ?, model = ?, stop_reason = ?,"
            " error = ?, demonstration = ?, usage_input = ?, usage_cache_5m = ?, usage_cache_1h = ?,"
            " usage_cache_read = ?, usage_output = ?, usage_calls = ?, usage_known = ?, cost_nano = ?, ended_ms = ?"
            " WHERE no = ? AND state = 'streaming'"_s,
            {toKey(ended.state), Redactor::redact(ended.text), Redactor::redact(ended.thinking), content, ended.model,
             ended.stopReason, errorColumn(ended.error), int(ended.demonstration), usage.input, usage.cacheWrite5m,
             usage.cacheWrite1h, usage.cacheRead, usage.output, usage.calls, int(usage.known), costColumn(ended.cost),
             now, ended.no});
        if (done)
            done = connection.run(u"DELETE FROM chat_pieces WHERE message = ?"_s, {ended.no});
        if (done && ended.spec)
            done = insertSpec(connection, ended.no, *ended.spec);
        if (done)
            done = index(connection, ended.no);
        return done ? touch(connection, writer, ended.chat, now, ended.seq, 0) : done;
    });
}

Result<int> MessageStore::endInterrupted()
{
    const auto open =
        readPage<ChatMessage>(m_database, messageSelect() + u"WHERE m.state = 'streaming'"_s, {}, readMessage);
    if (!open)
        return fail(open.error());
    for (ChatMessage message : *open) {
        // What was asked for may have been paid for, and nobody was told how much: the worst case stays.
        message.state = MessageState::Interrupted;
        if (auto done = end(message); !done)
            return fail(done.error());
    }
    return static_cast<int>(open->size());
}

Result<ChatMessage> MessageStore::unqueue(const ChatId &chat, qint64 seq)
{
    qint64 sentAs = 0;
    const Status sent = writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        const auto place = placeOf(connection, chat);
        if (!place)
            return fail(place.error());
        const auto no = connection.value(
            u"SELECT no FROM chat_messages WHERE chat = ? AND seq = ? AND state = 'queued'"_s, {chat.value, seq});
        if (!no)
            return fail(no.error());
        if (!no->isValid())
            return notFound(u"message"_s, QString::number(seq));
        const qint64 now = m_database.clock().nowMs();
        sentAs = place->messages + 1;
        Status done = connection.run(u"UPDATE chat_messages SET state = 'complete', seq = ?, parent = ?,"
                                     " created_ms = ?, ended_ms = ? WHERE no = ?"_s,
                                     {sentAs, place->head, now, now, *no});
        if (done)
            done = connection.run(u"UPDATE chat_attachments SET seq = ? WHERE chat = ? AND seq = ?"_s,
                                  {sentAs, chat.value, seq});
        if (done)
            done = index(connection, no->toLongLong());
        return done ? touch(connection, writer, chat, now, sentAs, sentAs) : done;
    });
    return sent ? get(chat, sentAs) : fail(sent.error());
}

Status MessageStore::removeQueued(const ChatId &chat, qint64 seq)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        auto remove = connection.prepare(u"DELETE FROM chat_messages WHERE chat = ? AND seq = ? AND state = 'queued'"_s,
                                         {chat.value, seq});
        if (!remove)
            return fail(remove.error());
        if (auto done = remove->run(); !done)
            return done;
        if (remove->changes() == 0)
            return notFound(u"message"_s, QString::number(seq));
        for (const QString &sql :
             {u"INSERT OR IGNORE INTO garbage (kind, name) SELECT 'blob', hash FROM chat_attachments"
              " WHERE chat = ? AND seq = ?"_s,
              u"DELETE FROM chat_attachments WHERE chat = ? AND seq = ?"_s})
            if (auto done = connection.run(sql, {chat.value, seq}); !done)
                return done;
        return touch(connection, writer, chat, m_database.clock().nowMs(), seq, 0);
    });
}

Status MessageStore::editQueued(const ChatId &chat, qint64 seq, const QString &text)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        auto edit =
            connection.prepare(u"UPDATE chat_messages SET text = ? WHERE chat = ? AND seq = ? AND state = 'queued'"_s,
                               {Redactor::redact(text), chat.value, seq});
        if (!edit)
            return fail(edit.error());
        if (auto done = edit->run(); !done)
            return done;
        if (edit->changes() == 0)
            return notFound(u"message"_s, QString::number(seq));
        writer.announce(u"chat"_s, chat.value, seq);
        return {};
    });
}

Status MessageStore::setSpec(qint64 no, const ChatSpec &spec)
{
    return writeThrough(m_database,
                        [&](Connection &connection, Writer &) -> Status { return insertSpec(connection, no, spec); });
}

Result<ChatMessage> MessageStore::get(const ChatId &chat, qint64 seq) const
{
    return only(readMessages(m_database, chat, u"WHERE m.chat = ? AND m.seq = ?"_s, {chat.value, seq}), u"message"_s,
                QString::number(seq));
}

Result<QList<ChatMessage>> MessageStore::branch(const ChatId &chat, qint64 head) const
{
    if (head == 0) {
        const auto place = m_database.reader().read(
            [&](Connection &connection) -> Result<Place> { return placeOf(connection, chat); });
        if (!place)
            return fail(place.error());
        head = place->head;
    }
    return m_database.reader().read([&](Connection &connection) -> Result<QList<ChatMessage>> {
        auto messages = readRows<ChatMessage>(
            connection,
            pathSql() + messageSelect() + u"WHERE m.chat = ? AND m.seq IN (SELECT seq FROM path) ORDER BY m.seq"_s,
            {chat.value, head, chat.value, chat.value}, readMessage);
        if (!messages)
            return messages;
        if (auto done = addParts(connection, chat, *messages); !done)
            return fail(done.error());
        return messages;
    });
}

Result<QHash<qint64, QList<qint64>>> MessageStore::versions(const ChatId &chat) const
{
    struct Row {
        qint64 parent = 0, seq = 0;
    };
    const auto rows =
        readPage<Row>(m_database,
                      u"SELECT parent, seq FROM chat_messages WHERE chat = ? AND role <> 'spec'"
                      " AND state <> 'queued' ORDER BY seq"_s,
                      {chat.value}, [](const Statement &row) { return Row {row.integer(0), row.integer(1)}; });
    if (!rows)
        return fail(rows.error());
    QHash<qint64, QList<qint64>> below;
    for (const Row &row : *rows)
        below[row.parent].append(row.seq);
    QHash<qint64, QList<qint64>> versions;
    for (const QList<qint64> &siblings : std::as_const(below))
        for (const qint64 seq : siblings)
            if (siblings.size() > 1)
                versions.insert(seq, siblings);
    return versions;
}

Result<qint64> MessageStore::newestBelow(const ChatId &chat, qint64 seq) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<qint64> {
        const auto newest = connection.value(
            u"WITH RECURSIVE below (seq) AS (SELECT seq FROM chat_messages WHERE chat = ? AND seq = ? AND role <> "
            u"'spec'"
            " AND state <> 'queued' UNION ALL SELECT m.seq FROM below b JOIN chat_messages m ON m.chat = ?"
            " AND m.parent = b.seq AND m.role <> 'spec' AND m.state <> 'queued') SELECT max(seq) FROM below"_s,
            {chat.value, seq, chat.value});
        if (!newest)
            return fail(newest.error());
        if (newest->isNull())
            return notFound(u"message"_s, QString::number(seq));
        return newest->toLongLong();
    });
}

Result<QList<ChatMessage>> MessageStore::queued(const ChatId &chat) const
{
    return readMessages(m_database, chat, u"WHERE m.chat = ? AND m.state = 'queued' ORDER BY m.seq"_s, {chat.value});
}

Result<QList<ChatMessage>> MessageStore::specs(const ChatId &chat) const
{
    return readMessages(m_database, chat, u"WHERE m.chat = ? AND m.role = 'spec' ORDER BY m.seq"_s, {chat.value});
}

Result<QList<ChatMessage>> MessageStore::all(const ChatId &chat) const
{
    return readMessages(m_database, chat, u"WHERE m.chat = ? ORDER BY m.seq"_s, {chat.value});
}

}  // namespace bw::store
