// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/bytepipe.h"
#include "artifact/tarwriter.h"
#include "artifactfixture.h"

#include <thread>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::artifact;
using namespace bwtest;

class tst_TreeStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTreeGoesOutAndComesBackUnchanged();
    void equalTreesGiveEqualBytes();
    void otherProgramsReadWhatIsWritten();
    void readsWhatOtherProgramsWrite();
    void hardLinksBecomeCopies();
    void refusesTreesThatCannotExist_data();
    void refusesTreesThatCannotExist();
    void aStopIsHeard();
    void aMissingBlobIsNamed();
    void aPushedStreamIsReadWithBackPressure();
    void theCauseOfAFailureWins();
    void aPipeEndsWhenItsReaderHasGone();
};

namespace
{

QByteArray oddTree()
{
    const QByteArray longName = "deep/" + QByteArray(120, 'n') + '/' + QByteArray(200, 'm');
    return tarRecord("b", '0', "second") + tarRecord("a", '0', "first", {}, 0600)
        + tarRecord("empty", '5', {}, {}, 0700) + tarRecord("run", '0', "#!/bin/sh\n", {}, 04755)
        + tarRecord("link", '2', {}, "a") + tarRecord("caf\xe9", '0', "Latin-1")
        + tarRecord("\xf0\x9f\x98\x80", '0', "emoji") + paxRecord("path", longName) + tarRecord("x", '0', "long")
        + tarRecord("back\\slash", '0', "b") + tarRecord("nl\n\t", '0', "n") + tarRecord("zero", '0')
        + tarRecord("a\xcc\x88 decomposed", '0', "d") + tarRecord("\xc3\xa4 composed", '0', "c")
        + tarRecord("to-decomposed", '2', {}, "a\xcc\x88 decomposed") + tarEnd();
}

QByteArray tarOf(const Manifest &manifest, const store::BlobStore &blobs)
{
    const ByteSource source = tarSource(manifest, blobs);
    QByteArray whole;
    for (auto piece = source(); piece && !piece->isEmpty(); piece = source())
        whole += *piece;
    return whole;
}

}  // namespace

void tst_TreeStore::aTreeGoesOutAndComesBackUnchanged()
{
    ArtifactFixture fixture;
    const auto manifest = fixture.store(oddTree());
    QVERIFY2(manifest, manifest ? "" : qPrintable(manifest.error().detail));
    QCOMPARE(manifest->files(), 11);
    QCOMPARE(*fixture.blobs.get(manifest->find("caf\xe9")->hash), QByteArray("Latin-1"));
    QCOMPARE(manifest->find("run")->mode, 04755U);
    const QByteArray tar = tarOf(*manifest, fixture.blobs);
    const auto again = fixture.store(tar);
    QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
    QCOMPARE(again->entries, manifest->entries);
}

void tst_TreeStore::equalTreesGiveEqualBytes()
{
    ArtifactFixture fixture;
    const auto one = fixture.store(tarRecord("a", '0', "1") + tarRecord("b", '0', "2") + tarEnd());
    const auto two = fixture.store(tarRecord("./b", '0', "2") + tarRecord("a", '0', "1") + tarEnd());
    QVERIFY(one && two);
    QCOMPARE(*one, *two);
    QCOMPARE(toBytes(*one), toBytes(*two));
    QCOMPARE(tarOf(*one, fixture.blobs), tarOf(*two, fixture.blobs));
}

