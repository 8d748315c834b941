// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/tablerebuild.h"

#include "store/connection.h"
#include "store/logindexer.h"
#include "store/projector.h"
#include "store/storedevent.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{
QStringList allTables() { return Projector::tables() + QStringList {u"log_index"_s, u"index_cursors"_s}; }
}  // namespace

Status TableRebuild::inPlace(const std::stop_token &stop)
{
    for (const QString &table : allTables())
        if (auto done = m_connection.exec(u"DELETE FROM "_s + table); !done)
            return done;
    if (auto done = replay(stop); !done)
        return done;
    return index(u"SELECT no, lines FROM builds"_s, stop);
}

Status TableRebuild::intoTemporaryTables(const std::stop_token &stop)
{
    if (auto done = makeTemporaryTables(); !done)
        return done;
    if (auto done = replay(stop); !done)
        return done;
    return index(u"SELECT build_no, n FROM main.index_cursors"_s, stop);
}

Status TableRebuild::intoTemporaryTables(qint64 buildNo, const std::stop_token &stop)
{
    if (auto done = makeTemporaryTables(); !done)
        return done;
    return replay(stop, buildNo);
}

Status TableRebuild::makeTemporaryTables()
{
    // Temporary tables may be made where the rest cannot be written, but not in query_only mode.
    if (auto done = m_connection.exec(u"PRAGMA query_only = OFF"_s); !done)
        return done;
    for (const QString &table : allTables()) {
        const auto sql = m_connection.value(u"SELECT sql FROM main.sqlite_schema WHERE name = ?"_s, {table});
        if (!sql)
            return fail(sql.error());
        QString create = sql->toString();
        if (create.startsWith(u"CREATE VIRTUAL TABLE "_s))
            create.insert(21, u"temp."_s);
        else
            create.insert(7, u"TEMP "_s);
        if (auto done = m_connection.exec(create); !done)
            return done;
    }
    return {};
}

Status TableRebuild::dropTemporaryTables()
{
    for (const QString &table : allTables())
        if (auto done = m_connection.exec(u"DROP TABLE temp."_s + table); !done)
            return done;
    return m_connection.exec(u"PRAGMA query_only = ON"_s);
}

Status TableRebuild::replay(const std::stop_token &stop, qint64 buildNo)
{
    Projector projector(m_connection);
    auto rows = m_connection.prepare(u"SELECT e.build_no, l.build, l.user, e.seq, e.type, e.time_ms,"
                                     " CAST(e.payload AS BLOB) FROM events e JOIN event_logs l ON l.no = e.build_no"
                                     " WHERE e.build_no NOT IN (SELECT no FROM removals) AND e.id >= ? AND e.id < ?"
                                     " ORDER BY e.id"_s,
                                     {buildNo << 32, buildNo > 0 ? (buildNo + 1) << 32 : INT64_MAX});
    if (!rows)
        return fail(rows.error());
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        const auto row = rows->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            break;
        StoredEvent event;
        event.buildNo = rows->integer(0);
        event.build.value = rows->text(1);
        event.user.value = rows->text(2);
        event.seq = rows->integer(3);
        event.type = rows->text(4);
        event.known = eventTypeFromKey(event.type);
        event.timeMs = rows->integer(5);
        event.payload = payloadFromBytes(rows->bytes(6));
        if (auto done = projector.apply(event); !done)
            return done;
    }
    return projector.flush();
}

Status TableRebuild::index(const QString &limitSql, const std::stop_token &stop)
{
    QList<std::pair<qint64, qint64>> builds;
    {
        auto rows = m_connection.prepare(limitSql);
        if (!rows)
            return fail(rows.error());
        if (auto done = rows->each([&] { builds.append({rows->integer(0), rows->integer(1)}); }); !done)
            return done;
    }
    LogIndexer indexer(m_connection);
    for (const auto &[build, last] : std::as_const(builds)) {
        for (qint64 after = 0; after < last;) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled);
            const auto done = indexer.stepBuild(build, after, last, 4096);
            if (!done)
                return fail(done.error());
            after += *done;
        }
    }
    return {};
}

}  // namespace bw::store
