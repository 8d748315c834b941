// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildlimits.h"

#include "build/buildreasons.h"

#include <QtTest>

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;

namespace
{

const QTimeZone utc = QTimeZone::utc();

qint64 at(const QString &iso, const QTimeZone &zone = utc)
{
    QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    time.setTimeZone(zone);
    return time.toMSecsSinceEpoch();
}

Money dollars(const QString &text) { return Money::fromDecimal(text).value_or(Money {}); }

}  // namespace

class TestBuildLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutLimitsNothingHolds()
    {
        LimitUse use;
        use.tokensToday = use.tokensThisMonth = 1'000'000'000'000;
        use.usdThisMonth = use.usdToday = dollars(u"100000"_s);
        use.begunMs = {1, 2, 3};
        QVERIFY(!holdOfBegin({}, use, at(u"2026-11-25T12:00:00"_s), utc));
        QVERIFY(!holdOfCall({}, use, 1'000'000, dollars(u"50"_s), at(u"2026-11-25T12:00:00"_s), utc));
    }

    void aCallThatFitsExactlyIsMadeAndOneMoreTokenIsNot()
    {
        const BuildLimits limits {.tokensPerDay = 1000};
        LimitUse use;
        use.tokensToday = 400;
        const qint64 now = at(u"2026-11-25T12:00:00"_s);
        QVERIFY(!holdOfCall(limits, use, 600, {}, now, utc));
        const auto hold = holdOfCall(limits, use, 601, {}, now, utc);
        QVERIFY(hold);
        QCOMPARE(hold->reason, QString(reason::tokensPerDay));
        QCOMPARE(hold->untilMs, at(u"2026-11-26T00:00:00"_s));
        QCOMPARE(hold->text,
                 u"400 tokens are used, and the next call may take 601 tokens; limits.tokens_per_day is 1000"_s);
    }

    void dollarsAreComparedAsWholeNumbersOfNanodollars()
    {
        const BuildLimits limits {.usdPerDay = dollars(u"0.3"_s)};
        LimitUse use;
        use.usdToday = dollars(u"0.1"_s);
        const qint64 now = at(u"2026-11-25T12:00:00"_s);
        QVERIFY(!holdOfCall(limits, use, 0, dollars(u"0.2"_s), now, utc));
        QVERIFY(holdOfCall(limits, use, 0, dollars(u"0.200000001"_s), now, utc));
    }

    void theLimitThatHoldsLongestIsNamed()
    {
        const BuildLimits limits {.tokensPerDay = 10, .usdPerMonth = dollars(u"1"_s)};
        LimitUse use;
        use.tokensToday = 10;
        use.usdThisMonth = dollars(u"1"_s);
        const auto hold = holdOfBegin(limits, use, at(u"2026-12-10T12:00:00"_s), utc);
        QVERIFY(hold);
        QCOMPARE(hold->reason, QString(reason::usdPerMonth));
        QCOMPARE(hold->untilMs, at(u"2027-01-01T00:00:00"_s));
    }

    void aDayBeginsWhereThePersonLives()
    {
        const QTimeZone kathmandu(5 * 3600 + 45 * 60);
        const qint64 now = at(u"2026-11-25T23:30:00"_s, kathmandu);
        QCOMPARE(dayBegin(now, kathmandu), at(u"2026-11-25T00:00:00"_s, kathmandu));
        QCOMPARE(nextDay(now, kathmandu), now + 1'800'000);
        QCOMPARE(monthBegin(now, kathmandu), at(u"2026-11-01T00:00:00"_s, kathmandu));
        QCOMPARE(nextMonth(now, kathmandu), at(u"2026-12-01T00:00:00"_s, kathmandu));
        QVERIFY(dayBegin(now, kathmandu) != dayBegin(now, utc));
    }

    void theHourSlides()
    {
        const BuildLimits limits {.perHour = 2};
        const qint64 now = at(u"2026-11-25T12:00:00"_s);
        LimitUse use;
        use.begunMs = {now - 3'000'000};
        QVERIFY(!holdOfBegin(limits, use, now, utc));
        use.begunMs = {now - 3'000'000, now - 60'000};
        const auto hold = holdOfBegin(limits, use, now, utc);
        QVERIFY(hold);
        QCOMPARE(hold->reason, QString(reason::buildsPerHour));
        QCOMPARE(hold->untilMs, now + 600'000);
        QVERIFY(!holdOfBegin(limits, use, hold->untilMs, utc));
    }

    void afterALoweredLimitTheRightBeginningHasToGrowOld()
    {
        const qint64 now = at(u"2026-11-25T12:00:00"_s);
        LimitUse use;
        use.begunMs = {now - 3'000'000, now - 2'000'000, now - 1'000'000};
        const auto hold = holdOfBegin({.perHour = 1}, use, now, utc);
        QVERIFY(hold);
        QCOMPARE(hold->untilMs, now - 1'000'000 + 3'600'000);
    }
};

QTEST_GUILESS_MAIN(TestBuildLimits)
#include "tst_buildlimits.moc"
