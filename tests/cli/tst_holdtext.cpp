// SPDX-License-Identifier: GPL-3.0-or-later
#include "holdtext.h"

#include <QTest>

using namespace bw;
using namespace bw::cli;
using namespace Qt::StringLiterals;

class TestHoldText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyABuildThatGoesOnByItselfIsHeld()
    {
        Build build;
        QVERIFY(holdText(build, now).isEmpty());
        build.reason = u"queue"_s;
        QVERIFY(isHeld(build, now));
        QVERIFY(holdText(build, now).startsWith(u"Waiting: "_s));
        build.state = BuildState::Paused;
        QVERIFY(!isHeld(build, now));
    }

    void aRunningBuildIsHeldUntilItsWaitIsOver()
    {
        Build build;
        build.state = BuildState::Running;
        build.reason = u"rate_limited"_s;
        build.waitingUntilMs = now + 65'000;
        const QString said = holdText(build, now);
        QVERIFY2(said.contains(u"1 min 5 s"_s) && said.endsWith(u"the service asks for slower requests"_s),
                 qPrintable(said));
        QVERIFY(holdText(build, now + 65'000).isEmpty());
    }

    void aWaitBeyondTodayNamesTheDay()
    {
        Build build;
        build.reason = u"usd_per_month"_s;
        build.waitingUntilMs = now + 20LL * 24 * 3'600'000;
        const QString day = QDateTime::fromMSecsSinceEpoch(build.waitingUntilMs).toString(u"yyyy-MM-dd"_s);
        const QString said = holdText(build, now);
        QVERIFY2(said.contains(day) && said.contains(u"limits.usd_per_month"_s), qPrintable(said));
    }

    void eventsOfWaitsSayServiceAndFigures()
    {
        Event event;
        event.timeMs = now;
        event.type = u"service.waiting"_s;
        event.payload = Json {{"service", "api.example"}, {"until", now + 30'000}, {"reason", "server_error"}};
        QVERIFY2(holdText(event).endsWith(u"(30 s): api.example fails"_s), qPrintable(holdText(event)));
        event.type = u"build.state"_s;
        event.payload =
            Json {{"to", "pending"}, {"reason", "builds_per_hour"}, {"waiting_until", now + 1000}, {"text", "3 began"}};
        QVERIFY2(holdText(event).endsWith(u"(3 began)"_s), qPrintable(holdText(event)));
        event.payload = Json {{"to", "running"}, {"reason", ""}};
        QVERIFY(holdText(event).isEmpty());
        event.type = u"turn.ended"_s;
        QVERIFY(holdText(event).isEmpty());
    }

    void everyReasonOfALimitHasAText()
    {
        for (const QString &reason : {u"builds_per_hour"_s, u"tokens_per_day"_s, u"tokens_per_month"_s,
                                      u"usd_per_day"_s, u"usd_per_month"_s, u"queue"_s}) {
            Build build;
            build.reason = reason;
            QVERIFY2(!holdText(build, now).endsWith(reason), qPrintable(reason));
        }
    }

private:
    static constexpr qint64 now = 1'795'600'800'000;  // 2026-11-25 10:00 UTC
};

QTEST_GUILESS_MAIN(TestHoldText)
#include "tst_holdtext.moc"
