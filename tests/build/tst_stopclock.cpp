// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/stopclock.h"

#include <QElapsedTimer>
#include <QtTest>

#include <atomic>

using namespace bw::build;
using namespace std::chrono_literals;

namespace
{

/// Blocks until the token stops; milliseconds it took.
qint64 waitFor(const std::stop_token &token)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    QElapsedTimer timer;
    timer.start();
    std::unique_lock lock(mutex);
    wake.wait(lock, token, [] { return false; });
    return timer.elapsed();
}

}  // namespace

class TestStopClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsWithTheOuterOne()
    {
        std::stop_source outer;
        const StopClock clock(outer.get_token(), [] { return false; });
        QVERIFY(!clock.token().stop_requested());
        outer.request_stop();
        QVERIFY(clock.token().stop_requested());
        QVERIFY(!clock.isDue());
    }

    void isStoppedFromTheBeginningWhenTheOuterOneIs()
    {
        std::stop_source outer;
        outer.request_stop();
        const StopClock clock(outer.get_token(), [] { return false; });
        QVERIFY(clock.token().stop_requested());
    }

    void wakesACallerThatIsBlockedWhenItIsDue()
    {
        std::atomic_bool due = false;
        const StopClock clock({}, [&] { return due.load(); });
        QVERIFY(!clock.token().stop_requested());
        due = true;
        QVERIFY(waitFor(clock.token()) < 5'000);
        QVERIFY(clock.isDue());
    }

    void endsWithoutBeingDue()
    {
        QElapsedTimer timer;
        timer.start();
        {
            const StopClock clock({}, [] { return false; });
        }
        QVERIFY(timer.elapsed() < 5'000);
    }

    void graceBeginsWithTheOuterStop()
    {
        std::stop_source outer;
        const auto due = StopClock::after(outer.get_token(), 30ms);
        QVERIFY(!due());
        outer.request_stop();
        QVERIFY(!due());  // the grace has only begun
        QElapsedTimer timer;
        timer.start();
        const StopClock clock({}, due);
        waitFor(clock.token());
        QVERIFY(clock.isDue());
        QVERIFY2(timer.elapsed() >= 25, "it was due before the grace had passed");
        QVERIFY(timer.elapsed() < 5'000);
    }

    void graceWithoutAStopIsNeverDue()
    {
        std::stop_source outer;
        const auto due = StopClock::after(outer.get_token(), 0ms);
        for (int i = 0; i < 3; ++i)
            QVERIFY(!due());
        outer.request_stop();
        QVERIFY(due());
    }
};

QTEST_GUILESS_MAIN(TestStopClock)
#include "tst_stopclock.moc"