void tst_TreeStore::otherProgramsReadWhatIsWritten()
{
    ArtifactFixture fixture;
    const auto manifest = fixture.store(oddTree());
    QVERIFY(manifest);
    QFile file(fixture.path("out.tar"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(tarOf(*manifest, fixture.blobs));
    file.close();
    const QString target = fixture.path("target");
    QVERIFY(QDir().mkdir(target));
    for (const QString &program : {u"tar"_s, u"bsdtar"_s}) {
        const ToolRun run = runTool(program, {u"-xpf"_s, file.fileName(), u"-C"_s, target});
        QCOMPARE(run.errors, QByteArray());
        QCOMPARE(run.code, 0);
        QCOMPARE(bytesOf(target + u"/\U0001f600"_s), QByteArray("emoji"));
        QCOMPARE(bytesOf(target + u"/a\u0308 decomposed"_s), QByteArray("d"));
        QCOMPARE(QFileInfo(target + u"/link"_s).symLinkTarget(), target + u"/a"_s);
        QVERIFY(QFileInfo(target + u"/run"_s).isExecutable());
        QCOMPARE(runTool(u"rm"_s, {u"-rf"_s, target}).code, 0);  // Qt cannot name one of the files
        QVERIFY(QDir().mkdir(target));
    }
}

void tst_TreeStore::readsWhatOtherProgramsWrite()
{
    ArtifactFixture fixture;
    const QString tree = fixture.path("tree");
    QVERIFY(QDir().mkpath(tree + u"/sub/empty"_s));
    QFile file(tree + u"/sub/ä.txt"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(100'000, 'q'));
    file.close();
    QVERIFY(QFile::link(u"ä.txt"_s, tree + u"/sub/link"_s));
    for (const QStringList &format : {QStringList {u"tar"_s, u"--format=gnu"_s},
                                      {u"tar"_s, u"--format=pax"_s},
                                      {u"tar"_s, u"--format=ustar"_s},
                                      {u"bsdtar"_s, u"--format=pax"_s}}) {
        const ToolRun run = runTool(format.at(0), {format.at(1), u"-cf"_s, u"-"_s, u"-C"_s, tree, u"."_s});
        QCOMPARE(run.code, 0);
        const auto manifest = fixture.store(run.out);
        QVERIFY2(manifest, manifest ? "" : qPrintable(manifest.error().detail));
        QByteArrayList paths;
        for (const ManifestEntry &entry : manifest->entries)
            paths << entry.path;
        QCOMPARE(paths, QByteArrayList({"sub", "sub/empty", "sub/link", "sub/\xc3\xa4.txt"}));
        QCOMPARE(manifest->bytes(), 100'000);
        QCOMPARE(manifest->find("sub/link")->target, QByteArray("\xc3\xa4.txt"));
    }
}

void tst_TreeStore::hardLinksBecomeCopies()
{
    ArtifactFixture fixture;
    const auto manifest = fixture.store(tarRecord("a", '0', "same", {}, 0755) + tarRecord("b", '1', {}, "a")
                                        + tarRecord("c", '1', {}, "b") + tarEnd());
    QVERIFY(manifest);
    QCOMPARE(manifest->find("c")->hash, manifest->find("a")->hash);
    QCOMPARE(manifest->find("c")->type, EntryType::File);
    QCOMPARE(manifest->find("c")->mode, 0755U);
    QVERIFY(manifest->find("c")->target.isEmpty());
}

void tst_TreeStore::refusesTreesThatCannotExist_data()
{
    QTest::addColumn<QByteArray>("records");
    QTest::newRow("name twice") << tarRecord("a", '0', "1") + tarRecord("./a", '0', "2");
    QTest::newRow("below a file") << tarRecord("a", '0', "1") + tarRecord("a/b", '0', "2");
    QTest::newRow("below a link") << tarRecord("a", '2', {}, "/etc") + tarRecord("a/passwd", '0', "2");
    QTest::newRow("link after what lies below") << tarRecord("a/passwd", '0', "2") + tarRecord("a", '2', {}, "/etc");
    QTest::newRow("hard link to nothing") << tarRecord("a", '1', {}, "b");
    QTest::newRow("hard link to a later file") << tarRecord("a", '1', {}, "b") + tarRecord("b", '0', "1");
    QTest::newRow("hard link to a link") << tarRecord("b", '2', {}, "/etc/shadow") + tarRecord("a", '1', {}, "b");
}

void tst_TreeStore::refusesTreesThatCannotExist()
{
    QFETCH(QByteArray, records);
    ArtifactFixture fixture;
    const auto manifest = fixture.store(records + tarEnd());
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().code, ErrorCode::ArchiveInvalid);
}

void tst_TreeStore::aStopIsHeard()
{
    ArtifactFixture fixture;
    std::stop_source stop;
    int pieces = 0;
    const auto manifest = storeTree(
        [&]() -> Result<QByteArray> {
            if (++pieces == 3)
                stop.request_stop();
            return pieces < 100 ? Result<QByteArray>(tarRecord("f" + QByteArray::number(pieces), '0', "x"))
                                : QByteArray();
        },
        fixture.blobs, stop.get_token());
    QVERIFY(!manifest);
    QCOMPARE(manifest.error().code, ErrorCode::Cancelled);
    QVERIFY(pieces < 10);
}

void tst_TreeStore::aMissingBlobIsNamed()
{
    ArtifactFixture fixture;
    auto manifest = fixture.store(tarRecord("a", '0', "content") + tarEnd());
    QVERIFY(manifest);
    const BlobHash hash = manifest->find("a")->hash;
    QVERIFY(fixture.blobs.remove(hash));
    TarWriter writer(*manifest, fixture.blobs);
    const auto piece = writer.next();
    QVERIFY(!piece);
    QCOMPARE(piece.error().code, ErrorCode::NotFound);
    QCOMPARE(piece.error().args.value(u"name"_s), hash.value);
}

void tst_TreeStore::aPushedStreamIsReadWithBackPressure()
{
    ArtifactFixture fixture;
    const QByteArray tar = oddTree();
    const auto pulled = fixture.store(tar);
    const auto pushed = storeTreeFrom(
        [&](const ByteSink &sink) -> Status {
            for (qsizetype at = 0; at < tar.size(); at += 100)
                if (auto taken = sink(QByteArrayView(tar).sliced(at, qMin<qsizetype>(100, tar.size() - at))); !taken)
                    return taken;
            return {};
        },
        fixture.blobs, {});
    QVERIFY(pulled && pushed);
    QCOMPARE(*pushed, *pulled);
}

void tst_TreeStore::theCauseOfAFailureWins()
{
    ArtifactFixture fixture;
    const auto lost =
        storeTreeFrom([](const ByteSink &) -> Status { return fail(ErrorCode::SandboxLost); }, fixture.blobs, {});
    QVERIFY(!lost);
    QCOMPARE(lost.error().code, ErrorCode::SandboxLost);
    const QByteArray bad = tarRecord("../x", '0', "1");
    const auto forged = storeTreeFrom(
        [&](const ByteSink &sink) -> Status {
            for (int i = 0; i < 100'000; ++i)
                if (auto taken = sink(bad); !taken)
                    return taken;
            return {};
        },
        fixture.blobs, {});
    QVERIFY(!forged);
    QCOMPARE(forged.error().code, ErrorCode::ArchiveInvalid);
}

void tst_TreeStore::aPipeEndsWhenItsReaderHasGone()
{
    BytePipe pipe(10);
    QVERIFY(pipe.write("0123456789"));
    std::optional<ErrorCode> code;
    {
        const std::jthread writer([&] {
            if (const Status written = pipe.write("more"); !written)
                code = written.error().code;
        });
        pipe.abandon();
    }
    // Either it was waiting or it came too late; both times nobody reads.
    QVERIFY(code == ErrorCode::Cancelled);
    BytePipe other;
    QVERIFY(other.write("a"));
    other.finish(Error {ErrorCode::StreamBroken, {}, {}, {}});
    QCOMPARE(*other.read(), QByteArray("a"));
    QCOMPARE(other.read().error().code, ErrorCode::StreamBroken);
}

QTEST_GUILESS_MAIN(tst_TreeStore)
#include "tst_treestore.moc"
