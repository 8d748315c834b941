// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifactfixture.h"

#include <cstdio>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::artifact;
using namespace bwtest;

class tst_ArtifactBuilder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensEverywhereWithoutAComplaint_data();
    void opensEverywhereWithoutAComplaint();
    void modesAndLinksAreKept();
    void thirtyOddNamesComeBackAsTheyWere();
    void bytesThatAreNoNamesAreEscaped();
    void leavesOutWhatCanBeMadeAgain();
    void eachArtifactHasAFileOfItsOwn();
    void anIncompleteOneSaysSo();
    void aMissingBlobIsNamed();
    void aLargeStreamNeedsLittleMemory();
};

namespace
{

const BuildId build {u"b1"_s};

QByteArrayList oddNames()
{
    return {"plain.txt",
            "with space",
            " leading",
            "trailing ",
            ".hidden",
            "...",
            "-rf",
            "--help",
            "~",
            "$(reboot)",
            "`reboot`",
            "; rm -rf x",
            "a|b&c",
            "quote'single",
            "quote\"double",
            "star*question?",
            "[a-z]{b}",
            "colon:here",
            "CON",
            "aux.txt",
            "trailing.dot.",
            "per%00cent%2e%2e",
            "new\nline",
            "tab\tand\x01control\x7f",
            "\x1b[31mred",
            "\xc3\xa4 composed",
            "a\xcc\x88 decomposed",
            "\xf0\x9f\x98\x80\xe2\x80\x8d\xf0\x9f\x92\xbb",
            "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\xae"
            "txt.exe",
            "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
            "\xef\xbb\xbf"
            "bom",
            "\xe2\x80\xa8line separator",
            QByteArray(255, 'n')};
}

// By the bytes of a name: a QString would lose a byte order mark.
QByteArray bytesAt(const QByteArray &path)
{
    QFile file;
    FILE *opened = std::fopen(path.constData(), "rb");
    if (opened == nullptr || !file.open(opened, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return {};
    return file.readAll();
}

Result<ArtifactFile> make(ArtifactFixture &fixture, const QByteArray &records, const QString &comment = {})
{
    const auto manifest = fixture.store(records + tarEnd());
    if (!manifest)
        return fail(manifest.error());
    return fixture.builder().make(build, *manifest, {}, comment);
}

QByteArray sampleTree()
{
    QByteArray many;
    for (int i = 0; i < 60; ++i)
        many += tarRecord("src/file" + QByteArray::number(i), '0', QByteArray(i * 37, static_cast<char>('a' + i % 26)));
    return tarRecord("src", '5', {}, {}, 0755) + many + tarRecord("empty", '5', {}, {}, 0755)
        + tarRecord("run", '0', "#!/bin/sh\necho hi\n", {}, 0755) + tarRecord("link", '2', {}, "src/file1")
        + tarRecord("\xc3\xa4\xf0\x9f\x98\x80", '0', "unicode") + tarRecord("big", '0', QByteArray(12 << 20, 'b'));
}

}  // namespace

void tst_ArtifactBuilder::opensEverywhereWithoutAComplaint_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unzip") << u"unzip"_s << QStringList {u"-tqq"_s};
    QTest::newRow("zipinfo") << u"zipinfo"_s << QStringList {u"-t"_s};
    QTest::newRow("bsdtar") << u"bsdtar"_s << QStringList {u"-tf"_s};
    QTest::newRow("7z") << u"7z"_s << QStringList {u"t"_s, u"-bd"_s};
    QTest::newRow("python") << u"python3"_s << QStringList {u"-W"_s, u"error"_s, u"-m"_s, u"zipfile"_s, u"-t"_s};
    QTest::newRow("zip") << u"zip"_s << QStringList {u"-T"_s};
}

void tst_ArtifactBuilder::opensEverywhereWithoutAComplaint()
{
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    ArtifactFixture fixture;
    QByteArray records = sampleTree();
    for (const QByteArray &name : oddNames())
        records += (name.size() > 100 ? paxRecord("path", name) : QByteArray()) + tarRecord(name, '0', "odd");
    for (const QString &comment : {QString(), ArtifactBuilder::incompleteComment(1, 12)}) {
        const auto made = make(fixture, records, comment);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        const ToolRun run = runTool(program, arguments + QStringList(made->path));
        QCOMPARE(run.errors, QByteArray());
        QVERIFY2(run.code == 0, run.out.constData());
        QVERIFY2(!run.out.toLower().contains("warning"), run.out.constData());
        QCOMPARE(made->bytes, QFileInfo(made->path).size());
    }
}

void tst_ArtifactBuilder::modesAndLinksAreKept()
{
    ArtifactFixture fixture;
    const auto made = make(fixture, sampleTree() + tarRecord("secret", '0', "s", {}, 0600));
    QVERIFY(made);
    for (const QStringList &tool :
         {QStringList {u"unzip"_s, u"-qq"_s, made->path, u"-d"_s}, {u"bsdtar"_s, u"-xpf"_s, made->path, u"-C"_s}}) {
        const QTemporaryDir target;
        const ToolRun run = runTool(tool.first(), tool.sliced(1) + QStringList(target.path()));
        QCOMPARE(run.errors, QByteArray());
        QCOMPARE(run.code, 0);
        const auto modeOf = [&](const char *name) {
            struct stat info {};
            return lstat(target.filePath(QString::fromLatin1(name)).toUtf8().constData(), &info) == 0 ? info.st_mode
                                                                                                      : 0;
        };
        QCOMPARE(modeOf("run") & 0777U, 0755U);
        QCOMPARE(modeOf("secret") & 0777U, 0600U);
        QVERIFY(S_ISLNK(modeOf("link")));
        QVERIFY(S_ISDIR(modeOf("empty")));
        QCOMPARE(bytesOf(target.filePath(u"link"_s)), QByteArray(37, 'b'));
        QCOMPARE(bytesOf(target.filePath(u"ä\U0001f600"_s)), QByteArray("unicode"));
        QCOMPARE(bytesOf(target.filePath(u"big"_s)).size(), 12 << 20);
        QCOMPARE(runTool(u"sh"_s, {target.filePath(u"run"_s)}).out, QByteArray("hi\n"));
    }
}

void tst_ArtifactBuilder::thirtyOddNamesComeBackAsTheyWere()
{
    ArtifactFixture fixture;
    QByteArray records;
    for (const QByteArray &name : oddNames())
        records +=
            (name.size() > 100 ? paxRecord("path", name) : QByteArray()) + tarRecord(name, '0', "content of " + name);
    const auto made = make(fixture, records);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    const QTemporaryDir target;
    // Python takes names as they are; unzip drops control characters, bsdtar composes accents.
    const ToolRun run = runTool(u"python3"_s, {u"-m"_s, u"zipfile"_s, u"-e"_s, made->path, target.path()});
    QCOMPARE(run.errors, QByteArray());
    QVERIFY(oddNames().size() >= 30);
    for (const QByteArray &name : oddNames())
        QCOMPARE(bytesAt(QFile::encodeName(target.path()) + '/' + name), "content of " + name);
    QCOMPARE(
        QDir(target.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot).size(),
        oddNames().size());
}

void tst_ArtifactBuilder::bytesThatAreNoNamesAreEscaped()
{
    ArtifactFixture fixture;
    const auto manifest =
        fixture.store(tarRecord("caf\xe9", '0', "1") + tarRecord("caf%E9", '0', "2")
                      + tarRecord("..\\..\\evil", '0', "3") + tarRecord("\\\xff", '0', "4") + tarEnd());
    QVERIFY(manifest);
    const auto items = fixture.builder().items(*manifest);
    QVERIFY(items);
    QStringList names;
    for (const ZipItem &item : *items)
        names << item.name;
    names.sort();
    QCOMPARE(names, QStringList({u"%5C%FF"_s, u"..%5C..%5Cevil"_s, u"caf%E9"_s, u"caf%E9_"_s}));
    QVERIFY(fixture.builder().make(build, *manifest, {}));
}

void tst_ArtifactBuilder::leavesOutWhatCanBeMadeAgain()
{
    ArtifactFixture fixture;
    const auto manifest =
        fixture.store(tarRecord("node_modules/a/index.js", '0', "1") + tarRecord(".git/config", '0', "2")
                      + tarRecord("dist/app.js", '0', "3") + tarRecord(".cache", '5') + tarRecord("server.js", '0', "4")
                      + tarRecord(".gitignore", '0', "5") + tarEnd());
    QVERIFY(manifest);
    const auto items = fixture.builder().items(*manifest);
    QVERIFY(items);
    QStringList names;
    for (const ZipItem &item : *items)
        names << item.name;
    QCOMPARE(names, QStringList({u".gitignore"_s, u"dist/app.js"_s, u"server.js"_s}));
}

void tst_ArtifactBuilder::eachArtifactHasAFileOfItsOwn()
{
    ArtifactFixture fixture;
    const auto one = make(fixture, tarRecord("a", '0', "1"));
    const auto two = make(fixture, tarRecord("a", '0', "1"));
    QVERIFY(one && two);
    QCOMPARE(QFileInfo(one->path).fileName(), u"b1-1.zip"_s);
    QCOMPARE(QFileInfo(two->path).fileName(), u"b1-2.zip"_s);
    QCOMPARE(one->sha256, two->sha256);
    QCOMPARE(one->entries, 1);
    QCOMPARE(QDir(fixture.path("artifacts")).entryList(QDir::Files).size(), 2);
}

void tst_ArtifactBuilder::anIncompleteOneSaysSo()
{
    ArtifactFixture fixture;
    const auto made = make(fixture, tarRecord("a", '0', "1"), ArtifactBuilder::incompleteComment(3, 12));
    const auto complete = make(fixture, tarRecord("a", '0', "1"));
    QVERIFY(made && complete);
    QVERIFY(made->sha256 != complete->sha256);
    const ToolRun comment = runTool(u"unzip"_s, {u"-z"_s, made->path});
    QVERIFY2(comment.out.contains("incomplete, 3 of 12 features verified"), comment.out.constData());
    QVERIFY(!runTool(u"unzip"_s, {u"-z"_s, complete->path}).out.contains("incomplete"));
}

void tst_ArtifactBuilder::aMissingBlobIsNamed()
{
    ArtifactFixture fixture;
    const auto manifest = fixture.store(tarRecord("a", '0', "1") + tarEnd());
    QVERIFY(manifest);
    QVERIFY(fixture.blobs.remove(manifest->entries.first().hash));
    const auto made = fixture.builder().make(build, *manifest, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::NotFound);
    QVERIFY(QDir(fixture.path("artifacts")).isEmpty());
}

void tst_ArtifactBuilder::aLargeStreamNeedsLittleMemory()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("the sanitizer keeps freed memory for a while: nothing can be said about the peak");
#endif
    ArtifactFixture fixture;
    const qint64 before = peakKib(true);
    QVERIFY(before > 0);
    // 150 MB in one file and 150 MB in fifty, made as they are read.
    const auto manifest = storeTreeFrom(
        [](const ByteSink &sink) -> Status {
            QByteArray block(1 << 16, '.');
            const auto file = [&](const QByteArray &name, int blocks) -> Status {
                if (auto taken = sink(tarRecord(name, '0', {}, {}, 0644, qint64(blocks) * block.size())); !taken)
                    return taken;
                for (int i = 0; i < blocks; ++i) {
                    block.replace(0, 8, name.rightJustified(8, '_').right(8));
                    if (auto taken = sink(block); !taken)
                        return taken;
                }
                return {};
            };
            Status pushed = file("large", 2290);
            for (int i = 0; i < 50 && pushed; ++i)
                pushed = file("file" + QByteArray::number(i), 46);
            return pushed ? sink(tarEnd()) : pushed;
        },
        fixture.blobs, {});
    QVERIFY2(manifest, manifest ? "" : qPrintable(manifest.error().detail));
    QVERIFY(manifest->bytes() > 300'000'000);
    const auto made = fixture.builder().make(build, *manifest, {});
    QVERIFY(made);
    const qint64 grown = (peakKib() - before) / 1024;
    // 64 MiB of contents under way, as much again deflated, and the pipe.
    QVERIFY2(grown < 160, qPrintable(u"%1 MiB"_s.arg(grown)));
}

QTEST_GUILESS_MAIN(tst_ArtifactBuilder)
#include "tst_artifactbuilder.moc"
