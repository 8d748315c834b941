// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/manifest.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::artifact;

class tst_Manifest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesThroughItsBytesUnchanged();
    void equalManifestsGiveEqualBytes();
    void findsByPath();
    void refusesWhatIsForged_data();
    void refusesWhatIsForged();
    void differencesAreNamed();
};

namespace
{

const BlobHash hash {QString(64, u'a')};

Manifest sample()
{
    Manifest manifest;
    manifest.entries = {{"a", EntryType::Directory, 0755, 0, {}, {}},
                        {"a/link", EntryType::Symlink, 0777, 0, {}, "caf\xe9"},
                        {"a/\xc3\xa4 \"quoted\"", EntryType::File, 04755, 5'000'000'000, hash, {}},
                        {"b\xff", EntryType::File, 0, 0, hash, {}}};
    return manifest;
}

// One entry more than `a`, so that order matters.
QByteArray withEntry(const char *entry)
{
    return QByteArray(R"({"version":1,"entries":[{"path":"b","type":"directory","mode":"755"},)") + entry + "]}";
}

}  // namespace

void tst_Manifest::goesThroughItsBytesUnchanged()
{
    const auto again = manifestFromBytes(toBytes(sample()));
    QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
    QCOMPARE(*again, sample());
    QCOMPARE(*manifestFromBytes(toBytes(Manifest())), Manifest());
    QCOMPARE(sample().bytes(), 5'000'000'000);
    QCOMPARE(sample().files(), 2);
}

void tst_Manifest::equalManifestsGiveEqualBytes()
{
    QCOMPARE(toBytes(sample()), toBytes(sample()));
    QVERIFY(toBytes(sample()).contains(R"("path_base64":"Yv8=")"));
    QVERIFY(toBytes(sample()).contains(R"("mode":"4755")"));
}

void tst_Manifest::findsByPath()
{
    const Manifest manifest = sample();
    for (const ManifestEntry &entry : manifest.entries)
        QCOMPARE(manifest.find(entry.path), &entry);
    QCOMPARE(manifest.find("a/"), nullptr);
    QCOMPARE(manifest.find(""), nullptr);
    QCOMPARE(manifest.find("z"), nullptr);
}

void tst_Manifest::refusesWhatIsForged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("text") << QByteArray("\"x\"");
    QTest::newRow("later version") << QByteArray(R"({"version":2,"entries":[]})");
    QTest::newRow("no entries") << QByteArray(R"({"version":1})");
    const auto row = [](const char *name, const char *entry) { QTest::newRow(name) << withEntry(entry); };
    row("entry is text", R"("c")");
    row("no path", R"({"type":"directory","mode":"755"})");
    row("absolute", R"({"path":"/c","type":"directory","mode":"755"})");
    row("leads out", R"({"path":"c/../../d","type":"directory","mode":"755"})");
    row("not clean", R"({"path":"c//d","type":"directory","mode":"755"})");
    row("NUL", R"({"path":"c\u0000d","type":"directory","mode":"755"})");
    row("NUL in base64", R"({"path_base64":"YwBk","type":"directory","mode":"755"})");
    row("out of order", R"({"path":"a","type":"directory","mode":"755"})");
    row("twice", R"({"path":"b","type":"directory","mode":"755"})");
    row("unknown type", R"({"path":"c","type":"device","mode":"755"})");
    row("mode not octal", R"({"path":"c","type":"directory","mode":"rwx"})");
    row("mode too large", R"({"path":"c","type":"directory","mode":"17777"})");
    row("file without hash", R"({"path":"c","type":"file","mode":"644","size":1})");
    row("hash of capitals",
        R"({"path":"c","type":"file","mode":"644","size":1,"sha256":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})");
    row("hash with a path",
        R"({"path":"c","type":"file","mode":"644","size":1,"sha256":"../../../../../../../../../../../../../../../../etc/passwd/aaaaaaa"})");
    row("negative size",
        R"({"path":"c","type":"file","mode":"644","size":-1,"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})");
    row("link without target", R"({"path":"c","type":"symlink","mode":"777"})");
    row("below a link",
        R"({"path":"c","type":"symlink","mode":"777","target":"/etc"},{"path":"c/d","type":"directory","mode":"755"})");
}

void tst_Manifest::refusesWhatIsForged()
{
    QFETCH(QByteArray, bytes);
    const auto manifest = manifestFromBytes(bytes);
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().code, ErrorCode::ArchiveInvalid);
    QVERIFY(!manifest.error().args.value(u"why"_s).isEmpty());
}

void tst_Manifest::differencesAreNamed()
{
    Manifest before = sample();
    Manifest after = sample();
    after.entries.removeAt(1);
    after.entries[1].mode = 0644;
    after.entries.append({"c", EntryType::Directory, 0755, 0, {}, {}});
    const ManifestDiff diff = difference(before, after);
    QCOMPARE(diff.added, QList<QByteArray> {"c"});
    QCOMPARE(diff.removed, QList<QByteArray> {"a/link"});
    QCOMPARE(diff.changed, QList<QByteArray> {"a/\xc3\xa4 \"quoted\""});
    QVERIFY(difference(before, before).changed.isEmpty());
    QCOMPARE(difference({}, before).added.size(), 4);
    QCOMPARE(difference(before, {}).removed.size(), 4);
}

QTEST_GUILESS_MAIN(tst_Manifest)
#include "tst_manifest.moc"
