// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/buildrequest.h"
#include "engine/ceilings.h"
#include "engine/personaction.h"

#include <memory>
#include <stop_token>

namespace bw::engine
{

struct Parts;

/// Everything a person does with builds, for every front end alike. Thread-safe. Only the owner of a data directory has
/// one.
class BuildService final
{
public:
    explicit BuildService(Parts &parts);
    ~BuildService();

    /// Checks everything that can be checked without a sandbox (specification, model, key, price, recording), records
    /// the build and queues it. Nothing is left behind by an error. Errors: SpecInvalid, SpecEmpty, TooLarge, NotFound,
    /// KeyMissing, RecordingMismatch, RecordingInvalid, PriceUnknown, SandboxUnavailable.
    Result<BuildId> submit(const BuildRequest &request);
    /// Asks a build to stop; returns at once. A build that waits in the queue is cancelled. Error: NotFound,
    /// WrongState.
    Status stop(const BuildId &build);
    /// Asks a build to pause at its next safe point (between features and phases); returns at once. `because` is
    /// recorded. Errors: NotFound, WrongState when nobody works on it.
    Status pause(const BuildId &build, const QString &because);
    /// Queues a paused, interrupted, failed or cancelled build again, under the new ceilings where there are any (event
    /// build.options_changed); a completed one only has its artifact copied to `out`. Errors: NotFound, WrongState, and
    /// those of submit().
    Status resume(const BuildId &build, const QString &out, const Ceilings &ceilings = {});
    /// By the start of an owner, before anybody else calls: goes on with what a crash interrupted (setting
    /// recovery.on_start). One that cannot go on stays interrupted, with a note in its log.
    void resumeInterrupted(const QList<BuildId> &builds);
    /// Makes a build that goes on from a checkpoint of this one (an id, a unique prefix, "first" or "last") and queues
    /// it; this one is not touched. Errors: NotFound, Ambiguous, WrongState (no plan yet), and those of submit().
    Result<BuildId> branch(const BuildId &build, const QString &checkpoint);
    /// What a person decides, answers or wants changed (personactions.h). Returns the build it led to: a new one for
    /// `restart` and `clone`, else the same. Errors: NotFound, InvalidArgument, WrongState, and those of submit().
    Result<BuildId> act(const BuildId &build, const PersonAction &action);
    /// Stops the build, waits for its end (at most 10 s) and removes everything of it.
    Status remove(const BuildId &build);

    [[nodiscard]] bool isActive(const BuildId &build) const;  ///< queued or running here
    [[nodiscard]] int active() const;                         ///< queued and running
    /// Returns when nothing runs or waits any more, or a stop is requested (then false).
    bool waitUntilIdle(std::stop_token stop);
    /// Stops every build and waits for their ends, at most as long as given.
    void stopAll(std::chrono::milliseconds limit);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::engine
