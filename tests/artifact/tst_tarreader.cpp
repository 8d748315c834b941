// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/tarreader.h"
#include "artifactfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::artifact;
using namespace bwtest;

class tst_TarReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsFilesFoldersAndLinks();
    void readsWhateverTheSplit_data();
    void readsWhateverTheSplit();
    void readsLongAndOddNames();
    void skipsContentThatNobodyReads();
    void refusesWhatIsNoPartOfATree_data();
    void refusesWhatIsNoPartOfATree();
    void refusesNamesThatLeadOut_data();
    void refusesNamesThatLeadOut();
    void refusesBrokenStreams_data();
    void refusesBrokenStreams();
    void keepsToItsLimits();
    void theErrorOfTheSourceComesThrough();
};

namespace
{

struct Read {
    QList<TarEntry> entries;
    QByteArrayList contents;
    std::optional<Error> error;
};

Read readAll(const ByteSource &source, TarLimits limits = {})
{
    TarReader reader(source, limits);
    Read read;
    while (true) {
        const auto entry = reader.next();
        if (!entry) {
            read.error = entry.error();
            return read;
        }
        if (!*entry)
            return read;
        read.entries << **entry;
        QByteArray content;
        for (auto piece = reader.read(); !piece || !piece->isEmpty(); piece = reader.read()) {
            if (!piece) {
                read.error = piece.error();
                return read;
            }
            content += *piece;
        }
        read.contents << content;
    }
}

QByteArray wholeTree()
{
    return tarRecord("./", '5', {}, {}, 0755) + tarRecord("./empty/", '5', {}, {}, 01777)
        + tarRecord("a.txt", '0', "hello") + tarRecord("bin/run", '0', QByteArray(1000, 'x'), {}, 0755)
        + tarRecord("nothing", '0') + tarRecord("link", '2', {}, "../anywhere at all")
        + tarRecord("hard", '1', {}, "./a.txt") + tarEnd();
}

}  // namespace

void tst_TarReader::readsFilesFoldersAndLinks()
{
    const Read read = readAll(sourceOf(wholeTree()));
    QVERIFY2(!read.error, read.error ? qPrintable(read.error->detail) : "");
    QCOMPARE(read.entries.size(), 6);
    QCOMPARE(read.entries.at(0), (TarEntry {"empty", EntryType::Directory, 01777, 0, {}, false}));
    QCOMPARE(read.entries.at(1), (TarEntry {"a.txt", EntryType::File, 0644, 5, {}, false}));
    QCOMPARE(read.entries.at(2), (TarEntry {"bin/run", EntryType::File, 0755, 1000, {}, false}));
    QCOMPARE(read.entries.at(3).size, 0);
    QCOMPARE(read.entries.at(4).type, EntryType::Symlink);
    QCOMPARE(read.entries.at(4).target, QByteArray("../anywhere at all"));
    QVERIFY(read.entries.at(5).hardLink);
    QCOMPARE(read.entries.at(5).target, QByteArray("a.txt"));
    QCOMPARE(read.contents, QByteArrayList({"", "hello", QByteArray(1000, 'x'), "", "", ""}));
}

void tst_TarReader::readsWhateverTheSplit_data()
{
    QTest::addColumn<int>("piece");
    for (const int piece : {1, 7, 511, 512, 513, 1024, 10240})
        QTest::addRow("%d", piece) << piece;
}

void tst_TarReader::readsWhateverTheSplit()
{
    QFETCH(int, piece);
    const Read whole = readAll(sourceOf(wholeTree()));
    const Read read = readAll(sourceOf(wholeTree() + QByteArray(8192, '\0'), piece));
    QVERIFY(!read.error);
    QCOMPARE(read.entries, whole.entries);
    QCOMPARE(read.contents, whole.contents);
}

void tst_TarReader::readsLongAndOddNames()
{
    const QByteArray longName = QByteArray(150, 'a') + '/' + QByteArray(200, 'b');
    const QByteArray latin = "caf\xe9";
    const QByteArray tar = tarRecord("././@LongLink", 'L', longName + '\0') + tarRecord(longName, '0', "1")
        + paxRecord("path", longName + "2") + tarRecord("short", '0', "2")
        + tarRecord("\xc3\xa4 \xf0\x9f\x98\x80", '0', "3") + tarRecord(latin, '0', "4")
        + tarRecord("new\nline", '0', "5") + paxRecord("linkpath", longName) + tarRecord("link", '2', {}, "x")
        + tarEnd();
    const Read read = readAll(sourceOf(tar));
    QVERIFY2(!read.error, read.error ? qPrintable(read.error->detail) : "");
    QByteArrayList names;
    for (const TarEntry &entry : read.entries)
        names << entry.path;
    QCOMPARE(names,
             QByteArrayList({longName, longName + "2", "\xc3\xa4 \xf0\x9f\x98\x80", latin, "new\nline", "link"}));
    QCOMPARE(read.contents.mid(0, 5), QByteArrayList({"1", "2", "3", "4", "5"}));
    QCOMPARE(read.entries.last().target, longName);
}

void tst_TarReader::skipsContentThatNobodyReads()
{
    TarReader reader(sourceOf(wholeTree(), 100));
    int entries = 0;
    for (auto next = reader.next(); next && *next; next = reader.next())
        ++entries;
    QCOMPARE(entries, 6);
}

