// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "build/buildlimits.h"

#include <QList>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace bw::build
{

/// One build to be run. `run` and `dropped` are called without the queue's lock; `waiting` and `hold` must not use the
/// queue.
struct QueuedBuild {
    BuildId build;
    /// The whole build, on a worker thread; returns when it has ended, within a second of a stop.
    std::function<void(std::stop_token)> run;
    /// It cannot start now: records `pending` with the reason ("queue", or a limit). Called when it has to wait, by
    /// add() before it returns, and again when the reason or its end becomes another.
    std::function<void(const Hold &)> waiting;
    /// It was stopped before it had a worker: records `cancelled`.
    std::function<void()> dropped;
    int priority = 0;    ///< a higher one goes first; equal ones in the order of their coming
    bool cloud = false;  ///< works in a sandbox elsewhere: counts against the other number of places
    /// Why it may not start now, whatever place is free; nothing = it may, and counts as begun. May be empty.
    std::function<std::optional<Hold>()> hold;
    /// Asked on the worker's thread when `run` has returned: the same build once more, as it is to be queued now, such
    /// as for the other kind of places. One that was asked to stop meanwhile is dropped. May be empty.
    std::function<std::optional<QueuedBuild>()> again {};
};

/// How many builds run side by side.
struct QueuePlaces {
    int local = 3;
    int cloud = 5;
};

/// Runs builds side by side, by priority, then first come first served, each on a worker thread of its own. A build
/// that a limit holds lets the others pass, and is looked at again when its hold ends and every few seconds (a limit
/// may have been raised). Thread-safe.
class BuildQueue final
{
public:
    /// The clock must live longer; without one the system's.
    explicit BuildQueue(QueuePlaces places = {}, Clock *clock = nullptr);
    ~BuildQueue();  ///< stops everything and waits
    BuildQueue(const BuildQueue &) = delete;
    BuildQueue &operator=(const BuildQueue &) = delete;

    /// WrongState when the build is already queued or running, or the queue is closed.
    Status add(QueuedBuild build);
    /// Asks a build to stop, or drops it when it waits; returns at once. False: it is not here.
    bool stop(const BuildId &build);
    /// Takes a build out that waits, without `dropped`. False: it does not wait here.
    bool withdraw(const BuildId &build);
    /// Asks all of them; returns at once.
    void stopAll();
    /// No build is taken any more.
    void close();

    [[nodiscard]] bool contains(const BuildId &build) const;
    [[nodiscard]] QList<BuildId> active() const;  ///< running first, then waiting, in order
    [[nodiscard]] int size() const;               ///< running and waiting

    /// Waits until nothing runs or waits; false when stopped or out of time first (0 = no limit).
    bool waitIdle(std::stop_token stop, std::chrono::milliseconds limit = std::chrono::milliseconds {0});
    /// Waits until this one is gone; true at once when it is not here.
    bool waitFor(const BuildId &build, std::stop_token stop,
                 std::chrono::milliseconds limit = std::chrono::milliseconds {0});

    /// How long a change of limits may go unseen.
    static constexpr std::chrono::milliseconds lookAgain {2'000};

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::build
