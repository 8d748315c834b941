// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/budgetstage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw::test;
using bw::ErrorCode;
using bw::Event;
using bw::EventType;
using bw::Json;
using bw::Money;

class TstBudgetCeilings : public QObject
{
    Q_OBJECT

    std::unique_ptr<BudgetStage> m_stage;

private Q_SLOTS:
    void init() { m_stage = std::make_unique<BudgetStage>(); }

    void boundsTheNextInputByTheLastExactOne()
    {
        auto one = m_stage->guard({});
        ModelRequest longer = request();
        longer.messages = {QByteArray(100'000, 'x')};
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(26'000, 10); };
        QVERIFY(one->send(longer, m_stage->watcher, {}));
        longer.messages.append(QByteArray(500, 'y'));
        QVERIFY(one->send(longer, m_stage->watcher, {}));
        QCOMPARE(bw::jsonInt(m_stage->events[2].payload, "input_tokens"), 26'000 + 500 + 10);
        QCOMPARE(m_stage->model.counts, 0);
    }

    void goesByTheBoundWhereNothingCanBeCounted()
    {
        m_stage->model.counted = -1;
        auto fits = m_stage->guard(tokens(bound + 4000));
        QVERIFY(fits->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->model.sent.last().maxTokens, 4000);
        QCOMPARE(m_stage->guard(tokens(bound + 3999))->send(request(), m_stage->watcher, {}).error().code,
                 ErrorCode::NetworkUnreachable);
    }

    void aFeatureHasACeilingOfItsOwn()
    {
        BudgetLimits limits = tokens(1'000'000);
        limits.feature.tokens = 13'000;
        auto one = m_stage->guard(limits);
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QVERIFY(m_stage->model.sent.last().maxTokens <= 10'000);
        m_stage->model.answer = [](const ModelRequest &asked) { return turnWith(1000, asked.maxTokens); };
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        const auto over = one->send(request(), m_stage->watcher, {});
        QCOMPARE(over.error().code, ErrorCode::BudgetExceeded);
        QCOMPARE(over.error().args.value(u"scope"_s), u"feature"_s);
        QCOMPARE(over.error().args.value(u"name"_s), u"x"_s);
        QCOMPARE(over.error().args.value(u"what"_s), u"tokens"_s);
        QCOMPARE(bw::jsonString(m_stage->events.last().payload, "scope"), u"feature"_s);
        QCOMPARE(bw::jsonString(m_stage->events.last().payload, "name"), u"x"_s);
        // The next feature begins with nothing used, and so does another start of the first only without its log.
        ModelRequest other = request();
        other.purpose = u"code:y"_s;
        QVERIFY(one->send(other, m_stage->watcher, {}));
        auto after = m_stage->guard(limits);
        QVERIFY(after->restore(m_stage->events));
        QCOMPARE(after->send(request(), m_stage->watcher, {}).error().args.value(u"scope"_s), u"feature"_s);
    }

    void everyCallForAFeatureCountsAgainstIt()
    {
        BudgetLimits limits;
        limits.feature.tokens = 13'000;
        auto one = m_stage->guard(limits);
        m_stage->model.answer = [](const ModelRequest &asked) { return turnWith(1000, asked.maxTokens); };
        ModelRequest review = request();
        review.purpose = u"review:x"_s;
        QVERIFY(one->send(review, m_stage->watcher, {}));
        QCOMPARE(one->send(request(), m_stage->watcher, {}).error().args.value(u"scope"_s), u"feature"_s);
    }

    void aPhaseHasACeilingOfItsOwn()
    {
        BudgetLimits limits;
        limits.phase.usd = Money::fromDecimal(u"0.25"_s);
        auto one = m_stage->guard(limits);
        m_stage->model.answer = [](const ModelRequest &asked) { return turnWith(1000, asked.maxTokens); };
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        const auto over = one->send(request(), m_stage->watcher, {});
        QCOMPARE(over.error().args.value(u"scope"_s), u"phase"_s);
        QCOMPARE(over.error().args.value(u"name"_s), u"implement"_s);
        ModelRequest plan = request();
        plan.purpose = u"plan"_s;
        QVERIFY(one->send(plan, m_stage->watcher, {}));
        ModelRequest unpriced = plan;
        unpriced.model = u"qwen3-coder"_s;
        QCOMPARE(one->check(unpriced.model).error().code, ErrorCode::PriceUnknown);
    }

    void theBuildsCeilingIsNamedBeforeThoseOfItsParts()
    {
        BudgetLimits limits = tokens(4000);
        limits.phase.tokens = limits.feature.tokens = 4000;
        const auto over = m_stage->guard(limits)->send(request(), m_stage->watcher, {});
        QCOMPARE(over.error().args.value(u"scope"_s), u"build"_s);
        QVERIFY(!m_stage->events.last().payload.contains("scope"));
    }

    void sandboxesHaveACeilingAndAPrice()
    {
        BudgetLimits limits = usd("5");
        limits.sandboxSeconds = 100;
        limits.sandboxPerSecond = *Money::fromDecimal(u"0.01"_s);
        limits.feature.timeMs = 60'000;
        bw::claude::MeterReading reading;
        auto one = m_stage->guard(limits);
        one->setMeter([&](const bw::claude::CallPurpose &) { return reading; });
        reading.sandboxMs = 60'000;
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(one->state().spent.toDecimal(), u"0.606"_s);
        QCOMPARE(m_stage->types().mid(2), (QStringList {u"budget.settled"_s, u"budget.notice"_s}));
        QCOMPARE(bw::jsonString(m_stage->events[2].payload, "purpose"), u"sandbox"_s);
        QCOMPARE(bw::jsonInt(m_stage->events[2].payload, "sandbox_ms"), 60'000);
        QCOMPARE(bw::jsonString(m_stage->events[3].payload, "what"), u"sandbox_seconds"_s);
        QVERIFY(!one->ceilingReached());
        reading.featureMs = 60'000;
        QCOMPARE(one->send(request(), m_stage->watcher, {}).error().args.value(u"what"_s), u"minutes"_s);
        QVERIFY(!one->ceilingReached());
        QCOMPARE(one->ceilingReached({bw::Phase::Implement, u"x"_s})->args.value(u"scope"_s), u"feature"_s);
        QVERIFY(!one->ceilingReached({bw::Phase::Implement, {}}));
        reading = {.sandboxMs = 100'000};
        QCOMPARE(one->send(request(), m_stage->watcher, {}).error().args.value(u"what"_s), u"sandbox_seconds"_s);
        QCOMPARE(one->ceilingReached()->args.value(u"scope"_s), u"build"_s);
        QVERIFY(one->settleSandboxes());
        QCOMPARE(one->state().spent.toDecimal(), u"1.006"_s);
        auto after = m_stage->guard(limits);
        after->setMeter([&](const bw::claude::CallPurpose &) { return reading; });
        QVERIFY(after->restore(m_stage->events));
        QCOMPARE(after->state().spent.toDecimal(), u"1.006"_s);
        const qsizetype size = m_stage->events.size();
        QVERIFY(after->settleSandboxes());
        QCOMPARE(m_stage->events.size(), size);
    }

    void sandboxesTakeFromTheDollarsOfTheNextCall()
    {
        BudgetLimits limits = usd("0.30");
        limits.sandboxPerSecond = *Money::fromDecimal(u"0.001"_s);
        auto one = m_stage->guard(limits);
        bw::claude::MeterReading reading {.sandboxMs = 250'000};
        one->setMeter([&](const bw::claude::CallPurpose &) { return reading; });
        QCOMPARE(one->send(request(), m_stage->watcher, {}).error().args.value(u"what"_s), u"usd"_s);
        reading.sandboxMs = 200'000;
        QVERIFY(one->send(request(), m_stage->watcher, {}));
    }

    void eachKindOfCeilingHasItsOwnNotices()
    {
        BudgetLimits limits = tokens(2000);
        limits.usd = Money::fromDecimal(u"0.01"_s);
        limits.feature.tokens = 1500;
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(1200, 0); };
        auto one = m_stage->guard(limits);
        one->setLimits(limits);
        m_stage->model.counted = 1200;
        QVERIFY(one->send(request(10), m_stage->watcher, {}));
        QStringList given;
        for (const Event &event : std::as_const(m_stage->events))
            if (event.type == u"budget.notice"_s)
                given.append(u"%1 %2 %3"_s.arg(bw::jsonString(event.payload, "scope"),
                                               bw::jsonString(event.payload, "what"),
                                               QString::number(bw::jsonInt(event.payload, "percent"))));
        QCOMPARE(given, (QStringList {u" tokens 50"_s, u"feature tokens 80"_s}));
    }

    void tellsWhenMostOfTheTimeIsUsed()
    {
        BudgetLimits limits;
        limits.deadlineMs = m_stage->clock.nowMs() + 60'000;
        limits.timeLimitMs = 600'000;
        limits.minutes = 10;
        auto one = m_stage->guard(limits);
        one->setMeter([](const bw::claude::CallPurpose &) { return bw::claude::MeterReading {.activeMs = 540'000}; });
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(m_stage->events.last().type, u"budget.notice"_s);
        QCOMPARE(bw::jsonString(m_stage->events.last().payload, "what"), u"minutes"_s);
        QCOMPARE(bw::jsonInt(m_stage->events.last().payload, "percent"), 80);
        QCOMPARE(bw::jsonString(m_stage->events.last().payload, "limit"), u"10"_s);
    }

    void aNoticeIsGivenAgainWhenTheCeilingWasRaised()
    {
        m_stage->model.answer = [](const ModelRequest &) { return turnWith(6000, 0); };
        QVERIFY(m_stage->guard(tokens(10'000))->send(request(4000), m_stage->watcher, {}));
        auto after = m_stage->guard(tokens(20'000));
        QVERIFY(after->restore(m_stage->events));
        QCOMPARE(after->state().noticed, 0);
        QVERIFY(after->send(request(4000), m_stage->watcher, {}));
        QCOMPARE(bw::jsonInt(m_stage->events.last().payload, "percent"), 50);
    }

    void tellsHowMuchOfTheCostIsNotCertain()
    {
        auto one = m_stage->guard(usd("5"));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
        QCOMPARE(one->state().uncertain.nano, 0);
        m_stage->model.answer = [](const ModelRequest &) -> bw::Result<Turn> {
            return bw::fail(failure(ErrorCode::StreamBroken, true));
        };
        QVERIFY(!one->send(request(), m_stage->watcher, {}));
        QCOMPARE((one->state().spent - one->state().uncertain).toDecimal(), u"0.006"_s);
        auto after = m_stage->guard(usd("5"));
        QVERIFY(after->restore(m_stage->events));
        QCOMPARE(after->state().uncertain, one->state().uncertain);
    }

    void aHigherCeilingCountsFromTheNextCallOn()
    {
        auto one = m_stage->guard(tokens(100));
        QVERIFY(!one->send(request(), m_stage->watcher, {}));
        one->setLimits(tokens(100'000));
        QVERIFY(one->send(request(), m_stage->watcher, {}));
    }
};

QTEST_GUILESS_MAIN(TstBudgetCeilings)
#include "tst_budgetceilings.moc"
