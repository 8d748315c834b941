// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/limitkeeper.h"

#include "account/settings.h"
#include "build/buildreasons.h"
#include "store/buildstore.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "store/usagestore.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

Money dollars(const QString &text) { return Money::fromDecimal(text).value_or(Money {}); }

struct Fixture {
    Fixture()
    {
        auto opened = store::Database::open(folder.filePath(u"data"_s), store::DataDirectory::Mode::Owner, clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().detail));
        database = std::move(*opened);
        log = std::make_unique<store::EventLog>(database->writer());
        keeper = std::make_unique<engine::LimitKeeper>(*database, clock, [this] { return limits; }, QTimeZone::utc());
    }
    Build make(const QString &id, bool demonstration = false)
    {
        const auto made = log->appendAndWait(
            {id}, NewEvent {EventType::BuildCreated, Json {{"name", toStd(id)}, {"demonstration", demonstration}}});
        if (!made)
            qFatal("%s", qPrintable(made.error().detail));
        return get(id);
    }
    Build get(const QString &id) const { return store::BuildStore(*database).get({id}).value(); }
    void begins(const QString &id)
    {
        (void)log->appendAndWait({id}, NewEvent {EventType::BuildState, Json {{"from", "pending"}, {"to", "running"}}});
    }
    void spends(const QString &id, const char *usd, qint64 tokens)
    {
        (void)log->appendAndWait(
            {id}, NewEvent {EventType::BudgetSettled, Json {{"reservation", 1}, {"usd", usd}, {"tokens", tokens}}});
    }

    QTemporaryDir folder;
    test::FakeClock clock {test::FakeClock::Sleep::Advances, 1'795'608'000'000};  // 2026-11-25 12:00 UTC
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::EventLog> log;
    build::BuildLimits limits;
    std::unique_ptr<engine::LimitKeeper> keeper;
};

}  // namespace

class TestLimitKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheDayTookHoldsTheNextBuildUntilMidnight()
    {
        Fixture f;
        f.limits.usdPerDay = dollars(u"1"_s);
        f.make(u"a"_s);
        f.begins(u"a"_s);
        f.spends(u"a"_s, "0.4", 10);
        f.spends(u"a"_s, "0.6", 10);
        const Build b = f.make(u"b"_s);
        const auto hold = f.keeper->begin(b);
        QVERIFY(hold);
        QCOMPARE(hold->reason, QString(build::reason::usdPerDay));
        QCOMPARE(toIso(hold->untilMs), u"2026-11-26T00:00:00.000Z"_s);
        f.clock.advance(12h);
        QVERIFY(!f.keeper->begin(b));
    }

    void monthsAreSummedAndADemonstrationCostsNothing()
    {
        Fixture f;
        f.limits.tokensPerMonth = 100;
        f.make(u"demo"_s, true);
        f.spends(u"demo"_s, "5", 1000);
        f.make(u"a"_s);
        f.spends(u"a"_s, "0", 60);
        f.clock.advance(48h);
        f.spends(u"a"_s, "0", 39);
        QVERIFY(!f.keeper->begin(f.make(u"b"_s)));
        f.spends(u"a"_s, "0", 1);
        const auto hold = f.keeper->begin(f.make(u"c"_s));
        QVERIFY(hold);
        QCOMPARE(toIso(hold->untilMs), u"2026-12-01T00:00:00.000Z"_s);
        QVERIFY(!f.keeper->begin(f.make(u"demo2"_s, true)));
    }

    void aRemovedBuildStaysPaidFor()
    {
        Fixture f;
        f.limits.tokensPerDay = 100;
        f.make(u"a"_s);
        f.spends(u"a"_s, "0.5", 100);
        QVERIFY(store::BuildStore(*f.database).remove({u"a"_s}));
        const auto sum = store::UsageStore(*f.database).since(f.clock.nowMs());
        QVERIFY(sum);
        QCOMPARE(*sum, (store::UsageSum {100, dollars(u"0.5"_s)}));
        QVERIFY(f.keeper->begin(f.make(u"b"_s)));
    }

    void callsUnderWayCountWithTheirWorstCase()
    {
        Fixture f;
        f.limits.usdPerDay = dollars(u"1"_s);
        f.make(u"a"_s);
        f.make(u"b"_s);
        QVERIFY(f.keeper->reserve({u"a"_s}, 1, 100, dollars(u"0.7"_s)));
        const auto refused = f.keeper->reserve({u"b"_s}, 1, 100, dollars(u"0.4"_s));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::BudgetExceeded);
        QCOMPARE(refused.error().args.value(u"limit_of"_s), u"all"_s);
        QCOMPARE(build::eventForError(refused.error()).kind, build::BuildEventKind::Wait);
        QCOMPARE(build::eventForError(refused.error()).reason, QString(build::reason::usdPerDay));
        f.spends(u"a"_s, "0.1", 10);
        f.keeper->settle({u"a"_s}, 1);
        QVERIFY(f.keeper->reserve({u"b"_s}, 1, 100, dollars(u"0.4"_s)));
        QVERIFY(!f.keeper->reserve({u"a"_s}, 2, 100, dollars(u"0.6"_s)));
        f.keeper->forget({u"b"_s});
        QVERIFY(f.keeper->reserve({u"a"_s}, 2, 100, dollars(u"0.6"_s)));
    }

    void aBuildThatARefusedCallStoppedGoesOnWhenThatCallCanBeMade()
    {
        Fixture f;
        f.limits.usdPerDay = dollars(u"1"_s);
        const Build a = f.make(u"a"_s);
        QVERIFY(!f.keeper->begin(a));
        f.begins(u"a"_s);
        f.spends(u"a"_s, "0.7", 10);
        QVERIFY(!f.keeper->reserve(a.id, 1, 100, dollars(u"0.4"_s)));
        QVERIFY(f.keeper->wasRefused(a.id));
        f.keeper->forget(a.id);
        // The day is not used up, but what comes next does not fit in: going on would end there again.
        const auto hold = f.keeper->begin(a);
        QVERIFY(hold);
        QCOMPARE(hold->reason, QString(build::reason::usdPerDay));
        QCOMPARE(toIso(hold->untilMs), u"2026-11-26T00:00:00.000Z"_s);
        QVERIFY(!f.keeper->begin(f.make(u"b"_s)));  // another one may need less
        f.limits.usdPerDay = dollars(u"1.2"_s);
        QVERIFY(!f.keeper->begin(a));
        f.limits.usdPerDay = dollars(u"1"_s);
        QVERIFY(f.keeper->begin(a));
        f.clock.advance(12h);
        QVERIFY(!f.keeper->begin(a));
        QVERIFY(f.keeper->reserve(a.id, 2, 100, dollars(u"0.4"_s)));
        QVERIFY(!f.keeper->wasRefused(a.id));
    }

    void theRestIsWhatTheTightestLimitLeaves()
    {
        Fixture f;
        QCOMPARE(f.keeper->rest().usd, std::nullopt);
        f.limits.usdPerDay = dollars(u"3"_s);
        f.limits.usdPerMonth = dollars(u"2"_s);
        f.limits.tokensPerDay = 1000;
        f.make(u"a"_s);
        f.spends(u"a"_s, "0.5", 200);
        QVERIFY(f.keeper->reserve({u"a"_s}, 2, 300, dollars(u"0.25"_s)));
        const claude::BudgetRest rest = f.keeper->rest();
        QCOMPARE(rest.usd, std::optional(dollars(u"1.25"_s)));
        QCOMPARE(rest.tokens, std::optional<qint64>(500));
    }

    void anUnknownPriceCountsByItsTokens()
    {
        Fixture f;
        f.limits.usdPerDay = dollars(u"1"_s);
        f.limits.tokensPerDay = 1000;
        f.make(u"a"_s);
        QVERIFY(f.keeper->reserve({u"a"_s}, 1, 900, {}));
        QVERIFY(!f.keeper->reserve({u"a"_s}, 2, 101, {}));
    }

    void theHourSlidesAndABuildThatGoesOnIsNotANewOne()
    {
        Fixture f;
        f.limits.perHour = 2;
        for (const QString &id : {u"a"_s, u"b"_s}) {
            QVERIFY(!f.keeper->begin(f.make(id)));
            f.begins(id);
            f.clock.advance(10min);
        }
        const Build c = f.make(u"c"_s);
        const auto hold = f.keeper->begin(c);
        QVERIFY(hold);
        QCOMPARE(hold->reason, QString(build::reason::buildsPerHour));
        QCOMPARE(hold->untilMs, f.clock.nowMs() + 40 * 60'000);
        QVERIFY(!f.keeper->begin(f.get(u"a"_s)));  // resumed
        f.clock.advance(40min);
        QVERIFY(!f.keeper->begin(c));
    }

    void aBuildThatMayBeginCountsBeforeItsLogSaysSo()
    {
        Fixture f;
        f.limits.perHour = 1;
        QVERIFY(!f.keeper->begin(f.make(u"a"_s)));
        QVERIFY(f.keeper->begin(f.make(u"b"_s)));
    }

    void settingsBecomeLimits()
    {
        const account::LimitSettings settings {.buildsPerHour = 4, .tokensPerDay = 5, .usdPerMonth = dollars(u"6"_s)};
        const build::BuildLimits limits = engine::buildLimitsFrom(settings);
        QCOMPARE(limits, (build::BuildLimits {.perHour = 4, .tokensPerDay = 5, .usdPerMonth = dollars(u"6"_s)}));
    }
};

QTEST_GUILESS_MAIN(TestLimitKeeper)
#include "tst_limitkeeper.moc"
