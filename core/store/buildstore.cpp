// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/buildstore.h"

#include "store/buildrow.h"
#include "store/removal.h"
#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

Build build(const Statement &row) { return readBuildRow(row).build; }

struct Where {
    QString sql;
    QVariantList values;
};

Where whereOf(const BuildQuery &query)
{
    Where where {u"WHERE b.no NOT IN (SELECT no FROM removals)"_s, {}};
    const auto add = [&where](const QString &term, const QString &value) {
        where.sql += u" AND "_s + term;
        where.values.append(value);
    };
    if (!query.user.isEmpty())
        add(u"b.user = ?"_s, query.user.value);
    if (!query.project.isEmpty())
        add(u"b.project = ?"_s, query.project.value);
    if (!query.spec.isEmpty())
        add(u"b.spec = ?"_s, query.spec.value);
    if (query.state)
        add(u"b.state = ?"_s, toKey(*query.state));
    if (!query.olderThan.isEmpty())
        add(u"b.no < (SELECT no FROM event_logs WHERE build = ?)"_s, query.olderThan.value);
    return where;
}

}  // namespace

Result<QList<Build>> BuildStore::list(const BuildQuery &query) const
{
    Where where = whereOf(query);
    where.values.append(query.limit);
    return readPage<Build>(m_database, buildSelect() + where.sql + u" ORDER BY b.no DESC LIMIT ?"_s, where.values,
                           build);
}

Result<QHash<BuildId, qint64>> BuildStore::begunSince(qint64 ms) const
{
    using Begin = std::pair<BuildId, qint64>;
    const auto rows =
        readPage<Begin>(m_database, u"SELECT id, started_ms FROM builds WHERE started_ms > ?"_s, {ms},
                        [](const Statement &row) { return Begin {BuildId {row.text(0)}, row.integer(1)}; });
    if (!rows)
        return fail(rows.error());
    return QHash<BuildId, qint64>(rows->cbegin(), rows->cend());
}

Result<qint64> BuildStore::count(const BuildQuery &query) const
{
    const Where where = whereOf(query);
    return m_database.reader().read([&](Connection &connection) -> Result<qint64> {
        const auto value = connection.value(u"SELECT count(*) FROM builds b "_s + where.sql, where.values);
        return value ? Result<qint64>(value->toLongLong()) : fail(value.error());
    });
}

Result<Build> BuildStore::get(const BuildId &id) const
{
    return only(readPage<Build>(m_database,
                                buildSelect() + u"WHERE b.id = ? AND b.no NOT IN (SELECT no FROM removals)"_s,
                                {id.value}, build),
                u"build"_s, id.value);
}

Result<BuildId> BuildStore::resolve(const QString &text) const
{
    const QString wanted = text.trimmed().toLower();
    const auto id = [](const Statement &row) { return BuildId {row.text(0)}; };
    const QString kept = u" AND no NOT IN (SELECT no FROM removals) "_s;
    if (wanted == u"last"_s)
        return only(readPage<BuildId>(
                        m_database, u"SELECT id FROM builds WHERE 1"_s + kept + u"ORDER BY no DESC LIMIT 1"_s, {}, id),
                    u"build"_s, wanted);
    if (wanted.isEmpty())
        return notFound(u"build"_s, text);
    // A range instead of LIKE: nothing in the text is a wildcard, and the index on id serves.
    auto matches = readPage<BuildId>(
        m_database, u"SELECT id FROM builds WHERE id >= ? AND id < ?"_s + kept + u"ORDER BY id LIMIT 10"_s,
        {wanted, QString(wanted + QChar(0xffff))}, id);
    if (!matches)
        return fail(matches.error());
    if (matches->isEmpty())
        return notFound(u"build"_s, text);
    if (matches->size() == 1 || matches->first().value == wanted)
        return matches->first();
    QStringList names;
    for (const BuildId &match : std::as_const(*matches))
        names.append(match.value);
    return fail(ErrorCode::Ambiguous, u"several builds begin so"_s,
                {{u"kind"_s, u"build"_s}, {u"name"_s, text}, {u"matches"_s, names.join(u", "_s)}});
}

Result<QList<Build>> BuildStore::unfinished() const
{
    return readPage<Build>(
        m_database,
        buildSelect()
            + u"WHERE b.state IN ('initializing', 'running') AND b.no NOT IN (SELECT no FROM removals) ORDER BY b.no"_s,
        {}, build);
}

Status BuildStore::remove(const BuildId &id) { return Removal(m_database).remove(id); }

}  // namespace bw::store
