// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/budgetstage.h"

#include <QTest>

#include <barrier>
#include <thread>

using namespace Qt::StringLiterals;
using namespace bw::test;
using bw::ErrorCode;
using bw::Event;
using bw::EventType;
using bw::Json;
using bw::Money;

class TstBudgetGuard : public QObject
{
    Q_OBJECT

    std::unique_ptr<BudgetStage> m_stage;

private Q_SLOTS:
    void init() { m_stage = std::make_unique<BudgetStage>(); }

    void reservesTheWorstCaseBeforeItSends()
    {
        int seen = -1;
        m_stage->model.answer = [&](const ModelRequest &) {
            seen = static_cast<int>(m_stage->events.size());
            return turnWith(1000, 100);
        };
        auto one = m_stage->guard(usd("5"));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(seen, 1);
        QCOMPARE(m_stage->types(), (QStringList {u"budget.reserved"_s, u"budget.settled"_s}));
        const Json &reserved = m_stage->events[0].payload;
        QCOMPARE(bw::jsonInt(reserved, "input_tokens"), bound);
        QCOMPARE(bw::jsonInt(reserved, "max_tokens"), 10'000);
        QCOMPARE(bw::jsonInt(reserved, "tokens"), bound + 10'000);
        QCOMPARE(bw::jsonString(reserved, "usd"), (Money {bound * 5000 + 10'000 * 20'000}).toDecimal());
        QCOMPARE(bw::jsonString(reserved, "purpose"), u"code:x"_s);
        QCOMPARE(bw::jsonString(reserved, "model"), u"claude-opus-5-5"_s);
    }

    void settlesByTheRealUsage()
    {
        auto one = m_stage->guard(usd("5"));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        const Json &settled = m_stage->events[1].payload;
        QCOMPARE(bw::jsonString(settled, "usd"), u"0.006"_s);  // 1000 × 4 + 100 × 20 per million
        QCOMPARE(bw::jsonInt(settled, "tokens"), 1100);
        QVERIFY(!bw::jsonBool(settled, "broken"));
        const auto state = one->state();
        QCOMPARE(state.spent.toDecimal(), u"0.006"_s);
        QCOMPARE(state.reserved.nano, 0);
        QCOMPARE(state.reservedTokens, 0);
        QCOMPARE(state.tokens, 1100);
        QCOMPARE(state.usage.calls, 1);
    }

    void sendsNothingWhenTheWorstCaseDoesNotFit_data()
    {
        QTest::addColumn<bool>("byUsd");
        QTest::newRow("usd") << true;
        QTest::newRow("tokens") << false;
    }

    void sendsNothingWhenTheWorstCaseDoesNotFit()
    {
        QFETCH(bool, byUsd);
        // The least call: 1,000 counted tokens in at 5, and 4,000 out at 20: 0.085 dollars, 5,000 tokens.
        auto one = m_stage->guard(byUsd ? usd("0.0849") : tokens(4999));
        const auto turn = one->send(request(), m_stage->watcher, {});
        QCOMPARE(turn.error().code, ErrorCode::BudgetExceeded);
        QCOMPARE(turn.error().args.value(u"what"_s), byUsd ? u"usd"_s : u"tokens"_s);
        QCOMPARE(turn.error().args.value(u"worst_case"_s), byUsd ? u"0.085"_s : u"5000"_s);
        QVERIFY(m_stage->model.sent.isEmpty());
        QCOMPARE(m_stage->types(), (QStringList {u"budget.refused"_s}));
        QCOMPARE(one->state().reserved.nano, 0);
        auto two = m_stage->guard(byUsd ? usd("0.085") : tokens(5000));
        QVERIFY(two->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->model.sent.last().maxTokens, 4000);
    }

    void cutsMaxTokensToWhatTheRestAffords()
    {
        auto one = m_stage->guard(tokens(8000));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->model.sent.last().maxTokens, 7000);
        QCOMPARE(bw::jsonInt(m_stage->events[0].payload, "max_tokens"), 7000);
    }

    void whatBuildsShareCutsAnAnswerToo()
    {
        bw::claude::BudgetRest shared;
        auto one = m_stage->guard(tokens(1'000'000));
        one->setShared([&shared] { return shared; });
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->model.sent.last().maxTokens, 10'000);
        shared.tokens = 8000;
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QVERIFY(m_stage->model.sent.last().maxTokens >= 4000 && m_stage->model.sent.last().maxTokens <= 7000);
        shared = {.usd = Money::fromDecimal(u"0.105"_s), .tokens = {}};  // 1,000 in at 5, 5,000 out at 20
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QVERIFY(m_stage->model.sent.last().maxTokens >= 4000 && m_stage->model.sent.last().maxTokens <= 5000);
    }

    void whereTooLittleIsSharedTheCommitHasTheWord()
    {
        auto one = m_stage->guard(tokens(1'000'000));
        one->setShared([] { return bw::claude::BudgetRest {.usd = {}, .tokens = 100}; });
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->types(), (QStringList {u"budget.reserved"_s, u"budget.settled"_s}));
        QCOMPARE(bw::jsonInt(m_stage->events[0].payload, "max_tokens"), 10'000);
    }

    void asksForTheExactCountOnlyWhenTheBoundDoesNotFit()
    {
        auto one = m_stage->guard(tokens(bound + 10'000));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->model.counts, 0);
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->model.counts, 1);
        // Another conversation: nothing is known of its input.
        ModelRequest other = request();
        other.messages = {R"({"role":"user","content":"something else"})"};
        m_stage->model.counted = 1'000'000;
        QVERIFY(one->send(other, m_stage->watcher, {}));
        QCOMPARE(m_stage->model.counts, 2);
        QVERIFY(bw::jsonInt(m_stage->events[m_stage->events.size() - 2].payload, "input_tokens") < 2000);
    }

    void aSmallRequestNeedsNoFourThousand()
    {
        auto one = m_stage->guard(tokens(bound + 100));
        QVERIFY(one->send(request(100), m_stage->watcher, {}));
        QCOMPARE(BudgetGuard::smallestAnswer, 4000);
    }

    void refusesAfterTheDeadline()
    {
        BudgetLimits limits;
        limits.deadlineMs = m_stage->clock.nowMs() + 1;
        limits.minutes = 5;
        auto one = m_stage->guard(limits);
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        m_stage->clock.advance(std::chrono::milliseconds(1));
        const auto turn = one->send(request(), m_stage->watcher, {});
        QCOMPARE(turn.error().code, ErrorCode::BudgetExceeded);
        QCOMPARE(turn.error().args.value(u"what"_s), u"minutes"_s);
        QCOMPARE(turn.error().args.value(u"limit"_s), u"5"_s);
    }

    void settlesABrokenStreamAtItsWholeReserve()
    {
        m_stage->model.answer = [](const ModelRequest &) -> bw::Result<Turn> {
            return bw::fail(failure(ErrorCode::StreamBroken, true));
        };
        auto one = m_stage->guard(usd("5"));
        QCOMPARE(one->send(request(), m_stage->watcher, {}).error().code, ErrorCode::StreamBroken);
        QVERIFY(bw::jsonBool(m_stage->events[1].payload, "broken"));
        QCOMPARE(m_stage->events[1].payload["usd"], m_stage->events[0].payload["usd"]);
        QCOMPARE(m_stage->events[1].payload["tokens"], m_stage->events[0].payload["tokens"]);
        QVERIFY(!one->state().usage.known);
    }

    void settlesAnAnswerWithoutUsageAtItsWholeReserve()
    {
        m_stage->model.answer = [](const ModelRequest &) {
            Turn turn;
            turn.usage.known = false;
            return turn;
        };
        auto one = m_stage->guard(usd("5"));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->events[1].payload["usd"], m_stage->events[0].payload["usd"]);
    }

    void aCallThatNeverLeftCostsNothing()
    {
        m_stage->model.answer = [](const ModelRequest &) -> bw::Result<Turn> {
            return bw::fail(failure(ErrorCode::Overloaded, false));
        };
        auto one = m_stage->guard(usd("5"));
        QVERIFY(!one->send(request(), m_stage->watcher, {}));
        QCOMPARE(one->state().spent.nano, 0);
        QCOMPARE(one->state().reserved.nano, 0);
        QVERIFY(one->state().costKnown);
    }

    void sendsNothingWhenTheReservationCannotBeWritten()
    {
        m_stage->refusesToCommit = EventType::BudgetReserved;
        auto one = m_stage->guard(usd("5"));
        QCOMPARE(one->send(request(), m_stage->watcher, {}).error().code, ErrorCode::DiskFull);
        QVERIFY(m_stage->model.sent.isEmpty());
        QCOMPARE(one->state().reserved.nano, 0);
    }

    void saysWhenASettlementCannotBeWritten()
    {
        m_stage->refusesToCommit = EventType::BudgetSettled;
        auto one = m_stage->guard(usd("5"));
        QCOMPARE(one->send(request(), m_stage->watcher, {}).error().code, ErrorCode::DiskFull);
        QCOMPARE(one->state().spent.toDecimal(), u"0.006"_s);
    }

    void needsAPriceOnlyForACeilingInDollars()
    {
        ModelRequest other = request();
        other.model = u"qwen3-coder"_s;
        auto dollars = m_stage->guard(usd("5"));
        QCOMPARE(dollars->check(other.model).error().code, ErrorCode::PriceUnknown);
        QVERIFY(dollars->check(u"claude-opus-5-5"_s));
        QCOMPARE(dollars->send(other, m_stage->watcher, {}).error().code, ErrorCode::BudgetExceeded);
        m_stage->events.clear();
        auto counted = m_stage->guard(tokens(100'000));
        QVERIFY(counted->check(other.model));
        QVERIFY(counted->send(other, m_stage->watcher, {}));
        QVERIFY(m_stage->events[0].payload["usd"].is_null());
        QVERIFY(m_stage->events[1].payload["usd"].is_null());
        QVERIFY(!counted->state().costKnown);
    }

    void givesEachNoticeOnce()
    {
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(900, 100); };
        auto one = m_stage->guard(tokens(20'000));
        for (int i = 0; i < 15; ++i)
            QVERIFY(one->send(request(1000), m_stage->watcher, {}));
        QList<qint64> percents;
        for (const Event &event : std::as_const(m_stage->events)) {
            if (event.type == u"budget.notice"_s)
                percents.append(bw::jsonInt(event.payload, "percent"));
        }
        QCOMPARE(percents, (QList<qint64> {50}));
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(5000, 0); };
        QVERIFY(one->send(request(1000), m_stage->watcher, {}));
        QCOMPARE(bw::jsonInt(m_stage->events.last().payload, "percent"), 100);
        QCOMPARE(bw::jsonString(m_stage->events.last().payload, "what"), u"tokens"_s);
    }

    void goesOnFromTheEventsOfTheBuild()
    {
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(1000, 100); };
        const auto before = m_stage->guard(tokens(12'600));
        QVERIFY(before->send(request(), m_stage->watcher, {}));
        // The process dies while the next call runs: a reservation without a settlement.
        m_stage->refusesToCommit = EventType::BudgetSettled;
        QVERIFY(!before->send(request(), m_stage->watcher, {}));
        m_stage->refusesToCommit.reset();
        const QList<Event> log = m_stage->events;
        const auto after = m_stage->guard(tokens(12'600));
        QVERIFY(after->restore(log));
        const auto state = after->state();
        const qint64 lost = bw::jsonInt(log.last().payload, "tokens");
        QCOMPARE(state.tokens, 1100 + lost);
        QCOMPARE(state.reservedTokens, 0);
        QCOMPARE(state.nextReservation, 3);
        QVERIFY(!state.usage.known);
        QCOMPARE(m_stage->events.last().type, u"budget.settled"_s);
        QVERIFY(bw::jsonBool(m_stage->events.last().payload, "broken"));
        QCOMPARE(after->send(request(), m_stage->watcher, {}).error().code, ErrorCode::BudgetExceeded);
        // Restoring once more from the longer log finds nothing open.
        const qsizetype size = m_stage->events.size();
        QVERIFY(m_stage->guard(tokens(12'600))->restore(m_stage->events));
        QCOMPARE(m_stage->events.size(), size);
    }

    void doesNotRepeatANoticeAfterARestart()
    {
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(6000, 0); };
        QVERIFY(m_stage->guard(tokens(10'000))->send(request(4000), m_stage->watcher, {}));
        QCOMPARE(m_stage->events.last().type, u"budget.notice"_s);
        const auto after = m_stage->guard(tokens(10'000));
        QVERIFY(after->restore(m_stage->events));
        QCOMPARE(after->state().noticed, 50);
    }

    void parallelCallsShareTheRest()
    {
        constexpr int threads = 8;
        std::barrier all(threads);
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(1000, 1000); };
        auto one = m_stage->guard(tokens(3 * (bound + 10'000)));
        m_stage->model.counted = 30'000;  // the exact count must not let a fourth in
        std::atomic<int> admitted = 0;
        m_stage->model.answer = [&](const ModelRequest &) {
            ++admitted;
            return turnWith(bound, 10'000);
        };
        {
            std::vector<std::jthread> workers;
            for (int i = 0; i < threads; ++i) {
                workers.emplace_back([&] {
                    all.arrive_and_wait();
                    Watcher watcher;
                    (void)one->send(request(), watcher, {});
                });
            }
        }
        QCOMPARE(admitted.load(), 3);
        QCOMPARE(one->state().tokens, 3 * (bound + 10'000));
        QCOMPARE(one->state().reservedTokens, 0);
    }
};

QTEST_GUILESS_MAIN(TstBudgetGuard)
#include "tst_budgetguard.moc"
