// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chattitle.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::engine::chatTitle;

class tst_ChatTitle : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aShortMessageIsItsTitle()
    {
        QCOMPARE(chatTitle(u"  A task\nmanager  for my team "_s), u"A task manager for my team"_s);
        QCOMPARE(chatTitle(u"x"_s.repeated(50)).size(), 50);
        QCOMPARE(chatTitle({}), QString());
    }
    void aLongOneIsCutAtAWordsEnd()
    {
        const QString title = chatTitle(u"A web application that keeps the recipes of my whole family in one place"_s);
        QCOMPARE(title, u"A web application that keeps the recipes of my…"_s);
        QVERIFY(title.size() <= 50);
    }
    void oneWordIsCutWhereItMust()
    {
        QCOMPARE(chatTitle(u"x"_s.repeated(80)), u"x"_s.repeated(49) + u'…');
        const QString faces = chatTitle(u"x"_s + u"😀"_s.repeated(60));
        QVERIFY(faces.size() <= 50);
        QVERIFY(!faces.at(faces.size() - 2).isHighSurrogate());
    }
};

QTEST_GUILESS_MAIN(tst_ChatTitle)
#include "tst_chattitle.moc"
