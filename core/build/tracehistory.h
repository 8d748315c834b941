// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/trace.h"
#include "model/event.h"
#include "store/blobstore.h"

#include <QHash>
#include <QMap>
#include <QSet>

namespace bw::build
{

/// Reads the events of a build, in order, and the checkpoints that they name, and keeps who changed what. Used by one
/// thread.
class TraceHistory final
{
public:
    explicit TraceHistory(const store::BlobStore &blobs)
        : m_blobs(blobs)
    {
    }
    Status take(const Event &event);
    static QList<EventType> types();

    struct Work {
        QStringList sessions;
        QSet<QString> files;
        QList<TraceCommit> commits;
        QList<TraceEvidence> evidence;
        bool proved = false;                  ///< a proof passed
        QHash<QString, QString> provedFiles;  ///< the tree of the last that passed: path → content
    };
    [[nodiscard]] const QList<Feature> &features() const { return m_features; }
    [[nodiscard]] Work workOn(const QString &feature) const { return m_work.value(feature); }
    /// The newest tree: path → content (hash, or target of a symlink), without what a zip leaves out.
    [[nodiscard]] const QHash<QString, QString> &tree() const { return m_tree; }
    [[nodiscard]] const QSet<QString> &planned() const { return m_planned; }

private:
    void takeSession(const Event &event);
    void takeFile(const QString &path);
    void takeEvidence(const Event &event);
    Status takeCheckpoint(const Event &event);
    void takeCommits(const QByteArray &reflog);

    const store::BlobStore &m_blobs;
    QList<Feature> m_features;
    QMap<QString, Work> m_work;
    QSet<QString> m_planned;  ///< files that sessions of the plan changed
    QHash<QString, QString> m_tree;
    QString m_checkpoint;
    QString m_kind, m_feature;  ///< of the newest session
    QSet<QString> m_commits;    ///< hashes known already
};

}  // namespace bw::build
