// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/build.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_BuildOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standardsGoThroughJsonUnchanged();
    void everyChoiceGoesThroughJsonUnchanged();
    void keepsKeysOfALaterVersion();
    void whatIsMissingIsTheStandard();
    void refusesWhatItCannotKeep_data();
    void refusesWhatItCannotKeep();
    void numbersOutOfRangeDoNotWrapAround();
};

void tst_BuildOptions::standardsGoThroughJsonUnchanged()
{
    const BuildOptions options;
    const auto again = buildOptionsFromJson(*parseJson(toBytes(toJson(options))));
    QVERIFY(again);
    QCOMPARE(*again, options);
    QCOMPARE(options.memoryBytes, 4LL << 30);
    QCOMPARE(options.processes, 512);
    QCOMPARE(options.diskBytes, 10LL << 30);
    QCOMPARE(options.niceness, 10);
    QCOMPARE(options.network, NetworkPolicy::Registries);
}

void tst_BuildOptions::everyChoiceGoesThroughJsonUnchanged()
{
    BuildOptions options;
    options.model = u"demo"_s;
    options.baseUrl = u"http://127.0.0.1:1"_s;
    options.sandbox = u"e2b"_s;
    options.network = NetworkPolicy::None;
    options.tier = Tier::Production;
    options.features = 7;
    options.budgetUsd = Money {1'250'000'001};
    options.budgetTokens = 5'000'000'000;
    options.timeLimitMs = 60'000;
    options.memoryBytes = 1;
    options.processes = 2;
    options.diskBytes = 3;
    options.niceness = 4;
    options.templateImage = u"team/mine"_s;
    options.nodeVersion = u"22.11.0"_s;
    options.out = u"/tmp/ä b.zip"_s;
    const auto again = buildOptionsFromJson(*parseJson(toBytes(toJson(options))));
    QVERIFY(again);
    QCOMPARE(*again, options);
}

void tst_BuildOptions::keepsKeysOfALaterVersion()
{
    const auto options = buildOptionsFromJson(*parseJson(R"({"model":"m","colour":"red","nested":{"a":[1]}})"));
    QVERIFY(options);
    const Json written = toJson(*options);
    QCOMPARE(jsonString(written, "colour"), u"red"_s);
    QCOMPARE(written.at("nested").dump(), std::string(R"({"a":[1]})"));
}

void tst_BuildOptions::whatIsMissingIsTheStandard()
{
    const auto options = buildOptionsFromJson(Json::object());
    QVERIFY(options);
    QCOMPARE(*options, BuildOptions());
}

void tst_BuildOptions::refusesWhatItCannotKeep_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("what");
    QTest::newRow("no object") << QByteArray("[]") << u"not an object"_s;
    QTest::newRow("network") << QByteArray(R"({"network":"all"})") << u"network"_s;
    QTest::newRow("tier") << QByteArray(R"({"tier":"huge"})") << u"tier"_s;
    QTest::newRow("budget") << QByteArray(R"({"budget_usd":"a lot"})") << u"budget_usd"_s;
    QTest::newRow("budget as a number") << QByteArray(R"({"budget_usd":5})") << u"budget_usd"_s;
}

void tst_BuildOptions::refusesWhatItCannotKeep()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, what);
    const auto options = buildOptionsFromJson(*parseJson(text));
    QVERIFY(!options);
    QCOMPARE(options.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(options.error().args.value(u"what"_s), what);
}

void tst_BuildOptions::numbersOutOfRangeDoNotWrapAround()
{
    const auto options =
        buildOptionsFromJson(*parseJson(R"({"features":4294967297,"processes":-1,"niceness":99999999999})"));
    QVERIFY(options);
    QCOMPARE(options->features, 1'000'000'000);
    QCOMPARE(options->processes, 0);
    QCOMPARE(options->niceness, 1'000'000'000);
}

QTEST_GUILESS_MAIN(tst_BuildOptions)
#include "tst_buildoptions.moc"
