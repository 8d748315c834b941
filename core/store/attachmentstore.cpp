// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/attachmentstore.h"

#include "base/redactor.h"
#include "store/blobstore.h"
#include "store/chatrow.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

Result<ChatAttachment> AttachmentStore::add(const ChatId &chat, ChatAttachment attachment, const QByteArray &bytes)
{
    const auto hash = m_database.blobs().put(bytes);
    if (!hash)
        return fail(hash.error());
    attachment.id = newIdText();
    attachment.seq = 0;
    attachment.name = Redactor::redact(attachment.name);
    attachment.bytes = bytes.size();
    attachment.hash = *hash;
    const Status written = writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        const auto known = connection.value(u"SELECT 1 FROM chats WHERE id = ?"_s, {chat.value});
        if (!known)
            return fail(known.error());
        if (!known->isValid())
            return notFound(u"chat"_s, chat.value);
        writer.announce(u"chat"_s, chat.value, 0);
        return connection.run(
            u"INSERT INTO chat_attachments (id, chat, seq, place, kind, media_type, name, bytes, hash)"
            " SELECT ?, ?, 0, ifnull(max(place), 0) + 1, ?, ?, ?, ?, ? FROM chat_attachments"
            " WHERE chat = ? AND seq = 0"_s,
            {attachment.id, chat.value, attachment.kind, attachment.mediaType, attachment.name, attachment.bytes,
             attachment.hash.value, chat.value});
    });
    if (!written)
        return fail(written.error());
    // Equal bytes may have been on their way out until the row named them.
    if (!m_database.blobs().contains(*hash))
        if (const auto again = m_database.blobs().put(bytes); !again)
            return fail(again.error());
    return attachment;
}

Status AttachmentStore::remove(const ChatId &chat, const QString &id)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        if (auto done = connection.run(u"INSERT OR IGNORE INTO garbage (kind, name) SELECT 'blob', hash"
                                       " FROM chat_attachments WHERE id = ? AND chat = ? AND seq = 0"_s,
                                       {id, chat.value});
            !done)
            return done;
        auto remove = connection.prepare(u"DELETE FROM chat_attachments WHERE id = ? AND chat = ? AND seq = 0"_s,
                                         {id, chat.value});
        if (!remove)
            return fail(remove.error());
        if (auto done = remove->run(); !done)
            return done;
        if (remove->changes() == 0)
            return notFound(u"attachment"_s, id);
        writer.announce(u"chat"_s, chat.value, 0);
        return {};
    });
}

Result<QList<ChatAttachment>> AttachmentStore::list(const ChatId &chat, qint64 seq) const
{
    return readPage<ChatAttachment>(m_database,
                                    u"SELECT "_s + attachmentColumns()
                                        + u" FROM chat_attachments WHERE chat = ? AND seq = ? ORDER BY place"_s,
                                    {chat.value, seq}, readAttachmentRow);
}

Result<QByteArray> AttachmentStore::read(const ChatAttachment &attachment) const
{
    return m_database.blobs().get(attachment.hash);
}

}  // namespace bw::store
