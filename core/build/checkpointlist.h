// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/checkpoint.h"

namespace bw::store
{
class EventStore;
}

namespace bw::build
{

/// A checkpoint as a person finds it again.
struct CheckpointEntry {
    Checkpoint checkpoint;
    qint64 seq = 0;     ///< of its event
    qint64 timeMs = 0;  ///< UTC
    QString feature;    ///< id of the feature that was worked on; empty = none
    int verified = 0;   ///< features that were verified when it was made
    int total = 0;      ///< features of the plan then; 0 = before the plan
};

/// All of them, oldest first. Equal trees made one after the other have the same id and stand here once for each event.
Result<QList<CheckpointEntry>> loadCheckpoints(const store::EventStore &events, const BuildId &build);

/// By a full id, a unique prefix, "first" or "last"; of several with the same id the newest.
/// Errors: NotFound, Ambiguous (args kind "checkpoint").
Result<CheckpointEntry> findCheckpoint(const QList<CheckpointEntry> &all, const QString &text);

}  // namespace bw::build
