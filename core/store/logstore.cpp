// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/logstore.h"

#include "store/linereader.h"
#include "store/searchquery.h"
#include "store/storedevent.h"
#include "store/storesupport.h"

#include <algorithm>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

struct Where {
    QString sql;
    QVariantList values;
};

void addFilter(Where &where, const LogFilter &filter)
{
    // Said twice: the partial index on loud lines needs its own condition word for word.
    if (filter.level >= LogLevel::Warning)
        where.sql += u" AND l.level >= 2"_s;
    if (filter.level > LogLevel::Debug) {
        where.sql += u" AND l.level >= ?"_s;
        where.values.append(static_cast<int>(filter.level));
    }
    if (!filter.feature.isEmpty()) {
        where.sql += u" AND l.feature = ?"_s;
        where.values.append(filter.feature);
    }
}

Result<QList<LogLine>> lines(Connection &connection, const Where &where)
{
    LineReader reader;
    return readRows<LogLine>(connection, where.sql, where.values,
                             [&reader](const Statement &row) { return reader.line(row); });
}

}  // namespace

Result<qint64> LogStore::count(const BuildId &build) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<qint64> {
        const auto value = connection.value(u"SELECT lines FROM builds WHERE id = ?"_s, {build.value});
        return value ? Result<qint64>(value->toLongLong()) : fail(value.error());
    });
}

Result<QList<LogLine>> LogStore::page(const BuildId &build, qint64 after, int limit, const LogFilter &filter) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<QList<LogLine>> {
        const auto no = buildNumber(connection, build);
        if (!no || *no == 0)
            return no ? Result<QList<LogLine>>(QList<LogLine>()) : fail(no.error());
        Where where {LineReader::select() + u"WHERE l.id > ? AND l.id <= ?"_s, {rowKey(*no, after), lastKey(*no)}};
        addFilter(where, filter);
        where.sql += u" ORDER BY l.id LIMIT ?"_s;
        where.values.append(limit);
        return lines(connection, where);
    });
}

Result<QList<LogLine>> LogStore::tail(const BuildId &build, int limit, const LogFilter &filter, qint64 before) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<QList<LogLine>> {
        const auto no = buildNumber(connection, build);
        if (!no || *no == 0)
            return no ? Result<QList<LogLine>>(QList<LogLine>()) : fail(no.error());
        const qint64 end = before > 0 ? rowKey(*no, before) : lastKey(*no) + 1;
        Where where {LineReader::select() + u"WHERE l.id >= ? AND l.id < ?"_s, {firstKey(*no), end}};
        addFilter(where, filter);
        where.sql += u" ORDER BY l.id DESC LIMIT ?"_s;
        where.values.append(limit);
        auto found = lines(connection, where);
        if (found)
            std::ranges::reverse(*found);
        return found;
    });
}

Result<QList<LogLine>> LogStore::search(const BuildId &build, const QString &query, int limit, qint64 after,
                                        const LogFilter &filter) const
{
    const QString match = matchExpression(query);
    if (match.isEmpty())
        return QList<LogLine>();
    return m_database.reader().read([&](Connection &connection) -> Result<QList<LogLine>> {
        const auto no = build.isEmpty() ? Result<qint64>(0) : buildNumber(connection, build);
        if (!no || (*no == 0 && !build.isEmpty()))
            return no ? Result<QList<LogLine>>(QList<LogLine>()) : fail(no.error());
        const qint64 end = build.isEmpty() ? lastKey((1LL << 31) - 2) : lastKey(*no);
        // CROSS JOIN fixes the order: walk the index by position, look each line up.
        Where where {LineReader::select().replace(u"FROM log_lines l"_s,
                                                  u"FROM log_index f CROSS JOIN log_lines l ON l.id = f.rowid"_s)
                         + u"WHERE f.text MATCH ? AND f.rowid > ? AND f.rowid <= ?"_s,
                     {match, rowKey(*no, after), end}};
        addFilter(where, filter);
        where.sql += u" ORDER BY f.rowid LIMIT ?"_s;
        where.values.append(limit);
        return lines(connection, where);
    });
}

}  // namespace bw::store
