// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/chatrecords.h"

#include <QList>

#include <functional>
#include <optional>

namespace bw::store
{

class Database;

/// Which chats a list shows: pinned ones first, then by the time of the last change, newest first.
struct ChatQuery {
    ProjectId project {};               ///< empty = of all
    bool archived = false;              ///< true: only those put aside; false: only the others
    bool deleted = false;               ///< true: only those thrown away
    std::optional<qint64> beforeMs {};  ///< changed before; for the next page
    int limit = 50, offset = 0;
};

/// Chats: everything about one but its messages (MessageStore). Thread-safe; writes return when they are durable, and
/// announce changed("chat", id, version) to the writer's listeners, with version -1 for a removal. Secrets are taken
/// out of titles and drafts (base/redactor.h). Errors: NotFound, those of the disk.
class ChatStore final
{
public:
    explicit ChatStore(Database &database)
        : m_database(database)
    {
    }
    Result<Chat> create(Chat chat);  ///< id, user, times filled in where empty
    Result<Chat> get(const ChatId &chat) const;
    Result<QList<Chat>> list(const ChatQuery &query = {}) const;
    /// A full id, a unique prefix, or "last". Errors: NotFound, Ambiguous.
    Result<ChatId> resolve(const QString &text) const;

    /// Changes columns that a person sets (title, named, pinned, archived, deletedMs, model, effort, tokenLimit, draft,
    /// tier, features, project, head): `change` gets the row as it stands, on the storage thread. `touch`: the chat
    /// moves up in lists.
    Result<Chat> change(const ChatId &chat, const std::function<void(Chat &)> &change, bool touch = true);

    /// What all its messages used.
    Result<ChatSum> sum(const ChatId &chat) const;

    /// Removes for good what was thrown away before that time; their money stays counted, blobs that nobody else names
    /// are offered to the next sweep (Removal).
    Status purge(qint64 deletedBeforeMs);
    Status remove(const ChatId &chat);  ///< for good, at once

private:
    Database &m_database;
};

}  // namespace bw::store
