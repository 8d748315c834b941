// SPDX-License-Identifier: GPL-3.0-or-later
#include "handwrittenspecs.h"
#include "spec/specdiff.h"
#include "spec/specdocument.h"
#include "spec/specparser.h"
#include "spec/specwriter.h"
#include "specmaker.h"
#include "specsource.h"

#include <QTest>

using namespace bw;
using namespace bw::spec;
using namespace bwtest;
using namespace Qt::StringLiterals;

class tst_SpecDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWithItsHistory();
    void holdsTheNewestVersionAsData();
    void dataWithoutASourceBecomesOne();
    void badFilesNameThePlace_data();
    void badFilesNameThePlace();
    void isKnownByItsFirstBytes();
    void theOtherFormHoldsTheSameData();
    void freeSectionsComeBackFromTheOtherForm();
};

namespace
{

QString codeOf(const QByteArray &bytes)
{
    const auto read = readBwspec(bytes, u"x.bwspec"_s);
    return read ? u"none"_s : read.error().args.value(u"why"_s) + u' ' + read.error().args.value(u"detail"_s);
}

QByteArray freeText(const AppSpec &spec)
{
    QByteArray text;
    for (const SpecSection &section : spec.sections) {
        if (!section.area && section.text != spec.overview)
            text += section.name.toUtf8() + '\n' + section.text.toUtf8() + '\n';
    }
    return text;
}

}  // namespace

void tst_SpecDocument::comesBackWithItsHistory()
{
    for (quint32 seed = 0; seed < 50; ++seed) {
        SpecMaker maker(seed);
        SpecDocument document {.name = maker.words(), .origin = u"chat"_s};
        for (int number = 1; number <= 1 + maker.below(5); ++number)
            document.versions.append({.number = number,
                                      .source = number == 3 ? QByteArray("\xff\x00 no text", 10) : maker.make(),
                                      .author = number % 2 ? u"person"_s : u"chat"_s,
                                      .reason = maker.words(3),
                                      .restored = number > 2 ? 1 : 0,
                                      .createdMs = 1'700'000'000'123 + number});
        const QByteArray bytes = writeBwspec(document);
        QVERIFY(looksLikeBwspec(bytes));
        const auto read = readBwspec(bytes, u"x.bwspec"_s);
        QVERIFY2(read, bytes.constData());
        QCOMPARE(*read, document);
        QCOMPARE(writeBwspec(*read), bytes);
    }
}

void tst_SpecDocument::holdsTheNewestVersionAsData()
{
    const SpecDocument document {
        .name = u"A"_s,
        .origin = u"person"_s,
        .versions = {{.number = 1, .source = sampleSpec("habits.xml"), .author = u"person"_s}}};
    const auto json = parseJson(writeBwspec(document));
    QVERIFY(json);
    QCOMPARE((*json)["bwspec"].get<int>(), 1);
    QCOMPARE((*json)["spec"]["name"].get<std::string>(), "Habit Calendar & Co");
    QCOMPARE((*json)["spec"]["tier"].get<std::string>(), "simple");
    QCOMPARE((*json)["spec"]["features"][1]["id"].get<std::string>(), "rename");
    QCOMPARE((*json)["format"].get<std::string>(), "xml");
}

void tst_SpecDocument::dataWithoutASourceBecomesOne()
{
    for (const char *name : {"habits.xml", "habits.md"}) {
        const AppSpec spec = readSpec(sampleSpec(name)).spec;
        const Json json {{"bwspec", 1}, {"name", "x"}, {"spec", toJson(spec)}};
        const auto read = readBwspec(toBytes(json), u"x"_s);
        QVERIFY(read);
        const AppSpec made = readSpec(read->versions.constFirst().source).spec;
        QCOMPARE(featureTexts(made), featureTexts(spec));
        QCOMPARE(featureIds(made), featureIds(spec));
        QCOMPARE(made.name, spec.name);
        QVERIFY(made.tier == spec.tier && made.targetFeatures == spec.targetFeatures);
        QCOMPARE(made.items.size(), spec.items.size());
    }
}

