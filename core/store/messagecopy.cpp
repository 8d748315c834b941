// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/chatrow.h"
#include "store/messagestore.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

/// What a copy keeps. Money and tokens stay where they were spent; an answer that still streams is cut.
Status copyMessage(Connection &connection, qint64 no, const ChatId &to, qint64 seq, qint64 parent, qint64 nowMs)
{
    if (auto done = connection.run(
            u"INSERT INTO chat_messages (chat, seq, parent, role, state, text, thinking, content, model, stop_reason,"
            " error, demonstration, usage_input, usage_cache_5m, usage_cache_1h, usage_cache_read, usage_output,"
            " usage_calls, usage_known, cost_nano, created_ms, ended_ms) SELECT ?, ?, ?, role,"
            " CASE state WHEN 'streaming' THEN 'interrupted' ELSE state END, text, thinking, content, model,"
            " stop_reason, error, demonstration, 0, 0, 0, 0, 0, 0, 1, NULL, created_ms,"
            " CASE ended_ms WHEN 0 THEN ? ELSE ended_ms END FROM chat_messages WHERE no = ?"_s,
            {to.value, seq, parent, nowMs, no});
        !done)
        return done;
    const auto copied = connection.value(u"SELECT last_insert_rowid()"_s);
    if (!copied)
        return fail(copied.error());
    Status done = connection.run(
        u"INSERT INTO chat_index (rowid, text) SELECT no, text FROM chat_messages WHERE no = ?"_s, {*copied});
    // The specification in the library stays the first chat's.
    if (done)
        done = connection.run(u"INSERT INTO chat_specs SELECT ?, description, description_hash, tier, features, chosen,"
                              " '', 0, problem, problem_line FROM chat_specs WHERE message = ?"_s,
                              {*copied, no});
    return done;
}

Status copyFiles(Connection &connection, const ChatId &from, qint64 fromSeq, const ChatId &to, qint64 toSeq)
{
    const auto files = readRows<QString>(connection, u"SELECT id FROM chat_attachments WHERE chat = ? AND seq = ?"_s,
                                         {from.value, fromSeq}, [](const Statement &row) { return row.text(0); });
    if (!files)
        return fail(files.error());
    for (const QString &id : *files)
        if (auto done = connection.run(
                u"INSERT INTO chat_attachments SELECT ?, ?, ?, place, kind, media_type, name, bytes, hash"
                " FROM chat_attachments WHERE id = ?"_s,
                {newIdText(), to.value, toSeq, id});
            !done)
            return done;
    return {};
}

}  // namespace

Status MessageStore::copyBranch(const ChatId &from, qint64 seq, const ChatId &to)
{
    auto messages = branch(from, seq);
    const auto written = messages ? specs(from) : messages;
    if (!written)
        return fail(written.error());
    if (messages->isEmpty())
        return notFound(u"message"_s, QString::number(seq));
    QHash<qint64, qint64> places;  // seq there → seq here
    for (const ChatMessage &message : std::as_const(*messages))
        places.insert(message.seq, places.size() + 1);
    const qint64 head = places.size();
    for (const ChatMessage &spec : *written)
        if (places.contains(spec.parent))
            messages->append(spec);
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        const qint64 now = m_database.clock().nowMs();
        qint64 count = 0;
        for (const ChatMessage &message : std::as_const(*messages)) {
            ++count;
            Status done = copyMessage(connection, message.no, to, count, places.value(message.parent, 0), now);
            if (done)
                done = copyFiles(connection, from, message.seq, to, count);
            if (!done)
                return done;
        }
        writer.announce(u"chat"_s, to.value, count);
        return connection.run(u"UPDATE chats SET messages = ?, head = ?, updated_ms = ?, version = version + 1"
                              " WHERE id = ?"_s,
                              {count, head, now, to.value});
    });
}

}  // namespace bw::store
