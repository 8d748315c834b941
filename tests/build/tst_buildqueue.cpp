// SPDX-License-Identifier: GPL-3.0-or-later
#include "queuestage.h"

#include "support/fakeclock.h"

#include <QtTest>

#include <atomic>

using namespace bw;
using namespace bw::build;
using bwtest::Stage;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr auto limit = 10'000ms;

}  // namespace

class TestBuildQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsSideBySideAndTheRestInOrder()
    {
        Stage stage;
        BuildQueue queue({.local = 2});
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

    void whatComesAgainWaitsForTheOtherKindOfPlaces()
    {
        Stage stage;
        BuildQueue queue({.local = 1, .cloud = 1});
        QueuedBuild moving = stage.build(u"moving"_s);
        moving.again = [&stage] {
            QueuedBuild elsewhere = stage.build(u"moving"_s);
            elsewhere.cloud = true;
            return std::optional(elsewhere);
        };
        QueuedBuild there = stage.build(u"there"_s);
        there.cloud = true;
        QVERIFY(queue.add(there) && queue.add(moving) && queue.add(stage.build(u"next"_s)));
        QVERIFY(stage.waitForNote(u"start moving"_s) && stage.waitForNote(u"start there"_s));
        stage.letGo(u"moving"_s);
        // Its place here is free, and it has to wait for one there.
        QVERIFY(stage.waitForNote(u"start next"_s) && stage.waitForNote(u"waiting moving"_s));
        QVERIFY(queue.contains({u"moving"_s}));
        QCOMPARE(stage.notes().count(u"start moving"_s), 1);
        stage.letGo(u"there"_s);
        stage.letGo(u"next"_s);
        QVERIFY(queue.waitIdle({}, limit));
        QCOMPARE(stage.notes().count(u"done moving"_s), 2);
    }

    void whatWasStoppedOnItsWayIsDroppedAndNothingComesIntoAClosedQueue()
    {
        Stage stage;
        BuildQueue queue({.local = 1, .cloud = 1});
        QueuedBuild moving = stage.build(u"moving"_s);
        // The stop comes when it has left its work and is not queued yet.
        moving.again = [&] {
            stage.letGo(u"moving"_s);
            queue.stop({u"moving"_s});
            return std::optional(stage.build(u"moving"_s));
        };
        stage.letGo(u"moving"_s);
        QVERIFY(queue.add(moving));
        QVERIFY(queue.waitIdle({}, limit));
        QCOMPARE(stage.notes().count(u"start moving"_s), 1);
        QVERIFY(stage.notes().contains(u"dropped moving"_s));

        QueuedBuild late = stage.build(u"late"_s);
        late.again = [&] {
            queue.close();
            return std::optional(stage.build(u"late"_s));
        };
        stage.letGo(u"late"_s);
        QVERIFY(queue.add(late));
        QVERIFY(queue.waitIdle({}, limit));
        QCOMPARE(stage.notes().count(u"start late"_s), 1);
        QVERIFY(!stage.notes().contains(u"dropped late"_s));
    }

    void aHigherPriorityGoesFirstAndEqualOnesInOrder()
    {
        Stage stage;
        BuildQueue queue({.local = 1});
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(queue.add(stage.build(u"low"_s, -1)));
        QVERIFY(queue.add(stage.build(u"b"_s)));
        QVERIFY(queue.add(stage.build(u"high"_s, 5)));
        QVERIFY(queue.add(stage.build(u"c"_s)));
        QVERIFY(queue.add(stage.build(u"high2"_s, 5)));
        QCOMPARE(queue.active(), QList<BuildId>({{u"a"_s}, {u"high"_s}, {u"high2"_s}, {u"b"_s}, {u"c"_s}, {u"low"_s}}));
        for (const QString &id : {u"a"_s, u"b"_s, u"c"_s, u"low"_s, u"high"_s, u"high2"_s})
            stage.letGo(id);
        QVERIFY(queue.waitIdle({}, limit));
        const QStringList starts = stage.notes().filter(u"start "_s);
        QCOMPARE(
            starts,
            QStringList({u"start a"_s, u"start high"_s, u"start high2"_s, u"start b"_s, u"start c"_s, u"start low"_s}));
    }

    void localAndCloudBuildsHavePlacesOfTheirOwn()
    {
        Stage stage;
        BuildQueue queue({.local = 1, .cloud = 2});
        for (const QString &id : {u"a"_s, u"b"_s})
            QVERIFY(queue.add(stage.build(id)));
        for (const QString &id : {u"x"_s, u"y"_s, u"z"_s}) {
            QueuedBuild cloud = stage.build(id);
            cloud.cloud = true;
            QVERIFY(queue.add(std::move(cloud)));
        }
        QVERIFY(stage.waitForNote(u"start a"_s) && stage.waitForNote(u"start x"_s) && stage.waitForNote(u"start y"_s));
        QVERIFY(stage.notes().contains(u"b waits for queue"_s) && stage.notes().contains(u"z waits for queue"_s));
        stage.letGo(u"x"_s);
        QVERIFY(stage.waitForNote(u"start z"_s));
        QVERIFY(!stage.notes().contains(u"start b"_s));
        for (const QString &id : {u"a"_s, u"b"_s, u"y"_s, u"z"_s})
            stage.letGo(id);
        QVERIFY(queue.waitIdle({}, limit));
    }

    void aHeldBuildLetsTheOthersPassAndStartsByItselfWhenTheTimeComes()
    {
        Stage stage;
        test::FakeClock clock(test::FakeClock::Sleep::Waits);
        const qint64 open = clock.nowMs() + 3'600'000;
        BuildQueue queue({.local = 2}, &clock);
        QueuedBuild held = stage.build(u"held"_s, 9);
        held.hold = [&]() -> std::optional<Hold> {
            return clock.nowMs() < open ? std::optional(Hold {u"usd_per_day"_s, u"1 of 1"_s, open}) : std::nullopt;
        };
        QVERIFY(queue.add(std::move(held)));
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(stage.waitForNote(u"start a"_s));
        QVERIFY(stage.notes().contains(u"held waits for usd_per_day"_s));
        QVERIFY(!stage.notes().contains(u"start held"_s));
        QVERIFY(QTest::qWaitFor([&] { return clock.sleepers() == 1; }));
        clock.advance(BuildQueue::lookAgain);  // looked at again, and still held: nothing new is recorded
        QVERIFY(QTest::qWaitFor([&] { return clock.sleepers() == 1; }));
        QCOMPARE(stage.notes().count(u"waiting held"_s), 1);
        clock.advance(1h);
        QVERIFY(stage.waitForNote(u"start held"_s));
        stage.letGo(u"a"_s);
        stage.letGo(u"held"_s);
        QVERIFY(queue.waitIdle({}, limit));
    }

    void aLimitThatIsRaisedIsSeenSoon()
    {
        Stage stage;
        test::FakeClock clock(test::FakeClock::Sleep::Waits);
        std::atomic<bool> raised = false;
        BuildQueue queue({}, &clock);
        QueuedBuild held = stage.build(u"held"_s);
        held.hold = [&]() -> std::optional<Hold> {
            return raised ? std::nullopt : std::optional(Hold {u"builds_per_hour"_s, {}, clock.nowMs() + 1'000'000});
        };
        QVERIFY(queue.add(std::move(held)));
        QVERIFY(QTest::qWaitFor([&] { return clock.sleepers() == 1; }));
        raised = true;
        clock.advance(BuildQueue::lookAgain);
        QVERIFY(stage.waitForNote(u"start held"_s));
        stage.letGo(u"held"_s);
        QVERIFY(queue.waitIdle({}, limit));
    }

    void aWaitingBuildCanBeTakenOutQuietly()
    {
        Stage stage;
        BuildQueue queue({.local = 1});
        QVERIFY(queue.add(stage.build(u"a"_s)));
        QVERIFY(queue.add(stage.build(u"b"_s)));
        QVERIFY(!queue.withdraw({u"a"_s}));  // it runs
        QVERIFY(queue.withdraw({u"b"_s}));
        QVERIFY(!queue.contains({u"b"_s}) && !queue.withdraw({u"b"_s}));
        QVERIFY(!stage.notes().contains(u"dropped b"_s));
        stage.letGo(u"a"_s);
        QVERIFY(queue.waitIdle({}, limit));
        QVERIFY(!stage.notes().contains(u"start b"_s));
    }

    void aBuildIsNotTakenTwice()
    {
        Stage stage;
        BuildQueue queue({.local = 1});
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
        BuildQueue queue({.local = 1});
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
        BuildQueue queue({.local = 1});
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
        BuildQueue queue({.local = 1});
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
        BuildQueue queue({.local = 1});
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
            BuildQueue queue({.local = 1});
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
        BuildQueue queue({.local = 1});
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
        BuildQueue queue({.local = 3});
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
