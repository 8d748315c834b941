// SPDX-License-Identifier: GPL-3.0-or-later
#include "handwrittenspecs.h"
#include "spec/specvalidator.h"
#include "specmaker.h"
#include "specsource.h"

#include <QElapsedTimer>
#include <QTest>

using namespace bw;
using namespace bw::spec;
using namespace bwtest;
using namespace Qt::StringLiterals;

class tst_SpecValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatIsWrongWithItsLine_data();
    void findsWhatIsWrongWithItsLine();
    void mendsWhatItFound_data();
    void mendsWhatItFound();
    void aGoodSpecificationHasNoFindings_data();
    void aGoodSpecificationHasNoFindings();
    void everyFixCanBeMade();
    void oneMegabyteIsQuick();
};

namespace
{

QStringList found(const QByteArray &text)
{
    QStringList lines;
    for (const Finding &finding : validateSpec(readSpec(text)))
        lines << u"%1 %2 %3"_s.arg(finding.span.from.line).arg(finding.key, finding.detail).trimmed();
    return lines;
}

QByteArray xml(const QByteArray &inner)
{
    return "<project_specification>\n<project_name>A</project_name>\n" + inner + "\n</project_specification>\n";
}

}  // namespace

void tst_SpecValidator::findsWhatIsWrongWithItsLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("written id twice") << QByteArray("# A\n## Features\n- one {#x}\n- two {#x}\n")
                                      << QStringList {u"4 duplicate_id x"_s};
    QTest::newRow("id twice in xml") << xml(
        "<core_features>\n<feature id=\"x\">a</feature>\n<feature id=\"x\">b</feature>\n"
        "</core_features>") << QStringList {u"5 duplicate_id x"_s};
    QTest::newRow("text twice") << QByteArray("# A\n## Features\n- one\n- one\n")
                                << QStringList {u"4 duplicate_feature one"_s};
    QTest::newRow("dependency") << QByteArray(
        "# A\n## Features\n- one {#a depends=\"b\"}\n- two {#c depends=\"a, c\"}\n")
                                << QStringList {u"3 unknown_dependency b"_s, u"4 dependency_on_itself c"_s};
    QTest::newRow("empty group") << QByteArray("# A\n## Features\n### G\n### H\n- one\n")
                                 << QStringList {u"3 empty_group G"_s};
    QTest::newRow("empty table") << xml("<core_features><feature>a</feature></core_features>\n<database_schema>\n"
                                        "<table name=\"t\"></table>\n</database_schema>")
                                 << QStringList {u"5 empty_group t"_s};
    QTest::newRow("endpoint") << QByteArray(
        "# A\n## Features\n- a\n## Data Model\n- users: people\n## API\n- GET /api/users: l\n"
        "- GET /api/v1/order-items/{id}: o\n- DELETE /api/order-items/{id}: d\n"
        "- POST /api/auth/login: in\n")
                              << QStringList {u"8 endpoint_without_table GET /api/v1/order-items/{id}"_s};
    QTest::newRow("no data model") << QByteArray("# A\n## Features\n- a\n## API\n- GET /api/users: l\n")
                                   << QStringList {};
    QTest::newRow("tier and target") << QByteArray("# A\nTier: simple\nTarget features: 200\n## Features\n- a\n")
                                     << QStringList {u"2 tier_and_count simple, 200"_s};
    QTest::newRow("target and count") << QByteArray("# A\nTarget features: 1\n## Features\n- a\n- b\n")
                                      << QStringList {u"2 target_and_count 1, 2"_s};
    QTest::newRow("large") << "# A\n## Features\n- a\n## Notes\n" + QByteArray(500'001, 'x')
                           << QStringList {u"0 large 501"_s};
    QTest::newRow("too large") << QByteArray(4'000'001, 'x') << QStringList {u"0 too_large"_s};
    QTest::newRow("broken") << QByteArray("<project_specification>\n<a>\n</b>\n")
                            << QStringList {u"3 broken_xml </b>"_s};
    QTest::newRow("empty") << QByteArray() << QStringList {u"0 empty"_s};
    QTest::newRow("not utf8") << QByteArray("# A\n\xff\n") << QStringList {u"2 not_utf8"_s};
}

void tst_SpecValidator::findsWhatIsWrongWithItsLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    QCOMPARE(found(text), expected);
    // CRLF changes no place.
    if (!text.contains('\xff'))
        QCOMPARE(found(QByteArray(text).replace("\n", "\r\n")).size(), expected.size());
}

