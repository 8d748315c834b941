// SPDX-License-Identifier: GPL-3.0-or-later
#include "specsource.h"

#include "spec/xmltree.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::spec;
using namespace bwtest;

class tst_XmlSpec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheSample();
    void linesAreThoseOfTheFile();
    void sectionsAreKept();
    void proseMayHoldSmallerThanAndAmpersand();
    void entitiesThatXmlDoesNotKnowStayAsTheyAre();
    void anEntityBombIsText();
    void brokenTextNamesLineAndTag_data();
    void brokenTextNamesLineAndTag();
    void aPartWithoutItsRootIsRead();
    void deepNestingIsRefused();
    void theTextOfAnElementIsThatOfAllBelow();
};

void tst_XmlSpec::readsTheSample()
{
    const ParsedSpec parsed = readSpec(sampleSpec("habits.xml"));
    QCOMPARE(diagnosticTexts(parsed), QStringList());
    const AppSpec &spec = parsed.spec;
    QCOMPARE(spec.format, SpecFormat::Xml);
    QCOMPARE(spec.name, u"Habit Calendar & Co"_s);
    QCOMPARE(spec.overview, u"Marks days < 31 on which a habit was kept & counts them."_s);
    QVERIFY(spec.tier == Tier::Simple);
    QVERIFY(spec.targetFeatures == 6);
    QCOMPARE(featureTexts(spec),
             QStringList({u"A person adds a habit"_s, u"A person renames a habit"_s, u"A feature without a group"_s,
                          u"The month of today is shown first"_s, u"Days in the future cannot be marked"_s}));
    QCOMPARE(spec.features.at(0).group, u"Habits \"kept\""_s);
    QCOMPARE(spec.features.at(1).id, u"rename"_s);
    QCOMPARE(spec.features.at(2).group, QString());
    QCOMPARE(spec.features.at(3).group, u"calendar view"_s);
}

void tst_XmlSpec::linesAreThoseOfTheFile()
{
    const QByteArrayList lines = sampleSpec("habits.xml").split('\n');
    const AppSpec spec = readSpec(sampleSpec("habits.xml")).spec;
    for (const SpecFeature &feature : spec.features)
        QVERIFY2(lines.at(feature.lines.first - 1).contains(feature.text.left(15).toUtf8()), qPrintable(feature.text));
    QCOMPARE(spec.features.at(1).lines.last, spec.features.at(1).lines.first + 1);
}

void tst_XmlSpec::sectionsAreKept()
{
    const AppSpec spec = readSpec(sampleSpec("habits.xml")).spec;
    QStringList names;
    for (const SpecSection &section : spec.sections)
        names << section.name;
    QCOMPARE(names, QStringList({u"technology_stack"_s, u"environment_variables"_s, u"success_criteria"_s}));
    QCOMPARE(spec.sections.at(1).text, u"# A sample\nPORT=3000 <not a tag>"_s);
}

void tst_XmlSpec::proseMayHoldSmallerThanAndAmpersand()
{
    const AppSpec spec = readSpec("<project_specification><project_name>A</project_name><core_features>"
                                  "<feature>a <b and c < d > e && f <3 x<=y</feature></core_features>"
                                  "</project_specification>")
                             .spec;
    QCOMPARE(featureTexts(spec), QStringList(u"a <b and c < d > e && f <3 x<=y"_s));
}

void tst_XmlSpec::entitiesThatXmlDoesNotKnowStayAsTheyAre()
{
    const XmlTree tree = readXmlTree(u"<a>&lt;&gt;&amp;&quot;&apos; &nbsp; &amp;lt; &bogus;</a>"_s);
    QCOMPARE(tree.errorLine, 0);
    QCOMPARE(tree.root->child(u"a"_s)->text, u"<>&\"' &nbsp; &lt; &bogus;"_s);
}

