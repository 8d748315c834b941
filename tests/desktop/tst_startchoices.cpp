// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startchoices.h"

#include "desktopfixture.h"

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_StartChoices : public QObject
{
    Q_OBJECT
    DesktopFixture f;
    static StartChoices demonstration()
    {
        StartChoices choices = defaultChoices();
        choices.templateId = u"todo"_s;
        choices.model = u"demo"_s;
        return choices;
    }
private Q_SLOTS:
    void theDemonstrationCanStartWithoutAKey()
    {
        const StartOutlook outlook = outlookOf(nullptr, demonstration());
        QVERIFY2(!outlook.obstacle, outlook.obstacle ? qPrintable(toKey(outlook.obstacle->code)) : "");
        QVERIFY(outlook.demonstration);
        QVERIFY(!outlook.name.isEmpty() && !outlook.forecast.isEmpty());
    }
    void aModelWithoutAKeyCannotAndSaysSo()
    {
        StartChoices choices = demonstration();
        choices.model.clear();
        const StartOutlook outlook = outlookOf(nullptr, choices);
        QVERIFY(outlook.obstacle);
        QCOMPARE(outlook.obstacle->code, ErrorCode::KeyMissing);
        QVERIFY(!outlook.forecast.isEmpty());
    }
    void whatIsMissingIsNamed_data()
    {
        QTest::addColumn<int>("source");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("budget");
        QTest::addColumn<QString>("code");
        using Source = StartChoices::Source;
        QTest::newRow("no template") << static_cast<int>(Source::Template) << QString() << QString()
                                     << u"invalid_argument"_s;
        QTest::newRow("no file") << static_cast<int>(Source::File) << QString() << QString() << u"invalid_argument"_s;
        QTest::newRow("a file that is not there")
            << static_cast<int>(Source::File) << u"/nowhere/spec.md"_s << QString() << u"file_unreadable"_s;
        QTest::newRow("a folder") << static_cast<int>(Source::File) << QDir::tempPath() << QString()
                                  << u"file_unreadable"_s;
        QTest::newRow("no words") << static_cast<int>(Source::Prompt) << QString() << QString()
                                  << u"invalid_argument"_s;
        QTest::newRow("a budget that is none")
            << static_cast<int>(Source::Template) << QString() << u"much"_s << u"invalid_argument"_s;
    }
    void whatIsMissingIsNamed()
    {
        QFETCH(const int, source);
        QFETCH(const QString, path);
        QFETCH(const QString, budget);
        QFETCH(const QString, code);
        StartChoices choices;
        choices.source = static_cast<StartChoices::Source>(source);
        choices.specPath = path;
        choices.budget = budget;
        const auto request = requestOf(choices);
        QVERIFY(!request);
        QCOMPARE(toKey(request.error().code), code);
    }
    void theRequestHoldsWhatWasChosen()
    {
        StartChoices choices = demonstration();
        choices.budget = u"2.50"_s;
        choices.tier = Tier::Production;
        choices.network = NetworkPolicy::None;
        choices.gates.design = true;
        const auto request = requestOf(choices);
        QVERIFY(request);
        QCOMPARE(request->templateId, u"todo"_s);
        QCOMPARE(request->options.budgetUsd, Money::fromDecimal(u"2.5"_s));
        QCOMPARE(request->options.tier, Tier::Production);
        QVERIFY(request->tierGiven);
        QCOMPARE(request->options.network, NetworkPolicy::None);
        QVERIFY(request->options.gates.design);
    }
};

QTEST_GUILESS_MAIN(tst_StartChoices)
#include "tst_startchoices.moc"
