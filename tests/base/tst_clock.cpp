// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include "support/fakeclock.h"

#include <QtTest>

#include <latch>
#include <thread>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace std::chrono_literals;

class tst_Clock : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void steadyTimeNeverGoesBack();
    void wallTimeIsThatOfTheSystem();
    void aSleepEndsWhenItsTimeHasPassed();
    void aStopWakesASleeper();
    void aStopBeforeTheSleepMeansNoSleep();
    void writesTimesAsRfc3339_data();
    void writesTimesAsRfc3339();
    void theFakeMovesOnlyWhenItIsMoved();
};

void tst_Clock::steadyTimeNeverGoesBack()
{
    const SystemClock clock;
    auto before = clock.steady();
    for (int i = 0; i < 1000; ++i) {
        const auto now = clock.steady();
        QVERIFY(now >= before);
        before = now;
    }
}

void tst_Clock::wallTimeIsThatOfTheSystem()
{
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const qint64 now = SystemClock().nowMs();
    QVERIFY(now >= before && now <= QDateTime::currentMSecsSinceEpoch());
}

void tst_Clock::aSleepEndsWhenItsTimeHasPassed()
{
    SystemClock clock;
    const auto before = std::chrono::steady_clock::now();
    QVERIFY(clock.sleep(3ms, {}));
    QVERIFY(std::chrono::steady_clock::now() - before >= 3ms);
    QVERIFY(clock.sleep(0ms, {}));
}

void tst_Clock::aStopWakesASleeper()
{
    SystemClock clock;
    std::stop_source stop;
    std::latch begun(1);
    bool passed = true;
    {
        const std::jthread sleeper([&] {
            begun.count_down();
            passed = clock.sleep(10min, stop.get_token());
        });
        begun.wait();
        stop.request_stop();
    }
    QVERIFY(!passed);
}

void tst_Clock::aStopBeforeTheSleepMeansNoSleep()
{
    SystemClock clock;
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!clock.sleep(10min, stop.get_token()));
}

void tst_Clock::writesTimesAsRfc3339_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("epoch") << qint64(0) << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("milliseconds") << qint64(1'700'000'000'007) << u"2023-11-14T22:13:20.007Z"_s;
    QTest::newRow("leap day") << qint64(1'709'208'000'000) << u"2024-02-29T12:00:00.000Z"_s;
    QTest::newRow("before the epoch") << qint64(-1) << u"1969-12-31T23:59:59.999Z"_s;
}

void tst_Clock::writesTimesAsRfc3339()
{
    QFETCH(qint64, time);
    QFETCH(QString, text);
    QCOMPARE(toIso(time), text);
}

void tst_Clock::theFakeMovesOnlyWhenItIsMoved()
{
    test::FakeClock clock(test::FakeClock::Sleep::Waits, 1000);
    QCOMPARE(clock.nowMs(), 1000);
    clock.advance(5ms);
    QCOMPARE(clock.nowMs(), 1005);
    QCOMPARE(clock.steady(), 5ms);
    std::stop_source stop;
    bool passed = false;
    {
        const std::jthread sleeper([&] { passed = clock.sleep(100ms, {}); });
        while (clock.sleepers() == 0)
            std::this_thread::yield();
        clock.advance(100ms);
    }
    QVERIFY(passed);
    test::FakeClock automatic;
    QVERIFY(automatic.sleep(1h, stop.get_token()));
    QCOMPARE(automatic.slept(), std::chrono::milliseconds(1h));
}

QTEST_GUILESS_MAIN(tst_Clock)
#include "tst_clock.moc"
