// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/templatecatalogue.h"

#include "specsource.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::spec;

class tst_TemplateCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyBuiltInTemplateCanBeBuilt();
    void theSampleIsThere();
    void anUnknownOneIsNotFound();
    void readsAFolderOnDisk();
    void namesWhatIsWrongWithATemplate_data();
    void namesWhatIsWrongWithATemplate();
};

namespace
{

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
        && file.write(bytes) == bytes.size();
}

}  // namespace

void tst_TemplateCatalogue::everyBuiltInTemplateCanBeBuilt()
{
    const auto catalogue = TemplateCatalogue::load();
    QVERIFY(catalogue);
    QVERIFY(!catalogue->all().isEmpty());
    QStringList ids;
    for (const Template &entry : catalogue->all()) {
        ids << entry.id;
        QVERIFY2(!entry.name.isEmpty() && !entry.description.isEmpty() && !entry.stack.isEmpty(), qPrintable(entry.id));
        const ParsedSpec parsed = readSpec(entry.spec);
        QCOMPARE(bwtest::diagnosticTexts(parsed), QStringList());
        QVERIFY2(parsed.spec.features.size() >= 12, qPrintable(entry.id));
        QVERIFY2(parsed.spec.tier == entry.tier, qPrintable(entry.id));
        QVERIFY2(!parsed.spec.overview.isEmpty(), qPrintable(entry.id));
        const QStringList features = bwtest::featureIds(parsed.spec);
        QCOMPARE((QSet<QString>(features.begin(), features.end()).size()), features.size());
    }
    QStringList sorted = ids;
    sorted.sort();
    QCOMPARE(ids, sorted);
    QCOMPARE((QSet<QString>(ids.begin(), ids.end()).size()), ids.size());
}

void tst_TemplateCatalogue::theSampleIsThere()
{
    const auto found = TemplateCatalogue::load()->get(u"todo"_s);
    QVERIFY(found);
    QCOMPARE(found->tier, Tier::Simple);
    QCOMPARE(found->recording, u"demo"_s);
}

void tst_TemplateCatalogue::anUnknownOneIsNotFound()
{
    const auto found = TemplateCatalogue::load()->get(u"nothing-like-it"_s);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::NotFound);
    QCOMPARE(found.error().args.value(u"kind"_s), u"template"_s);
    QCOMPARE(found.error().args.value(u"name"_s), u"nothing-like-it"_s);
}

void tst_TemplateCatalogue::readsAFolderOnDisk()
{
    const QTemporaryDir folder;
    QVERIFY(write(folder.filePath(u"b/template.json"_s), R"({"id":"b","tier":"standard"})"));
    QVERIFY(write(folder.filePath(u"b/spec.md"_s), "# B\n"));
    QVERIFY(write(folder.filePath(u"a/template.json"_s), R"({"id":"a","name":"A","spec":"own.xml"})"));
    QVERIFY(write(folder.filePath(u"a/own.xml"_s), "<a/>"));
    QVERIFY(write(folder.filePath(u"no-template/readme"_s), "x"));
    const auto catalogue = TemplateCatalogue::load(folder.path());
    QVERIFY(catalogue);
    QCOMPARE(catalogue->all().size(), 2);
    QCOMPARE(catalogue->all().at(0).spec, QByteArray("<a/>"));
    QCOMPARE(catalogue->all().at(0).tier, Tier::Simple);
    QCOMPARE(catalogue->all().at(1).name, u"b"_s);
    QVERIFY(TemplateCatalogue::load(folder.filePath(u"missing"_s))->all().isEmpty());
}

void tst_TemplateCatalogue::namesWhatIsWrongWithATemplate_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("broken") << QByteArray("{") << ErrorCode::SpecInvalid;
    QTest::newRow("no id") << QByteArray("{}") << ErrorCode::SpecInvalid;
    QTest::newRow("tier") << QByteArray(R"({"id":"a","tier":"huge"})") << ErrorCode::SpecInvalid;
    QTest::newRow("no spec") << QByteArray(R"({"id":"a"})") << ErrorCode::FileUnreadable;
}

void tst_TemplateCatalogue::namesWhatIsWrongWithATemplate()
{
    QFETCH(QByteArray, json);
    QFETCH(ErrorCode, code);
    const QTemporaryDir folder;
    QVERIFY(write(folder.filePath(u"a/template.json"_s), json));
    const auto catalogue = TemplateCatalogue::load(folder.path());
    QVERIFY(!catalogue);
    QCOMPARE(catalogue.error().code, code);
    QVERIFY(catalogue.error().args.value(u"path"_s).startsWith(folder.path()));
}

QTEST_GUILESS_MAIN(tst_TemplateCatalogue)
#include "tst_templatecatalogue.moc"