void tst_XmlSpec::anEntityBombIsText()
{
    QByteArray bomb = "<!DOCTYPE a [<!ENTITY e0 \"boom\">";
    for (int i = 1; i < 20; ++i)
        bomb += "<!ENTITY e" + QByteArray::number(i) + " \"" + ("&e" + QByteArray::number(i - 1) + ";").repeated(10)
            + "\">";
    bomb += "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\n<project_specification><project_name>A</project_name>"
            "<core_features><feature>&e19; &file;</feature></core_features></project_specification>";
    const ParsedSpec parsed = readSpec(bomb);
    QVERIFY(parsed.usable());
    QCOMPARE(featureTexts(parsed.spec), QStringList(u"&e19; &file;"_s));
}

void tst_XmlSpec::brokenTextNamesLineAndTag_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *text, const char *expected) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(expected);
    };
    row("not closed", "<project_specification>\n<project_name>A</project_name>\n<core_features>\n",
        "3 broken_xml <core_features>");
    row("closed by another", "<project_specification>\n<project_name>A\n</project_nam>", "3 broken_xml </project_nam>");
    row("crossed", "<project_name>A</project_name>\n<a>\n<b>\n</a></b>", "4 broken_xml </a>");
    row("closed twice", "<project_name>A</project_name>\n</project_name>", "2 broken_xml </project_name>");
    row("cut in a tag", "<project_name>A</project_name>\n\n</core", "3 broken_xml </core>");
    row("comment without an end", "<project_name>A</project_name>\n<!-- x\n", "2 broken_xml <!--");
    row("CDATA without an end", "<project_name>A</project_name>\n<a><![CDATA[ x\n</a>", "2 broken_xml <![CDATA[");
    row("instruction without an end", "<project_name>A</project_name>\n\n<?php", "3 broken_xml <?");
}

void tst_XmlSpec::brokenTextNamesLineAndTag()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    const ParsedSpec parsed = readSpec(text);
    QVERIFY(!parsed.usable());
    QCOMPARE(diagnosticTexts(parsed).value(0), expected);
    const auto spec = parseSpec(text, u"my.xml"_s);
    QVERIFY(!spec);
    QCOMPARE(spec.error().code, ErrorCode::SpecInvalid);
    QCOMPARE(spec.error().args.value(u"path"_s), u"my.xml"_s);
    QCOMPARE(spec.error().args.value(u"line"_s), expected.section(u' ', 0, 0));
    QCOMPARE(spec.error().args.value(u"why"_s), u"broken_xml"_s);
}

void tst_XmlSpec::aPartWithoutItsRootIsRead()
{
    const ParsedSpec parsed = readSpec("<project_name>A</project_name><core_features>- one\n- two</core_features>");
    QVERIFY(parsed.usable());
    QCOMPARE(featureTexts(parsed.spec), QStringList({u"one"_s, u"two"_s}));
}

void tst_XmlSpec::deepNestingIsRefused()
{
    QByteArray text = "<project_name>A</project_name>\n";
    for (int i = 0; i < 100'000; ++i)
        text += "<a>\n";
    const ParsedSpec parsed = readSpec(text);
    QVERIFY(!parsed.usable());
    QCOMPARE(parsed.diagnostics.first().key, u"broken_xml"_s);
    QVERIFY(parsed.diagnostics.first().line < 200);
}

void tst_XmlSpec::theTextOfAnElementIsThatOfAllBelow()
{
    XmlTree tree = readXmlTree(u"0<a x='1' y=\"2\">1<b>2<c/>3</b>4</a>5"_s);
    const XmlTree moved = std::move(tree);  // the texts are views: they must live on
    const XmlNode *a = moved.root->child(u"a"_s);
    QCOMPARE(a->text, u"1234"_s);
    QCOMPARE(a->child(u"b"_s)->text, u"23"_s);
    QCOMPARE(moved.root->text, u"012345"_s);
    QCOMPARE(a->attributes.value(u"x"_s), u"1"_s);
    QCOMPARE(a->attributes.value(u"y"_s), u"2"_s);
    std::vector<const XmlNode *> found;
    moved.root->collect(u"c"_s, found);
    QCOMPARE(found.size(), size_t(1));
}

QTEST_GUILESS_MAIN(tst_XmlSpec)
#include "tst_xmlspec.moc"
