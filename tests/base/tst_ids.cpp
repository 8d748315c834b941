// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ids.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Ids : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areShortAndFreeOfLookAlikes();
    void doNotRepeat();
    void useEveryCharacterAtEveryPlace();
    void differentKindsDoNotMix();
    void compareByTheirText();
};

void tst_Ids::areShortAndFreeOfLookAlikes()
{
    static const QRegularExpression form(u"^[0-9a-hjkmnp-tv-z]{10}$"_s);
    for (int i = 0; i < 1000; ++i) {
        const QString id = newIdText();
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
    }
}

void tst_Ids::doNotRepeat()
{
    QSet<QString> seen;
    for (int i = 0; i < 20'000; ++i)
        seen.insert(newIdText());
    QCOMPARE(seen.size(), 20'000);
}

void tst_Ids::useEveryCharacterAtEveryPlace()
{
    QList<QSet<QChar>> places(10);
    for (int i = 0; i < 5000; ++i) {
        const QString id = newIdText();
        for (qsizetype place = 0; place < id.size(); ++place)
            places[place].insert(id.at(place));
    }
    for (const auto &characters : places)
        QCOMPARE(characters.size(), 32);
}

void tst_Ids::differentKindsDoNotMix()
{
    static_assert(!std::is_convertible_v<BuildId, UserId>);
    static_assert(!std::is_convertible_v<QString, BuildId>);
    const auto id = newId<BuildId>();
    QVERIFY(!id.isEmpty());
    QVERIFY(BuildId().isEmpty());
}

void tst_Ids::compareByTheirText()
{
    const BuildId a {u"a"_s};
    const BuildId b {u"b"_s};
    QVERIFY(a < b);
    QVERIFY(a == BuildId {u"a"_s});
    QCOMPARE((QSet<BuildId> {a, b, a}.size()), 2);
}

QTEST_GUILESS_MAIN(tst_Ids)
#include "tst_ids.moc"
