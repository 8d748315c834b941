// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/appdescription.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

namespace
{

const QString body = u"# Recipes\n## Overview\nA place for recipes, kept by one cook at home.\n## Key Features\n- add\n"
                     "## Inferred Complexity\nTier: simple\nEstimated Features: 24\nReasoning: one person only\n"_s;

QString inFence(const QString &text, const QString &fence = u"```"_s)
{
    return u"Here it is.\n\n"_s + fence + u"app_description\n"_s + text + fence + u"\n\nShall I go on?"_s;
}

}  // namespace

class tst_AppDescription : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFenceHoldsNameTierAndReason()
    {
        const auto found = spec::findAppDescription(inFence(body));
        QVERIFY(found);
        QVERIFY(found->closed);
        QCOMPARE(found->name, u"Recipes"_s);
        QCOMPARE(found->tier, Tier::Simple);
        QCOMPARE(found->features, 24);
        QCOMPARE(found->reasoning, u"one person only"_s);
        QCOMPARE(found->text, body.trimmed());
    }
    void fencesInsideDoNotEndIt()
    {
        const QString text = body + u"```json\n{\"a\": 1}\n```\nmore after it\n"_s;
        QVERIFY(spec::findAppDescription(inFence(text))->text.endsWith(u"more after it"_s));
        const QString bare = body + u"```\nplain\n```\nmore after it\n"_s;
        QVERIFY(spec::findAppDescription(inFence(bare, u"````"_s))->text.endsWith(u"more after it"_s));
    }
    void anElementHoldsOneToo()
    {
        const auto found =
            spec::findAppDescription(u"<app_description>\n"_s + body + u"```\n</app_description>\n rest"_s);
        QVERIFY(found && found->closed);
        QCOMPARE(found->name, u"Recipes"_s);
        QVERIFY(!found->text.contains(u"rest"_s));
    }
    void oneThatStillStreamsIsNotClosed()
    {
        const QString whole = inFence(body);
        const auto found = spec::findAppDescription(whole.left(whole.indexOf(u"Tier:"_s)));
        QVERIFY(found);
        QVERIFY(!found->closed);
        QCOMPARE(found->tier, Tier::Standard);
        QCOMPARE(found->features, 80);
    }
    void whatAModelWritesAroundValuesIsForgiven_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<int>("features");
        QTest::newRow("bold") << u"- **Tier:** Production\n- **Estimated Features:** ~180"_s << 180;
        QTest::newRow("range") << u"Tier: production (public)\nEstimated Features: 150-250"_s << 150;
        QTest::newRow("none") << u"Tier: PRODUCTION\nEstimated Features: many"_s << 200;
    }
    void whatAModelWritesAroundValuesIsForgiven()
    {
        QFETCH(QString, lines);
        QFETCH(int, features);
        const auto found =
            spec::findAppDescription(inFence(u"# Shop\nA shop for everybody who sells things.\n"_s + lines + u'\n'));
        QVERIFY(found);
        QCOMPARE(found->tier, Tier::Production);
        QCOMPARE(found->features, features);
    }
    void talkIsNoDescription()
    {
        QVERIFY(!spec::findAppDescription(u"Who uses it? I would write an app_description later."_s));
        QVERIFY(!spec::findAppDescription(u"```app_description\n# Short\n```"_s));
        QVERIFY(!spec::findAppDescription({}));
    }
};

QTEST_GUILESS_MAIN(tst_AppDescription)
#include "tst_appdescription.moc"
