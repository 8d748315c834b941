// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startchoices.h"
#include "models/startoutlook.h"

#include "desktopfixture.h"
#include "models/obstacletext.h"
#include "models/startfields.h"

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
        choices.whole.usd = budget;
        const auto request = requestOf(choices);
        QVERIFY(!request);
        QCOMPARE(toKey(request.error().code), code);
    }
    void everyOptionOfTheCommandLineIsInTheRequest()
    {
        StartChoices choices = demonstration();
        choices.effort = u"high"_s;
        choices.roleModels.review = u"claude-haiku-4-5"_s;
        choices.roleEfforts.plan = u"max"_s;
        choices.baseUrl = u" http://127.0.0.1:8080 "_s;
        choices.policy = u"strict"_s;
        choices.gates.every = 5;
        choices.project = u"p1"_s;
        choices.retries = 2;
        choices.priority = -3;
        choices.out = f.path(u"shop.zip"_s);
        choices.whole = {u"2.50"_s, u"1000"_s, u"45"_s, u"20"_s};
        choices.phase = {u"1"_s, u"500"_s, u"10"_s, u"5"_s};
        choices.feature = {u"0.5"_s, u"50"_s, u"3"_s, u"2"_s};
        choices.memory = u"512m"_s;
        choices.disk = u"1G"_s;
        choices.processes = u"64"_s;
        choices.niceness = u"3"_s;
        choices.templateImage = u"mine"_s;
        choices.nodeVersion = u"22"_s;
        auto request = requestOf(choices);
        QVERIFY2(request, request ? "" : qPrintable(request.error().detail));
        const BuildOptions &options = request->options;
        QCOMPARE(options.effort, u"high"_s);
        QCOMPARE(options.roleModels.review, u"claude-haiku-4-5"_s);
        QCOMPARE(options.roleEfforts.plan, u"max"_s);
        QCOMPARE(options.baseUrl, u"http://127.0.0.1:8080"_s);
        QCOMPARE(options.policy, u"strict"_s);
        QCOMPARE(options.gates.every, 5);
        QCOMPARE(options.project, u"p1"_s);
        QCOMPARE(options.retries, 2);
        QCOMPARE(options.priority, -3);
        QCOMPARE(options.out, f.path(u"shop.zip"_s));
        QCOMPARE(options.budgetUsd, std::optional(Money {2'500'000'000}));
        QCOMPARE(options.budgetTokens, std::optional<qint64>(1000));
        QCOMPARE(options.timeLimitMs, std::optional<qint64>(45 * 60'000));
        QCOMPARE(options.budgetSandboxSeconds, std::optional<qint64>(1200));
        QCOMPARE(options.phaseCeilings, (PartCeilings {Money {1'000'000'000}, 500, 10 * 60'000, 300}));
        QCOMPARE(options.featureCeilings, (PartCeilings {Money {500'000'000}, 50, 3 * 60'000, 120}));
        QCOMPARE(options.memoryBytes, 512LL << 20);
        QCOMPARE(options.diskBytes, 1LL << 30);
        QCOMPARE(options.processes, 64);
        QCOMPARE(options.niceness, 3);
        // They mean nothing on this machine.
        QVERIFY(options.templateImage.isEmpty() && options.nodeVersion.isEmpty());
        choices.sandbox = u"e2b"_s;
        request = requestOf(choices);
        QVERIFY(request);
        QCOMPARE(request->options.templateImage, u"mine"_s);
        QCOMPARE(request->options.nodeVersion, u"22"_s);
    }
    void whatIsTypedWrongNamesItsField_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        for (const StartField &field : startFields())
            if (field.kind != StartField::Kind::Text)
                for (const char *typed : {"much", "0", "-1", "99999999999999999999"})
                    QTest::addRow("%s %s", field.key, typed)
                        << QString::fromLatin1(field.key) << QString::fromLatin1(typed);
    }
    void whatIsTypedWrongNamesItsField()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, typed);
        StartChoices choices = demonstration();
        for (const StartField &one : startFields())
            if (field == QLatin1StringView(one.key))
                one.of(choices) = typed;
        const auto request = requestOf(choices);
        QVERIFY(!request);
        QCOMPARE(request.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(request.error().args.value(u"field"_s), field);
        QCOMPARE(remedyOf(request.error()), StartRemedy::Field);
    }
    void aZipThatCannotBeWrittenIsFoundBefore()
    {
        StartChoices choices = demonstration();
        for (const QString &path : {u"relative.zip"_s, u"/nowhere/at/all.zip"_s, QDir::tempPath()}) {
            choices.out = path;
            const auto request = requestOf(choices);
            QVERIFY2(!request, qPrintable(path));
            QCOMPARE(request.error().args.value(u"field"_s), u"out"_s);
        }
    }
    void whatIsRememberedFillsInWhatNobodyChose()
    {
        StartChoices before = defaultChoices();
        before.sandbox = u"e2b"_s;
        before.network = NetworkPolicy::None;
        before.gates = {.design = true, .features = false, .package = false, .every = 3};
        before.model = u"claude-sonnet-5"_s;
        before.whole.usd = u"5"_s;
        before.feature.tokens = u"900"_s;
        before.tier = Tier::Production;
        before.features = 99;
        const QJsonObject remembered = rememberedOf(before);
        StartChoices now = defaultChoices();
        now.model = u"demo"_s;
        now = withRemembered(now, remembered);
        QCOMPARE(now.model, u"demo"_s);  // chosen this time
        QCOMPARE(now.sandbox, u"e2b"_s);
        QCOMPARE(now.network, NetworkPolicy::None);
        QCOMPARE(now.gates, before.gates);
        QCOMPARE(now.whole.usd, u"5"_s);
        QCOMPARE(now.feature.tokens, u"900"_s);
        // They belong to a specification.
        QVERIFY(!now.tier);
        QCOMPARE(now.features, defaultChoices().features);
        QCOMPARE(withRemembered(defaultChoices(), {}), defaultChoices());
        QCOMPARE(withRemembered(defaultChoices(), {{u"sandbox"_s, u"moon"_s}, {u"network"_s, 7}, {u"gates"_s, u"?"_s}}),
                 defaultChoices());
    }
    void everyObstacleHasAButton()
    {
        for (int code = 0; code < 200; ++code) {
            const Error error {.code = static_cast<ErrorCode>(code), .detail = {}, .args = {}, .retryAfter = {}};
            if (toKey(error.code).isEmpty())
                continue;
            QVERIFY(!remedyText(remedyOf(error)).isEmpty());
        }
    }
    void withoutAKeyForE2bItCannotBeBuiltThere()
    {
        qunsetenv("E2B_API_KEY");
        qunsetenv("E2B_DEBUG");
        StartChoices choices = demonstration();
        choices.sandbox = u"e2b"_s;
        const StartOutlook outlook = outlookOf(nullptr, choices);
        QVERIFY(outlook.obstacle);
        QCOMPARE(remedyOf(*outlook.obstacle), StartRemedy::CloudKey);
        QVERIFY(obstacleText(*outlook.obstacle).contains(u"E2B_API_KEY"_s));
    }
    void theRequestHoldsWhatWasChosen()
    {
        StartChoices choices = demonstration();
        choices.whole.usd = u"2.50"_s;
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
