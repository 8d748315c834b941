// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/projector.h"

#include <QHash>

namespace bw::store
{

class Connection;

/// An event on its way to the disk.
struct PendingEvent {
    BuildId build;
    EventType type = EventType::BuildNote;
    qint64 timeMs = 0;
    Json payload;
    QByteArray bytes;  ///< the payload as it is stored
};

/// Gives events their numbers, writes them and has their projections made, inside the caller's transaction. Used by the
/// storage thread.
class EventAppender final
{
public:
    /// `recent` as Projector.
    explicit EventAppender(Connection &connection, RecentLines *recent = nullptr)
        : m_connection(connection)
        , m_projector(connection, recent)
    {
    }
    /// WrongState when the build is being removed. Value: the event's number.
    Result<qint64> append(PendingEvent event);
    /// Writes the build rows; before a commit, and before a job that may read them.
    Status flush() { return m_projector.flush(); }
    void forget();
    /// Log lines that were made since the last call.
    qint64 takeLinesAdded() { return m_projector.takeLinesAdded(); }

private:
    struct Log {
        qint64 no = 0;
        UserId user;
        qint64 lastSeq = 0;
    };
    Result<Log *> logOf(const PendingEvent &event);
    Result<Log> findLog(const BuildId &build);
    Result<Log> createLog(const PendingEvent &event);

    Connection &m_connection;
    Projector m_projector;
    QHash<QString, Log> m_logs;
};

}  // namespace bw::store
