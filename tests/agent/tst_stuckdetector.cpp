// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/stuckdetector.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using bw::agent::StuckDetector;
using Verdict = StuckDetector::Verdict;

class tst_StuckDetector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsAtTheThirdAndStopsAtTheFifth();
    void takesEqualInputInAnotherFormAsTheSame();
    void takesAnotherResultOrToolAsProgress();
    void noticesTurnsThatChangeNothing();
};

void tst_StuckDetector::tellsAtTheThirdAndStopsAtTheFifth()
{
    StuckDetector detector;
    const QList<Verdict> expected {Verdict::Fine, Verdict::Fine, Verdict::Tell,
                                   Verdict::Fine, Verdict::Stop, Verdict::Stop};
    for (const Verdict verdict : expected)
        QVERIFY(detector.add(u"bash"_s, R"({"command":"ls"})", u"a"_s) == verdict);
}

void tst_StuckDetector::takesEqualInputInAnotherFormAsTheSame()
{
    StuckDetector detector;
    (void)detector.add(u"t"_s, R"({"a":1,"b":2})", u"r"_s);
    (void)detector.add(u"t"_s, R"({ "b": 2, "a": 1 })", u"r"_s);
    QVERIFY(detector.add(u"t"_s, "{\"a\":1,\n\"b\":2}", u"r"_s) == Verdict::Tell);
}

void tst_StuckDetector::takesAnotherResultOrToolAsProgress()
{
    StuckDetector detector;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(detector.add(u"t"_s, "{}", QString::number(i)) == Verdict::Fine);
        QVERIFY(detector.add(u"tool%1"_s.arg(i), "{}", u"x"_s) == Verdict::Fine);
        QVERIFY(detector.add(u"t"_s, QByteArray::number(i), u"same"_s) == Verdict::Fine);
    }
}

void tst_StuckDetector::noticesTurnsThatChangeNothing()
{
    StuckDetector detector;
    constexpr int limit = StuckDetector::turnsWithoutProgress;
    int number = 0;
    const auto reads = [&] {
        ++number;
        (void)detector.add(u"read_file"_s, QByteArray::number(number), QString::number(number), false);
        return detector.endTurn();
    };
    for (int turn = 1; turn < limit; ++turn)
        QVERIFY(reads() == Verdict::Fine);
    QVERIFY(reads() == Verdict::Tell);
    // Something new that acts: the count begins again.
    (void)detector.add(u"bash"_s, "{}", u"new"_s);
    QVERIFY(detector.endTurn() == Verdict::Fine);
    for (int turn = 1; turn < 2 * limit; ++turn)
        QVERIFY(reads() == (turn == limit ? Verdict::Tell : Verdict::Fine));
    (void)detector.add(u"bash"_s, "{}", u"new"_s);  // seen before: no progress
    QVERIFY(detector.endTurn() == Verdict::Stop);
}

QTEST_GUILESS_MAIN(tst_StuckDetector)
#include "tst_stuckdetector.moc"
