// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "sandbox/local/hostprocess.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace bw::sandbox
{

struct ProcessSample;

/// Watches one sandbox from outside, ten times a second: memory (proportional size of all its processes, and what this
/// machine has left), number of processes, time to live. Where no cgroup can be had this is what holds the memory
/// limit: the largest process is killed until the rest fits. It is best effort: a tenth of a second is time enough to
/// go over the limit by some hundred megabytes.
class ResourceWatch final
{
public:
    struct Config {
        HostProcess init;  ///< first process of the sandbox; it is never killed from here
        qint64 memoryBytes = 0;
        int processes = 0;
        /// All three from the watch's thread. `onHit`: a limit acted, once each time it begins to ("memory" for every
        /// kill). `sharedBytes`: memory that belongs to no process. `onExpired`: the time to live is over, once.
        std::function<void(const QString &limit, const QString &text)> onHit;
        std::function<qint64()> sharedBytes;
        std::function<void()> onExpired;
        /// What a control group of the kernel held since the last call, where there is one; from any thread.
        std::function<QStringList()> groupHits = {};
    };
    ResourceWatch(Config config, Clock &clock);
    ~ResourceWatch();
    ResourceWatch(const ResourceWatch &) = delete;
    ResourceWatch &operator=(const ResourceWatch &) = delete;

    /// From now on; 0 = no end.
    void setTimeToLive(std::chrono::seconds ttl);
    /// What acted since the last call.
    QStringList takeHits();
    /// Notes a limit that somebody else saw act; tells it on only when it was not so before.
    void noteDisk(bool full);
    /// Asks the control group now, instead of at the next look.
    void lookAtGroup();
    /// Ends the watch; from any thread, its own too. Returns after a look that is under way.
    void stop();

private:
    void run(const std::stop_token &stop);
    void look();
    void lookAtMemory(const ProcessSample &sample);
    void lookAtTasks(int tasks);
    void hit(const QString &limit, const QString &text);
    [[nodiscard]] bool isExpired();

    const Config m_config;
    Clock &m_clock;
    const qint64 m_hostReserve;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    QSet<QString> m_hits;
    std::optional<std::chrono::milliseconds> m_deadline;
    std::atomic<bool> m_diskFull = false;
    bool m_tasksFull = false;
    std::jthread m_thread;
};

}  // namespace bw::sandbox
