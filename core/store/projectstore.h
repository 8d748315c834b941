// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

/// Projects. Thread-safe; writes return when they are durable.
class ProjectStore final
{
public:
    explicit ProjectStore(Database &database)
        : m_database(database)
    {
    }
    Result<Project> create(Project project);  ///< id, user, times filled in where empty
    Result<Project>
    update(const Project &project);  ///< name and description; WrongState when version is not the newest
    Result<Project> get(const ProjectId &project) const;
    Result<QList<Project>> list(const UserId &user = {}, int limit = 50, int offset = 0) const;  ///< newest first
    /// What stands in a project.
    struct Contents {
        int chats = 0, specs = 0, builds = 0;
        friend bool operator==(const Contents &, const Contents &) = default;
    };
    Result<Contents> contents(const ProjectId &project) const;
    /// By its id, or by its name: of several, the newest. Error: NotFound.
    Result<Project> find(const QString &idOrName) const;
    Status remove(const ProjectId &project);  ///< chats, specifications and builds stay, without a project

private:
    Database &m_database;
};

}  // namespace bw::store
