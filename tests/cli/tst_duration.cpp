// SPDX-License-Identifier: GPL-3.0-or-later
#include "duration.h"

#include <QTest>

using namespace bw::cli;
using namespace Qt::StringLiterals;

class tst_Duration : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void writes();
};

void tst_Duration::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("seconds") << u"90s"_s << 90'000LL;
    QTest::newRow("minutes") << u"45m"_s << 2'700'000LL;
    QTest::newRow("mixed") << u"1h30m"_s << 5'400'000LL;
    QTest::newRow("bare is minutes") << u"5"_s << 300'000LL;
    QTest::newRow("days") << u"2d"_s << 172'800'000LL;
    for (const char *bad : {"", "0", "-5m", "5x", "1h30", "h", "99999999999999999999s", "1.5h"})
        QTest::newRow(qPrintable(u"not '%1'"_s.arg(QLatin1StringView(bad)))) << QString::fromLatin1(bad) << -1LL;
}

void tst_Duration::reads()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    const auto duration = parseDuration(text);
    QCOMPARE(duration ? duration->count() : -1LL, ms);
}

void tst_Duration::writes()
{
    QCOMPARE(durationText(std::chrono::seconds(3)), u"3 s"_s);
    QCOMPARE(durationText(std::chrono::seconds(250)), u"4 min 10 s"_s);
    QCOMPARE(durationText(std::chrono::minutes(125)), u"2 h 5 min"_s);
}

QTEST_GUILESS_MAIN(tst_Duration)
#include "tst_duration.moc"
