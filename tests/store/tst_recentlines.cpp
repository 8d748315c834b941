// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/recentlines.h"

#include <QTest>

using namespace bw::store;
using namespace Qt::StringLiterals;

class tst_RecentLines final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesLinesInOrderForEachBuild();
    void beginsAnewAfterAGap();
    void letsEverythingGoAboveItsBound();
};

void tst_RecentLines::givesLinesInOrderForEachBuild()
{
    RecentLines lines;
    lines.add(1, 5, u"a"_s);
    lines.add(2, 1, u"other"_s);
    lines.add(1, 6, u"b"_s);
    QCOMPARE(lines.held(1).first, 5);
    QCOMPARE(lines.held(1).last, 6);
    QCOMPARE(lines.take(1), u"a"_s);
    QCOMPARE(lines.held(1).first, 6);
    QCOMPARE(lines.take(1), u"b"_s);
    QCOMPARE(lines.held(1).first, 0);
    QCOMPARE(lines.take(1), QString());
    QCOMPARE(lines.take(2), u"other"_s);
}

void tst_RecentLines::beginsAnewAfterAGap()
{
    RecentLines lines;
    lines.add(1, 1, u"a"_s);
    lines.add(1, 3, u"c"_s);
    QCOMPARE(lines.held(1).first, 3);
    QCOMPARE(lines.held(1).last, 3);
    QCOMPARE(lines.take(1), u"c"_s);
}

void tst_RecentLines::letsEverythingGoAboveItsBound()
{
    RecentLines lines;
    const QString large(300'000, u'x');  // 600 kB
    for (qint64 n = 1; n <= 5; ++n)
        lines.add(1, n, large);
    QCOMPARE(lines.held(1).first, 4);
    QCOMPARE(lines.held(1).last, 5);
    lines.clear();
    QCOMPARE(lines.held(1).first, 0);
}

QTEST_GUILESS_MAIN(tst_RecentLines)
#include "tst_recentlines.moc"
