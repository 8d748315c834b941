// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/projectstore.h"

namespace bw::engine
{

/// Everything a person does with projects, for every front end alike. A project groups chats, specifications and
/// builds, and what was allowed for all of them. Thread-safe; blocks on the disk. Only the owner of a data directory
/// has one.
class ProjectService final
{
public:
    explicit ProjectService(store::Database &database)
        : m_database(database)
    {
    }

    /// Names are printable, 1 to `longestName` letters, and no two projects have the same. Else: InvalidArgument.
    Result<store::Project> create(const QString &name);
    Result<store::Project> rename(const ProjectId &project, const QString &name);
    /// What stands in it stays, without a project; answers that were given for it are forgotten. Error: NotFound.
    Status remove(const ProjectId &project);

    static constexpr qsizetype longestName = 80;

private:
    Result<QString> goodName(const QString &given, const ProjectId &own) const;
    store::Database &m_database;
};

}  // namespace bw::engine
