// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/budgetguard.h"

#include "claude/streamfixture.h"
#include "support/fakeclock.h"

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
using bw::Usage;
using bw::claude::BudgetGuard;
using bw::claude::BudgetLimits;
using bw::claude::ModelRequest;
using bw::claude::Turn;

namespace
{

/// Answers what the test says and remembers what it was asked. Thread-safe.
class FakeModel final : public bw::claude::Model
{
public:
    std::function<bw::Result<Turn>(const ModelRequest &)> answer = [](const ModelRequest &) { return Turn {}; };
    qint64 counted = 1000;
    QList<ModelRequest> sent;
    int counts = 0;

    bw::Result<Turn> send(const ModelRequest &request, bw::claude::TurnObserver &, std::stop_token) override
    {
        {
            const std::lock_guard lock(m_mutex);
            sent.append(request);
        }
        return answer(request);
    }
    bw::Result<qint64> countTokens(const ModelRequest &, std::stop_token) override
    {
        ++counts;
        return counted;
    }
    bw::Result<bw::claude::ModelInfo> info(const QString &model, std::stop_token) override
    {
        bw::claude::ModelInfo info;
        info.id = model;
        return info;
    }

private:
    std::mutex m_mutex;
};

Turn turnWith(qint64 input, qint64 output)
{
    Turn turn;
    turn.usage.input = input;
    turn.usage.output = output;
    turn.usage.calls = 1;
    return turn;
}

bw::Error failure(ErrorCode code, bool sent)
{
    bw::Error error {code, {}, {}, {}};
    if (sent)
        error.args.insert(u"sent"_s, u"true"_s);
    return error;
}

ModelRequest request(int maxTokens = 10'000)
{
    ModelRequest made;
    made.model = u"claude-opus-5-5"_s;  // 4 in, 5 written to the cache, 20 out, USD per million
    made.purpose = u"code:x"_s;
    made.maxTokens = maxTokens;
    made.messages = {R"({"role":"user","content":"hi"})"};  // bound: 1,500 and the bytes
    return made;
}
const qint64 bound = 1500 + 30;

BudgetLimits usd(const char *amount)
{
    return {.usd = Money::fromDecimal(QString::fromLatin1(amount)), .tokens = {}, .deadlineMs = {}};
}
BudgetLimits tokens(qint64 most) { return {.usd = {}, .tokens = most, .deadlineMs = {}}; }

}  // namespace

class TstBudgetGuard : public QObject
{
    Q_OBJECT

    FakeModel m_model;
    std::unique_ptr<FakeClock> m_clock;
    QList<Event> m_events;
    std::optional<EventType> m_refusesToCommit;
    Watcher m_watcher;
    std::mutex m_mutex;

    std::unique_ptr<BudgetGuard> guard(const BudgetLimits &limits)
    {
        return std::make_unique<BudgetGuard>(m_model, *m_clock, limits,
                                             [this](EventType type, const Json &payload) -> bw::Status {
                                                 const std::lock_guard lock(m_mutex);
                                                 if (type == m_refusesToCommit)
                                                     return bw::fail(ErrorCode::DiskFull);
                                                 Event event;
                                                 event.seq = m_events.size() + 1;
                                                 event.type = bw::toKey(type);
                                                 event.payload = payload;
                                                 m_events.append(event);
                                                 return {};
                                             });
    }
    QStringList types() const
    {
        QStringList all;
        for (const Event &event : m_events)
            all.append(event.type);
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_model.answer = [](const ModelRequest &) { return turnWith(1000, 100); };
        m_model.sent.clear();
        m_model.counted = 1000;
        m_model.counts = 0;
        m_clock = std::make_unique<FakeClock>();
        m_events.clear();
        m_refusesToCommit.reset();
    }

