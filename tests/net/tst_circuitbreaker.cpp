// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/circuitbreaker.h"

#include "support/fakeclock.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using bw::net::CircuitBreaker;
using State = CircuitBreaker::State;

class TstCircuitBreaker : public QObject
{
    Q_OBJECT

    static void failTimes(CircuitBreaker &breaker, int times)
    {
        for (int i = 0; i < times; ++i)
            breaker.failed();
    }

private Q_SLOTS:
    void opensAfterFiveFailuresWithinTheWindow()
    {
        bw::test::FakeClock clock;
        CircuitBreaker breaker(clock);
        failTimes(breaker, 4);
        QVERIFY(breaker.allow());
        QCOMPARE(breaker.state(), State::Closed);
        breaker.failed();
        QCOMPARE(breaker.state(), State::Open);
        QVERIFY(!breaker.allow());
        QCOMPARE(breaker.remaining(), 30'000ms);
    }

    void forgetsFailuresOlderThanTheWindow()
    {
        bw::test::FakeClock clock;
        CircuitBreaker breaker(clock);
        failTimes(breaker, 4);
        clock.advance(60'001ms);
        failTimes(breaker, 4);
        QCOMPARE(breaker.state(), State::Closed);
        breaker.failed();
        QCOMPARE(breaker.state(), State::Open);
    }

    void aSuccessForgetsFailures()
    {
        bw::test::FakeClock clock;
        CircuitBreaker breaker(clock);
        failTimes(breaker, 4);
        breaker.succeeded();
        failTimes(breaker, 4);
        QVERIFY(breaker.allow());
    }

    void letsOneProbeThroughAndClosesWhenItSucceeds()
    {
        bw::test::FakeClock clock;
        CircuitBreaker breaker(clock);
        failTimes(breaker, 5);
        clock.advance(29'999ms);
        QVERIFY(!breaker.allow());
        QCOMPARE(breaker.remaining(), 1ms);
        clock.advance(1ms);
        QCOMPARE(breaker.state(), State::HalfOpen);
        QCOMPARE(breaker.remaining(), 0ms);
        QVERIFY(breaker.allow());
        QVERIFY(!breaker.allow());
        breaker.succeeded();
        QCOMPARE(breaker.state(), State::Closed);
        QVERIFY(breaker.allow());
    }

    void opensAgainWhenTheProbeFails()
    {
        bw::test::FakeClock clock;
        CircuitBreaker breaker(clock);
        failTimes(breaker, 5);
        clock.advance(30'000ms);
        QVERIFY(breaker.allow());
        breaker.failed();
        QCOMPARE(breaker.state(), State::Open);
        QCOMPARE(breaker.remaining(), 30'000ms);
        clock.advance(30'000ms);
        QVERIFY(breaker.allow());
    }

    void aLateFailureOfAnOldCallDoesNotLengthenTheWait()
    {
        bw::test::FakeClock clock;
        CircuitBreaker breaker(clock);
        failTimes(breaker, 5);
        clock.advance(20'000ms);
        breaker.failed();
        QCOMPARE(breaker.remaining(), 10'000ms);
    }

    void letsExactlyOneOfManyThreadsProbe()
    {
        bw::test::FakeClock clock;
        CircuitBreaker breaker(clock);
        failTimes(breaker, 5);
        clock.advance(30'000ms);
        std::atomic<int> allowed = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back([&] { allowed += breaker.allow(); });
        }
        QCOMPARE(allowed.load(), 1);
    }
};

QTEST_GUILESS_MAIN(TstCircuitBreaker)
#include "tst_circuitbreaker.moc"
