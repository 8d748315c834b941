// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

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
    /// Adds a version on top of `base` (its number must be the newest, else WrongState: nobody's edit is overwritten).
    Result<SpecVersion> addVersion(const SpecId &spec, int base, const SpecVersion &next);
    Status rename(const SpecId &spec, const QString &name);
    Result<Spec> get(const SpecId &spec) const;
    Result<SpecVersion> version(const SpecId &spec, int version = 0) const;  ///< 0 = newest
    Result<QList<SpecVersion>> versions(const SpecId &spec) const;           ///< oldest first, without content
    Result<QList<Spec>> list(const UserId &user = {}, const ProjectId &project = {}, int limit = 50,
                             int offset = 0) const;  ///< newest first
    /// Builds keep what they were made from in their events.
    Status remove(const SpecId &spec);

private:
    Database &m_database;
};

}  // namespace bw::store
