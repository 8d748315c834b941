// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/storagethread.h"

#include "store/connection.h"
#include "store/logindexer.h"

#include <algorithm>
#include <future>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int indexedAtOnce = 1024;  // about 30 ms
constexpr int slicesWhenLate = 8;
constexpr std::chrono::milliseconds late {500};
constexpr std::chrono::milliseconds indexWhenIdle {100};
}  // namespace

StorageThread::StorageThread(QString path, Clock &clock, Writer::Options options)
    : m_path(std::move(path))
    , m_clock(clock)
    , m_options(options)
{
}

StorageThread::~StorageThread()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_stopping = true;
    }
    m_arrived.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

Status StorageThread::start()
{
    std::promise<Status> opened;
    auto future = opened.get_future();
    m_thread = std::thread([this, &opened] {
        auto connection = Connection::open(m_path, Connection::Mode::ReadWrite);
        if (!connection) {
            opened.set_value(fail(connection.error()));
            return;
        }
        m_connection = std::move(*connection);
        m_appender = std::make_unique<EventAppender>(*m_connection, &m_recent);
        m_indexBehindSince = std::chrono::steady_clock::now();  // whatever the last owner left
        opened.set_value({});
        loop();
        m_appender.reset();
        m_connection.reset();
    });
    return future.get();
}

PendingEvent StorageThread::pending(const BuildId &build, NewEvent event) const
{
    // Made into text on the caller's thread: that is most of the work, and callers are many.
    QByteArray bytes = toBytes(event.payload);
    return {build, event.type, 0, std::move(event.payload), std::move(bytes)};
}

Status StorageThread::enqueue(std::unique_lock<std::mutex> &lock, Work work)
{
    for (const PendingEvent &event : work.events)
        work.bytes += event.bytes.size();
    m_room.wait(lock, [&] {
        return m_failure || m_queue.empty()
            || (m_queuedRows < m_options.maxQueuedRows && m_queuedBytes + work.bytes <= m_options.maxQueuedBytes);
    });
    if (m_failure)
        return fail(*m_failure);
    if (m_queue.empty())
        m_firstQueued = std::chrono::steady_clock::now();
    const qint64 now = m_clock.nowMs();
    for (PendingEvent &event : work.events)
        event.timeMs = now;
    const bool fills = m_queuedRows < m_options.groupRows && m_queuedRows + work.rows() >= m_options.groupRows;
    const bool wakes = m_queue.empty() || work.ticket || fills;
    m_queuedRows += work.rows();
    m_queuedBytes += work.bytes;
    m_waiting += work.ticket ? 1 : 0;
    m_queue.push_back(std::move(work));
    if (wakes)
        m_arrived.notify_one();
    return {};
}

Status StorageThread::queue(Work work)
{
    std::unique_lock lock(m_mutex);
    return enqueue(lock, std::move(work));
}

Result<qint64> StorageThread::queueAndWait(Work work)
{
    auto ticket = std::make_shared<Ticket>();
    work.ticket = ticket;
    std::unique_lock lock(m_mutex);
    if (auto queued = enqueue(lock, std::move(work)); !queued)
        return fail(queued.error());
    m_committed.wait(lock, [&] { return ticket->done; });
    if (!ticket->status)
        return fail(ticket->status.error());
    return ticket->lastSeq;
}

std::optional<Error> StorageThread::failure() const
{
    const std::scoped_lock lock(m_mutex);
    return m_failure;
}

void StorageThread::loop()
{
    while (true) {
        std::vector<Work> group = nextGroup();
        if (group.empty()) {
            const std::scoped_lock lock(m_mutex);
            if (m_stopping)
                return;
        }
        const bool idle = group.empty();
        if (!idle)
            commitGroup(group);
        indexWhenDue(idle);
    }
}

/// Returns when there is something to do: a group that is due, the end, or an index that has waited long enough.
void StorageThread::waitForWork(std::unique_lock<std::mutex> &lock)
{
    while (true) {
        if (m_stopping)
            return;
        if (m_queue.empty()) {
            if (!m_indexBehindSince || m_failure)
                m_arrived.wait(lock);
            else if (m_arrived.wait_for(lock, indexWhenIdle) == std::cv_status::timeout && m_queue.empty())
                return;
            continue;
        }
        const Time due = m_firstQueued + m_options.groupDelay;
        if (m_waiting > 0 || m_queuedRows >= m_options.groupRows || std::chrono::steady_clock::now() >= due)
            return;
        m_arrived.wait_until(lock, due);
    }
}

std::vector<Work> StorageThread::nextGroup()
{
    std::unique_lock lock(m_mutex);
    waitForWork(lock);
    std::vector<Work> group;
    qint64 rows = 0;
    while (!m_queue.empty() && (group.empty() || rows + m_queue.front().rows() <= m_options.groupRows)) {
        Work work = std::move(m_queue.front());
        m_queue.pop_front();
        rows += work.rows();
        m_queuedRows -= work.rows();
        m_queuedBytes -= work.bytes;
        m_waiting -= work.ticket ? 1 : 0;
        group.push_back(std::move(work));
    }
    m_firstQueued = std::chrono::steady_clock::now();
    m_room.notify_all();
    return group;
}

