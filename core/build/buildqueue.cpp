// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildqueue.h"

#include "build/buildreasons.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace bw::build
{

using namespace Qt::StringLiterals;

class BuildQueue::Impl
{
public:
    Impl(QueuePlaces places, Clock *clock)
        : m_places {qMax(1, places.local), qMax(1, places.cloud)}
        , m_clock(clock ? *clock : m_systemClock)
        , m_watch([this](const std::stop_token &stop) { watch(stop); })
    {
    }
    ~Impl();

    Status add(QueuedBuild build);
    bool stop(const BuildId &build);
    bool withdraw(const BuildId &build);
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
    struct Waiting {
        QueuedBuild build;
        std::optional<Hold> told;  ///< what was recorded last
    };
    // With the lock:
    void start(QueuedBuild build);
    void insert(QueuedBuild build);
    void drop(const QueuedBuild &build, std::unique_lock<std::mutex> &lock);
    void startWhatMay();
    [[nodiscard]] std::optional<Hold> holdOf(const QueuedBuild &build) const;
    [[nodiscard]] std::optional<qint64> nextLookMs() const;

    void work(Worker &worker);
    void watch(const std::stop_token &stop);
    void sweep(std::unique_lock<std::mutex> &lock);

    const QueuePlaces m_places;
    SystemClock m_systemClock;
    Clock &m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::list<Worker> m_running;
    std::list<Worker> m_ended;     ///< threads to be joined
    std::list<Waiting> m_waiting;  ///< in the order of their turn
    int m_busy = 0;                ///< callbacks of dropped builds under way
    bool m_closed = false;
    std::jthread m_watch;  ///< last: it uses all the others
};

BuildQueue::Impl::~Impl()
{
    m_watch.request_stop();
    m_watch.join();
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
    return std::ranges::any_of(m_waiting, [&](const Waiting &waiting) { return waiting.build.build == build; });
}

Status BuildQueue::Impl::add(QueuedBuild build)
{
    std::unique_lock lock(m_mutex);
    sweep(lock);
    if (m_closed || knows(build.build))
        return fail(ErrorCode::WrongState, m_closed ? u"the queue is closed"_s : u"it is queued or running already"_s,
                    {{u"build"_s, build.build.value}, {u"state"_s, u"running"_s}, {u"possible"_s, u"stop"_s}});
    insert(std::move(build));
    startWhatMay();
    return {};
}

std::optional<Hold> BuildQueue::Impl::holdOf(const QueuedBuild &build) const
{
    const auto running =
        std::ranges::count_if(m_running, [&](const Worker &worker) { return worker.build.cloud == build.cloud; });
    const int places = build.cloud ? m_places.cloud : m_places.local;
    if (running >= places)
        return Hold {QString(reason::queue), u"%1 builds run, as many as may at a time"_s.arg(running), 0};
    return build.hold ? build.hold() : std::nullopt;
}

/// A wait is recorded under the lock, so that the log tells things in their order: no worker takes the build meanwhile.
void BuildQueue::Impl::startWhatMay()
{
    for (auto it = m_waiting.begin(); it != m_waiting.end();) {
        const auto hold = holdOf(it->build);
        if (!hold) {
            QueuedBuild next = std::move(it->build);
            it = m_waiting.erase(it);
            start(std::move(next));
            continue;
        }
        // The figures in the text change all the time; only another reason or end is news.
        if (!it->told || it->told->reason != hold->reason || it->told->untilMs != hold->untilMs) {
            it->told = hold;
            if (it->build.waiting)
                it->build.waiting(*hold);
        }
        ++it;
    }
    m_changed.notify_all();
}

/// When the builds that a limit holds are to be looked at again; nothing: none of them waits.
std::optional<qint64> BuildQueue::Impl::nextLookMs() const
{
    std::optional<qint64> next;
    const qint64 soon = m_clock.nowMs() + lookAgain.count();
    for (const Waiting &waiting : m_waiting) {
        if (!waiting.told || waiting.told->reason == reason::queue)
            continue;
        const qint64 until = waiting.told->untilMs > 0 ? std::min(waiting.told->untilMs, soon) : soon;
        next = std::min(next.value_or(until), until);
    }
    return next;
}

void BuildQueue::Impl::watch(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        std::optional<qint64> next;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [&] { return (next = nextLookMs()).has_value(); });
        }
        if (!next)
            return;
        const auto pause = std::chrono::milliseconds(std::max<qint64>(1, *next - m_clock.nowMs()));
        if (!m_clock.sleep(pause, stop))
            return;
        const std::scoped_lock lock(m_mutex);
        startWhatMay();
    }
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
    std::optional<QueuedBuild> again = worker.build.again ? worker.build.again() : std::nullopt;
    std::unique_lock lock(m_mutex);
    // Until this moment the build was here, so a stop cannot have missed it.
    const bool stopped = worker.stop.stop_requested();
    for (auto it = m_running.begin(); it != m_running.end(); ++it) {
        if (&*it == &worker) {
            m_ended.splice(m_ended.end(), m_running, it);
            break;
        }
    }
    if (again && stopped)
        drop(*again, lock);
    else if (again && !m_closed)
        insert(std::move(*again));
    startWhatMay();
}

void BuildQueue::Impl::insert(QueuedBuild build)
{
    const auto behind = std::ranges::find_if(
        m_waiting, [&](const Waiting &waiting) { return waiting.build.priority < build.priority; });
    m_waiting.insert(behind, {std::move(build), std::nullopt});
}

void BuildQueue::Impl::drop(const QueuedBuild &build, std::unique_lock<std::mutex> &lock)
{
    ++m_busy;
    lock.unlock();
    if (build.dropped)
        build.dropped();
    lock.lock();
    --m_busy;
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
        if (it->build.build == build) {
            const QueuedBuild dropped = std::move(it->build);
            m_waiting.erase(it);
            drop(dropped, lock);
            m_changed.notify_all();
            return true;
        }
    }
    return false;
}

bool BuildQueue::Impl::withdraw(const BuildId &build)
{
    const std::scoped_lock lock(m_mutex);
    const auto gone = m_waiting.remove_if([&](const Waiting &waiting) { return waiting.build.build == build; });
    m_changed.notify_all();
    return gone > 0;
}

void BuildQueue::Impl::stopAll()
{
    // Waiting ones first: otherwise a stopped build would make room for the next.
    QList<BuildId> builds;
    {
        const std::scoped_lock lock(m_mutex);
        for (const Waiting &waiting : m_waiting)
            builds.append(waiting.build.build);
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
    for (const Waiting &waiting : m_waiting)
        builds.append(waiting.build.build);
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

BuildQueue::BuildQueue(QueuePlaces places, Clock *clock)
    : m_impl(std::make_unique<Impl>(places, clock))
{
}
BuildQueue::~BuildQueue() = default;
Status BuildQueue::add(QueuedBuild build) { return m_impl->add(std::move(build)); }
bool BuildQueue::stop(const BuildId &build) { return m_impl->stop(build); }
bool BuildQueue::withdraw(const BuildId &build) { return m_impl->withdraw(build); }
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
