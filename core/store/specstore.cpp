// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/specstore.h"

#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

const QString &select()
{
    static const QString sql =
        u"SELECT id, user, ifnull(project, ''), ifnull(chat, ''), name, format, created_ms, updated_ms, version,"
        " origin, tier, features, deleted_ms, (SELECT length(content) FROM spec_versions v WHERE v.spec = specs.id AND"
        " v.version = specs.version) FROM specs "_s;
    return sql;
}

Spec specOf(const Statement &row)
{
    Spec spec;
    spec.id.value = row.text(0);
    spec.user.value = row.text(1);
    spec.project.value = row.text(2);
    spec.chat.value = row.text(3);
    spec.name = row.text(4);
    spec.format = row.text(5);
    spec.createdMs = row.integer(6);
    spec.updatedMs = row.integer(7);
    spec.version = static_cast<int>(row.integer(8));
    spec.origin = row.text(9);
    spec.tier = row.text(10);
    spec.features = static_cast<int>(row.integer(11));
    spec.deletedMs = row.integer(12);
    spec.bytes = row.integer(13);
    return spec;
}

SpecVersion versionOf(const Statement &row)
{
    SpecVersion version;
    version.spec.value = row.text(0);
    version.version = static_cast<int>(row.integer(1));
    version.author = row.text(2);
    version.note = row.text(3);
    version.createdMs = row.integer(4);
    version.restored = static_cast<int>(row.integer(5));
    version.content = row.bytes(6);
    return version;
}

QString escapedForLike(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
}

Status insertVersion(Connection &connection, const SpecVersion &version)
{
    return connection.run(u"INSERT INTO spec_versions (spec, version, content, author, note, created_ms, restored)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                          {version.spec.value, version.version, version.content, version.author, version.note,
                           version.createdMs, version.restored});
}

}  // namespace

Result<Spec> SpecStore::create(Spec spec, const SpecVersion &first)
{
    return createWithHistory(std::move(spec), {first});
}

Result<Spec> SpecStore::createWithHistory(Spec spec, QList<SpecVersion> history)
{
    if (history.isEmpty())
        return fail(ErrorCode::InvalidArgument, u"a specification without a version"_s);
    if (spec.id.isEmpty())
        spec.id = newId<SpecId>();
    if (spec.user.isEmpty())
        spec.user = m_database.localUser();
    const qint64 now = m_database.clock().nowMs();
    if (spec.createdMs == 0)
        spec.createdMs = now;
    if (spec.origin.isEmpty())
        spec.origin = history.constFirst().author;
    spec.updatedMs = history.size() == 1 ? spec.createdMs : now;
    spec.version = static_cast<int>(history.size());
    spec.bytes = history.constLast().content.size();
    for (qsizetype i = 0; i < history.size(); ++i) {
        history[i].spec = spec.id;
        history[i].version = static_cast<int>(i) + 1;
        if (history[i].createdMs == 0 || history.size() == 1)
            history[i].createdMs = spec.createdMs;
    }
    return writeThrough<Spec>(m_database, [&](Connection &connection, Writer &writer) -> Result<Spec> {
        if (auto done = connection.run(
                u"INSERT INTO specs (id, user, project, chat, name, format, created_ms, updated_ms,"
                " version, origin, tier, features) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                {spec.id.value, spec.user.value, orNull(spec.project), orNull(spec.chat), spec.name, spec.format,
                 spec.createdMs, spec.updatedMs, spec.version, spec.origin, spec.tier, spec.features});
            !done)
            return fail(done.error());
        for (const SpecVersion &version : std::as_const(history)) {
            if (auto done = insertVersion(connection, version); !done)
                return fail(done.error());
        }
        writer.announce(u"spec"_s, spec.id.value, spec.version);
        return spec;
    });
}

Result<SpecVersion> SpecStore::addVersion(const SpecId &spec, int base, const SpecVersion &next, const SpecFacts &facts)
{
    SpecVersion version = next;
    version.spec = spec;
    version.version = base + 1;
    version.createdMs = m_database.clock().nowMs();
    return writeThrough<SpecVersion>(m_database, [&](Connection &connection, Writer &writer) -> Result<SpecVersion> {
        const auto newest = connection.value(u"SELECT version FROM specs WHERE id = ?"_s, {spec.value});
        if (!newest)
            return fail(newest.error());
        if (!newest->isValid())
            return notFound(u"spec"_s, spec.value);
        if (newest->toInt() != base)
            return fail(ErrorCode::WrongState, u"the newest version is %1, not %2"_s.arg(newest->toInt()).arg(base),
                        {{u"spec"_s, spec.value}, {u"state"_s, newest->toString()}});
        if (auto done = insertVersion(connection, version); !done)
            return fail(done.error());
        if (auto done = connection.run(u"UPDATE specs SET version = ?, updated_ms = ?, tier = ?, features = ?,"
                                       " format = CASE ? WHEN '' THEN format ELSE ? END WHERE id = ?"_s,
                                       {version.version, version.createdMs, facts.tier, facts.features, facts.format,
                                        facts.format, spec.value});
            !done)
            return fail(done.error());
        writer.announce(u"spec"_s, spec.value, version.version);
        return version;
    });
}

namespace
{

/// A change of one row; NotFound when there is none.
Status update(Database &database, const SpecId &spec, const QString &set, const QVariant &value)
{
    return writeThrough(database, [&](Connection &connection, Writer &writer) -> Status {
        auto change = connection.prepare(u"UPDATE specs SET "_s + set + u", updated_ms = ? WHERE id = ?"_s,
                                         {value, database.clock().nowMs(), spec.value});
        if (!change)
            return fail(change.error());
        if (auto done = change->run(); !done)
            return done;
        if (change->changes() == 0)
            return notFound(u"spec"_s, spec.value);
        writer.announce(u"spec"_s, spec.value, 0);
        return {};
    });
}

}  // namespace

