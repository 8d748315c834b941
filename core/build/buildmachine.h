// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/buildstate.h"

#include <QList>

namespace bw::build
{

/// Where a build stands.
struct BuildStatus {
    BuildState state = BuildState::Pending;
    QString reason;  ///< key, see buildreasons.h; empty = none
    friend bool operator==(const BuildStatus &, const BuildStatus &) = default;
};

/// What can happen to a build.
enum class BuildEventKind {
    Wait,          ///< it waits in the queue; the reason says for what
    Start,         ///< the queue gave it a worker
    SandboxReady,  ///< made, and restored where there was something to restore
    Pause,         ///< at a safe point, for the event's reason
    OpenDesignGate,
    OpenFeatureGate,
    OpenProgressGate,
    OpenReleaseGate,
    AnswerGate,
    AskQuestion,
    AnswerQuestion,
    Resume,  ///< a person, or a setting, wants it to go on
    Finish,  ///< everything of the plan is verified
    Fail,
    Cancel,
    ProcessDied,  ///< found by the next start
    Move,         ///< at a safe point: it goes on in another place, and waits for a worker there
};
QString toKey(BuildEventKind kind);
/// All of them, in order of the enum.
const QList<BuildEventKind> &allBuildEvents();
const QList<BuildState> &allBuildStates();

struct BuildEvent {
    BuildEventKind kind = BuildEventKind::Start;
    QString reason;
};

/// What has to be done because of a change of state.
enum class Effect {
    RecordState,     ///< event build.state, committed; of an end it comes last: who sees it finds everything done
    MakeCheckpoint,  ///< of the workspace as it is now, if there is one
    MakeArtifact,    ///< from the newest checkpoint
    DestroySandbox,
    LeaveSandbox,  ///< kept by a provider that can keep it while the build waits, else destroyed
    CreateSandbox,
    RestoreWorkspace,  ///< from the newest checkpoint, if there is one
    RunPhases,
    AskPerson,
    LeaveWorker,  ///< the worker thread is free for another build
};

struct Transition {
    BuildStatus status;
    QList<Effect> effects;
};

/// The state machine of a build: pure, no clock, no I/O. Nothing = that cannot happen in this state. A build that asks
/// a person, pauses or ends has its checkpoint and artifact made and its sandbox given up first: it keeps nothing that
/// this machine has to hold.
std::optional<Transition> transition(const BuildStatus &status, const BuildEvent &event);

/// Keys of the events that lead out of a state and that a person can cause: what an error about a wrong state lists.
/// Empty for completed only.
QList<BuildEventKind> waysOut(BuildState state);

/// Whether a worker thread stands behind this state.
[[nodiscard]] bool isActive(BuildState state);

}  // namespace bw::build
