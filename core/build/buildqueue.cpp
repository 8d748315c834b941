// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildqueue.h"

#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>

namespace bw::build
{

using namespace Qt::StringLiterals;

class BuildQueue::Impl
{
public:
    explicit Impl(int parallel)
        : m_parallel(static_cast<size_t>(qMax(1, parallel)))
    {
    }
    ~Impl();

    Status add(QueuedBuild build);
    bool stop(const BuildId &build);
    void stopAll();
    void close();
    bool contains(const BuildId &build) const;
    QList<BuildId> active() const;
    bool waitUntil(const std::function<bool()> &condition, std::stop_token stop, std::chrono::milliseconds limit);
    bool knows(const BuildId &build) const;  ///< with the lock
    bool isIdle() const { return m_running.empty() && m_waiting.empty() && m_busy == 0; }

private:
    struct Worker {
        QueuedBuild build;
        std::stop_source stop;
        std::thread thread;
        bool ended = false;
    };
    void start(QueuedBuild build);  ///< with the lock
    void work(Worker &worker);
    void sweep(std::unique_lock<std::mutex> &lock);

    const size_t m_parallel;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::list<Worker> m_running;
    std::list<Worker> m_ended;  ///< threads to be joined
    std::deque<QueuedBuild> m_waiting;
    int m_busy = 0;  ///< callbacks of dropped builds under way
    bool m_closed = false;
};

BuildQueue::Impl::~Impl()
{
    close();
    stopAll();
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return isIdle(); });
    sweep(lock);
}

bool BuildQueue::Impl::knows(const BuildId &build) const
{
    for (const Worker &worker : m_running)
        if (worker.build.build == build)
            return true;
    for (const QueuedBuild &waiting : m_waiting)
        if (waiting.build == build)
            return true;
    return false;
}

Status BuildQueue::Impl::add(QueuedBuild build)
{
    std::unique_lock lock(m_mutex);
    sweep(lock);
    if (m_closed || knows(build.build))
        return fail(ErrorCode::WrongState, m_closed ? u"the queue is closed"_s : u"it is queued or running already"_s,
                    {{u"build"_s, build.build.value}, {u"state"_s, u"running"_s}, {u"possible"_s, u"stop"_s}});
    if (m_running.size() < m_parallel) {
        start(std::move(build));
        return {};
    }
    // Recorded before it can start, so that the log tells things in their order: under the lock no worker takes it.
    const auto waiting = build.waiting;
    m_waiting.push_back(std::move(build));
    if (waiting)
        waiting();
    return {};
}

void BuildQueue::Impl::start(QueuedBuild build)
{
    Worker &worker = m_running.emplace_back();
    worker.build = std::move(build);
    worker.thread = std::thread([this, &worker] { work(worker); });
}

void BuildQueue::Impl::work(Worker &worker)
{
    worker.build.run(worker.stop.get_token());
    const std::scoped_lock lock(m_mutex);
    for (auto it = m_running.begin(); it != m_running.end(); ++it) {
        if (&*it == &worker) {
            m_ended.splice(m_ended.end(), m_running, it);
            break;
        }
    }
    if (!m_waiting.empty()) {
        QueuedBuild next = std::move(m_waiting.front());
        m_waiting.pop_front();
        start(std::move(next));
    }
    m_changed.notify_all();
}

/// A worker cannot join itself; whoever comes by next does.
void BuildQueue::Impl::sweep(std::unique_lock<std::mutex> &lock)
{
    std::list<Worker> ended;
    ended.splice(ended.end(), m_ended);
    if (ended.empty())
        return;
    lock.unlock();
    for (Worker &worker : ended)
        worker.thread.join();
    lock.lock();
}

bool BuildQueue::Impl::stop(const BuildId &build)
{
    std::unique_lock lock(m_mutex);
    for (Worker &worker : m_running) {
        if (worker.build.build == build) {
            std::stop_source source = worker.stop;
            lock.unlock();
            source.request_stop();
            return true;
        }
    }
    for (auto it = m_waiting.begin(); it != m_waiting.end(); ++it) {
        if (it->build == build) {
            const QueuedBuild dropped = std::move(*it);
            m_waiting.erase(it);
            ++m_busy;
            lock.unlock();
            if (dropped.dropped)
                dropped.dropped();
            lock.lock();
            --m_busy;
            m_changed.notify_all();
            return true;
        }
    }
    return false;
}

void BuildQueue::Impl::stopAll()
{
    // Waiting ones first: otherwise a stopped build would make room for the next.
    QList<BuildId> builds;
    {
        const std::scoped_lock lock(m_mutex);
        for (const QueuedBuild &waiting : m_waiting)
            builds.append(waiting.build);
        for (const Worker &worker : m_running)
            builds.append(worker.build.build);
    }
    for (const BuildId &build : std::as_const(builds))
        stop(build);
}

void BuildQueue::Impl::close()
{
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
}

bool BuildQueue::Impl::contains(const BuildId &build) const
{
    const std::scoped_lock lock(m_mutex);
    return knows(build);
}

QList<BuildId> BuildQueue::Impl::active() const
{
    const std::scoped_lock lock(m_mutex);
    QList<BuildId> builds;
    for (const Worker &worker : m_running)
        builds.append(worker.build.build);
    for (const QueuedBuild &waiting : m_waiting)
        builds.append(waiting.build);
    return builds;
}

bool BuildQueue::Impl::waitUntil(const std::function<bool()> &condition, std::stop_token stop,
                                 std::chrono::milliseconds limit)
{
    std::unique_lock lock(m_mutex);
    const bool met =
        limit.count() == 0 ? m_changed.wait(lock, stop, condition) : m_changed.wait_for(lock, stop, limit, condition);
    sweep(lock);
    return met;
}

BuildQueue::BuildQueue(int parallel)
    : m_impl(std::make_unique<Impl>(parallel))
{
}
BuildQueue::~BuildQueue() = default;
Status BuildQueue::add(QueuedBuild build) { return m_impl->add(std::move(build)); }
bool BuildQueue::stop(const BuildId &build) { return m_impl->stop(build); }
void BuildQueue::stopAll() { m_impl->stopAll(); }
void BuildQueue::close() { m_impl->close(); }
bool BuildQueue::contains(const BuildId &build) const { return m_impl->contains(build); }
QList<BuildId> BuildQueue::active() const { return m_impl->active(); }
int BuildQueue::size() const { return static_cast<int>(m_impl->active().size()); }

bool BuildQueue::waitIdle(std::stop_token stop, std::chrono::milliseconds limit)
{
    return m_impl->waitUntil([this] { return m_impl->isIdle(); }, std::move(stop), limit);
}

bool BuildQueue::waitFor(const BuildId &build, std::stop_token stop, std::chrono::milliseconds limit)
{
    return m_impl->waitUntil([this, &build] { return !m_impl->knows(build); }, std::move(stop), limit);
}

}  // namespace bw::build
