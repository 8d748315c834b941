// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

/// Which specifications. Empty fields ask for nothing.
struct SpecQuery {
    QString text {};  ///< in the name or in the newest text; upper and lower case of Latin letters are the same
    QString tier {};
    QString origin {};
    ProjectId project {};
    ChatId chat {};
    UserId user {};
    bool deleted = false;  ///< only those that were thrown away
    int limit = 50;
    int offset = 0;
};

/// What a text says of itself, kept beside it for lists.
struct SpecFacts {
    QString format {};
    QString tier {};
    int features = -1;
};

/// Specifications and their versions. A version is never changed; a change makes the next one. Thread-safe; writes
/// return when they are durable.
class SpecStore final
{
public:
    explicit SpecStore(Database &database)
        : m_database(database)
    {
    }
    /// `spec.id`, `user` (this machine's person), times and version are filled in where empty; `first` gives content,
    /// author and note of version 1.
    Result<Spec> create(Spec spec, const SpecVersion &first);
    /// The same with a whole history, numbered 1, 2, 3 … in its order; at least one. Their times are kept where given.
    Result<Spec> createWithHistory(Spec spec, QList<SpecVersion> history);
    /// Adds a version on top of `base` (its number must be the newest, else WrongState: nobody's edit is overwritten).
    Result<SpecVersion> addVersion(const SpecId &spec, int base, const SpecVersion &next, const SpecFacts &facts = {});
    Status rename(const SpecId &spec, const QString &name);
    /// Empty = none. Error: NotFound.
    Status setProject(const SpecId &spec, const ProjectId &project);
    Result<Spec> get(const SpecId &spec) const;
    Result<SpecVersion> version(const SpecId &spec, int version = 0) const;  ///< 0 = newest
    Result<QList<SpecVersion>> versions(const SpecId &spec) const;           ///< oldest first, without content
    Result<QList<Spec>> list(const UserId &user = {}, const ProjectId &project = {}, int limit = 50,
                             int offset = 0) const;          ///< newest first
    Result<QList<Spec>> list(const SpecQuery &query) const;  ///< newest change first
    /// Those whose id begins with this; deleted ones, too.
    Result<QList<Spec>> withPrefix(const QString &prefix) const;
    /// Versions with exactly this content in specifications that are not deleted, newest first, without content.
    Result<QList<SpecVersion>> withContent(const QByteArray &content) const;
    /// Thrown away: out of the lists, can be taken back. Error: NotFound.
    Status setDeleted(const SpecId &spec, bool deleted);
    /// Gone for good: those that were thrown away before this time. Value: how many.
    Result<int> purge(qint64 beforeMs);
    /// Gone for good. Builds keep what they were made from in their events.
    Status remove(const SpecId &spec);

private:
    Database &m_database;
};

}  // namespace bw::store