Status SpecStore::rename(const SpecId &spec, const QString &name)
{
    return update(m_database, spec, u"name = ?"_s, name);
}

Status SpecStore::setProject(const SpecId &spec, const ProjectId &project)
{
    if (!project.isEmpty()) {
        const auto known = readPage<QString>(m_database, u"SELECT id FROM projects WHERE id = ?"_s, {project.value},
                                             [](const Statement &row) { return row.text(0); });
        if (auto found = only(known, u"project"_s, project.value); !found)
            return fail(found.error());
    }
    return update(m_database, spec, u"project = ?"_s, orNull(project));
}

Status SpecStore::setDeleted(const SpecId &spec, bool deleted)
{
    return update(m_database, spec, u"deleted_ms = ?"_s, deleted ? m_database.clock().nowMs() : 0);
}

Result<int> SpecStore::purge(qint64 beforeMs)
{
    return writeThrough<int>(m_database, [&](Connection &connection, Writer &writer) -> Result<int> {
        const auto old =
            readRows<QString>(connection, u"SELECT id FROM specs WHERE deleted_ms > 0 AND deleted_ms < ?"_s, {beforeMs},
                              [](const Statement &row) { return row.text(0); });
        if (!old)
            return fail(old.error());
        for (const QString &id : *old) {
            if (auto done = connection.run(u"DELETE FROM specs WHERE id = ?"_s, {id}); !done)
                return fail(done.error());
            writer.announce(u"spec"_s, id, -1);
        }
        return static_cast<int>(old->size());
    });
}

Result<Spec> SpecStore::get(const SpecId &spec) const
{
    return only(readPage<Spec>(m_database, select() + u"WHERE id = ?"_s, {spec.value}, specOf), u"spec"_s, spec.value);
}

Result<SpecVersion> SpecStore::version(const SpecId &spec, int version) const
{
    return only(
        readPage<SpecVersion>(m_database,
                              u"SELECT spec, version, author, note, created_ms, restored, content FROM spec_versions"
                              " WHERE spec = ? AND (version = ? OR ? = 0) ORDER BY version DESC LIMIT 1"_s,
                              {spec.value, version, version}, versionOf),
        u"spec version"_s, spec.value);
}

Result<QList<SpecVersion>> SpecStore::versions(const SpecId &spec) const
{
    return readPage<SpecVersion>(m_database,
                                 u"SELECT spec, version, author, note, created_ms, restored, x'' FROM spec_versions"
                                 " WHERE spec = ? ORDER BY version"_s,
                                 {spec.value}, versionOf);
}

Result<QList<Spec>> SpecStore::list(const UserId &user, const ProjectId &project, int limit, int offset) const
{
    return readPage<Spec>(m_database,
                          select()
                              + u"WHERE deleted_ms = 0 AND (? = '' OR user = ?) AND (? = '' OR project = ?)"
                                " ORDER BY created_ms DESC, rowid DESC LIMIT ? OFFSET ?"_s,
                          {user.value, user.value, project.value, project.value, limit, offset}, specOf);
}

Result<QList<Spec>> SpecStore::list(const SpecQuery &query) const
{
    QString where = query.deleted ? u"WHERE deleted_ms > 0"_s : u"WHERE deleted_ms = 0"_s;
    QVariantList values;
    for (const auto &[column, value] :
         {std::pair(u"tier"_s, query.tier), std::pair(u"origin"_s, query.origin),
          std::pair(u"project"_s, query.project.value), std::pair(u"chat"_s, query.chat.value),
          std::pair(u"user"_s, query.user.value)}) {
        if (value.isEmpty())
            continue;
        where += u" AND "_s + column + u" = ?"_s;
        values.append(value);
    }
    if (!query.text.isEmpty()) {
        const QString pattern = u'%' + escapedForLike(query.text) + u'%';
        where += u" AND (name LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM spec_versions v WHERE v.spec = specs.id"
                 " AND v.version = specs.version AND CAST(v.content AS TEXT) LIKE ? ESCAPE '\\'))"_s;
        values << pattern << pattern;
    }
    values << query.limit << query.offset;
    return readPage<Spec>(m_database, select() + where + u" ORDER BY updated_ms DESC, rowid DESC LIMIT ? OFFSET ?"_s,
                          values, specOf);
}

Result<QList<SpecVersion>> SpecStore::withContent(const QByteArray &content) const
{
    return readPage<SpecVersion>(
        m_database,
        u"SELECT v.spec, v.version, v.author, v.note, v.created_ms, v.restored, x''"
        " FROM spec_versions v JOIN specs s ON s.id = v.spec WHERE s.deleted_ms = 0"
        " AND length(v.content) = ? AND v.content = ? ORDER BY v.created_ms DESC, v.rowid DESC"_s,
        {content.size(), content}, versionOf);
}

Result<QList<Spec>> SpecStore::withPrefix(const QString &prefix) const
{
    return readPage<Spec>(m_database, select() + u"WHERE id LIKE ? ESCAPE '\\' ORDER BY id LIMIT 20"_s,
                          {QString(escapedForLike(prefix) + u'%')}, specOf);
}

Status SpecStore::remove(const SpecId &spec)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        writer.announce(u"spec"_s, spec.value, -1);
        return connection.run(u"DELETE FROM specs WHERE id = ?"_s, {spec.value});
    });
}

}  // namespace bw::store
