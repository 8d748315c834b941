// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/buildtexts.h"

#include <QtTest>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_BuildTexts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moneyIsShownInCentsUnlessItIsLess()
    {
        QCOMPARE(moneyText({.nano = 1'234'000'000}), u"$1.23"_s);
        QCOMPARE(moneyText({.nano = 0}), u"$0.00"_s);
        QCOMPARE(moneyText({.nano = 1'200'000}), u"$0.0012"_s);
    }
    void aDemonstrationWouldHaveCost()
    {
        Build build;
        QCOMPARE(costText(build), QString());
        build.usage.calls = 1;
        QVERIFY(!costText(build).isEmpty());
        build.cost = Money {.nano = 2'000'000'000};
        QCOMPARE(costText(build), u"$2.00"_s);
        build.demonstration = true;
        QCOMPARE(costText(build), u"would have cost $2.00"_s);
    }
    void progressNeedsAPlan()
    {
        Build build;
        QVERIFY(!progressOf(build));
        build.featuresTotal = 4;
        build.featuresVerified = 1;
        QCOMPARE(*progressOf(build), 0.25);
    }
    void spansAreReadable()
    {
        QCOMPARE(spanText(12'345), u"12 s"_s);
        QCOMPARE(spanText(245'000), u"4 min 05 s"_s);
        QCOMPARE(spanText(7'800'000), u"2 h 10 min"_s);
    }
    void theLastLineHasNoControlCharacters()
    {
        Build build;
        build.state = BuildState::Running;
        build.currentAction = u"npm\x1b[31m test\n\tnow"_s;
        QCOMPARE(lastLine(build, 0), u"npm test now"_s);
        for (int i = 0; i <= static_cast<int>(BuildState::Cancelled); ++i) {
            build.state = static_cast<BuildState>(i);
            build.currentAction.clear();
            QVERIFY(!lastLine(build, 0).isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(tst_BuildTexts)
#include "tst_buildtexts.moc"
