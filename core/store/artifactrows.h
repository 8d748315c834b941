// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/build.h"
#include "store/records.h"

#include <QList>

namespace bw::store
{

class Database;

/// Artifacts and checkpoints of builds, as their events left them (the files are core/artifact's). Thread-safe.
class ArtifactRows final
{
public:
    explicit ArtifactRows(Database &database)
        : m_database(database)
    {
    }
    Result<QList<Artifact>> list(const BuildId &build) const;  ///< newest first
    Result<Artifact> newest(const BuildId &build) const;       ///< NotFound when there is none
    Result<Artifact> get(const ArtifactId &artifact) const;
    Result<QList<Checkpoint>> checkpoints(const BuildId &build) const;  ///< oldest first
    Result<Checkpoint> lastCheckpoint(const BuildId &build) const;      ///< NotFound when there is none
    Result<Checkpoint> checkpoint(const BuildId &build, const QString &id) const;

private:
    Database &m_database;
};

}  // namespace bw::store
