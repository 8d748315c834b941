// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/turnsource.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using agent::TurnSource;

class tst_TurnSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsTheTurnBeforeAndAfter();
    void waitsWithGrowingPausesForAnOverloadedService();
    void waitsAsLongAsTheServerAsks();
    void givesUpAfterAnHourInARow();
    void doesNotWaitPastTheDeadline();
    void doesNotWaitForWhatWaitingCannotMend();
    void hearsAStopWhileItWaits();
};

namespace
{

struct Source {
    test::AgentFixture fixture;
    std::optional<qint64> deadline;
    Result<claude::Turn> next(std::stop_token stop = {}, Clock *clock = nullptr)
    {
        TurnSource source({fixture.model, fixture.log(), fixture.blobs(), clock ? *clock : fixture.clock, deadline},
                          u"s1"_s);
        return source.next(1, {}, stop);
    }
};

Error overloaded() { return {ErrorCode::Overloaded, u"529"_s, {}, {}}; }

}  // namespace

void tst_TurnSource::recordsTheTurnBeforeAndAfter()
{
    Source source;
    QVERIFY(source.fixture.open());
    qsizetype before = 0;
    source.fixture.model.does([&](const claude::ModelRequest &, std::stop_token) -> Result<claude::Turn> {
        before = source.fixture.events({EventType::TurnStarted}).size();
        auto turn = test::ScriptedModel::turn(u"hello"_s);
        turn.requestId = u"req_1"_s;
        return turn;
    });
    QVERIFY(source.next());
    QCOMPARE(before, 1);
    const auto ended = source.fixture.events({EventType::TurnEnded});
    QCOMPARE(ended.size(), 1);
    QCOMPARE(jsonString(ended.first().payload, "text"), u"hello"_s);
    QCOMPARE(jsonString(ended.first().payload, "request_id"), u"req_1"_s);
    QCOMPARE(jsonString(ended.first().payload, "stop_reason"), u"end_turn"_s);
    QCOMPARE(usageFromJson(ended.first().payload["usage"]).output, qint64(5));
}

void tst_TurnSource::waitsWithGrowingPausesForAnOverloadedService()
{
    Source source;
    QVERIFY(source.fixture.open());
    for (int i = 0; i < 4; ++i)
        source.fixture.model.answers(fail(overloaded()));
    source.fixture.model.says(u"back"_s);
    QVERIFY(source.next());
    QCOMPARE(source.fixture.clock.slept(), 15s);  // 1 + 2 + 4 + 8
    QCOMPARE(source.fixture.events({EventType::TurnWaiting}).size(), 4);
    const auto started = source.fixture.events({EventType::TurnStarted});
    QCOMPARE(jsonInt(started.last().payload, "attempt"), qint64(5));
    QCOMPARE(jsonString(source.fixture.events({EventType::TurnWaiting}).first().payload, "reason"), u"overloaded"_s);
}

void tst_TurnSource::waitsAsLongAsTheServerAsks()
{
    Source source;
    QVERIFY(source.fixture.open());
    Error limited {ErrorCode::RateLimited, u"429"_s, {}, 90s};
    source.fixture.model.answers(fail(limited)).says(u"back"_s);
    const qint64 begin = source.fixture.clock.nowMs();
    QVERIFY(source.next());
    QCOMPARE(source.fixture.clock.slept(), 90s);
    QCOMPARE(jsonInt(source.fixture.events({EventType::TurnWaiting}).first().payload, "until"), begin + 90'000);
}

void tst_TurnSource::givesUpAfterAnHourInARow()
{
    Source source;
    QVERIFY(source.fixture.open());
    for (int i = 0; i < 100; ++i)
        source.fixture.model.answers(fail(overloaded()));
    const auto turn = source.next();
    QVERIFY(!turn);
    QVERIFY(turn.error().code == ErrorCode::Overloaded);
    QVERIFY(source.fixture.clock.slept() <= 1h);
    QVERIFY(source.fixture.clock.slept() > 45min);
}

void tst_TurnSource::doesNotWaitPastTheDeadline()
{
    Source source;
    QVERIFY(source.fixture.open());
    source.deadline = source.fixture.clock.nowMs() + 5'000;
    for (int i = 0; i < 10; ++i)
        source.fixture.model.answers(fail(overloaded()));
    const auto ended = source.next();
    QVERIFY(!ended);
    QCOMPARE(ended.error().args.value(u"wait"_s), u"no"_s);  // the build pauses; it has not failed
    QCOMPARE(source.fixture.clock.slept(), 3s);
}

void tst_TurnSource::doesNotWaitForWhatWaitingCannotMend()
{
    for (const ErrorCode code : {ErrorCode::Unauthorized, ErrorCode::SpendLimit, ErrorCode::RequestRejected,
                                 ErrorCode::BudgetExceeded, ErrorCode::RecordingEnded}) {
        Source source;
        QVERIFY(source.fixture.open());
        source.fixture.model.answers(fail(code)).says(u"never"_s);
        const auto turn = source.next();
        QVERIFY(!turn);
        QVERIFY(turn.error().code == code);
        QCOMPARE(source.fixture.clock.slept(), 0s);
        QCOMPARE(source.fixture.events({EventType::TurnFailed}).size(), 1);
    }
}

void tst_TurnSource::hearsAStopWhileItWaits()
{
    Source source;
    QVERIFY(source.fixture.open());
    source.fixture.model.answers(fail(overloaded())).says(u"never"_s);
    test::FakeClock still(test::FakeClock::Sleep::Waits);
    std::stop_source stop;
    const std::jthread stopper([&] {
        (void)QTest::qWaitFor([&] { return still.sleepers() == 1; });
        stop.request_stop();
    });
    const auto turn = source.next(stop.get_token(), &still);
    QVERIFY(!turn);
    QVERIFY(turn.error().code == ErrorCode::Cancelled);
    QCOMPARE(source.fixture.model.left(), 1);
}

QTEST_GUILESS_MAIN(tst_TurnSource)
#include "tst_turnsource.moc"
