// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QtTypes>

namespace bw::store
{

class Connection;
class RecentLines;

/// Brings the full-text index up to the log lines. The index is a projection with a cursor of its own for each build,
/// so that indexing a flood of output never holds up a commit. Used by one thread, inside the caller's transaction.
class LogIndexer final
{
public:
    /// `recent` = where texts of new lines may still be held; what is indexed is taken out of it.
    explicit LogIndexer(Connection &connection, RecentLines *recent = nullptr)
        : m_connection(connection)
        , m_recent(recent)
    {
    }
    /// Indexes at most `limit` lines that are not indexed yet, of any build. Value: how many; fewer than `limit` means
    /// that none are left.
    Result<int> step(int limit);
    /// One build, from its cursor on, to `last` at most.
    Result<int> stepBuild(qint64 buildNo, qint64 after, qint64 last, int limit);

private:
    Status indexFromTables(qint64 buildNo, qint64 after, qint64 end);
    Status indexFromMemory(qint64 buildNo, qint64 after, qint64 end);

    Connection &m_connection;
    RecentLines *m_recent = nullptr;
};

}  // namespace bw::store
