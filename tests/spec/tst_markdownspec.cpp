// SPDX-License-Identifier: GPL-3.0-or-later
#include "specsource.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::spec;
using namespace bwtest;

class tst_MarkdownSpec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheSample();
    void linesAreThoseOfTheFile();
    void sectionsAreKept();
    void numberedFeatureHeadingsCountAlone();
    void headingsNeedASpace_data();
    void headingsNeedASpace();
    void codeIsNoSpecification();
    void lineEndsOfOtherSystemsDoNotMatter();
    void mayBeginWithAByteOrderMarkOrHtml();
    void tierAndCountAreFoundHoweverTheyAreWritten_data();
    void tierAndCountAreFoundHoweverTheyAreWritten();
    void anUnknownTierIsNamedWithItsLine();
    void aMissingNameIsAWarning();
};

void tst_MarkdownSpec::readsTheSample()
{
    const ParsedSpec parsed = readSpec(sampleSpec("habits.md"));
    QCOMPARE(diagnosticTexts(parsed), QStringList());
    const AppSpec &spec = parsed.spec;
    QCOMPARE(spec.format, SpecFormat::Markdown);
    QCOMPARE(spec.name, u"Habit Calendar"_s);
    QVERIFY(spec.tier == Tier::Simple);
    QVERIFY(spec.targetFeatures == 14);
    QCOMPARE(spec.features.size(), 14);
    QCOMPARE(spec.features.at(1).text, u"A person renames a habit, and the history stays with it."_s);
    QCOMPARE(spec.features.at(1).group, u"Habits"_s);
    QCOMPARE(spec.features.at(4).text, u"The month of today is shown first, weeks begin on Monday."_s);
    QCOMPARE(spec.features.at(8).group, u"Calendar"_s);
    QCOMPARE(spec.features.at(11).text, u"`GET /api/habits` gives all habits as JSON: names, marks and runs."_s);
    QVERIFY(spec.overview.startsWith(u"A calendar that shows"_s));
    QVERIFY(spec.hasUserInterface());
    QCOMPARE(spec.source, sampleSpec("habits.md"));
}

void tst_MarkdownSpec::linesAreThoseOfTheFile()
{
    const QByteArrayList lines = sampleSpec("habits.md").split('\n');
    const AppSpec spec = readSpec(sampleSpec("habits.md")).spec;
    for (const SpecFeature &feature : spec.features) {
        const QByteArray line = lines.at(feature.lines.first - 1);
        QVERIFY2(line.contains(feature.text.left(12).toUtf8()), line.constData());
    }
    QCOMPARE(spec.features.at(1).lines.last, spec.features.at(1).lines.first + 1);
    QCOMPARE(spec.features.at(0).lines.last, spec.features.at(0).lines.first);
}

void tst_MarkdownSpec::sectionsAreKept()
{
    const AppSpec spec = readSpec(sampleSpec("habits.md")).spec;
    QStringList names;
    for (const SpecSection &section : spec.sections)
        names << section.name;
    QCOMPARE(names, QStringList({u"Overview"_s, u"Target Users"_s, u"Technical Preferences"_s, u"Success Criteria"_s}));
    QVERIFY(spec.sections.at(2).text.contains(u"node server.js"_s));
    QVERIFY(spec.sections.at(2).lines.last > spec.sections.at(2).lines.first);
}

void tst_MarkdownSpec::numberedFeatureHeadingsCountAlone()
{
    const AppSpec spec = readSpec("# App\n## Core Features\n- not this one\n### Feature 1: Log in\ntext\n- nor this\n"
                                  "#### feature 2 – Log out\n### Feature 12. Settings ###\n")
                             .spec;
    QCOMPARE(featureTexts(spec), QStringList({u"Log in"_s, u"Log out"_s, u"Settings"_s}));
    QCOMPARE(spec.features.at(0).lines.first, 4);
    QCOMPARE(spec.features.at(0).group, u"Core Features"_s);
}

