// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/textsearch.h"

#include <QtTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;
using Found = QList<qsizetype>;

class tst_TextSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWithCaseAndWholeWords()
    {
        const QString text = u"Tab table TAB _tab tab"_s;
        QCOMPARE(findAll(text, {.words = u"tab"_s}), (Found {0, 4, 10, 15, 19}));
        QCOMPARE(findAll(text, {.words = u"tab"_s, .caseSensitive = true}), (Found {4, 15, 19}));
        QCOMPARE(findAll(text, {.words = u"tab"_s, .wholeWord = true}), (Found {0, 10, 19}));
        QCOMPARE(findAll(u"aaaa"_s, {.words = u"aa"_s}), (Found {0, 2}));
        QCOMPARE(findAll(text, {}), Found());
        QCOMPARE(findAll(u"(x)"_s, {.words = u"(x)"_s, .wholeWord = true}), Found {0});
    }
    void goesRound()
    {
        const Found matches {3, 7};
        QCOMPARE(nextMatch(matches, 0), 0);
        QCOMPARE(nextMatch(matches, 4), 1);
        QCOMPARE(nextMatch(matches, 8), 0);
        QCOMPARE(previousMatch(matches, 7), 0);
        QCOMPARE(previousMatch(matches, 3), 1);
        QCOMPARE(nextMatch({}, 0), -1);
        QCOMPARE(previousMatch({}, 0), -1);
    }
};

QTEST_GUILESS_MAIN(tst_TextSearch)
#include "tst_textsearch.moc"
