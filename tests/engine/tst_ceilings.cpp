// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ceilings.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;

class tst_Ceilings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void surviveTheSocket();
    void whatIsNotGivenStaysAsItWas();
    void nonsenseIsNothing();
};

void tst_Ceilings::surviveTheSocket()
{
    const engine::Ceilings ceilings {Money {1'500'000'001}, 12, 3'600'000, 90, {Money {7}, 1, 2, 3},
                                     {Money {8}, {}, 4, {}}};
    QCOMPARE(engine::ceilingsFromJson(engine::toJson(ceilings)), ceilings);
    QVERIFY(ceilings.any());
    QCOMPARE(engine::ceilingsFromJson(engine::toJson({})), engine::Ceilings {});
    QVERIFY(!engine::Ceilings {}.any());
}

void tst_Ceilings::whatIsNotGivenStaysAsItWas()
{
    BuildOptions options;
    options.model = u"demo"_s;
    options.budgetTokens = 100;
    options.budgetUsd = Money {5};
    engine::Ceilings ceilings;
    ceilings.tokens = 200;
    const BuildOptions changed = ceilings.appliedTo(options);
    QCOMPARE(changed.budgetTokens, std::optional<qint64>(200));
    options.budgetTokens = 200;
    QCOMPARE(changed, options);
    engine::Ceilings parts;
    parts.sandboxSeconds = 60;
    parts.feature.usd = Money {3};
    parts.phase.usd = Money {4};
    parts.phase.timeMs = 5;
    QVERIFY(parts.any());
    const BuildOptions other = parts.appliedTo(options);
    QCOMPARE(other.budgetSandboxSeconds, std::optional<qint64>(60));
    QCOMPARE(other.featureCeilings.usd, std::optional(Money {3}));
    QCOMPARE(other.phaseCeilings.usd, std::optional(Money {4}));
    QCOMPARE(other.phaseCeilings.timeMs, std::optional<qint64>(5));
}

void tst_Ceilings::nonsenseIsNothing()
{
    for (const Json &json : {Json(), Json::array(), Json {{"usd", "much"}, {"tokens", -1}, {"time_limit_ms", "long"}}})
        QCOMPARE(engine::ceilingsFromJson(json), engine::Ceilings {});
}

QTEST_GUILESS_MAIN(tst_Ceilings)
#include "tst_ceilings.moc"
