// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "model/event.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace bw::store
{

class Connection;

/// The one storage thread: everything that is written to the database is written here, in the order in which it was
/// given. Queued work is grouped into one transaction (20 ms or 256 rows); a caller that waits has the group written at
/// once. Events and the tables derived from them (projections) stand in the same transaction; the full-text index
/// follows in small transactions of its own, at most a second behind.
///
/// Thread-safe. The first failure of the disk (full, I/O error, corrupt) is kept: nothing is written after it, every
/// waiting and every later caller gets it, and failure() tells it to the owner. A job that returns an error of its own
/// is undone alone and fails alone.
class Writer final
{
public:
    struct Options {
        std::chrono::milliseconds groupDelay {20};
        int groupRows = 256;
        int maxQueuedRows = 16'384;                  ///< append() blocks above this
        qint64 maxQueuedBytes = 4LL << 20;           ///< and above this: what is queued is memory that stays
        std::chrono::milliseconds indexDelay {250};  ///< the index follows after this at the latest while it is busy
    };
    /// Error: what opening the file for writing gave.
    static Result<std::unique_ptr<Writer>> start(const QString &databasePath, Clock &clock, const Options &options);
    static Result<std::unique_ptr<Writer>> start(const QString &databasePath, Clock &clock);
    ~Writer();  ///< commits what is queued, joins
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    // What EventLog offers; see there.
    Status append(const BuildId &build, NewEvent event);
    Result<qint64> appendAndWait(const BuildId &build, QList<NewEvent> events);
    Status flush();
    using Listener = std::function<void(const BuildId &, qint64 from, qint64 to)>;
    int addListener(Listener listener);
    void removeListener(int token);

    /// Runs a job on the storage thread, in order with the events, and waits until it is durable. The job's error
    /// undoes the job. Jobs hold SQL, so only stores of this room make them. Never call from a job or a listener.
    Status write(const std::function<Status(Connection &)> &job);
    template <typename T>
    Result<T> write(const std::function<Result<T>(Connection &)> &job)
    {
        std::optional<T> value;
        const Status done = write([&](Connection &connection) -> Status {
            Result<T> result = job(connection);
            if (!result)
                return std::unexpected(std::move(result.error()));
            value = std::move(*result);
            return {};
        });
        if (!done)
            return std::unexpected(done.error());
        return std::move(*value);
    }

    /// Changes beside events: called on the storage thread after the commit, as `changed(aggregate, id, version)`.
    using ChangeListener = std::function<void(const QString &aggregate, const QString &id, qint64 version)>;
    int addChangeListener(ChangeListener listener);
    void removeChangeListener(int token);
    /// For jobs: announces a change once the running group is durable.
    void announce(const QString &aggregate, const QString &id, qint64 version);

    /// Waits until the full-text index holds every committed line (tests, doctor, a search that must be exact).
    Status flushIndex();
    /// For jobs that rewrite projections: the cached state of builds is read again.
    void forgetCachedBuilds();

    /// The failure that ended writing; nothing while all is well.
    [[nodiscard]] std::optional<Error> failure() const;

private:
    struct Private;
    explicit Writer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

}  // namespace bw::store
