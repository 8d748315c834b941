// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/event.h"

#include <QList>

namespace bw::store
{

class Database;

/// Reads events. Thread-safe; each call is one page and one short transaction.
class EventStore final
{
public:
    explicit EventStore(Database &database)
        : m_database(database)
    {
    }
    /// Events from `from` (1 is the first) to `to` (both included; 0 = the end), at most `limit`, in order. Unknown
    /// builds have none.
    Result<QList<Event>> page(const BuildId &build, qint64 from, qint64 to = 0, int limit = 1000) const;
    /// Only events of these types, from `from` on.
    Result<QList<Event>> ofTypes(const BuildId &build, const QList<EventType> &types, qint64 from = 1,
                                 int limit = 1000) const;
    Result<Event> get(const BuildId &build, qint64 seq) const;
    Result<qint64> lastSeq(const BuildId &build) const;  ///< 0 when there is none

private:
    Database &m_database;
};

}  // namespace bw::store
