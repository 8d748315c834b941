// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/featureids.h"

#include <QRegularExpression>
#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw::spec;

class tst_FeatureIds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameTextHasTheSameIdInEveryVersion();
    void equalTextsAreToldApart();
    void idsAreShortAndPlain_data();
    void idsAreShortAndPlain();
    void theAuthorsIdCounts();
    void aNumberDoesNotTakeTheIdOfAnother();
};

namespace
{

QStringList ids(const QStringList &texts)
{
    QList<SpecFeature> features;
    for (const QString &text : texts)
        features.append({{}, text, {}, {}});
    giveIds(features);
    QStringList result;
    for (const SpecFeature &feature : features)
        result << feature.id;
    return result;
}

}  // namespace

void tst_FeatureIds::theSameTextHasTheSameIdInEveryVersion()
{
    const QStringList before = ids({u"A person logs in"_s, u"A person logs out"_s});
    const QStringList after = ids({u"Something new"_s, u"A person logs out"_s, u"A person logs in"_s});
    QCOMPARE(after.at(1), before.at(1));
    QCOMPARE(after.at(2), before.at(0));
    QCOMPARE(before.at(0), u"a-person-logs-in"_s);
}

void tst_FeatureIds::equalTextsAreToldApart()
{
    QCOMPARE(ids({u"same"_s, u"same"_s, u"Same!"_s}), QStringList({u"same"_s, u"same-2"_s, u"same-3"_s}));
}

void tst_FeatureIds::idsAreShortAndPlain_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("signs") << u"--- !!! ---"_s;
    QTest::newRow("other writing") << u"使用者可以登入"_s;
    QTest::newRow("accents") << u"Zürich öffnet Café"_s;
    QTest::newRow("long") << QString(5000, u'x');
    QTest::newRow("long words") << u"an extraordinarily comprehensive internationalisation of everything"_s;
    QTest::newRow("emoji") << u"\U0001f600 smile"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s;
}

void tst_FeatureIds::idsAreShortAndPlain()
{
    QFETCH(QString, text);
    const QString id = ids({text}).first();
    static const QRegularExpression form(u"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"_s);
    QVERIFY2(form.match(id).hasMatch() && id.size() <= 40, qPrintable(id));
    QCOMPARE(ids({text}).first(), id);
}

void tst_FeatureIds::theAuthorsIdCounts()
{
    QList<SpecFeature> features {{u"Log In"_s, u"whatever it says"_s, {}, {}}, {{}, u"log in"_s, {}, {}}};
    giveIds(features);
    QCOMPARE(features.at(0).id, u"log-in"_s);
    QCOMPARE(features.at(1).id, u"log-in-2"_s);
}

void tst_FeatureIds::aNumberDoesNotTakeTheIdOfAnother()
{
    const QStringList made = ids({u"a 2"_s, u"a"_s, u"a"_s, u"a"_s, u"a 2"_s});
    QCOMPARE((QSet<QString>(made.begin(), made.end()).size()), made.size());
}

QTEST_GUILESS_MAIN(tst_FeatureIds)
#include "tst_featureids.moc"
