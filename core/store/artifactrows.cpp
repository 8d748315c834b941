// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/artifactrows.h"

#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

const QString &artifactSelect()
{
    static const QString sql = u"SELECT a.id, l.build, a.path, a.sha256, a.bytes, a.created_ms, a.checkpoint,"
                               " a.features_total, a.features_verified, a.complete FROM artifacts a"
                               " JOIN event_logs l ON l.no = a.build_no WHERE a.build_no NOT IN"
                               " (SELECT no FROM removals) AND "_s;
    return sql;
}

Artifact artifactOf(const Statement &row)
{
    Artifact artifact;
    artifact.id.value = row.text(0);
    artifact.build.value = row.text(1);
    artifact.path = row.text(2);
    artifact.sha256 = row.text(3);
    artifact.bytes = row.integer(4);
    artifact.createdMs = row.integer(5);
    artifact.checkpoint = row.text(6);
    artifact.featuresTotal = static_cast<int>(row.integer(7));
    artifact.featuresVerified = static_cast<int>(row.integer(8));
    artifact.complete = row.boolean(9);
    return artifact;
}

const QString &checkpointSelect()
{
    static const QString sql = u"SELECT c.id, l.build, c.seq, c.manifest, c.reason, c.files, c.bytes, c.created_ms"
                               " FROM checkpoints c JOIN event_logs l ON l.no = c.build_no WHERE c.build_no NOT IN"
                               " (SELECT no FROM removals) AND l.build = ? "_s;
    return sql;
}

Checkpoint checkpointOf(const Statement &row)
{
    Checkpoint checkpoint;
    checkpoint.id = row.text(0);
    checkpoint.build.value = row.text(1);
    checkpoint.seq = row.integer(2);
    checkpoint.manifest.value = row.text(3);
    checkpoint.reason = row.text(4);
    checkpoint.files = row.integer(5);
    checkpoint.bytes = row.integer(6);
    checkpoint.createdMs = row.integer(7);
    return checkpoint;
}

}  // namespace

Result<QList<Artifact>> ArtifactRows::list(const BuildId &build) const
{
    return readPage<Artifact>(m_database, artifactSelect() + u"l.build = ? ORDER BY a.seq DESC"_s, {build.value},
                              artifactOf);
}

Result<Artifact> ArtifactRows::newest(const BuildId &build) const
{
    return only(readPage<Artifact>(m_database, artifactSelect() + u"l.build = ? ORDER BY a.seq DESC LIMIT 1"_s,
                                   {build.value}, artifactOf),
                u"artifact"_s, build.value);
}

Result<Artifact> ArtifactRows::get(const ArtifactId &artifact) const
{
    return only(readPage<Artifact>(m_database, artifactSelect() + u"a.id = ? LIMIT 1"_s, {artifact.value}, artifactOf),
                u"artifact"_s, artifact.value);
}

Result<QList<Checkpoint>> ArtifactRows::checkpoints(const BuildId &build) const
{
    return readPage<Checkpoint>(m_database, checkpointSelect() + u"ORDER BY c.seq"_s, {build.value}, checkpointOf);
}

Result<Checkpoint> ArtifactRows::lastCheckpoint(const BuildId &build) const
{
    return only(readPage<Checkpoint>(m_database, checkpointSelect() + u"ORDER BY c.seq DESC LIMIT 1"_s, {build.value},
                                     checkpointOf),
                u"checkpoint"_s, build.value);
}

Result<Checkpoint> ArtifactRows::checkpoint(const BuildId &build, const QString &id) const
{
    return only(readPage<Checkpoint>(m_database, checkpointSelect() + u"AND c.id = ? ORDER BY c.seq DESC LIMIT 1"_s,
                                     {build.value, id}, checkpointOf),
                u"checkpoint"_s, id);
}

}  // namespace bw::store
