// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/chatrecords.h"

#include <QList>

namespace bw::store
{

class Database;

/// Files that go with messages; their bytes are blobs, one for equal bytes. Thread-safe; writes return when they are
/// durable. Whether a file may be attached is not decided here (agent::readAttachment).
class AttachmentStore final
{
public:
    explicit AttachmentStore(Database &database)
        : m_database(database)
    {
    }
    /// To the message that is being written in `chat`. id, bytes and hash are filled in. Errors: NotFound (the chat),
    /// DiskFull …
    Result<ChatAttachment> add(const ChatId &chat, ChatAttachment attachment, const QByteArray &bytes);
    /// Only of a message that is being written. Error: NotFound.
    Status remove(const ChatId &chat, const QString &id);
    /// Of one message, in order; seq 0 = of the one that is being written.
    Result<QList<ChatAttachment>> list(const ChatId &chat, qint64 seq) const;
    Result<QByteArray> read(const ChatAttachment &attachment) const;

private:
    Database &m_database;
};

}  // namespace bw::store