void tst_TarReader::refusesWhatIsNoPartOfATree_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("character device") << tarRecord("dev", '3');
    QTest::newRow("block device") << tarRecord("dev", '4');
    QTest::newRow("pipe") << tarRecord("pipe", '6');
    QTest::newRow("root that is a file") << tarRecord(".", '0', "x");
    QTest::newRow("root that is a link") << tarRecord("./", '2', {}, "/etc");
    QTest::newRow("link to nothing") << tarRecord("link", '2');
    QTest::newRow("hard link that leads out") << tarRecord("link", '1', {}, "../x");
    QTest::newRow("hard link to an absolute name") << tarRecord("link", '1', {}, "/etc/passwd");
    QTest::newRow("sparse file") << tarRecord("pax", 'x',
                                              paxLine("GNU.sparse.major", "0") + paxLine("GNU.sparse.minor", "1")
                                                  + paxLine("GNU.sparse.name", "x")
                                                  + paxLine("GNU.sparse.size", "1048581")
                                                  + paxLine("GNU.sparse.map", "1048576,5"))
            + tarRecord("x", '0', "12345");
    // GNU's old form: one piece of data at 1 MiB of a file of 1 MiB and 5 bytes.
    QByteArray gnu = tarRecord("sparse", 'S', "12345");
    gnu.replace(257, 8, "ustar  \0", 8);
    gnu.replace(386, 24, "00004000000\00000000000005\0", 24);
    gnu.replace(483, 12, "00004000005\0", 12);
    gnu.replace(148, 8, QByteArray(8, ' '));
    int sum = 0;
    for (const char byte : gnu.left(512))
        sum += static_cast<unsigned char>(byte);
    gnu.replace(148, 8, QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2));
    QTest::newRow("sparse file of GNU") << gnu;
}

void tst_TarReader::refusesWhatIsNoPartOfATree()
{
    QFETCH(QByteArray, record);
    const Read read = readAll(sourceOf(tarRecord("ok", '0', "x") + record + tarEnd()));
    QVERIFY(read.error);
    QCOMPARE(read.error->code, ErrorCode::ArchiveInvalid);
    QVERIFY(!read.error->args.value(u"why"_s).isEmpty());
    QCOMPARE(read.entries.size(), 1);
}

void tst_TarReader::refusesNamesThatLeadOut_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char *name : {"../x", "a/../../x", "a/..", "..", "/etc/passwd", "//x", "/"})
        QTest::newRow(name) << QByteArray(name);
    QTest::newRow("too long") << QByteArray(5000, 'x');
}

void tst_TarReader::refusesNamesThatLeadOut()
{
    QFETCH(QByteArray, name);
    for (const char type : {'0', '5', '2'}) {
        const QByteArray record = name.size() > 100 ? paxRecord("path", name) + tarRecord("x", type, {}, "t")
                                                    : tarRecord(name, type, {}, type == '2' ? "t" : "");
        const Read read = readAll(sourceOf(record + tarEnd()));
        QVERIFY2(read.error, name.constData());
        QCOMPARE(read.error->code, ErrorCode::ArchiveInvalid);
    }
    QVERIFY(!cleanEntryPath(QByteArray("a\0b", 3)));
    QCOMPARE(*cleanEntryPath("./a//b/./c/"), QByteArray("a/b/c"));
    QCOMPARE(*cleanEntryPath("..."), QByteArray("..."));
}

void tst_TarReader::refusesBrokenStreams_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = wholeTree();
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no tar") << QByteArray("this is no archive").repeated(200);
    QTest::newRow("no end mark") << good.chopped(1024);
    QTest::newRow("half an end mark") << good.chopped(512);
    QTest::newRow("cut in a content") << good.left(512 * 5 + 300);
    QTest::newRow("cut in a header") << good.left(512 * 4 + 100);
    QByteArray spoilt = good;
    spoilt[1030] = 'z';
    QTest::newRow("wrong checksum") << spoilt;
    QTest::newRow("size beyond the stream") << tarRecord("x", '0', "12", {}, 0644, 1 << 20) + tarEnd();
}

void tst_TarReader::refusesBrokenStreams()
{
    QFETCH(QByteArray, bytes);
    const Read read = readAll(sourceOf(bytes));
    QVERIFY(read.error);
    QCOMPARE(read.error->code, ErrorCode::ArchiveInvalid);
}

void tst_TarReader::keepsToItsLimits()
{
    QByteArray many;
    for (int i = 0; i < 11; ++i)
        many += tarRecord("f" + QByteArray::number(i), '0', QByteArray(100, 'x'));
    const auto limited = [&](qint64 entries, qint64 bytes) {
        return readAll(sourceOf(many + tarEnd()), TarLimits {entries, bytes}).error;
    };
    QVERIFY(!limited(11, 1100));
    QVERIFY(limited(10, 1100) && limited(10, 1100)->code == ErrorCode::TooLarge);
    QVERIFY(limited(11, 1099) && limited(11, 1099)->code == ErrorCode::TooLarge);
    // The size in a header counts before any content came.
    const Read read = readAll(sourceOf(tarRecord("x", '0', {}, {}, 0644, 5LL << 30) + tarEnd()));
    QVERIFY(read.error && read.error->code == ErrorCode::TooLarge);
}

void tst_TarReader::theErrorOfTheSourceComesThrough()
{
    const QByteArray start = wholeTree().left(2000);
    bool first = true;
    const Read read = readAll([&]() -> Result<QByteArray> {
        if (std::exchange(first, false))
            return start;
        return fail(ErrorCode::SandboxLost, u"gone"_s, {{u"sandbox"_s, u"s1"_s}});
    });
    QVERIFY(read.error);
    QCOMPARE(read.error->code, ErrorCode::SandboxLost);
    QCOMPARE(read.error->args.value(u"sandbox"_s), u"s1"_s);
}

QTEST_GUILESS_MAIN(tst_TarReader)
#include "tst_tarreader.moc"
