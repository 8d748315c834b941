// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "model/feature.h"
#include "spec/appspec.h"

#include <QStringList>

namespace bw::store
{
class Database;
}

namespace bw::build
{

struct TraceCommit {
    QString hash;     ///< of git, as the workspace's own log tells
    QString subject;  ///< first line of its message
    friend bool operator==(const TraceCommit &, const TraceCommit &) = default;
};

/// One run of a proof, and the tree it ran on.
struct TraceEvidence {
    qint64 seq = 0;  ///< of its event
    qint64 timeMs = 0;
    QString command;
    int exitCode = 0;
    bool timedOut = false;
    QString checkpoint;   ///< id of the newest then; empty = none was there yet
    bool before = false;  ///< on an earlier tree, where it should fail
    friend bool operator==(const TraceEvidence &, const TraceEvidence &) = default;
};

/// What stands behind one feature of a plan.
struct FeatureTrace {
    Feature feature;                        ///< with its status; without evidence
    std::optional<spec::SpecFeature> spec;  ///< where the specification asks for it; nothing: the plan added it
    bool specChanged = false;               ///< that passage is not in the newest specification any more
    QStringList sessions;                   ///< ids of the sessions that worked on it
    QStringList files;                      ///< that those sessions changed, sorted
    QList<TraceCommit> commits;             ///< made in them, in order
    QList<TraceEvidence> evidence;          ///< in order
    QStringList changedSinceProof;          ///< of its files, sorted; empty = none, or never proved
};

/// A file of the newest checkpoint that no session of a feature changed.
struct UnaskedFile {
    QString path;
    QString origin;  ///< "plan": a planning session made it; else "unknown"
    friend bool operator==(const UnaskedFile &, const UnaskedFile &) = default;
};

/// From the specification to the evidence, computed from the log and the checkpoints alone.
struct BuildTrace {
    QString specId;        ///< empty = none kept
    QString specName;      ///< file name
    int specVersion = 0;   ///< it was built from
    QString newestSpecId;  ///< another, or another version, that is newer
    int newestVersion = 0;
    bool specChanged = false;            ///< the newest text is another
    QList<spec::SpecFeature> unplanned;  ///< in the newest specification, but in no feature of the plan
    QList<FeatureTrace> features;        ///< in the plan's order
    QList<UnaskedFile> unasked;          ///< sorted by path; what a zip leaves out is left out here, too

    [[nodiscard]] bool drifted() const;
};

/// `newest`, where it is given, stands for the newest text of the specification in place of what is kept. Blocks on the
/// disk. Errors: NotFound, and those of the database and of a specification that cannot be read.
Result<BuildTrace> loadTrace(store::Database &database, const BuildId &build,
                             const std::optional<QByteArray> &newest = std::nullopt);

/// Which passage of a specification a planned feature answers: by id, by text, else by most of its words; -1 = none.
qsizetype passageFor(const Feature &feature, const QList<spec::SpecFeature> &passages);

}  // namespace bw::build
