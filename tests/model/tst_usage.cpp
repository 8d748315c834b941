// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/usage.h"

#include <QtTest>

using namespace bw;

class tst_Usage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sumsEveryPart();
    void oneUnknownCallMakesTheSumUnknown();
    void goesThroughJsonUnchanged();
    void readsWhatIsMissingAsNothing();
};

void tst_Usage::sumsEveryPart()
{
    Usage sum {1, 2, 3, 4, 5, 1, true};
    sum += Usage {10, 20, 30, 40, 50, 2, true};
    QCOMPARE(sum, (Usage {11, 22, 33, 44, 55, 3, true}));
    QCOMPARE(sum.wholeInput(), 110);
    QCOMPARE(sum.total(), 165);
}

void tst_Usage::oneUnknownCallMakesTheSumUnknown()
{
    Usage sum;
    sum += Usage {1, 0, 0, 0, 1, 1, false};
    sum += Usage {1, 0, 0, 0, 1, 1, true};
    QVERIFY(!sum.known);
}

void tst_Usage::goesThroughJsonUnchanged()
{
    const Usage usage {1, 2, 3, 4, 5'000'000'000, 6, false};
    QCOMPARE(usageFromJson(*parseJson(toBytes(toJson(usage)))), usage);
}

void tst_Usage::readsWhatIsMissingAsNothing()
{
    QCOMPARE(usageFromJson(Json::object()), Usage());
    QCOMPARE(usageFromJson(Json("text")), Usage());
    QCOMPARE(usageFromJson(*parseJson(R"({"input":"7","output":3})")).total(), 3);
}

QTEST_GUILESS_MAIN(tst_Usage)
#include "tst_usage.moc"
