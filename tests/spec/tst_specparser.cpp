// SPDX-License-Identifier: GPL-3.0-or-later
#include "specsource.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::spec;
using namespace bwtest;

class tst_SpecParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesWhatSaysNothing_data();
    void refusesWhatSaysNothing();
    void refusesTenMegabytesAndTakesFour();
    void namesTheLineThatIsNotUtf8_data();
    void namesTheLineThatIsNotUtf8();
    void saysWhereFeaturesWereExpected();
    void everyErrorNamesItsSource();
    void hostileMegabytesAreReadInTime_data();
    void hostileMegabytesAreReadInTime();
    void twoWordsOfAnInterfaceAreNeeded();
};

void tst_SpecParser::refusesWhatSaysNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", " ", "\n\n\n", "\r\n\t "})
        QTest::addRow("%d bytes", static_cast<int>(qstrlen(text))) << QByteArray(text);
}

void tst_SpecParser::refusesWhatSaysNothing()
{
    QFETCH(QByteArray, text);
    const auto spec = parseSpec(text, u"empty.md"_s);
    QVERIFY(!spec);
    QCOMPARE(spec.error().code, ErrorCode::SpecEmpty);
    QCOMPARE(spec.error().args.value(u"path"_s), u"empty.md"_s);
}

void tst_SpecParser::refusesTenMegabytesAndTakesFour()
{
    const QByteArray start = "# A\n## Features\n- one\n\n";
    const auto ten = parseSpec(start + QByteArray(10'000'000, 'x'), u"big.md"_s);
    QVERIFY(!ten);
    QCOMPARE(ten.error().code, ErrorCode::TooLarge);
    QCOMPARE(ten.error().args.value(u"limit"_s), u"4 MB"_s);
    const QByteArray most = start + QByteArray(largestSpec - start.size(), 'x');
    QVERIFY(parseSpec(most, u"big.md"_s));
    QVERIFY(!parseSpec(most + 'x', u"big.md"_s));
}

void tst_SpecParser::namesTheLineThatIsNotUtf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("Latin-1") << QByteArray("caf\xe9");
    QTest::newRow("cut sequence") << QByteArray("\xe2\x82");
    QTest::newRow("overlong") << QByteArray("\xc0\xaf");
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80");
    QTest::newRow("beyond Unicode") << QByteArray("\xf5\x80\x80\x80");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                          "a\0",
                                          4);
}

void tst_SpecParser::namesTheLineThatIsNotUtf8()
{
    QFETCH(QByteArray, bytes);
    for (const QByteArray &head :
         {QByteArray("# Ä\n## Features\n- one\n"), QByteArray("<project_name>Ä</project_name>\n\n\n")}) {
        const ParsedSpec parsed = readSpec(head + bytes + "\n- two\n");
        QVERIFY(!parsed.usable());
        QCOMPARE(diagnosticTexts(parsed), QStringList(u"4 not_utf8"_s));
    }
}

void tst_SpecParser::saysWhereFeaturesWereExpected()
{
    for (const QByteArray &text :
         {QByteArray("# App\n\nSome prose.\n"), QByteArray("just words"),
          QByteArray("<project_specification><project_name>A</project_name></project_specification>"),
          QByteArray("# App\n## Features\nNo list follows.\n")}) {
        const ParsedSpec parsed = readSpec(text);
        QVERIFY(!parsed.usable());
        QVERIFY2(diagnosticTexts(parsed).contains(u"1 no_features"_s), text.constData());
    }
}

void tst_SpecParser::everyErrorNamesItsSource()
{
    for (const QByteArray &text :
         {QByteArray(), QByteArray("\xff"), QByteArray("x"), QByteArray("<a>"), QByteArray(5'000'000, 'x')}) {
        const auto spec = parseSpec(text, u"my spec.md"_s);
        QVERIFY(!spec);
        QVERIFY(spec.error().args.values().contains(u"my spec.md"_s));
    }
}

void tst_SpecParser::hostileMegabytesAreReadInTime_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<QByteArray>("end");
    const auto row = [](const char *name, const char *start, const char *piece, const char *end = "") {
        QTest::newRow(name) << QByteArray(start) << QByteArray(piece) << QByteArray(end);
    };
    row("one heading of hashes", "# A\n## Features\n- a\n# ", "#", "x");
    row("one heading of spaces", "# A\n## Features\n- a\n# ", " ", "x");
    row("one line of stars", "# A\n## Features\n- a\n", "*", "x");
    row("a million equal features", "# A\n## Features\n", "- a\n");
    row("a million features without a word", "# A\n## Features\n", "- ?\n");
    row("empty lines", "# A\n## Features\n- a\n", "\n");
    row("carriage returns", "# A\n## Features\n- a\n", "\r");
    row("one feature of all lines", "# A\n## Features\n- a\n", "  b\n");
    row("sections", "# A\n## Features\n- a\n", "## b\n");
    row("fences", "# A\n## Features\n- a\n", "```\n");
    row("small elements", "<project_name>A</project_name><core_features>", "<a>x</a>", "</core_features>");
    row("features", "<project_name>A</project_name><core_features>", "<feature>x</feature>", "</core_features>");
    row("smaller thans", "<project_name>A</project_name>", "<");
    row("tags without an end", "<project_name>A</project_name>", "<a ");
    row("tags with spaces", "<project_name>A</project_name><a", " ", ">");
    row("quotes in a tag", "<project_name>A</project_name><a b=\"", "'x", "\"></a>");
    row("attributes", "<project_name>A</project_name><a ", "b=c ", "></a>");
    row("ampersands", "<project_name>A</project_name><a>", "&amp;", "</a>");
    row("comments", "<project_name>A</project_name>", "<!---->");
    row("interface words", "# A\n## Features\n- a\n", "button ");
}

void tst_SpecParser::hostileMegabytesAreReadInTime()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, piece);
    QFETCH(QByteArray, end);
    const qsizetype count = (largestSpec / 2 - start.size() - end.size()) / piece.size();
    const QByteArray text = start + piece.repeated(count) + end;
    QElapsedTimer timer;
    timer.start();
    const ParsedSpec parsed = readSpec(text);
    (void)parsed.spec.hasUserInterface();
    // Quadratic time would be minutes; the bound leaves room for a slow machine and sanitizers.
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(parsed.spec.source.size(), text.size());
}

void tst_SpecParser::twoWordsOfAnInterfaceAreNeeded()
{
    const auto has = [](const char *text) { return readSpec(text).spec.hasUserInterface(); };
    QVERIFY(!has("# A\n## Features\n- a command that prints pages\n"));
    QVERIFY(!has("# A\n## Features\n- formatting of colourful builds\n"));
    QVERIFY(has("# A\n## Features\n- a page with a button\n"));
    QVERIFY(has("# A\n## Features\n- a React dashboard\n"));
}

QTEST_GUILESS_MAIN(tst_SpecParser)
#include "tst_specparser.moc"
