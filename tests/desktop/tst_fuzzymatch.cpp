// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fuzzymatch.h"

#include <QtTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_FuzzyMatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lettersHaveToComeInOrder()
    {
        QVERIFY(fuzzyScore(u"stp"_s, u"Build: Stop"_s) > 0);
        QCOMPARE(fuzzyScore(u"pts"_s, u"Stop"_s), 0);
        QVERIFY(fuzzyScore({}, u"anything"_s) > 0);
    }
    void beginningsOfWordsCountMore()
    {
        QVERIFY(fuzzyScore(u"nb"_s, u"File: New Build"_s) > fuzzyScore(u"nb"_s, u"Unbolt"_s));
        QVERIFY(fuzzyScore(u"stop"_s, u"Build: Stop"_s) > fuzzyScore(u"stop"_s, u"Last option"_s));
    }
    void caseAndSpacesDoNotMatter()
    {
        QCOMPARE(fuzzyScore(u"NEW build"_s, u"new Build"_s), fuzzyScore(u"newbuild"_s, u"new Build"_s));
    }
};

QTEST_GUILESS_MAIN(tst_FuzzyMatch)
#include "tst_fuzzymatch.moc"
