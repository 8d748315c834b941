// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/logindexer.h"

#include "store/connection.h"
#include "store/linereader.h"
#include "store/recentlines.h"
#include "store/storedevent.h"

#include <vector>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{
QString insertText() { return u"INSERT INTO log_index (rowid, text) VALUES (?, ?)"_s; }
}  // namespace

Result<int> LogIndexer::step(int limit)
{
    int indexed = 0;
    while (indexed < limit) {
        qint64 build = 0;
        qint64 after = 0;
        qint64 last = 0;
        {
            auto behind = m_connection.prepare(
                u"SELECT b.no, ifnull(c.n, 0), b.lines FROM builds b LEFT JOIN index_cursors c ON c.build_no = b.no"
                " WHERE b.lines > ifnull(c.n, 0) LIMIT 1"_s);
            if (!behind)
                return fail(behind.error());
            const auto row = behind->step();
            if (!row)
                return fail(row.error());
            if (!*row)
                return indexed;
            build = behind->integer(0);
            after = behind->integer(1);
            last = behind->integer(2);
        }
        const auto done = stepBuild(build, after, last, limit - indexed);
        if (!done)
            return done;
        indexed += *done;
    }
    return indexed;
}

Result<int> LogIndexer::stepBuild(qint64 buildNo, qint64 after, qint64 last, int limit)
{
    const qint64 end = qMin(last, after + limit);
    // What was let go, or written by an earlier owner, comes out of the tables; from there on memory has it all.
    const auto held = m_recent ? m_recent->held(buildNo) : RecentLines::Range {};
    const qint64 split = held.first > after && held.last >= end ? qMin(held.first - 1, end) : end;
    if (split > after)
        if (auto done = indexFromTables(buildNo, after, split); !done)
            return fail(done.error());
    if (end > split)
        if (auto done = indexFromMemory(buildNo, split, end); !done)
            return fail(done.error());
    if (auto done = m_connection.run(u"REPLACE INTO index_cursors (build_no, n) VALUES (?, ?)"_s, {buildNo, end});
        !done)
        return fail(done.error());
    return static_cast<int>(end - after);
}

Status LogIndexer::indexFromTables(qint64 buildNo, qint64 after, qint64 end)
{
    LineReader lines;
    auto rows = m_connection.prepare(LineReader::selectText() + u"WHERE l.id > ? AND l.id <= ? ORDER BY l.id"_s,
                                     {rowKey(buildNo, after), rowKey(buildNo, end)});
    if (!rows)
        return fail(rows.error());
    auto insert = m_connection.prepare(insertText());
    if (!insert)
        return fail(insert.error());
    while (true) {
        const auto row = rows->step();
        if (!row)
            return fail(row.error());
        if (!*row)
            return {};
        const QString text = lines.text(*rows);
        if (text.isEmpty())
            continue;
        insert->bind(0, rows->integer(0));
        insert->bind(1, text);
        if (auto done = insert->run(); !done)
            return fail(done.error());
    }
}

Status LogIndexer::indexFromMemory(qint64 buildNo, qint64 after, qint64 end)
{
    auto insert = m_connection.prepare(insertText());
    if (!insert)
        return fail(insert.error());
    for (qint64 n = after + 1; n <= end; ++n) {
        const QString text = m_recent->take(buildNo);
        if (text.isEmpty())
            continue;
        insert->bind(0, rowKey(buildNo, n));
        insert->bind(1, text);
        if (auto done = insert->run(); !done)
            return done;
    }
    return {};
}

}  // namespace bw::store