void StorageThread::commitGroup(std::vector<Work> &group)
{
    if (const auto broken = failure()) {
        giveUp(*broken, group);
        return;
    }
    std::vector<Status> results(group.size());
    const Status written = writeGroup(group, results);
    if (!written) {
        (void)m_connection->exec(u"ROLLBACK"_s);
        giveUp(written.error(), group);
        return;
    }
    m_linesBehind += m_appender->takeLinesAdded();
    if (!m_ranges.empty() && !m_indexBehindSince)
        m_indexBehindSince = std::chrono::steady_clock::now();
    tellListeners();
    for (size_t i = 0; i < group.size(); ++i)
        if (group[i].wholeIndex)
            results[i] = indexAll();
    finish(group, results);
}

/// The error is one after which nothing can be written; what concerns one piece of work alone stands in `results`.
Status StorageThread::writeGroup(std::vector<Work> &group, std::vector<Status> &results)
{
    if (auto begun = m_connection->exec(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    for (size_t i = 0; i < group.size(); ++i)
        if (auto done = writeWork(group[i], results[i]); !done)
            return done;
    if (auto flushed = m_appender->flush(); !flushed)
        return flushed;
    return m_connection->exec(u"COMMIT"_s);
}

Status StorageThread::writeWork(Work &work, Status &result)
{
    if (work.job)
        return runJob(*work.job, result);
    for (PendingEvent &event : work.events) {
        const BuildId build = event.build;
        const auto seq = m_appender->append(std::move(event));
        if (!seq && seq.error().args.value(u"state"_s) == u"removed"_s) {
            result = fail(seq.error());  // nothing was written for a build that is being removed
            return {};
        }
        if (!seq)
            return fail(seq.error());
        if (work.ticket)
            work.ticket->lastSeq = *seq;
        if (!m_ranges.empty() && m_ranges.back().first == build)
            m_ranges.back().second.to = *seq;
        else
            m_ranges.emplace_back(build, Range {*seq, *seq});
    }
    return {};
}

Status StorageThread::runJob(const std::function<Status(Connection &)> &job, Status &result)
{
    if (auto flushed = m_appender->flush(); !flushed)
        return flushed;
    if (auto marked = m_connection->exec(u"SAVEPOINT job"_s); !marked)
        return marked;
    const size_t changes = m_changes.size();
    result = job(*m_connection);
    if (!result && Connection::isFatal(result.error()))
        return result;
    if (!result) {
        m_changes.resize(changes);
        if (auto undone = m_connection->exec(u"ROLLBACK TO job"_s); !undone)
            return undone;
    }
    return m_connection->exec(u"RELEASE job"_s);
}

Status StorageThread::indexSlice()
{
    if (auto begun = m_connection->exec(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    LogIndexer indexer(*m_connection, &m_recent);
    const auto indexed = indexer.step(indexedAtOnce);
    if (!indexed)
        return fail(indexed.error());
    m_linesBehind = std::max<qint64>(m_linesBehind - *indexed, 0);
    if (*indexed < indexedAtOnce) {
        m_indexBehindSince.reset();
        m_linesBehind = 0;
    }
    return m_connection->exec(u"COMMIT"_s);
}

Status StorageThread::indexAll()
{
    m_indexBehindSince = std::chrono::steady_clock::now();
    while (m_indexBehindSince) {
        if (auto done = indexSlice(); !done) {
            (void)m_connection->exec(u"ROLLBACK"_s);
            return done;
        }
    }
    return {};
}

/// While work goes on the index follows in slices large enough that their commits do not count; the further behind it
/// is, the larger its share, so that a flood of output is held back by the queue rather than by a search that lies.
void StorageThread::indexWhenDue(bool idle)
{
    if (!m_indexBehindSince || failure())
        return;
    const auto behind = std::chrono::steady_clock::now() - *m_indexBehindSince;
    if (!idle && (behind < m_options.indexDelay || (m_linesBehind < indexedAtOnce && behind < late)))
        return;
    const qint64 slices = idle ? 1 : std::clamp<qint64>(m_linesBehind / indexedAtOnce, 1, slicesWhenLate);
    for (qint64 i = 0; i < slices && m_indexBehindSince; ++i) {
        const Status done = indexSlice();
        if (done)
            continue;
        (void)m_connection->exec(u"ROLLBACK"_s);
        std::vector<Work> none;
        giveUp(done.error(), none);
        return;
    }
}

void StorageThread::finish(std::vector<Work> &group, const std::vector<Status> &results)
{
    const std::scoped_lock lock(m_mutex);
    for (size_t i = 0; i < group.size(); ++i) {
        if (!group[i].ticket)
            continue;
        group[i].ticket->status = results[i];
        group[i].ticket->done = true;
    }
    m_committed.notify_all();
}

void StorageThread::giveUp(const Error &error, std::vector<Work> &group)
{
    m_ranges.clear();
    m_changes.clear();
    const std::scoped_lock lock(m_mutex);
    if (!m_failure)
        m_failure = error;
    for (Work &work : m_queue)
        group.push_back(std::move(work));
    m_queue.clear();
    m_queuedRows = m_queuedBytes = 0;
    m_waiting = 0;
    for (Work &work : group) {
        if (!work.ticket)
            continue;
        work.ticket->status = fail(*m_failure);
        work.ticket->done = true;
    }
    m_committed.notify_all();
    m_room.notify_all();
}

}  // namespace bw::store
