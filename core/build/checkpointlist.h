// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/checkpoint.h"

#include <QSet>

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
    QString name;       ///< given by a person; empty = none
    QString note;
    bool atGate = false;  ///< a person was asked to look at this state
};

/// All that were not given up, oldest first. Equal trees made one after the other have the same id and stand here once
/// for each event.
Result<QList<CheckpointEntry>> loadCheckpoints(const store::EventStore &events, const BuildId &build);

/// By its name, a full id, a unique prefix, "first" or "last"; of several with the same name or id the newest.
/// Errors: NotFound, Ambiguous (args kind "checkpoint").
Result<CheckpointEntry> findCheckpoint(const QList<CheckpointEntry> &all, const QString &text);

/// Ids of those to give up when at most `keep` of the others may stay beside the first, the last, the named ones and
/// those at a gate, and those of the trees that are still needed: the newest stay. 0 = all stay. Pure.
QStringList checkpointsToThin(const QList<CheckpointEntry> &all, int keep, const QSet<QString> &neededTrees = {});

}  // namespace bw::build
