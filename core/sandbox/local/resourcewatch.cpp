// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/resourcewatch.h"

#include "sandbox/local/processsample.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr auto interval = std::chrono::milliseconds(100);

QString megabytes(qint64 bytes) { return u"%1 MiB"_s.arg(bytes >> 20); }

}  // namespace

ResourceWatch::ResourceWatch(Config config, Clock &clock)
    : m_config(std::move(config))
    , m_clock(clock)
    , m_hostReserve(std::max<qint64>(256LL << 20, ProcessSample::hostTotalBytes() / 32))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

ResourceWatch::~ResourceWatch() { stop(); }

void ResourceWatch::stop()
{
    m_thread.request_stop();
    if (m_thread.joinable() && m_thread.get_id() != std::this_thread::get_id())
        m_thread.join();
}

void ResourceWatch::setTimeToLive(std::chrono::seconds ttl)
{
    const std::lock_guard lock(m_mutex);
    m_deadline = ttl.count() > 0 ? std::optional(m_clock.steady() + ttl) : std::nullopt;
}

bool ResourceWatch::isExpired()
{
    const std::lock_guard lock(m_mutex);
    return m_deadline && m_clock.steady() >= *m_deadline;
}

QStringList ResourceWatch::takeHits()
{
    const std::lock_guard lock(m_mutex);
    QStringList hits(m_hits.begin(), m_hits.end());
    m_hits.clear();
    hits.sort();
    return hits;
}

void ResourceWatch::hit(const QString &limit, const QString &text)
{
    {
        const std::lock_guard lock(m_mutex);
        m_hits.insert(limit);
    }
    if (m_config.onHit)
        m_config.onHit(limit, text);
}

void ResourceWatch::noteDisk(bool full)
{
    if (m_diskFull.exchange(full) != full && full)
        hit(u"disk"_s, u"a file system of the sandbox is full"_s);
}

void ResourceWatch::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        look();
        if (isExpired()) {
            m_config.onExpired();
            return;
        }
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, interval, [] { return false; });
    }
}

void ResourceWatch::look()
{
    const ProcessSample sample = ProcessSample::take(m_config.init.pid);
    lookAtGroup();
    lookAtTasks(sample.tasks);
    lookAtMemory(sample);
}

void ResourceWatch::lookAtGroup()
{
    if (!m_config.groupHits)
        return;
    for (const QString &limit : m_config.groupHits())
        hit(limit,
            limit == "memory"_L1 ? u"the kernel ended a process: the memory of the control group was used up"_s
                                 : u"the kernel refused a process: the control group was full"_s);
}

void ResourceWatch::lookAtTasks(int tasks)
{
    const bool full = tasks >= m_config.processes;
    if (full && !m_tasksFull)
        hit(u"processes"_s, u"all %1 processes and threads are in use"_s.arg(m_config.processes));
    // Some way below, so that a fork bomb is told once and not at every look.
    m_tasksFull = full || (m_tasksFull && tasks > m_config.processes * 3 / 4);
}

void ResourceWatch::lookAtMemory(const ProcessSample &sample)
{
    const bool hostShort = ProcessSample::hostAvailableBytes() < m_hostReserve;
    const qint64 shared = m_config.sharedBytes ? m_config.sharedBytes() : 0;
    // The cheap sum is never too small; only when it is over does the exact one have to be made.
    if (!hostShort && sample.residentBytes + shared <= m_config.memoryBytes)
        return;
    qint64 used = shared;
    QList<ProcessSample::Process> exact;
    for (const ProcessSample::Process &process : sample.processes) {
        const qint64 bytes = ProcessSample::proportionalBytes(process.pid);
        used += bytes;
        if (process.pid != m_config.init.pid)
            exact.append({process.pid, bytes});
    }
    std::ranges::sort(exact, std::ranges::greater(), &ProcessSample::Process::residentBytes);
    qint64 excess = hostShort ? std::max<qint64>(1, used - m_config.memoryBytes) : used - m_config.memoryBytes;
    for (const ProcessSample::Process &process : exact) {
        // A sandbox that uses next to nothing is not why the machine is short.
        if (excess <= 0 || process.residentBytes < (1 << 20))
            return;
        const std::optional<HostProcess> victim = HostProcess::of(process.pid);
        // The number may have gone to somebody else since the sample: only what still stands below the sandbox.
        const ProcessSample now = ProcessSample::take(m_config.init.pid);
        const bool stillThere = std::ranges::contains(now.processes, process.pid, &ProcessSample::Process::pid);
        if (!victim || !stillThere)
            continue;
        const QString why = hostShort ? u"this machine has less than %1 left"_s.arg(megabytes(m_hostReserve))
                                      : u"limit %1, in use %2"_s.arg(megabytes(m_config.memoryBytes), megabytes(used));
        // Noted first: whoever waits for the command asks as soon as it has ended.
        hit(u"memory"_s, u"kills a process of %1: %2"_s.arg(megabytes(process.residentBytes), why));
        if (victim->killAndWait(std::chrono::milliseconds(500)))
            excess -= process.residentBytes;
    }
}

}  // namespace bw::sandbox
