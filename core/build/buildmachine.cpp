// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildmachine.h"

namespace bw::build
{

using namespace Qt::StringLiterals;
using Kind = BuildEventKind;
using State = BuildState;

QString toKey(BuildEventKind kind)
{
    switch (kind) {
    case Kind::Wait:
        return u"wait"_s;
    case Kind::Start:
        return u"start"_s;
    case Kind::SandboxReady:
        return u"sandbox_ready"_s;
    case Kind::Pause:
        return u"pause"_s;
    case Kind::OpenDesignGate:
        return u"open_design_gate"_s;
    case Kind::OpenFeatureGate:
        return u"open_feature_gate"_s;
    case Kind::OpenProgressGate:
        return u"open_progress_gate"_s;
    case Kind::OpenReleaseGate:
        return u"open_release_gate"_s;
    case Kind::AnswerGate:
        return u"answer_gate"_s;
    case Kind::AskQuestion:
        return u"ask_question"_s;
    case Kind::AnswerQuestion:
        return u"answer_question"_s;
    case Kind::Resume:
        return u"resume"_s;
    case Kind::Finish:
        return u"finish"_s;
    case Kind::Fail:
        return u"fail"_s;
    case Kind::Cancel:
        return u"cancel"_s;
    case Kind::ProcessDied:
        return u"process_died"_s;
    case Kind::Move:
        return u"move"_s;
    }
    return {};
}

const QList<BuildEventKind> &allBuildEvents()
{
    static const QList<BuildEventKind> all {Kind::Wait,
                                            Kind::Start,
                                            Kind::SandboxReady,
                                            Kind::Pause,
                                            Kind::OpenDesignGate,
                                            Kind::OpenFeatureGate,
                                            Kind::OpenProgressGate,
                                            Kind::OpenReleaseGate,
                                            Kind::AnswerGate,
                                            Kind::AskQuestion,
                                            Kind::AnswerQuestion,
                                            Kind::Resume,
                                            Kind::Finish,
                                            Kind::Fail,
                                            Kind::Cancel,
                                            Kind::ProcessDied,
                                            Kind::Move};
    return all;
}

const QList<BuildState> &allBuildStates()
{
    static const QList<BuildState> all {State::Pending,
                                        State::Initializing,
                                        State::Running,
                                        State::Paused,
                                        State::AwaitingDesignReview,
                                        State::AwaitingFeatureReview,
                                        State::AwaitingProgressReview,
                                        State::AwaitingReleaseReview,
                                        State::AwaitingAnswer,
                                        State::Interrupted,
                                        State::Completed,
                                        State::Failed,
                                        State::Cancelled};
    return all;
}

namespace
{

using Next = std::optional<Transition>;

Next quietly(State state, const QString &reason) { return Transition {{state, reason}, {Effect::RecordState}}; }

Next begin(const QString &reason)
{
    return Transition {{State::Initializing, reason},
                       {Effect::RecordState, Effect::CreateSandbox, Effect::RestoreWorkspace}};
}

/// Whatever had a worker and a sandbox gives both back, after what is in the workspace was kept.
Next leave(State state, const QString &reason, bool workspaceIsWhole)
{
    QList<Effect> effects;
    if (workspaceIsWhole)
        effects.append(Effect::MakeCheckpoint);
    const bool goesOn = state == State::Paused && workspaceIsWhole;
    effects += {goesOn ? Effect::LeaveSandbox : Effect::DestroySandbox, Effect::MakeArtifact, Effect::RecordState,
                Effect::LeaveWorker};
    return Transition {{state, reason}, effects};
}

Next ask(State state, const QString &reason)
{
    // The zip is for whoever wants to try what is there before deciding.
    return Transition {{state, reason},
                       {Effect::MakeCheckpoint, Effect::LeaveSandbox, Effect::MakeArtifact, Effect::RecordState,
                        Effect::AskPerson, Effect::LeaveWorker}};
}

Next fromPending(const BuildEvent &event)
{
    if (event.kind == Kind::Wait)
        return quietly(State::Pending, event.reason);
    if (event.kind == Kind::Start)
        return begin(event.reason);
    if (event.kind == Kind::Pause)
        return quietly(State::Paused, event.reason);
    if (event.kind == Kind::Fail)
        return quietly(State::Failed, event.reason);
    if (event.kind == Kind::Cancel)
        return quietly(State::Cancelled, event.reason);
    if (event.kind == Kind::ProcessDied)
        return quietly(State::Interrupted, event.reason);
    return std::nullopt;
}

/// The workspace is not whole before the sandbox is ready: a checkpoint of it would replace a good one.
Next fromInitializing(const BuildEvent &event)
{
    if (event.kind == Kind::SandboxReady)
        return Transition {{State::Running, {}}, {Effect::RecordState, Effect::RunPhases}};
    if (event.kind == Kind::Pause)
        return leave(State::Paused, event.reason, false);
    if (event.kind == Kind::Fail)
        return leave(State::Failed, event.reason, false);
    if (event.kind == Kind::Cancel)
        return leave(State::Cancelled, event.reason, false);
    if (event.kind == Kind::ProcessDied)
        return quietly(State::Interrupted, event.reason);
    return std::nullopt;
}

Next fromRunning(const BuildEvent &event)
{
    if (event.kind == Kind::Pause)
        return leave(State::Paused, event.reason, true);
    // Over a limit of all builds. No zip: it goes on by itself, and its sandbox is kept for that where it can be.
    if (event.kind == Kind::Wait)
        return Transition {{State::Pending, event.reason},
                           {Effect::MakeCheckpoint, Effect::LeaveSandbox, Effect::RecordState, Effect::LeaveWorker}};
    // No zip: it goes on at once. Its sandbox is of no use where it goes to.
    if (event.kind == Kind::Move)
        return Transition {{State::Pending, event.reason},
                           {Effect::MakeCheckpoint, Effect::DestroySandbox, Effect::RecordState, Effect::LeaveWorker}};
    if (event.kind == Kind::Finish)
        return leave(State::Completed, event.reason, true);
    if (event.kind == Kind::Fail)
        return leave(State::Failed, event.reason, true);
    if (event.kind == Kind::Cancel)
        return leave(State::Cancelled, event.reason, true);
    if (event.kind == Kind::OpenDesignGate)
        return ask(State::AwaitingDesignReview, event.reason);
    if (event.kind == Kind::OpenFeatureGate)
        return ask(State::AwaitingFeatureReview, event.reason);
    if (event.kind == Kind::OpenProgressGate)
        return ask(State::AwaitingProgressReview, event.reason);
    if (event.kind == Kind::OpenReleaseGate)
        return ask(State::AwaitingReleaseReview, event.reason);
    if (event.kind == Kind::AskQuestion)
        return ask(State::AwaitingAnswer, event.reason);
    if (event.kind == Kind::ProcessDied)
        return quietly(State::Interrupted, event.reason);
    return std::nullopt;
}

/// Nobody works on it, and nothing of it runs: it survives the end of the process as it is.
Next fromAwaiting(const BuildEvent &event, Kind answer)
{
    if (event.kind == answer)  // it has to wait for a worker like any other
        return quietly(State::Pending, event.reason);
    if (event.kind == Kind::Fail)
        return quietly(State::Failed, event.reason);
    if (event.kind == Kind::Cancel)
        return quietly(State::Cancelled, event.reason);
    return std::nullopt;
}

Next fromResting(const BuildEvent &event, bool canBeCancelled)
{
    if (event.kind == Kind::Wait || event.kind == Kind::Resume)
        return quietly(State::Pending, event.reason);
    if (event.kind == Kind::Start)
        return begin(event.reason);
    if (event.kind == Kind::Cancel)
        return canBeCancelled ? quietly(State::Cancelled, event.reason) : std::nullopt;
    return std::nullopt;
}

}  // namespace

std::optional<Transition> transition(const BuildStatus &status, const BuildEvent &event)
{
    switch (status.state) {
    case State::Pending:
        return fromPending(event);
    case State::Initializing:
        return fromInitializing(event);
    case State::Running:
        return fromRunning(event);
    case State::AwaitingDesignReview:
    case State::AwaitingFeatureReview:
    case State::AwaitingProgressReview:
    case State::AwaitingReleaseReview:
        return fromAwaiting(event, Kind::AnswerGate);
    case State::AwaitingAnswer:
        return fromAwaiting(event, Kind::AnswerQuestion);
    case State::Paused:
    case State::Interrupted:
        return fromResting(event, true);
    case State::Failed:
    case State::Cancelled:
        return fromResting(event, false);
    case State::Completed:
        return std::nullopt;
    }
    return std::nullopt;
}

QList<BuildEventKind> waysOut(BuildState state)
{
    switch (state) {
    case State::Pending:
    case State::Initializing:
    case State::Running:
        return {Kind::Cancel};
    case State::AwaitingDesignReview:
    case State::AwaitingFeatureReview:
    case State::AwaitingProgressReview:
    case State::AwaitingReleaseReview:
        return {Kind::AnswerGate, Kind::Cancel};
    case State::AwaitingAnswer:
        return {Kind::AnswerQuestion, Kind::Cancel};
    case State::Paused:
    case State::Interrupted:
        return {Kind::Resume, Kind::Cancel};
    case State::Failed:
    case State::Cancelled:
        return {Kind::Resume};
    case State::Completed:
        return {};
    }
    return {};
}

bool isActive(BuildState state) { return state == State::Initializing || state == State::Running; }

}  // namespace bw::build
