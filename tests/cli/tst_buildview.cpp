// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildview.h"
#include "spending.h"

#include <QTest>

using namespace bw;
using namespace bw::cli;
using namespace Qt::StringLiterals;

class tst_BuildView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aDemonstrationIsNamedAndNothingWasPaid();
    void anUnknownPriceIsNullAndNeverZero();
    void aCostThatIsNotCertainIsARange();
    void whatWasExpectedStandsBesideWhatItTook();
    void aFailedBuildSaysWhyAndHowToGoOn();
    void theResultHoldsWhatTheContractNames();

private:
    Build m_build;
};

void tst_BuildView::init()
{
    m_build = {};
    m_build.id = BuildId {u"abc123"_s};
    m_build.state = BuildState::Completed;
    m_build.cost = Money::fromDecimal(u"1.25"_s);
    m_build.featuresTotal = m_build.featuresVerified = 14;
}

void tst_BuildView::aDemonstrationIsNamedAndNothingWasPaid()
{
    m_build.demonstration = true;
    const QString all = summaryLines(m_build, std::nullopt).join(u'\n');
    QVERIFY(all.startsWith(u"Demonstration: recorded answers, no AI"_s));
    QVERIFY(all.contains(u"would have cost $1.25"_s));
    QVERIFY(resultObject(m_build, std::nullopt, 7).at("demonstration").get<bool>());
    m_build.demonstration = false;
    const QString real = summaryLines(m_build, std::nullopt).join(u'\n');
    QVERIFY(!real.contains(u"Demonstration"_s));
    QVERIFY(real.contains(u"cost $1.25"_s) && !real.contains(u"would"_s));
}

void tst_BuildView::anUnknownPriceIsNullAndNeverZero()
{
    m_build.cost.reset();
    QVERIFY(resultObject(m_build, std::nullopt, 7).at("cost_usd").is_null());
    QCOMPARE(costText(m_build), u"cost unknown"_s);
}

void tst_BuildView::aCostThatIsNotCertainIsARange()
{
    QCOMPARE(costText(m_build, *Money::fromDecimal(u"0.25"_s)), u"cost $1.00 – $1.25"_s);
    QVERIFY(spendingLines(m_build, {}).isEmpty());
    engine::SpendingReport report;
    report.broken = 2;
    report.uncertain = *Money::fromDecimal(u"0.25"_s);
    const QString line = spendingLines(m_build, report).join(u'\n');
    QVERIFY2(line.contains(u"between $1.00 and $1.25; 2 call"_s), qPrintable(line));
    Json object = Json::object();
    putSpending(object, m_build, report);
    QCOMPARE(object.at("cost_usd_low").get<double>(), 1.0);
}

void tst_BuildView::whatWasExpectedStandsBesideWhatItTook()
{
    engine::SpendingReport report;
    report.forecast =
        engine::Forecast {Money::fromDecimal(u"0.5"_s), Money::fromDecimal(u"2"_s), 1'000, 2'000'000, 3, 40, true, 4};
    report.activeMs = 90'000;
    m_build.usage.calls = 3;
    m_build.usage.input = 1'234'567;
    const QString lines = spendingLines(m_build, report).join(u'\n');
    QVERIFY2(lines.contains(u"$0.50 to $2.00, 3 to 40 minutes, 1 000 to 2 000 000 tokens (earlier builds: 4)"_s),
             qPrintable(lines));
    m_build.options.budgetUsd = Money {Money::perDollar / 100};
    m_build.options.budgetSandboxSeconds = 120;
    const QString limited = spendingLines(m_build, report).join(u'\n');
    QVERIFY2(limited.contains(u"Ceilings: $0.01, "_s) && limited.contains(u"Sandbox:"_s), qPrintable(limited));
    QVERIFY2(lines.contains(u"Took:     $1.25"_s) && lines.contains(u"1 234 567 tokens"_s), qPrintable(lines));
}

void tst_BuildView::aFailedBuildSaysWhyAndHowToGoOn()
{
    m_build.state = BuildState::Failed;
    m_build.reason = u"features_unverified"_s;
    m_build.featuresVerified = 13;
    Artifact artifact;
    artifact.path = u"/data/x.zip"_s;
    const QString all = summaryLines(m_build, artifact).join(u'\n');
    QVERIFY(all.contains(u"13 of 14"_s));
    QVERIFY(all.contains(u"Not every feature was proved"_s));
    QVERIFY(all.contains(u"/data/x.zip  (incomplete)"_s));
    QVERIFY(all.contains(u"buildwright resume abc123"_s));
    QVERIFY(all.contains(u"buildwright logs abc123"_s));
}

void tst_BuildView::theResultHoldsWhatTheContractNames()
{
    Artifact artifact;
    artifact.path = u"/data/x.zip"_s;
    artifact.sha256 = u"00ff"_s;
    artifact.bytes = 12;
    artifact.complete = true;
    const Json result = resultObject(m_build, artifact, 321);
    QCOMPARE(toQString(result.at("build").get<std::string>()), u"abc123"_s);
    QCOMPARE(toQString(result.at("status").get<std::string>()), u"completed"_s);
    QCOMPARE(result.at("features").at("total").get<int>(), 14);
    QCOMPARE(result.at("features").at("verified").get<int>(), 14);
    QCOMPARE(result.at("cost_usd").get<double>(), 1.25);
    QCOMPARE(toQString(result.at("artifact").at("sha256").get<std::string>()), u"00ff"_s);
    QCOMPARE(result.at("artifact").at("bytes").get<int>(), 12);
    QCOMPARE(result.at("events").get<int>(), 321);
    QVERIFY(result.contains("usage") && result.contains("reason"));
}

QTEST_GUILESS_MAIN(tst_BuildView)
#include "tst_buildview.moc"
