// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudtier.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::sandbox;

class TestCloudTier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBothTiersWhereNoneIsKnown()
    {
        const auto notes = CloudTier::check(u"auto"_s, 1000);
        QVERIFY(notes.has_value());
        QCOMPARE(notes->size(), 1);
        QVERIFY(notes->first().contains(u"cloud.tier"_s));
    }
    void saysThatASessionOfAnHourIsShort()
    {
        const auto notes = CloudTier::check(u"hobby"_s, 0);
        QVERIFY(notes.has_value());
        QCOMPARE(notes->size(), 1);
        QVERIFY(notes->first().contains(u"1 hour"_s));
        QVERIFY(CloudTier::check(u"pro"_s, 0)->isEmpty());
    }
    void saysWhenThePlacesBecomeFew()
    {
        QCOMPARE(CloudTier::check(u"pro"_s, 98)->size(), 0);
        QCOMPARE(CloudTier::check(u"pro"_s, 99)->size(), 1);
        QVERIFY(CloudTier::check(u"pro"_s, 99)->first().contains(u"99 of the 100"_s));
    }
    void refusesWhereNoPlaceIsLeft()
    {
        const auto full = CloudTier::check(u"hobby"_s, 20);
        QVERIFY(!full);
        QCOMPARE(full.error().code, ErrorCode::SandboxUnavailable);
        QVERIFY(full.error().detail.contains(u"20 of the 20"_s));
        QVERIFY(CloudTier::check(u"hobby"_s, std::nullopt).has_value());
    }
};

QTEST_GUILESS_MAIN(TestCloudTier)
#include "tst_cloudtier.moc"