    void reservesTheWorstCaseBeforeItSends()
    {
        int seen = -1;
        m_model.answer = [&](const ModelRequest &) {
            seen = static_cast<int>(m_events.size());
            return turnWith(1000, 100);
        };
        auto one = guard(usd("5"));
        QVERIFY(one->send(request(), m_watcher, {}));
        QCOMPARE(seen, 1);
        QCOMPARE(types(), (QStringList {u"budget.reserved"_s, u"budget.settled"_s}));
        const Json &reserved = m_events[0].payload;
        QCOMPARE(bw::jsonInt(reserved, "input_tokens"), bound);
        QCOMPARE(bw::jsonInt(reserved, "max_tokens"), 10'000);
        QCOMPARE(bw::jsonInt(reserved, "tokens"), bound + 10'000);
        QCOMPARE(bw::jsonString(reserved, "usd"), (Money {bound * 5000 + 10'000 * 20'000}).toDecimal());
        QCOMPARE(bw::jsonString(reserved, "purpose"), u"code:x"_s);
        QCOMPARE(bw::jsonString(reserved, "model"), u"claude-opus-5-5"_s);
    }

    void settlesByTheRealUsage()
    {
        auto one = guard(usd("5"));
        QVERIFY(one->send(request(), m_watcher, {}));
        const Json &settled = m_events[1].payload;
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
        auto one = guard(byUsd ? usd("0.0849") : tokens(4999));
        const auto turn = one->send(request(), m_watcher, {});
        QCOMPARE(turn.error().code, ErrorCode::BudgetExceeded);
        QCOMPARE(turn.error().args.value(u"what"_s), byUsd ? u"usd"_s : u"tokens"_s);
        QCOMPARE(turn.error().args.value(u"worst_case"_s), byUsd ? u"0.085"_s : u"5000"_s);
        QVERIFY(m_model.sent.isEmpty());
        QCOMPARE(types(), (QStringList {u"budget.refused"_s}));
        QCOMPARE(one->state().reserved.nano, 0);
        auto two = guard(byUsd ? usd("0.085") : tokens(5000));
        QVERIFY(two->send(request(), m_watcher, {}));
        QCOMPARE(m_model.sent.last().maxTokens, 4000);
    }

    void cutsMaxTokensToWhatTheRestAffords()
    {
        auto one = guard(tokens(8000));
        QVERIFY(one->send(request(), m_watcher, {}));
        QCOMPARE(m_model.sent.last().maxTokens, 7000);
        QCOMPARE(bw::jsonInt(m_events[0].payload, "max_tokens"), 7000);
    }

    void asksForTheExactCountOnlyWhenTheBoundDoesNotFit()
    {
        auto one = guard(tokens(bound + 10'000));
        QVERIFY(one->send(request(), m_watcher, {}));
        QCOMPARE(m_model.counts, 0);
        QVERIFY(one->send(request(), m_watcher, {}));
        QCOMPARE(m_model.counts, 1);
        m_model.counted = 1'000'000;
        QCOMPARE(one->send(request(), m_watcher, {}).error().code, ErrorCode::BudgetExceeded);
    }

    void aSmallRequestNeedsNoFourThousand()
    {
        auto one = guard(tokens(bound + 100));
        QVERIFY(one->send(request(100), m_watcher, {}));
        QCOMPARE(BudgetGuard::smallestAnswer, 4000);
    }

    void refusesAfterTheDeadline()
    {
        BudgetLimits limits;
        limits.deadlineMs = m_clock->nowMs() + 1;
        limits.minutes = 5;
        auto one = guard(limits);
        QVERIFY(one->send(request(), m_watcher, {}));
        m_clock->advance(std::chrono::milliseconds(1));
        const auto turn = one->send(request(), m_watcher, {});
        QCOMPARE(turn.error().code, ErrorCode::BudgetExceeded);
        QCOMPARE(turn.error().args.value(u"what"_s), u"minutes"_s);
        QCOMPARE(turn.error().args.value(u"limit"_s), u"5"_s);
    }

    void settlesABrokenStreamAtItsWholeReserve()
    {
        m_model.answer = [](const ModelRequest &) -> bw::Result<Turn> {
            return bw::fail(failure(ErrorCode::StreamBroken, true));
        };
        auto one = guard(usd("5"));
        QCOMPARE(one->send(request(), m_watcher, {}).error().code, ErrorCode::StreamBroken);
        QVERIFY(bw::jsonBool(m_events[1].payload, "broken"));
        QCOMPARE(m_events[1].payload["usd"], m_events[0].payload["usd"]);
        QCOMPARE(m_events[1].payload["tokens"], m_events[0].payload["tokens"]);
        QVERIFY(!one->state().usage.known);
    }

    void settlesAnAnswerWithoutUsageAtItsWholeReserve()
    {
        m_model.answer = [](const ModelRequest &) {
            Turn turn;
            turn.usage.known = false;
            return turn;
        };
        auto one = guard(usd("5"));
        QVERIFY(one->send(request(), m_watcher, {}));
        QCOMPARE(m_events[1].payload["usd"], m_events[0].payload["usd"]);
    }

    void aCallThatNeverLeftCostsNothing()
    {
        m_model.answer = [](const ModelRequest &) -> bw::Result<Turn> {
            return bw::fail(failure(ErrorCode::Overloaded, false));
        };
        auto one = guard(usd("5"));
        QVERIFY(!one->send(request(), m_watcher, {}));
        QCOMPARE(one->state().spent.nano, 0);
        QCOMPARE(one->state().reserved.nano, 0);
        QVERIFY(one->state().costKnown);
    }

    void sendsNothingWhenTheReservationCannotBeWritten()
    {
        m_refusesToCommit = EventType::BudgetReserved;
        auto one = guard(usd("5"));
        QCOMPARE(one->send(request(), m_watcher, {}).error().code, ErrorCode::DiskFull);
        QVERIFY(m_model.sent.isEmpty());
        QCOMPARE(one->state().reserved.nano, 0);
    }

    void saysWhenASettlementCannotBeWritten()
    {
        m_refusesToCommit = EventType::BudgetSettled;
        auto one = guard(usd("5"));
        QCOMPARE(one->send(request(), m_watcher, {}).error().code, ErrorCode::DiskFull);
        QCOMPARE(one->state().spent.toDecimal(), u"0.006"_s);
    }

    void needsAPriceOnlyForACeilingInDollars()
    {
        ModelRequest other = request();
        other.model = u"qwen3-coder"_s;
        auto dollars = guard(usd("5"));
        QCOMPARE(dollars->check(other.model).error().code, ErrorCode::PriceUnknown);
        QVERIFY(dollars->check(u"claude-opus-5-5"_s));
        QCOMPARE(dollars->send(other, m_watcher, {}).error().code, ErrorCode::BudgetExceeded);
        m_events.clear();
        auto counted = guard(tokens(100'000));
        QVERIFY(counted->check(other.model));
        QVERIFY(counted->send(other, m_watcher, {}));
        QVERIFY(m_events[0].payload["usd"].is_null());
        QVERIFY(m_events[1].payload["usd"].is_null());
        QVERIFY(!counted->state().costKnown);
    }

    void givesEachNoticeOnce()
    {
        m_model.answer = [](const ModelRequest &) { return turnWith(900, 100); };
        auto one = guard(tokens(20'000));
        for (int i = 0; i < 15; ++i)
            QVERIFY(one->send(request(1000), m_watcher, {}));
        QList<qint64> percents;
        for (const Event &event : std::as_const(m_events)) {
            if (event.type == u"budget.notice"_s)
                percents.append(bw::jsonInt(event.payload, "percent"));
        }
        QCOMPARE(percents, (QList<qint64> {50}));
        m_model.answer = [](const ModelRequest &) { return turnWith(5000, 0); };
        QVERIFY(one->send(request(1000), m_watcher, {}));
        QCOMPARE(bw::jsonInt(m_events.last().payload, "percent"), 100);
        QCOMPARE(bw::jsonString(m_events.last().payload, "what"), u"tokens"_s);
    }

    void goesOnFromTheEventsOfTheBuild()
    {
        m_model.answer = [](const ModelRequest &) { return turnWith(1000, 100); };
        const auto before = guard(tokens(12'600));
        QVERIFY(before->send(request(), m_watcher, {}));
        // The process dies while the next call runs: a reservation without a settlement.
        m_refusesToCommit = EventType::BudgetSettled;
        QVERIFY(!before->send(request(), m_watcher, {}));
        m_refusesToCommit.reset();
        const QList<Event> log = m_events;
        const auto after = guard(tokens(12'600));
        QVERIFY(after->restore(log));
        const auto state = after->state();
        const qint64 lost = bw::jsonInt(log.last().payload, "tokens");
        QCOMPARE(state.tokens, 1100 + lost);
        QCOMPARE(state.reservedTokens, 0);
        QCOMPARE(state.nextReservation, 3);
        QVERIFY(!state.usage.known);
        QCOMPARE(m_events.last().type, u"budget.settled"_s);
        QVERIFY(bw::jsonBool(m_events.last().payload, "broken"));
        QCOMPARE(after->send(request(), m_watcher, {}).error().code, ErrorCode::BudgetExceeded);
        // Restoring once more from the longer log finds nothing open.
        const qsizetype size = m_events.size();
        QVERIFY(guard(tokens(12'600))->restore(m_events));
        QCOMPARE(m_events.size(), size);
    }

    void doesNotRepeatANoticeAfterARestart()
    {
        m_model.answer = [](const ModelRequest &) { return turnWith(6000, 0); };
        QVERIFY(guard(tokens(10'000))->send(request(4000), m_watcher, {}));
        QCOMPARE(m_events.last().type, u"budget.notice"_s);
        const auto after = guard(tokens(10'000));
        QVERIFY(after->restore(m_events));
        QCOMPARE(after->state().noticed, 50);
    }

    void parallelCallsShareTheRest()
    {
        constexpr int threads = 8;
        std::barrier all(threads);
        m_model.answer = [](const ModelRequest &) { return turnWith(1000, 1000); };
        auto one = guard(tokens(3 * (bound + 10'000)));
        m_model.counted = 30'000;  // the exact count must not let a fourth in
        std::atomic<int> admitted = 0;
        m_model.answer = [&](const ModelRequest &) {
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
