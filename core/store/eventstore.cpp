// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventstore.h"

#include "store/storedevent.h"
#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

const QString &select()
{
    static const QString sql = u"SELECT seq, type, time_ms, CAST(payload AS BLOB) FROM events WHERE "_s;
    return sql;
}

Event eventOf(const BuildId &build, const Statement &row)
{
    return {build, row.integer(0), row.text(1), row.integer(2), payloadFromBytes(row.bytes(3))};
}

}  // namespace

Result<QList<Event>> EventStore::page(const BuildId &build, qint64 from, qint64 to, int limit) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<QList<Event>> {
        const auto no = buildNumber(connection, build);
        if (!no || *no == 0)
            return no ? Result<QList<Event>>(QList<Event>()) : fail(no.error());
        const qint64 end = to > 0 ? rowKey(*no, to) : lastKey(*no);
        return readRows<Event>(connection, select() + u"id >= ? AND id <= ? ORDER BY id LIMIT ?"_s,
                               {rowKey(*no, qMax<qint64>(from, 1)), end, limit},
                               [&](const Statement &row) { return eventOf(build, row); });
    });
}

Result<QList<Event>> EventStore::ofTypes(const BuildId &build, const QList<EventType> &types, qint64 from,
                                         int limit) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<QList<Event>> {
        const auto no = buildNumber(connection, build);
        if (!no || *no == 0 || types.isEmpty())
            return no ? Result<QList<Event>>(QList<Event>()) : fail(no.error());
        QVariantList values {rowKey(*no, qMax<qint64>(from, 1)), lastKey(*no)};
        QStringList marks;
        for (const EventType type : types) {
            values.append(toKey(type));
            marks.append(u"?"_s);
        }
        values.append(limit);
        return readRows<Event>(connection,
                               select() + u"id >= ? AND id <= ? AND type IN ("_s + marks.join(u", "_s)
                                   + u") ORDER BY id LIMIT ?"_s,
                               values, [&](const Statement &row) { return eventOf(build, row); });
    });
}

Result<Event> EventStore::get(const BuildId &build, qint64 seq) const
{
    return only(page(build, seq, seq, 1), u"event"_s, QString::number(seq));
}

Result<qint64> EventStore::lastSeq(const BuildId &build) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<qint64> {
        const auto no = buildNumber(connection, build);
        if (!no || *no == 0)
            return no;
        const auto last =
            connection.value(u"SELECT max(id) FROM events WHERE id BETWEEN ? AND ?"_s, {firstKey(*no), lastKey(*no)});
        return last ? Result<qint64>(numberOfKey(last->toLongLong())) : fail(last.error());
    });
}

}  // namespace bw::store
