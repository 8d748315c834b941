// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recent.h"

#include "desktopfixture.h"
#include "models/jsonstate.h"

#include <QJsonArray>
#include <QSignalSpy>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_Recent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNewestComesFirstAndOnlyOnce()
    {
        DesktopFixture f;
        JsonState memory(f.path(u"desktop.json"_s));
        Recent recent(memory);
        QSignalSpy changed(&recent, &Recent::changed);
        recent.addFile(u"/a/spec.md"_s);
        recent.addPlace(u"builds"_s, u"1"_s, u"Todo"_s);
        recent.addFile(u"/a/spec.md"_s);
        QCOMPARE(recent.all().size(), 2);
        QCOMPARE(recent.all().first().file, u"/a/spec.md"_s);
        QCOMPARE(recent.all().first().title, u"spec.md"_s);
        QCOMPARE(changed.size(), 3);
        recent.addFile(u"/a/spec.md"_s);
        QCOMPARE(changed.size(), 3);
    }
    void aPlaceWithAnotherNameIsTheSamePlace()
    {
        DesktopFixture f;
        JsonState memory(f.path(u"desktop.json"_s));
        Recent recent(memory);
        recent.addPlace(u"chat"_s, u"1"_s, u"New chat"_s);
        recent.addPlace(u"chat"_s, u"2"_s, u"Other"_s);
        recent.addPlace(u"chat"_s, u"1"_s, u"A shop"_s);
        QCOMPARE(recent.all().size(), 2);
        QCOMPARE(recent.all().first().title, u"A shop"_s);
    }
    void tenAreRememberedBetweenRuns()
    {
        DesktopFixture f;
        {
            JsonState memory(f.path(u"desktop.json"_s));
            Recent recent(memory);
            for (int i = 0; i < 12; ++i)
                recent.addPlace(u"builds"_s, QString::number(i), u"Build %1"_s.arg(i));
            recent.addPlace(u"builds"_s, {}, u"the page as such"_s);
        }
        JsonState memory(f.path(u"desktop.json"_s));
        Recent recent(memory);
        QCOMPARE(recent.all().size(), Recent::most);
        QCOMPARE(recent.all().first().place, u"11"_s);
        recent.clear();
        QVERIFY(Recent(memory).all().isEmpty());
    }
    void whatIsNoEntryIsLeftOut()
    {
        DesktopFixture f;
        JsonState memory(f.path(u"desktop.json"_s));
        memory.setValue(u"recent"_s,
                        QJsonArray {1, QJsonObject {}, QJsonObject {{u"title"_s, u"nowhere"_s}},
                                    QJsonObject {{u"title"_s, u"a"_s}, {u"file"_s, u"/a"_s}}});
        QCOMPARE(Recent(memory).all().size(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_Recent)
#include "tst_recent.moc"
