// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/money.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Money : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsDecimalsExactly_data();
    void readsDecimalsExactly();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void sumsNeverDrift();
    void negativeAmountsAreWritten();
};

void tst_Money::readsDecimalsExactly_data()
{
    QTest::addColumn<qint64>("nano");
    QTest::addColumn<QString>("written");
    QTest::newRow("0") << qint64(0) << u"0.00"_s;
    QTest::newRow("5") << qint64(5'000'000'000) << u"5.00"_s;
    QTest::newRow("0.25") << qint64(250'000'000) << u"0.25"_s;
    QTest::newRow("0.0632") << qint64(63'200'000) << u"0.0632"_s;
    QTest::newRow("0.000000001") << qint64(1) << u"0.000000001"_s;
    QTest::newRow("12.3") << qint64(12'300'000'000) << u"12.30"_s;
    QTest::newRow("007.5") << qint64(7'500'000'000) << u"7.50"_s;
    QTest::newRow("999999999.999999999") << qint64(999'999'999'999'999'999) << u"999999999.999999999"_s;
}

void tst_Money::readsDecimalsExactly()
{
    QFETCH(qint64, nano);
    QFETCH(QString, written);
    const auto money = Money::fromDecimal(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(money);
    QCOMPARE(money->nano, nano);
    QCOMPARE(money->toDecimal(), written);
    QCOMPARE(Money::fromDecimal(written), money);
}

void tst_Money::refusesEverythingElse_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", ".", "-1", "+1", "1.", ".5", "1,5", "1e3", "0x1", " 1", "1 ", "$1", "NaN", "inf",
                             "1.2.3", "1000000000", "0.0000000001", "1_000", "one"})
        QTest::newRow(text) << QString::fromLatin1(text);
    QTest::newRow("other digits") << u"٣"_s;
}

void tst_Money::refusesEverythingElse()
{
    QFETCH(QString, text);
    QCOMPARE(Money::fromDecimal(text), std::nullopt);
}

void tst_Money::sumsNeverDrift()
{
    Money sum;
    for (int i = 0; i < 100'000; ++i)
        sum += *Money::fromDecimal(u"0.1"_s);
    QCOMPARE(sum.toDecimal(), u"10000.00"_s);
    QCOMPARE(sum - sum, Money());
    QVERIFY(Money {1} < Money {2});
    QCOMPARE((Money {3} + Money {4}).nano, 7);
    QCOMPARE(Money {1'500'000'000}.dollars(), 1.5);
}

void tst_Money::negativeAmountsAreWritten()
{
    QCOMPARE((Money {} - Money {1'500'000'000}).toDecimal(), u"-1.50"_s);
    QCOMPARE(Money {std::numeric_limits<qint64>::min()}.toDecimal(), u"-9223372036.854775808"_s);
}

QTEST_GUILESS_MAIN(tst_Money)
#include "tst_money.moc"
