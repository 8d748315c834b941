// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ratelimiter.h"

#include "support/fakeclock.h"

#include <QtTest>

#include <random>

using namespace bw;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class TestRateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutALimitEveryCallIsAllowed()
    {
        test::FakeClock clock;
        net::RateLimiter limiter(clock);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(limiter.take(), 0ms);
    }

    void theCallAfterTheLastWaitsUntilTheFirstIsAMinuteOld()
    {
        test::FakeClock clock;
        net::RateLimiter limiter(clock);
        limiter.setPerMinute(3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(limiter.take(), 0ms);
            clock.advance(10s);
        }
        QCOMPARE(limiter.take(), 30'000ms);
        clock.advance(29'999ms);
        QCOMPARE(limiter.take(), 1ms);
        clock.advance(1ms);
        QCOMPARE(limiter.take(), 0ms);
        QCOMPARE(limiter.take(), 10'000ms);
    }

    void callsThatWereNotAskedForCountToo()
    {
        test::FakeClock clock;
        net::RateLimiter limiter(clock);
        limiter.setPerMinute(2);
        limiter.count();
        limiter.count();
        limiter.count();
        QCOMPARE(limiter.take(), 60'000ms);
    }

    void aLoweredLimitCountsAtOnce()
    {
        test::FakeClock clock;
        net::RateLimiter limiter(clock);
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(limiter.take(), 0ms);
            clock.advance(1s);
        }
        limiter.setPerMinute(2);
        const milliseconds wait = limiter.take();
        QCOMPARE(wait, 58'000ms);  // until only one of the five is left in the window
        clock.advance(wait);
        QCOMPARE(limiter.take(), 0ms);
    }

    void noMinuteEverHoldsMoreThanTheLimit()
    {
        test::FakeClock clock;
        net::RateLimiter limiter(clock);
        constexpr int perMinute = 7;
        limiter.setPerMinute(perMinute);
        std::mt19937 random(4711);
        std::vector<milliseconds> calls;
        for (int i = 0; i < 3000; ++i) {
            const milliseconds wait = limiter.take();
            if (wait > 0ms) {
                clock.advance(std::min(wait, milliseconds(1 + random() % 9000)));
                continue;
            }
            calls.push_back(clock.steady());
            if (calls.size() > perMinute)
                QVERIFY(calls.back() - calls[calls.size() - 1 - perMinute] >= net::RateLimiter::window);
            clock.advance(milliseconds(random() % 3000));
        }
        QVERIFY(calls.size() > 500);
    }
};

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
