// SPDX-License-Identifier: GPL-3.0-or-later
#include "ceilingoptions.h"

#include <QTest>

using namespace bw;
using namespace bw::cli;
using namespace Qt::StringLiterals;

namespace
{

Result<engine::Ceilings> read(const QMap<QString, QString> &options)
{
    Invocation invocation;
    invocation.options = options;
    engine::Ceilings ceilings;
    if (auto done = readCeilings(invocation, ceilings); !done)
        return fail(done.error());
    return ceilings;
}

}  // namespace

class TstCeilingOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEveryOptionInBothForms()
    {
        for (const bool brief : {false, true}) {
            QMap<QString, QString> given;
            for (const OptionInfo &option : ceilingOptions(brief)) {
                const QString name = QString::fromLatin1(option.name);
                QVERIFY(!given.contains(name));
                QCOMPARE(name.startsWith(u"budget-"_s), !brief && name != "time-limit"_L1);
                given.insert(name, name == "time-limit"_L1 ? u"2h"_s : name.endsWith("usd"_L1) ? u"2.50"_s : u"7"_s);
            }
            const auto ceilings = read(given);
            QVERIFY(ceilings);
            const PartCeilings part {Money::fromDecimal(u"2.50"_s), 7, 7 * 60'000, 7 * 60};
            QCOMPARE(ceilings->feature, part);
            QCOMPARE(ceilings->phase, part);
            QCOMPARE(ceilings->usd, part.usd);
            QCOMPARE(ceilings->tokens, part.tokens);
            QCOMPARE(ceilings->sandboxSeconds, part.sandboxSeconds);
            QCOMPARE(ceilings->timeLimitMs, std::optional<qint64>(7'200'000));
        }
    }

    void whatIsNotSaidIsNoCeiling()
    {
        const auto ceilings = read({{u"budget-feature-usd"_s, u"1"_s}});
        QVERIFY(ceilings);
        engine::Ceilings expected;
        expected.feature.usd = Money {Money::perDollar};
        QCOMPARE(*ceilings, expected);
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("value");
        QTest::newRow("no amount") << u"budget-usd"_s << u"much"_s;
        QTest::newRow("less than nothing") << u"budget-feature-usd"_s << u"-1"_s;
        QTest::newRow("no whole number") << u"tokens"_s << u"1.5"_s;
        QTest::newRow("none at all") << u"budget-sandbox-minutes"_s << u"0"_s;
        QTest::newRow("too long") << u"budget-phase-minutes"_s << u"1000001"_s;
        QTest::newRow("no duration") << u"time-limit"_s << u"soon"_s;
    }
    void namesWhatIsWrong()
    {
        QFETCH(QString, option);
        QFETCH(QString, value);
        const auto ceilings = read({{option, value}});
        QCOMPARE(ceilings.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(ceilings.error().args.value(u"what"_s), u"--%1 %2"_s.arg(option, value));
        QVERIFY(!ceilings.error().args.value(u"remedy"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstCeilingOptions)
#include "tst_ceilingoptions.moc"
