// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/forecast.h"

#include <QTest>

using namespace bw;
using namespace bw::engine;

namespace
{

ForecastInput input(int least, int most)
{
    ForecastInput made;
    made.leastFeatures = least;
    made.mostFeatures = most;
    made.specBytes = 7'000;
    made.price = claude::PriceTable::builtIn().price(QStringLiteral("claude-opus-5-5"), 0);
    return made;
}

}  // namespace

class TstForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isARange()
    {
        const Forecast made = forecast(input(20, 40));
        QVERIFY(made.lowUsd && made.highUsd);
        QVERIFY(made.lowUsd->nano > 0 && *made.lowUsd < *made.highUsd);
        QVERIFY(made.lowTokens > 0 && made.lowTokens < made.highTokens);
        QVERIFY(made.lowMinutes > 0 && made.lowMinutes < made.highMinutes);
        QVERIFY(!made.fromHistory);
        QCOMPARE(made.builds, 0);
    }

    void growsWithFeaturesAndSpecification()
    {
        const Forecast small = forecast(input(5, 5));
        const Forecast large = forecast(input(50, 50));
        QVERIFY(large.lowTokens > 5 * small.lowTokens);
        QVERIFY(*large.highUsd > Money {5 * small.highUsd->nano});
        ForecastInput wordy = input(5, 5);
        wordy.specBytes = 700'000;
        QVERIFY(forecast(wordy).lowTokens > 2 * small.lowTokens);
        QVERIFY(*forecast(wordy).lowUsd > *small.lowUsd);
    }

    void knowsNoDollarsWithoutAPrice()
    {
        ForecastInput unpriced = input(5, 5);
        unpriced.price.reset();
        const Forecast made = forecast(unpriced);
        QVERIFY(!made.lowUsd && !made.highUsd);
        QVERIFY(made.lowTokens > 0);
    }

    void goesByEarlierBuildsWhereThereAreSome()
    {
        ForecastInput known = input(10, 10);
        known.history = {{5, 500'000, Money {2 * Money::perDollar}, 50 * 60'000},
                         {10, 3'000'000, Money {8 * Money::perDollar}, 50 * 60'000}};
        const Forecast made = forecast(known);
        QVERIFY(made.fromHistory);
        QCOMPARE(made.builds, 2);
        // 100,000 to 300,000 tokens a feature, widened by a third.
        QCOMPARE(made.lowTokens, 750'000);
        QCOMPARE(made.highTokens, 4'000'000);
        QCOMPARE(made.lowUsd->dollars(), 3.0);
        QVERIFY(qAbs(made.highUsd->dollars() - 8.0 * 4 / 3) < 1e-6);
        QCOMPARE(made.lowMinutes, 37);
        QCOMPARE(made.highMinutes, 134);
    }

    void isNarrowerTheMoreBuildsThereAre()
    {
        ForecastInput one = input(10, 10);
        one.history = {{10, 1'000'000, Money {Money::perDollar}, 600'000}};
        ForecastInput many = one;
        for (int i = 0; i < 9; ++i)
            many.history.append(one.history.first());
        QVERIFY(forecast(many).lowTokens > forecast(one).lowTokens);
        QVERIFY(forecast(many).highTokens < forecast(one).highTokens);
        QVERIFY(forecast(many).lowTokens <= 1'000'000 && forecast(many).highTokens >= 1'000'000);
    }

    void countsThePriceOfSandboxes()
    {
        ForecastInput paid = input(10, 10);
        paid.sandboxPerSecond = Money {1'000'000};
        QVERIFY(*forecast(paid).lowUsd > *forecast(input(10, 10)).lowUsd);
    }

    void survivesTheLog()
    {
        const Forecast made = forecast(input(20, 40));
        QCOMPARE(forecastFromJson(toJson(made)), made);
        QCOMPARE(forecastFromJson(Json::object()), Forecast {});
    }
};

QTEST_GUILESS_MAIN(TstForecast)
#include "tst_forecast.moc"
