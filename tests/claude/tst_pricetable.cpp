// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/modelcatalogue.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::Money;
using bw::Usage;
using bw::claude::PriceTable;

class TstPriceTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsEveryCurrentModel()
    {
        const PriceTable &table = PriceTable::builtIn();
        QCOMPARE(table.date(), u"2026-11-22"_s);
        for (const QString &id : {u"claude-opus-5-5"_s, u"claude-fable-5-2"_s, u"claude-sonnet-5-5"_s,
                                  u"claude-haiku-5-5"_s, u"claude-opus-4-5-20251101"_s})
            QVERIFY2(table.price(id, 1), qPrintable(id));
        for (const auto &entry : table.entries()) {
            const auto price = table.dearest(entry.info.id);
            QVERIFY(price && price->input > 0 && price->output > price->input && price->cacheWrite5m > price->input
                    && price->cacheRead < price->input);
            QVERIFY(entry.info.contextWindow >= 200'000 && entry.info.maxOutput >= 64'000
                    && !entry.info.displayName.isEmpty());
        }
    }

    void knowsADatedNameButNoOtherModelBesideIt()
    {
        const PriceTable &table = PriceTable::builtIn();
        QVERIFY(table.price(u"claude-opus-5"_s, 1));
        QCOMPARE(table.price(u"claude-opus-5-20260101"_s, 1), table.price(u"claude-opus-5"_s, 1));
        QVERIFY(!table.price(u"claude-opus-5-7"_s, 1));
        QVERIFY(!table.price(u"claude-opus-5-2026010"_s, 1));
        QVERIFY(!table.price(u"claude-opus-5-2026010x"_s, 1));
        QVERIFY(!table.price(u"claude-opus"_s, 1));
        QVERIFY(!table.price(u"qwen3-coder"_s, 1));
        QVERIFY(!table.price({}, 1));
    }

    void countsEveryPartOfUsage()
    {
        Usage usage;
        usage.input = 1'000'000;
        usage.output = 1'000'000;
        usage.cacheWrite5m = 1'000'000;
        usage.cacheWrite1h = 1'000'000;
        usage.cacheRead = 1'000'000;
        QCOMPARE(bw::claude::costOf(usage, u"claude-opus-5-5"_s)->toDecimal(), u"37.20"_s);  // 4 + 20 + 5 + 8 + 0.20
    }

    void takesTheDearerBandForTheWholeOfALongPrompt()
    {
        Usage usage;
        usage.input = 100'000;
        usage.output = 1000;
        QCOMPARE(bw::claude::costOf(usage, u"claude-haiku-5-5"_s)->nano, 100'000 * 100 + 1000 * 500);
        usage.cacheRead = 1;
        QCOMPARE(bw::claude::costOf(usage, u"claude-haiku-5-5"_s)->nano, 100'000 * 500 + 50 + 1000 * 2500);
        QCOMPARE(PriceTable::builtIn().dearest(u"claude-haiku-5-5"_s)->input, 500);
    }

    void namesACheaperModelForSideTasks()
    {
        const PriceTable &table = PriceTable::builtIn();
        for (const auto &entry : table.entries()) {
            const QString cheaper = table.cheaperFor(entry.info.id);
            if (cheaper.isEmpty())
                continue;
            QVERIFY2(table.dearest(cheaper), qPrintable(cheaper));
            QVERIFY(table.dearest(cheaper)->output < table.dearest(entry.info.id)->output);
        }
        QCOMPARE(table.cheaperFor(u"claude-opus-5-5"_s), u"claude-haiku-5-5"_s);
        QVERIFY(table.cheaperFor(u"claude-haiku-5-5"_s).isEmpty());
        QVERIFY(table.cheaperFor(u"qwen3-coder"_s).isEmpty());
    }

    void anUnknownPriceOrUsageIsUnknownNeverZero()
    {
        Usage usage;
        usage.input = 5;
        QVERIFY(!bw::claude::costOf(usage, u"qwen3-coder"_s));
        usage.known = false;
        QVERIFY(!bw::claude::costOf(usage, u"claude-opus-5-5"_s));
    }

    void refusesATableThatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        const QByteArray row =
            R"({"buildwright_prices":1,"models":[{"id":"x","prices":[{"input":"1","output":"2","cache_write_5m":"1","cache_write_1h":"1","cache_read":%}]}]})";
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("other version") << QByteArray(R"({"buildwright_prices":2,"models":[]})");
        QTest::newRow("number") << QByteArray(row).replace("%", "1");
        QTest::newRow("fraction of a nano-dollar") << QByteArray(row).replace("%", "\"0.0001\"");
        QTest::newRow("negative") << QByteArray(row).replace("%", "\"-1\"");
        QTest::newRow("no prices") << QByteArray(R"({"buildwright_prices":1,"models":[{"id":"x"}]})");
    }
    void refusesATableThatIsWrong()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!PriceTable::parse(json));
    }
};

QTEST_GUILESS_MAIN(TstPriceTable)
#include "tst_pricetable.moc"
