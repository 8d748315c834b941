// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildqueue.h"

#include <QtTest>

#include <condition_variable>
#include <mutex>

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Builds that run until they are let go or stopped, and a note of everything that happened.
class Stage
{
public:
    QueuedBuild build(const QString &id)
    {
        return {{id},
                [this, id](std::stop_token stop) {
                    std::unique_lock lock(m_mutex);
                    ++m_running;
                    m_mostRunning = std::max(m_mostRunning, m_running);
                    note(u"start "_s + id);
                    m_wake.wait(lock, stop, [&] { return m_free.contains(id); });
                    note((stop.stop_requested() ? u"stopped "_s : u"done "_s) + id);
                    --m_running;
                },
                [this, id] {
                    const std::scoped_lock lock(m_mutex);
                    note(u"waiting "_s + id);
                },
                [this, id] {
                    const std::scoped_lock lock(m_mutex);
                    note(u"dropped "_s + id);
                }};
    }
    void letGo(const QString &id)
    {
        const std::scoped_lock lock(m_mutex);
        m_free.append(id);
        m_wake.notify_all();
    }
    bool waitForNote(const QString &text)
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, 10s, [&] { return m_notes.contains(text); });
    }
    QStringList notes()
    {
        const std::scoped_lock lock(m_mutex);
        return m_notes;
    }
    int mostRunning()
    {
        const std::scoped_lock lock(m_mutex);
        return m_mostRunning;
    }

private:
    void note(const QString &text)
    {
        m_notes.append(text);
        m_wake.notify_all();
    }
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    QStringList m_notes, m_free;
    int m_running = 0, m_mostRunning = 0;
};

constexpr auto limit = 10'000ms;

}  // namespace

class TestBuildQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsSideBySideAndTheRestInOrder()
    {
        Stage stage;
        BuildQueue queue(2);
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s, u"d"_s})
            QVERIFY(queue.add(stage.build(id)));
        QVERIFY(stage.waitForNote(u"start a"_s) && stage.waitForNote(u"start b"_s));
        QCOMPARE(queue.size(), 4);
        QCOMPARE(queue.active(), QList<BuildId>({{u"a"_s}, {u"b"_s}, {u"c"_s}, {u"d"_s}}));
        QVERIFY(stage.notes().contains(u"waiting c"_s) && !stage.notes().contains(u"start c"_s));
        stage.letGo(u"b"_s);
        QVERIFY(stage.waitForNote(u"start c"_s));
        QVERIFY(!stage.notes().contains(u"start d"_s));
        for (const QString &id : {u"a"_s, u"c"_s, u"d"_s})
            stage.letGo(id);
        QVERIFY(queue.waitIdle({}, limit));
        QCOMPARE(stage.mostRunning(), 2);
        QCOMPARE(queue.size(), 0);
        const QStringList notes = stage.notes();
        QVERIFY(notes.indexOf(u"start c"_s) < notes.indexOf(u"start d"_s));
        QVERIFY(notes.indexOf(u"waiting d"_s) < notes.indexOf(u"start d"_s));
        QVERIFY(!notes.contains(u"waiting a"_s));
    }

    void aBuildIsNotTakenTwice()
    {
        Stage stage;
        BuildQueue queue(1);
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(queue.add(stage.build(u"b"_s)));
        for (const QString &id : {u"a"_s, u"b"_s}) {
            const Status again = queue.add(stage.build(id));
            QVERIFY(!again);
            QCOMPARE(again.error().code, ErrorCode::WrongState);
        }
        stage.letGo(u"a"_s);
        QVERIFY(queue.waitFor({u"a"_s}, {}, limit));
        QVERIFY(queue.add(stage.build(u"a"_s)));  // it has ended: once more is fine
        stage.letGo(u"b"_s);
        QVERIFY(queue.waitIdle({}, limit));
    }

    void stoppingAWaitingBuildDropsItWithoutRunningIt()
    {
        Stage stage;
        BuildQueue queue(1);
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(queue.add(stage.build(u"b"_s)));
        QVERIFY(queue.contains({u"b"_s}));
        QVERIFY(queue.stop({u"b"_s}));
        QVERIFY(!queue.contains({u"b"_s}));
        stage.letGo(u"a"_s);
        QVERIFY(queue.waitIdle({}, limit));
        QVERIFY(stage.notes().contains(u"dropped b"_s));
        QVERIFY(!stage.notes().contains(u"start b"_s));
    }

    void stoppingARunningBuildStopsItAndStartsTheNext()
    {
        Stage stage;
        BuildQueue queue(1);
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(queue.add(stage.build(u"b"_s)));
        QVERIFY(stage.waitForNote(u"start a"_s));
        QVERIFY(queue.stop({u"a"_s}));
        QVERIFY(queue.waitFor({u"a"_s}, {}, limit));
        QVERIFY(stage.notes().contains(u"stopped a"_s));
        QVERIFY(stage.waitForNote(u"start b"_s));
        stage.letGo(u"b"_s);
        QVERIFY(queue.waitIdle({}, limit));
        QVERIFY(stage.notes().contains(u"done b"_s));
    }

    void stoppingWhatIsNotHereSaysSo()
    {
        BuildQueue queue;
        QVERIFY(!queue.stop({u"nobody"_s}));
        QVERIFY(!queue.contains({u"nobody"_s}));
        QVERIFY(queue.waitFor({u"nobody"_s}, {}));
        QVERIFY(queue.waitIdle({}));
    }

    void stoppingAllStartsNothingNew()
    {
        Stage stage;
        BuildQueue queue(1);
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
            QVERIFY(queue.add(stage.build(id)));
        QVERIFY(stage.waitForNote(u"start a"_s));
        queue.stopAll();
        QVERIFY(queue.waitIdle({}, limit));
        const QStringList notes = stage.notes();
        QVERIFY(notes.contains(u"stopped a"_s) && notes.contains(u"dropped b"_s) && notes.contains(u"dropped c"_s));
        QVERIFY(!notes.contains(u"start b"_s) && !notes.contains(u"start c"_s));
    }

    void aClosedQueueTakesNothingAndFinishesWhatItHas()
    {
        Stage stage;
        BuildQueue queue(1);
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(queue.add(stage.build(u"b"_s)));
        queue.close();
        const Status late = queue.add(stage.build(u"c"_s));
        QVERIFY(!late);
        QCOMPARE(late.error().code, ErrorCode::WrongState);
        stage.letGo(u"a"_s);
        stage.letGo(u"b"_s);
        QVERIFY(queue.waitIdle({}, limit));
        QVERIFY(stage.notes().contains(u"done b"_s));
        QVERIFY(!stage.notes().contains(u"start c"_s));
    }

    void theDestructorStopsEverythingAndWaits()
    {
        Stage stage;
        {
            BuildQueue queue(1);
            QVERIFY(queue.add(stage.build(u"a"_s)));
            QVERIFY(queue.add(stage.build(u"b"_s)));
            QVERIFY(stage.waitForNote(u"start a"_s));
        }
        QVERIFY(stage.notes().contains(u"stopped a"_s));
        QVERIFY(stage.notes().contains(u"dropped b"_s));
    }

    void waitingIsStoppedAndHasALimit()
    {
        Stage stage;
        BuildQueue queue(1);
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(!queue.waitIdle({}, 5ms));
        QVERIFY(!queue.waitFor({u"a"_s}, {}, 5ms));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!queue.waitIdle(stop.get_token()));
        stage.letGo(u"a"_s);
        QVERIFY(queue.waitIdle({}, limit));
    }

    void manyBuildsOfManyCallersAllEndOnce()
    {
        Stage stage;
        BuildQueue queue(3);
        {
            std::vector<std::jthread> callers;
            for (int caller = 0; caller < 4; ++caller)
                callers.emplace_back([&, caller] {
                    for (int i = 0; i < 10; ++i) {
                        const QString id = u"%1-%2"_s.arg(caller).arg(i);
                        stage.letGo(id);
                        if (!queue.add(stage.build(id)))
                            qFatal("a build was not taken");
                    }
                });
        }
        QVERIFY(queue.waitIdle({}, limit));
        QCOMPARE(stage.notes().filter(u"done "_s).size(), 40);
        QVERIFY(stage.mostRunning() <= 3);
    }
};

QTEST_GUILESS_MAIN(TestBuildQueue)
#include "tst_buildqueue.moc"
