// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/build.h"

#include <QHash>
#include <QList>

namespace bw::store
{

class Database;

/// What a list of builds shows. Empty fields do not filter.
struct BuildQuery {
    UserId user;
    ProjectId project;
    SpecId spec;
    std::optional<BuildState> state;
    BuildId olderThan;  ///< the last one of the page before
    int limit = 50;
};

/// Builds as their events left them. Builds are made and changed by events only; a build exists from its first event.
/// Thread-safe; reads block on the disk. Errors: NotFound, Ambiguous, and those of the database.
class BuildStore final
{
public:
    explicit BuildStore(Database &database)
        : m_database(database)
    {
    }
    Result<QList<Build>> list(const BuildQuery &query = {}) const;  ///< newest first
    Result<Build> get(const BuildId &build) const;
    /// A full id, a prefix that only one build has, or "last" (the newest).
    Result<BuildId> resolve(const QString &text) const;
    /// Builds whose state says that somebody works on them (initializing, running): what an owner finds after a
    /// crash. What waits for a person, or rests, needs nobody.
    Result<QList<Build>> unfinished() const;
    /// When builds first began to work, of those that did so after a moment (ms UTC).
    Result<QHash<BuildId, qint64>> begunSince(qint64 ms) const;
    Result<qint64> count(const BuildQuery &query = {}) const;
    /// Events, projections, index, blobs that no other build refers to, artifact files: in an order that the next start
    /// repeats after a crash. The build must not run any more (the caller sees to that).
    Status remove(const BuildId &build);

private:
    Database &m_database;
};

}  // namespace bw::store