void tst_SpecDocument::badFilesNameThePlace_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("cut off") << QByteArray("{\"bwspec\":1,") << u"bwspec_not_json"_s;
    QTest::newRow("another file") << QByteArray("{}") << u"bwspec_no_version bwspec"_s;
    QTest::newRow("a list") << QByteArray("[1]") << u"bwspec_no_version bwspec"_s;
    QTest::newRow("newer") << QByteArray("{\"bwspec\":2}") << u"bwspec_newer 2"_s;
    QTest::newRow("nothing in it") << QByteArray("{\"bwspec\":1}") << u"bwspec_no_source versions"_s;
    QTest::newRow("no list") << QByteArray("{\"bwspec\":1,\"versions\":{}}") << u"bwspec_wrong_type versions"_s;
    QTest::newRow("no source") << QByteArray("{\"bwspec\":1,\"versions\":[{\"source\":\"a\"},{}]}")
                               << u"bwspec_no_source versions[1]"_s;
    QTest::newRow("no object") << QByteArray("{\"bwspec\":1,\"versions\":[7]}") << u"bwspec_wrong_type versions[0]"_s;
    QTest::newRow("time") << QByteArray("{\"bwspec\":1,\"versions\":[{\"source\":\"a\",\"created\":\"yesterday\"}]}")
                          << u"bwspec_wrong_value versions[0].created"_s;
    QTest::newRow("restored") << QByteArray("{\"bwspec\":1,\"versions\":[{\"source\":\"a\",\"restored\":1}]}")
                              << u"bwspec_wrong_value versions[0].restored"_s;
    QTest::newRow("base64") << QByteArray("{\"bwspec\":1,\"versions\":[{\"source_base64\":\"*\"}]}")
                            << u"bwspec_wrong_value versions[0].source_base64"_s;
    QTest::newRow("tier") << QByteArray("{\"bwspec\":1,\"spec\":{\"tier\":\"huge\"}}")
                          << u"bwspec_wrong_value spec.tier"_s;
    QTest::newRow("feature") << QByteArray("{\"bwspec\":1,\"spec\":{\"features\":[{\"id\":\"a\"}]}}")
                             << u"bwspec_wrong_value spec.features[0].text"_s;
}

void tst_SpecDocument::badFilesNameThePlace()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, expected);
    QVERIFY2(codeOf(bytes).startsWith(expected), qPrintable(codeOf(bytes)));
}

void tst_SpecDocument::isKnownByItsFirstBytes()
{
    QVERIFY(looksLikeBwspec("  {\"bwspec\": 1}"));
    for (const QByteArray &text : handwrittenSpecs())
        QVERIFY(!looksLikeBwspec(text));
}

void tst_SpecDocument::theOtherFormHoldsTheSameData()
{
    for (quint32 seed = 0; seed < 240; ++seed) {
        const AppSpec spec = readSpec(SpecMaker(seed).make()).spec;
        QCOMPARE(writeSpec(spec, spec.format), spec.source);
        const SpecFormat other = spec.format == SpecFormat::Xml ? SpecFormat::Markdown : SpecFormat::Xml;
        const ParsedSpec made = readSpec(writeSpec(spec, other));
        QVERIFY(made.usable());
        QCOMPARE(made.spec.format, other);
        QList<SpecDifference> differences = diffSpecs(spec, made.spec);
        // Headings of numbered features are groups in the other form, and what we do not know is named otherwise there.
        differences.removeIf([](const SpecDifference &d) {
            return d.what == SpecDifference::What::Section || d.what == SpecDifference::What::Group
                || d.kind == SpecDifference::Kind::Moved || d.what == SpecDifference::What::Overview;
        });
        QVERIFY2(
            differences.isEmpty(),
            (toBytes(toJson(differences.value(0))) + '\n' + spec.source + "\n--\n" + made.spec.source).constData());
    }
}

void tst_SpecDocument::freeSectionsComeBackFromTheOtherForm()
{
    for (quint32 seed = 0; seed < 240; ++seed) {
        const AppSpec spec = readSpec(SpecMaker(seed).make()).spec;
        const SpecFormat other = spec.format == SpecFormat::Xml ? SpecFormat::Markdown : SpecFormat::Xml;
        const AppSpec there = readSpec(writeSpec(spec, other)).spec;
        const AppSpec back = readSpec(writeSpec(there, spec.format)).spec;
        QVERIFY2(freeText(back) == freeText(spec),
                 (spec.source + "\n--\n" + there.source + "\n--\n" + back.source).constData());
    }
}

QTEST_GUILESS_MAIN(tst_SpecDocument)
#include "tst_specdocument.moc"
