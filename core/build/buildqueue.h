// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QList>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>

namespace bw::build
{

/// One build to be run. `run` and `dropped` are called without the queue's lock; `waiting` must not use the queue.
struct QueuedBuild {
    BuildId build;
    /// The whole build, on a worker thread; returns when it has ended, within a second of a stop.
    std::function<void(std::stop_token)> run;
    /// It could not start at once (called by add(), before it returns): records `pending`, reason "queue".
    std::function<void()> waiting;
    /// It was stopped before it had a worker: records `cancelled`.
    std::function<void()> dropped;
};

/// Runs builds side by side, first come first served, each on a worker thread of its own. Thread-safe.
class BuildQueue final
{
public:
    explicit BuildQueue(int parallel = 3);
    ~BuildQueue();  ///< stops everything and waits
    BuildQueue(const BuildQueue &) = delete;
    BuildQueue &operator=(const BuildQueue &) = delete;

    /// WrongState when the build is already queued or running, or the queue is closed.
    Status add(QueuedBuild build);
    /// Asks a build to stop, or drops it when it waits; returns at once. False: it is not here.
    bool stop(const BuildId &build);
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

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::build
