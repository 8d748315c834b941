// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/actingside.h"
#include "base/threadexecutor.h"
#include "engine/readside.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <type_traits>

namespace bw::desktop
{

/// The data directory as the window sees it: its own, or beside another process that is at work there, which it steers
/// through the control socket and takes over from when it ends. Lives on the thread of the user interface and never
/// makes it wait: whatever touches the disk or the network runs on workers, and answers come back as events.
class DataSession final : public QObject
{
    Q_OBJECT
public:
    enum class State { Opening, Owner, Beside, Failed };

    DataSession(QString dataFolder, QString daemonPath, QObject *parent = nullptr);
    /// Stops the builds of this process; waits for their ends, at most five seconds.
    ~DataSession() override;

    /// Begins to open the directory, again after a failure too; returns at once.
    void open();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 ownerPid() const { return m_ownerPid; }  ///< while Beside
    [[nodiscard]] const Error &error() const { return m_error; }  ///< while Failed
    [[nodiscard]] const QString &dataFolder() const { return m_folder; }
    /// Builds that were found interrupted by this opening.
    [[nodiscard]] const QList<BuildId> &interrupted() const { return m_interrupted; }

    /// Calls `work(engine::ReadSide &)`, which gives a Result, on a worker, and `done(result)` on this thread, unless
    /// `receiver` is gone by then. Waits while the directory is being opened; after a failure the result is that one.
    template <typename Work, typename Done>
    void read(QObject *receiver, Work work, Done done)
    {
        using Outcome = std::invoke_result_t<Work, engine::ReadSide &>;
        run<Outcome>(
            receiver,
            [this, work = std::move(work)]() -> Outcome {
                waitUntilOpened();
                const std::shared_lock lock(m_sides);
                return m_read ? work(*m_read) : Outcome(fail(m_whyNot));
            },
            std::move(done));
    }
    /// The same with `work(api::ActingSide &, std::stop_token)`. What acts runs one after the other, as it was asked.
    template <typename Work, typename Done>
    void act(QObject *receiver, Work work, Done done)
    {
        using Outcome = std::invoke_result_t<Work, api::ActingSide &, std::stop_token>;
        run<Outcome>(
            receiver,
            [this, work = std::move(work)]() -> Outcome {
                waitUntilOpened();
                const std::shared_lock lock(m_sides);
                return m_acting ? work(*m_acting, m_stop.get_token()) : Outcome(fail(m_whyNot));
            },
            std::move(done), m_actors);
    }
    /// The same as act(), for what lasts, such as following a chat: it waits for nothing else, and ends on `stop` as
    /// well as with this object.
    template <typename Work, typename Done>
    void follow(QObject *receiver, std::stop_token stop, Work work, Done done)
    {
        using Outcome = std::invoke_result_t<Work, api::ActingSide &, std::stop_token>;
        run<Outcome>(
            receiver,
            [this, stop = std::move(stop), work = std::move(work)]() -> Outcome {
                std::stop_source either;
                const std::stop_callback ours(m_stop.get_token(), [&either] { either.request_stop(); });
                const std::stop_callback theirs(stop, [&either] { either.request_stop(); });
                waitUntilOpened();
                const std::shared_lock lock(m_sides);
                return m_acting ? work(*m_acting, either.get_token()) : Outcome(fail(m_whyNot));
            },
            std::move(done), m_followers);
    }
    /// The same for work that needs neither side, such as reading a file.
    template <typename Work, typename Done>
    void work(QObject *receiver, Work work, Done done)
    {
        run<std::invoke_result_t<Work>>(receiver, std::move(work), std::move(done));
    }
    /// What changed a build in a way that no event tells, such as its removal.
    void announce(const BuildId &build);

Q_SIGNALS:
    void stateChanged();
    /// In batches, some twenty a second at most.
    void buildsChanged(const QList<bw::BuildId> &builds);
    /// Something else than a build: a "chat", a "project" … Heard from this process only.
    void changed(const QString &aggregate, const QString &id);

private:
    struct Opened {
        State state = State::Failed;
        qint64 pid = 0;
        Error error {};
        QList<BuildId> interrupted {};
    };

    template <typename Outcome, typename Work, typename Done>
    void run(QObject *receiver, Work work, Done done)
    {
        run<Outcome>(receiver, std::move(work), std::move(done), m_readers);
    }
    template <typename Outcome, typename Work, typename Done>
    void run(QObject *receiver, Work work, Done done, ThreadExecutor &executor)
    {
        executor.run([this, guard = QPointer<QObject>(receiver), work = std::move(work), done = std::move(done)] {
            auto outcome = std::make_shared<Outcome>(work());
            QMetaObject::invokeMethod(
                this,
                [guard, outcome, done] {
                    if (guard)
                        done(std::move(*outcome));
                },
                Qt::QueuedConnection);
        });
    }

    void waitUntilOpened();
    Opened openSides();
    Opened openBeside();
    void listen();
    void takeIn(const Opened &opened);
    void lookAround();
    void lookForChanges();
    void lookForRest();
    void addChanged(const QSet<BuildId> &builds);
    void tellChanges();

    const QString m_folder, m_daemonPath;
    State m_state = State::Opening;
    qint64 m_ownerPid = 0;
    Error m_error;
    QList<BuildId> m_interrupted;
    QTimer m_watch;  // beside another owner
    QTimer m_batch;

    std::mutex m_changesMutex;
    QSet<BuildId> m_changes;

    // Of the workers. The lock is shared by whoever uses the sides, and taken alone to change them.
    std::shared_mutex m_sides;
    std::unique_ptr<api::ActingSide> m_acting;
    std::unique_ptr<engine::ReadSide> m_read;
    Error m_whyNot;
    QHash<BuildId, qint64> m_seenEvents;
    qint64 m_seenWal = 0;
    QHash<QString, QHash<QString, qint64>> m_seenRest;  // aggregate, id, version
    bool m_restIsSeen = false;
    std::atomic_bool m_looking = false;
    std::stop_source m_stop;
    std::mutex m_openMutex;
    std::condition_variable_any m_openedNow;
    bool m_opening = true;  // nobody is told that there is nothing before it was looked for
    // Who waits for the opening must not stand in its way, so it has a thread of its own.
    ThreadExecutor m_opener {1};
    ThreadExecutor m_actors {1};
    ThreadExecutor m_followers {4};
    ThreadExecutor m_readers {3};  // ends first
};

}  // namespace bw::desktop