void tst_MarkdownSpec::headingsNeedASpace_data()
{
    QTest::addColumn<QByteArray>("heading");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << QByteArray("# My App") << u"My App"_s;
    QTest::newRow("closed") << QByteArray("#   My App ##") << u"My App"_s;
    QTest::newRow("sharp") << QByteArray("# Learn C#") << u"Learn C#"_s;
    QTest::newRow("tab") << QByteArray("#\tMy App") << u"My App"_s;
    QTest::newRow("no space") << QByteArray("#My App") << u"Untitled App"_s;
    QTest::newRow("seven") << QByteArray("####### My App") << u"Untitled App"_s;
    QTest::newRow("only marks") << QByteArray("# ###") << u"Untitled App"_s;
}

void tst_MarkdownSpec::headingsNeedASpace()
{
    QFETCH(QByteArray, heading);
    QFETCH(QString, name);
    QCOMPARE(readSpec(heading + "\n## Features\n- one\n").spec.name, name);
}

void tst_MarkdownSpec::codeIsNoSpecification()
{
    const AppSpec spec =
        readSpec("# App\n## Features\n- one\n```md\n# Other\n- two\n```\n~~~\n- three\n~~~\n- four\n").spec;
    QCOMPARE(featureTexts(spec), QStringList({u"one"_s, u"four"_s}));
    QCOMPARE(spec.name, u"App"_s);
}

void tst_MarkdownSpec::lineEndsOfOtherSystemsDoNotMatter()
{
    const QByteArray unixText = sampleSpec("habits.md");
    QByteArray windows = unixText;
    windows.replace("\n", "\r\n");
    AppSpec expected = readSpec(unixText).spec;
    expected.source = windows;
    QCOMPARE(readSpec(windows).spec, expected);
    QCOMPARE(featureTexts(readSpec("# A\n## Features\n- last line without an end").spec),
             QStringList(u"last line without an end"_s));
}

void tst_MarkdownSpec::mayBeginWithAByteOrderMarkOrHtml()
{
    QCOMPARE(readSpec("\xef\xbb\xbf# App\n## Features\n- one\n").spec.name, u"App"_s);
    const AppSpec spec = readSpec("<!-- draft -->\n<p align=\"center\">logo\n\n# App\n## Features\n- one\n").spec;
    QCOMPARE(spec.format, SpecFormat::Markdown);
    QCOMPARE(spec.name, u"App"_s);
}

void tst_MarkdownSpec::tierAndCountAreFoundHoweverTheyAreWritten_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"Tier: production\nEstimated Features: 25", "- **Tier:** Production\n- **Target Features:** 25",
          "**Complexity tier**: PRODUCTION\n* Estimated features: 25 or so"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_MarkdownSpec::tierAndCountAreFoundHoweverTheyAreWritten()
{
    QFETCH(QByteArray, text);
    const AppSpec spec = readSpec("# A\n" + text + "\n## Features\n- one\n").spec;
    QVERIFY(spec.tier == Tier::Production);
    QVERIFY(spec.targetFeatures == 25);
}

void tst_MarkdownSpec::anUnknownTierIsNamedWithItsLine()
{
    const ParsedSpec parsed = readSpec("# A\n\nTier: gigantic\n## Features\n- one\n");
    QVERIFY(parsed.usable());
    QCOMPARE(diagnosticTexts(parsed), QStringList(u"3 unknown_tier gigantic"_s));
}

void tst_MarkdownSpec::aMissingNameIsAWarning()
{
    const ParsedSpec parsed = readSpec("## Features\n- one\n");
    QVERIFY(parsed.usable());
    QCOMPARE(parsed.spec.name, u"Untitled App"_s);
    QCOMPARE(diagnosticTexts(parsed), QStringList(u"1 no_name"_s));
}

QTEST_GUILESS_MAIN(tst_MarkdownSpec)
#include "tst_markdownspec.moc"
