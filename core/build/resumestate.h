// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildmachine.h"
#include "build/checkpoint.h"
#include "build/keptsandbox.h"
#include "model/event.h"
#include "model/feature.h"

#include <optional>

namespace bw::store
{
class EventStore;
}

namespace bw::build
{

/// What the log says about how far a build came. Computed from events alone, so that nothing else has to survive.
struct ResumeState {
    BuildStatus status;                    ///< where the build stands now
    bool started = false;                  ///< it ran before
    bool planned = false;                  ///< `features` is its plan
    QList<Feature> features;               ///< with statuses and evidence; in the plan's order
    std::optional<Checkpoint> checkpoint;  ///< the newest
    std::optional<KeptSandbox> kept;       ///< a sandbox that waits with the build
    QString unproved;                      ///< feature whose finished work is in the checkpoint, but was not judged yet
    QString failure;                       ///< what the agent is told of the failure that a new try goes on from
    bool retrying = false;                 ///< a new try is recorded, and has not begun yet
    int retries = 0;                       ///< tries after failures so far, since a person last had a hand in it
    int sessions = 0;                      ///< sessions begun so far
    qint64 activeMs = 0;                   ///< time that counted against the time limit
    qint64 lastSeq = 0;
};

/// Pure. Events in order; types that say nothing here may be left out.
ResumeState resumeStateOf(const QList<Event> &events);

/// Reads the types that matter, page by page.
Result<ResumeState> loadResumeState(const store::EventStore &events, const BuildId &build);
/// For BudgetGuard::restore(): the budget and turn events of a build, in order.
Result<QList<Event>> loadBudgetEvents(const store::EventStore &events, const BuildId &build);

}  // namespace bw::build