void tst_SpecValidator::mendsWhatItFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fix");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("id") << QByteArray("# A\n## Features\n- one {#x}\n- two {#x}\n") << u"rename_id"_s
                        << QByteArray("# A\n## Features\n- one {#x}\n- two {#x-2}\n");
    QTest::newRow("id in xml")
        << xml("<core_features><feature id=\"x\">a</feature><feature n=\"1\" id='x'>b</feature>"
               "</core_features>")
        << u"rename_id"_s
        << xml("<core_features><feature id=\"x\">a</feature><feature n=\"1\" id='x-2'>b</feature>"
               "</core_features>");
    QTest::newRow("feature") << QByteArray("# A\n## Features\n- one\n- one\n") << u"remove_feature"_s
                             << QByteArray("# A\n## Features\n- one\n");
    QTest::newRow("dependency") << QByteArray("# A\n## Features\n- one {#a depends=\"b, c\"}\n- c\n")
                                << u"remove_dependency"_s
                                << QByteArray("# A\n## Features\n- one {#a depends=\"c\"}\n- c\n");
    QTest::newRow("group") << QByteArray("# A\n## Features\n### G\n### H\n- one\n") << u"remove_group"_s
                           << QByteArray("# A\n## Features\n### H\n- one\n");
    QTest::newRow("table") << QByteArray(
        "# A\n## Features\n- a\n## Data Model\n### users\n- id: x\n## API\n- GET /api/posts: l\n")
                           << u"add_table"_s
                           << QByteArray("# A\n## Features\n- a\n## Data Model\n### users\n- id: x\n\n### posts\n"
                                         "- id: integer, primary key\n## API\n- GET /api/posts: l\n");
    QTest::newRow("tier") << QByteArray("# A\nTier: simple\nTarget features: 200\n## Features\n- a\n") << u"set_tier"_s
                          << QByteArray("# A\nTier: production\nTarget features: 200\n## Features\n- a\n");
    QTest::newRow("target") << QByteArray("# A\nTier: simple\nTarget features: 200\n## Features\n- a\n")
                            << u"set_target"_s
                            << QByteArray("# A\nTier: simple\nTarget features: 30\n## Features\n- a\n");
}

void tst_SpecValidator::mendsWhatItFound()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, fix);
    QFETCH(QByteArray, expected);
    const QList<Finding> findings = validateSpec(readSpec(text));
    QCOMPARE(findings.size(), 1);
    for (const QuickFix &quick : findings.constFirst().fixes) {
        if (quick.key == fix) {
            const auto mended = applyEdits(text, quick.edits);
            QVERIFY(mended);
            QCOMPARE(*mended, expected);
            QVERIFY2(found(*mended).isEmpty(), qPrintable(found(*mended).join(u'\n')));
            return;
        }
    }
    QFAIL("no such fix");
}

void tst_SpecValidator::aGoodSpecificationHasNoFindings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("markdown") << QByteArray("# A\nTier: standard\nTarget features: 80\n## Features\n### G\n- a {#a}\n"
                                            "- b {#b depends=\"a\"}\n## Data Model\n### habits\n- id: integer\n## API\n"
                                            "- GET /api/habits: all\n- GET /api/Habit/{id}: one\n");
    QTest::newRow("described") << QByteArray("# A\n## Features\n- a\n## Data Model\n### tasks\n- id: integer\n## API\n"
                                             "- GET /api/todos: lists all tasks.\n- GET /app.js: the script\n");
    QTest::newRow("nothing but features") << QByteArray("# A\n## Features\n- a\n");
}

void tst_SpecValidator::aGoodSpecificationHasNoFindings()
{
    QFETCH(QByteArray, text);
    QCOMPARE(found(text), QStringList());
}

void tst_SpecValidator::everyFixCanBeMade()
{
    QList<QByteArray> texts = handwrittenSpecs();
    for (quint32 seed = 0; seed < 240; ++seed)
        texts << SpecMaker(seed).make();
    int fixes = 0;
    for (const QByteArray &text : std::as_const(texts)) {
        const QList<Finding> findings = validateSpec(readSpec(text));
        for (const Finding &finding : findings) {
            for (const QuickFix &fix : finding.fixes) {
                const auto mended = applyEdits(text, fix.edits);
                QVERIFY2(mended, text.constData());
                QVERIFY2(
                    found(*mended).count(u"%1 %2 %3"_s.arg(finding.span.from.line).arg(finding.key, finding.detail))
                            < found(text).count(
                                u"%1 %2 %3"_s.arg(finding.span.from.line).arg(finding.key, finding.detail))
                        || found(*mended).size() < found(text).size(),
                    (finding.key.toUtf8() + ' ' + fix.key.toUtf8() + '\n' + text + "\n--\n" + *mended).constData());
                ++fixes;
            }
        }
    }
    QVERIFY2(fixes > 50, qPrintable(QString::number(fixes)));
}

void tst_SpecValidator::oneMegabyteIsQuick()
{
    QByteArray text = "<project_specification>\n<project_name>Big</project_name>\n<core_features>\n";
    for (int group = 0; text.size() < 1'000'000; ++group) {
        text += "  <feature_group name=\"Group " + QByteArray::number(group) + "\">\n";
        for (int feature = 0; feature < 10; ++feature)
            text += "    <feature>A person does the thing number " + QByteArray::number(group * 10 + feature)
                + " with all of its details and sees it at once</feature>\n";
        text += "  </feature_group>\n";
    }
    text += "</core_features>\n</project_specification>\n";
    QBENCHMARK
    {
        const ParsedSpec parsed = readSpec(text);
        QVERIFY(parsed.usable());
        QCOMPARE(validateSpec(parsed).size(), 1);  // that it is large
    }
}

QTEST_GUILESS_MAIN(tst_SpecValidator)
#include "tst_specvalidator.moc"
