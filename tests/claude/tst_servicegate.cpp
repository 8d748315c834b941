// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/servicegate.h"

#include "support/fakeclock.h"

#include <QtTest>

using namespace bw;
using namespace bw::claude;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace
{

/// Fails as often as it is told to, then answers.
class FailingModel final : public Model
{
public:
    Result<Turn> send(const ModelRequest &, TurnObserver &observer, std::stop_token stop) override
    {
        ++calls;
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        if (failures == 0)
            return Turn {};
        --failures;
        for (int i = 1; i <= retries; ++i)
            observer.onRetry(error, i, retryWait);
        return fail(error);
    }
    Result<qint64> countTokens(const ModelRequest &, std::stop_token) override
    {
        ++counts;
        return 10;
    }
    Result<ModelInfo> info(const QString &, std::stop_token) override { return ModelInfo {}; }

    int calls = 0, counts = 0, failures = 0, retries = 0;
    milliseconds retryWait {500};
    Error error {ErrorCode::ServerError, {}, {}, {}};
};

struct Fixture {
    explicit Fixture(test::FakeClock::Sleep sleep = test::FakeClock::Sleep::Advances)
        : clock(sleep)
    {
    }
    ServiceGate::Options options()
    {
        return {.service = u"api.example"_s,
                .wait = true,
                .longest = 1h,
                .deadlineMs = {},
                .waiting = [this](const ServiceGate::Wait &wait) {
                    waits.append(wait);
                    return Status {};
                }};
    }
    test::FakeClock clock;
    ServiceTable table {clock};
    FailingModel model;
    QList<ServiceGate::Wait> waits;
    TurnObserver silent;
};

}  // namespace

class TestServiceGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterFiveFailuresNoCallReachesTheServiceUntilTheProbe()
    {
        Fixture f;
        f.model.failures = 5;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        for (int i = 0; i < 5; ++i)
            QVERIFY(!gate.send({}, f.silent, {}));
        QVERIFY(f.waits.isEmpty());
        const qint64 before = f.clock.nowMs();
        QVERIFY(gate.send({}, f.silent, {}));
        QCOMPARE(f.model.calls, 6);
        QCOMPARE(f.waits.size(), 1);
        QCOMPARE(f.waits.first().service, u"api.example"_s);
        QCOMPARE(f.waits.first().untilMs, before + net::CircuitBreaker::openFor.count());
        QCOMPARE(f.waits.first().reason, u"server_error"_s);
        QCOMPARE(f.clock.nowMs() - before, net::CircuitBreaker::openFor.count());
    }

    void triesInsideTheClientCountAsFailures()
    {
        Fixture f;
        f.model.failures = 2;
        f.model.retries = 2;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        for (int i = 0; i < 2; ++i)
            QVERIFY(!gate.send({}, f.silent, {}));
        QVERIFY(gate.send({}, f.silent, {}));
        QCOMPARE(f.waits.size(), 1);
    }

    void buildsShareTheBreakerOfAService()
    {
        Fixture f;
        f.model.failures = 5;
        ServiceGate first(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        for (int i = 0; i < 5; ++i)
            QVERIFY(!first.send({}, f.silent, {}));
        FailingModel other;
        ServiceGate second(other, f.table.of(u"api.example"_s), f.clock, f.options());
        ServiceGate elsewhere(other, f.table.of(u"other.example"_s), f.clock, f.options());
        QVERIFY(elsewhere.send({}, f.silent, {}));
        QVERIFY(f.waits.isEmpty());
        QVERIFY(second.send({}, f.silent, {}));
        QCOMPARE(f.waits.size(), 1);
    }

    void withTheSwitchOffTheErrorSaysSoAtOnce()
    {
        Fixture f;
        f.model.failures = 100;
        auto options = f.options();
        options.wait = false;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, options);
        for (int i = 0; i < 5; ++i) {
            const auto turn = gate.send({}, f.silent, {});
            QCOMPARE(turn.error().code, ErrorCode::ServerError);
            QCOMPARE(turn.error().args.value(u"wait"_s), u"no"_s);
        }
        const auto kept = gate.send({}, f.silent, {});
        QCOMPARE(kept.error().code, ErrorCode::CircuitOpen);
        QCOMPARE(kept.error().args.value(u"wait"_s), u"no"_s);
        QCOMPARE(f.model.calls, 5);
        QVERIFY(f.waits.isEmpty());
        QCOMPARE(f.clock.slept(), 0ms);
    }

    void troubleInARowIsWaitedForNoLongerThanTheWindow()
    {
        Fixture f;
        f.model.failures = 1'000'000;
        auto options = f.options();
        options.longest = 10min;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, options);
        Error last;
        for (int i = 0; i < 1000; ++i) {
            last = gate.send({}, f.silent, {}).error();
            if (last.args.value(u"wait"_s) == u"no"_s)
                break;
        }
        QCOMPARE(last.args.value(u"wait"_s), u"no"_s);
        QVERIFY(f.clock.steady() > 9min && f.clock.steady() <= 10min);
        // Five to open it, then one probe for each half minute.
        QVERIFY2(f.model.calls <= 5 + 20, qPrintable(QString::number(f.model.calls)));
    }

    void aRateLimitIsWorthWaitingButOpensNothing()
    {
        Fixture f;
        f.model.failures = 8;
        f.model.error = {ErrorCode::RateLimited, {}, {}, 5min};
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        for (int i = 0; i < 8; ++i) {
            const auto turn = gate.send({}, f.silent, {});
            QCOMPARE(turn.error().code, ErrorCode::RateLimited);
            QCOMPARE(turn.error().args.value(u"wait"_s), u"yes"_s);
        }
        QVERIFY(gate.send({}, f.silent, {}));
        QVERIFY(f.waits.isEmpty());
    }

    void aRateLimitLongerThanTheWindowIsNotWaitedFor()
    {
        Fixture f;
        f.model.failures = 1;
        f.model.error = {ErrorCode::RateLimited, {}, {}, 2h};
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        QCOMPARE(gate.send({}, f.silent, {}).error().args.value(u"wait"_s), u"no"_s);
    }

    void anAnswerOfAnyKindClosesTheBreaker()
    {
        Fixture f;
        f.model.failures = 1000;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        for (int i = 0; i < 4; ++i)
            QVERIFY(!gate.send({}, f.silent, {}));
        f.model.error = {ErrorCode::RequestRejected, {}, {}, {}};
        const auto rejected = gate.send({}, f.silent, {});
        QVERIFY(!rejected.error().args.contains(u"wait"_s));
        f.model.error = {ErrorCode::ServerError, {}, {}, {}};
        for (int i = 0; i < 4; ++i)
            QVERIFY(!gate.send({}, f.silent, {}));
        QVERIFY(f.waits.isEmpty());
    }

    void callsOfTheMinuteAreSharedAndTheWaitIsTold()
    {
        Fixture f;
        auto health = f.table.of(u"api.example"_s);
        health->limiter.setPerMinute(3);
        FailingModel other;
        ServiceGate one(f.model, health, f.clock, f.options());
        ServiceGate two(other, health, f.clock, f.options());
        QVERIFY(one.send({}, f.silent, {}));
        QVERIFY(two.countTokens({}, {}));
        QVERIFY(two.send({}, f.silent, {}));
        QVERIFY(f.waits.isEmpty());
        const qint64 before = f.clock.nowMs();
        QVERIFY(one.send({}, f.silent, {}));
        QCOMPARE(f.waits.size(), 1);
        QCOMPARE(f.waits.first().reason, u"requests_per_minute"_s);
        QCOMPARE(f.waits.first().untilMs, before + 60'000);
    }

    void aStopEndsAWaitAndLeavesTheProbeToOthers()
    {
        Fixture f(test::FakeClock::Sleep::Waits);
        f.model.failures = 5;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        for (int i = 0; i < 5; ++i)
            QVERIFY(!gate.send({}, f.silent, {}));
        std::stop_source stop;
        Result<Turn> turn = fail(ErrorCode::Internal);
        std::thread caller([&] { turn = gate.send({}, f.silent, stop.get_token()); });
        QVERIFY(QTest::qWaitFor([&] { return f.clock.sleepers() == 1; }));
        stop.request_stop();
        caller.join();
        QCOMPARE(turn.error().code, ErrorCode::Cancelled);
        QCOMPARE(f.model.calls, 5);
        f.clock.advance(net::CircuitBreaker::openFor);
        QCOMPARE(gate.send({}, f.silent, stop.get_token()).error().code,
                 ErrorCode::Cancelled);        // the probe is given up
        QVERIFY(gate.send({}, f.silent, {}));  // and the next one probes
    }

    void noWaitIsBegunThatTheTimeLimitWouldEnd()
    {
        Fixture f;
        f.model.failures = 5;
        auto options = f.options();
        options.deadlineMs = f.clock.nowMs() + 10'000;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, options);
        for (int i = 0; i < 5; ++i)
            QVERIFY(!gate.send({}, f.silent, {}));
        const auto refused = gate.send({}, f.silent, {});
        QCOMPARE(refused.error().code, ErrorCode::CircuitOpen);
        QCOMPARE(refused.error().args.value(u"wait"_s), u"no"_s);  // the build pauses; it has not failed
        QCOMPARE(f.model.calls, 5);
        QVERIFY(f.waits.isEmpty());
    }

    void aLongRetryInsideTheClientIsTold()
    {
        Fixture f;
        f.model.failures = 1;
        f.model.retries = 1;
        f.model.retryWait = 30s;
        ServiceGate gate(f.model, f.table.of(u"api.example"_s), f.clock, f.options());
        QVERIFY(!gate.send({}, f.silent, {}));
        QCOMPARE(f.waits.size(), 1);
        QCOMPARE(f.waits.first().untilMs, f.clock.nowMs() + 30'000);
    }
};

QTEST_GUILESS_MAIN(TestServiceGate)
#include "tst_servicegate.moc"
