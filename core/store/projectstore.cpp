// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/projectstore.h"

#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

const QString &select()
{
    static const QString sql = u"SELECT id, user, name, description, created_ms, updated_ms, version FROM projects "_s;
    return sql;
}

Project projectOf(const Statement &row)
{
    Project project;
    project.id.value = row.text(0);
    project.user.value = row.text(1);
    project.name = row.text(2);
    project.description = row.text(3);
    project.createdMs = row.integer(4);
    project.updatedMs = row.integer(5);
    project.version = row.integer(6);
    return project;
}

}  // namespace

Result<Project> ProjectStore::create(Project project)
{
    if (project.id.isEmpty())
        project.id = newId<ProjectId>();
    if (project.user.isEmpty())
        project.user = m_database.localUser();
    if (project.createdMs == 0)
        project.createdMs = m_database.clock().nowMs();
    project.updatedMs = project.createdMs;
    project.version = 1;
    return writeThrough<Project>(m_database, [&](Connection &connection, Writer &writer) -> Result<Project> {
        if (auto done = connection.run(u"INSERT INTO projects (id, user, name, description, created_ms, updated_ms,"
                                       " version) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
                                       {project.id.value, project.user.value, project.name, project.description,
                                        project.createdMs, project.updatedMs, project.version});
            !done)
            return fail(done.error());
        writer.announce(u"project"_s, project.id.value, 1);
        return project;
    });
}

Result<Project> ProjectStore::update(const Project &changed)
{
    Project project = changed;
    project.updatedMs = m_database.clock().nowMs();
    ++project.version;
    return writeThrough<Project>(m_database, [&](Connection &connection, Writer &writer) -> Result<Project> {
        auto update = connection.prepare(
            u"UPDATE projects SET name = ?, description = ?, updated_ms = ?, version = ?"
            " WHERE id = ? AND version = ?"_s,
            {project.name, project.description, project.updatedMs, project.version, project.id.value, changed.version});
        if (!update)
            return fail(update.error());
        if (auto done = update->run(); !done)
            return fail(done.error());
        if (update->changes() == 1) {
            writer.announce(u"project"_s, project.id.value, project.version);
            return project;
        }
        const auto there = connection.value(u"SELECT version FROM projects WHERE id = ?"_s, {project.id.value});
        if (there && there->isValid())
            return fail(ErrorCode::WrongState, u"changed by somebody else"_s, {{u"state"_s, there->toString()}});
        return notFound(u"project"_s, project.id.value);
    });
}

Result<Project> ProjectStore::get(const ProjectId &project) const
{
    return only(readPage<Project>(m_database, select() + u"WHERE id = ?"_s, {project.value}, projectOf), u"project"_s,
                project.value);
}

Result<QList<Project>> ProjectStore::list(const UserId &user, int limit, int offset) const
{
    return readPage<Project>(
        m_database, select() + u"WHERE (? = '' OR user = ?) ORDER BY created_ms DESC, rowid DESC LIMIT ? OFFSET ?"_s,
        {user.value, user.value, limit, offset}, projectOf);
}

Result<ProjectStore::Contents> ProjectStore::contents(const ProjectId &project) const
{
    const auto counted = readPage<Contents>(
        m_database,
        u"SELECT (SELECT count(*) FROM chats WHERE project = ?), (SELECT count(*) FROM specs WHERE project = ?),"
        " (SELECT count(*) FROM builds WHERE project = ? AND no NOT IN (SELECT no FROM removals))"_s,
        {project.value, project.value, project.value}, [](const Statement &row) {
            return Contents {static_cast<int>(row.integer(0)), static_cast<int>(row.integer(1)),
                             static_cast<int>(row.integer(2))};
        });
    return counted ? Result<Contents>(counted->value(0)) : fail(counted.error());
}

Result<Project> ProjectStore::find(const QString &idOrName) const
{
    return only(readPage<Project>(
                    m_database, select() + u"WHERE id = ? OR name = ? ORDER BY id = ? DESC, created_ms DESC LIMIT 1"_s,
                    {idOrName, idOrName, idOrName}, projectOf),
                u"project"_s, idOrName);
}

Status ProjectStore::remove(const ProjectId &project)
{
    return writeThrough(m_database, [&](Connection &connection, Writer &writer) -> Status {
        writer.announce(u"project"_s, project.value, -1);
        return connection.run(u"DELETE FROM projects WHERE id = ?"_s, {project.value});
    });
}

}  // namespace bw::store
