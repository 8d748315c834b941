// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/eventappender.h"
#include "store/recentlines.h"
#include "store/writer.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace bw::store
{

/// What waits for a commit; guarded by the queue's mutex.
struct Ticket {
    bool done = false;
    Status status;
    qint64 lastSeq = 0;
};

/// One entry of the queue; it stands in one transaction.
struct Work {
    std::vector<PendingEvent> events;
    const std::function<Status(Connection &)> *job = nullptr;  ///< lives in the caller, who waits
    bool wholeIndex = false;
    std::shared_ptr<Ticket> ticket;  ///< null when nobody waits
    qint64 bytes = 0;
    [[nodiscard]] qint64 rows() const { return static_cast<qint64>(events.size()) + (job != nullptr ? 1 : 0); }
};

/// The thread behind Writer: a queue, groups, and the connection that only it uses.
class StorageThread final
{
public:
    StorageThread(QString path, Clock &clock, Writer::Options options);
    ~StorageThread();
    StorageThread(const StorageThread &) = delete;
    StorageThread &operator=(const StorageThread &) = delete;
    Status start();

    Status queue(Work work);                 ///< returns once it is queued
    Result<qint64> queueAndWait(Work work);  ///< returns once it is durable
    [[nodiscard]] std::optional<Error> failure() const;

    int addListener(Writer::Listener listener);
    void removeListener(int token);
    int addChangeListener(Writer::ChangeListener listener);
    void removeChangeListener(int token);
    void announce(const QString &aggregate, const QString &id, qint64 version);
    void forgetBuilds();
    PendingEvent pending(const BuildId &build, NewEvent event) const;

private:
    using Time = std::chrono::steady_clock::time_point;
    struct Range {
        qint64 from = 0, to = 0;
    };
    struct Change {
        QString aggregate, id;
        qint64 version = 0;
    };
    void loop();
    Status enqueue(std::unique_lock<std::mutex> &lock, Work work);
    std::vector<Work> nextGroup();
    void waitForWork(std::unique_lock<std::mutex> &lock);
    void commitGroup(std::vector<Work> &group);
    Status writeGroup(std::vector<Work> &group, std::vector<Status> &results);
    Status writeWork(Work &work, Status &result);
    Status runJob(const std::function<Status(Connection &)> &job, Status &result);
    Status indexSlice();
    Status indexAll();
    void indexWhenDue(bool idle);
    void tellListeners();
    void finish(std::vector<Work> &group, const std::vector<Status> &results);
    void giveUp(const Error &error, std::vector<Work> &group);

    const QString m_path;
    Clock &m_clock;
    const Writer::Options m_options;

    mutable std::mutex m_mutex;
    std::condition_variable m_arrived, m_committed, m_room;
    std::deque<Work> m_queue;
    qint64 m_queuedRows = 0, m_queuedBytes = 0;
    int m_waiting = 0;  ///< queued work that somebody waits for
    Time m_firstQueued;
    bool m_stopping = false;
    std::optional<Error> m_failure;

    std::recursive_mutex m_listenersMutex;
    std::map<int, Writer::Listener> m_listeners;
    std::map<int, Writer::ChangeListener> m_changeListeners;
    int m_nextToken = 0;

    // Only on the storage thread.
    std::unique_ptr<Connection> m_connection;
    RecentLines m_recent;
    std::unique_ptr<EventAppender> m_appender;
    std::vector<std::pair<BuildId, Range>> m_ranges;
    std::vector<Change> m_changes;
    std::optional<Time> m_indexBehindSince;
    qint64 m_linesBehind = 0;  ///< as far as this owner wrote them

    std::thread m_thread;
};

}  // namespace bw::store
