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
    static const QString sql = u"SELECT id, user, ifnull(project, ''), ifnull(chat, ''), name, format, created_ms,"
                               " updated_ms, version FROM specs "_s;
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
    version.content = row.bytes(5);
    return version;
}

Status insertVersion(Connection &connection, const SpecVersion &version)
{
    return connection.run(
        u"INSERT INTO spec_versions (spec, version, content, author, note, created_ms)"
        " VALUES (?, ?, ?, ?, ?, ?)"_s,
        {version.spec.value, version.version, version.content, version.author, version.note, version.createdMs});
}

}  // namespace

Result<Spec> SpecStore::create(Spec spec, const SpecVersion &first)
{
    if (spec.id.isEmpty())
        spec.id = newId<SpecId>();
    if (spec.user.isEmpty())
        spec.user = m_database.localUser();
    if (spec.createdMs == 0)
        spec.createdMs = m_database.clock().nowMs();
    spec.updatedMs = spec.createdMs;
    spec.version = 1;
    SpecVersion version = first;
    version.spec = spec.id;
    version.version = 1;
    version.createdMs = spec.createdMs;
    return writeThrough<Spec>(m_database, [&](Connection &connection, Writer &writer) -> Result<Spec> {
        if (auto done =
                connection.run(u"INSERT INTO specs (id, user, project, chat, name, format, created_ms, updated_ms,"
                               " version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                               {spec.id.value, spec.user.value, orNull(spec.project), orNull(spec.chat), spec.name,
                                spec.format, spec.createdMs, spec.updatedMs, spec.version});
            !done)
            return fail(done.error());
        if (auto done = insertVersion(connection, version); !done)
            return fail(done.error());
        writer.announce(u"spec"_s, spec.id.value, 1);
        return spec;
    });
}

Result<SpecVersion> SpecStore::addVersion(const SpecId &spec, int base, const SpecVersion &next)
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
        if (auto done = connection.run(u"UPDATE specs SET version = ?, updated_ms = ? WHERE id = ?"_s,
                                       {version.version, version.createdMs, spec.value});
            !done)
            return fail(done.error());
        writer.announce(u"spec"_s, spec.value, version.version);
        return version;
    });
}

Status SpecStore::rename(const SpecId &spec, const QString &name)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        auto rename = connection.prepare(u"UPDATE specs SET name = ?, updated_ms = ? WHERE id = ?"_s,
                                         {name, m_database.clock().nowMs(), spec.value});
        if (!rename)
            return fail(rename.error());
        if (auto done = rename->run(); !done)
            return done;
        if (rename->changes() == 0)
            return notFound(u"spec"_s, spec.value);
        writer.announce(u"spec"_s, spec.value, 0);
        return {};
    });
}

Result<Spec> SpecStore::get(const SpecId &spec) const
{
    return only(readPage<Spec>(m_database, select() + u"WHERE id = ?"_s, {spec.value}, specOf), u"spec"_s, spec.value);
}

Result<SpecVersion> SpecStore::version(const SpecId &spec, int version) const
{
    return only(readPage<SpecVersion>(m_database,
                                      u"SELECT spec, version, author, note, created_ms, content FROM spec_versions"
                                      " WHERE spec = ? AND (version = ? OR ? = 0) ORDER BY version DESC LIMIT 1"_s,
                                      {spec.value, version, version}, versionOf),
                u"spec version"_s, spec.value);
}

Result<QList<SpecVersion>> SpecStore::versions(const SpecId &spec) const
{
    return readPage<SpecVersion>(m_database,
                                 u"SELECT spec, version, author, note, created_ms, x'' FROM spec_versions"
                                 " WHERE spec = ? ORDER BY version"_s,
                                 {spec.value}, versionOf);
}

Result<QList<Spec>> SpecStore::list(const UserId &user, const ProjectId &project, int limit, int offset) const
{
    return readPage<Spec>(m_database,
                          select()
                              + u"WHERE (? = '' OR user = ?) AND (? = '' OR project = ?)"
                                " ORDER BY created_ms DESC, rowid DESC LIMIT ? OFFSET ?"_s,
                          {user.value, user.value, project.value, project.value, limit, offset}, specOf);
}

Status SpecStore::remove(const SpecId &spec)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        writer.announce(u"spec"_s, spec.value, -1);
        return connection.run(u"DELETE FROM specs WHERE id = ?"_s, {spec.value});
    });
}

}  // namespace bw::store
