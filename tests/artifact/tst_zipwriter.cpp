// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/zipwriter.h"
#include "artifactfixture.h"

#include <ctime>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::artifact;
using namespace bwtest;

class tst_ZipWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sameItemsGiveTheSameBytesInEveryTimeZone();
    void theNumberOfThreadsDoesNotMatter();
    void refusesWhatTheFormatCannotHold();
    void namesTheLargestOfTooMuch();
    void refusesNamesThatLeadOut_data();
    void refusesNamesThatLeadOut();
    void refusesANameThatComesTwice();
    void aFailureLeavesTheOldFileAndNoOther_data();
    void aFailureLeavesTheOldFileAndNoOther();
    void aStopLeavesNothing_data();
    void aStopLeavesNothing();
    void saysThatItCannotWrite();
    void anEmptyArchiveIsOne();

private:
    QList<ZipItem> sampleItems(ArtifactFixture &fixture);
};

namespace
{

/// Runs everything at once on the calling thread; asks for a stop with the n-th task.
class StoppingExecutor final : public Executor
{
public:
    StoppingExecutor(std::stop_source stop, int after)
        : m_stop(std::move(stop))
        , m_left(after)
    {
    }
    void run(std::function<void()> task) override
    {
        if (--m_left == 0)
            m_stop.request_stop();
        task();
    }

private:
    std::stop_source m_stop;
    int m_left;
};

/// Never runs anything: whoever needs a result has to make it.
class IdleExecutor final : public Executor
{
public:
    void run(std::function<void()>) override { }
};

ZipItem fileItem(ArtifactFixture &fixture, const QString &name, const QByteArray &content, quint32 mode = 0644)
{
    const auto hash = fixture.blobs.put(content);
    return {name, EntryType::File, mode, content.size(), hash ? fixture.blobs.path(*hash) : QString(), {}};
}

}  // namespace

QList<ZipItem> tst_ZipWriter::sampleItems(ArtifactFixture &fixture)
{
    QList<ZipItem> items {fileItem(fixture, u"z.txt"_s, "last"),
                          fileItem(fixture, u"a/run.sh"_s, "#!/bin/sh\n", 0755),
                          fileItem(fixture, u"ä \U0001f600.txt"_s, QByteArray(5000, 'u')),
                          fileItem(fixture, u"large.bin"_s, QByteArray("0123456789").repeated(1'200'000)),
                          {u"a"_s, EntryType::Directory, 0755, 0, {}, {}},
                          {u"link"_s, EntryType::Symlink, 0777, 0, {}, "a/run.sh"}};
    QByteArray noise;
    for (int i = 0; i < 50'000; ++i)
        noise += static_cast<char>((i * 2654435761U) >> 13U);
    items << fileItem(fixture, u"noise"_s, noise);
    return items;
}

void tst_ZipWriter::sameItemsGiveTheSameBytesInEveryTimeZone()
{
    ArtifactFixture fixture;
    QList<ZipItem> items = sampleItems(fixture);
    const QByteArray before = qgetenv("TZ");
    QSet<QString> hashes;
    QByteArray first;
    int n = 0;
    for (const char *zone : {"UTC", "XXX-05:30", "YYY+11", "ZZZ-14", "PST8PDT"}) {
        qputenv("TZ", zone);
        tzset();
        std::ranges::reverse(items);
        const QString path = fixture.path("zone") + QString::number(++n);
        const auto summary = ZipWriter::write(path, items, fixture.executor, {});
        QVERIFY2(summary, summary ? "" : qPrintable(summary.error().detail));
        hashes << summary->sha256;
        if (first.isEmpty())
            first = bytesOf(path);
        QVERIFY(bytesOf(path) == first);
        QCOMPARE(summary->bytes, first.size());
        QCOMPARE(summary->sha256,
                 QString::fromLatin1(QCryptographicHash::hash(first, QCryptographicHash::Sha256).toHex()));
    }
    before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
    tzset();
    QCOMPARE(hashes.size(), 1);
}

void tst_ZipWriter::theNumberOfThreadsDoesNotMatter()
{
    ArtifactFixture fixture;
    const QList<ZipItem> items = sampleItems(fixture);
    IdleExecutor idle;
    ThreadExecutor many(8);
    const auto alone = ZipWriter::write(fixture.path("alone"), items, idle, {});
    const auto together = ZipWriter::write(fixture.path("together"), items, many, {});
    QVERIFY(alone && together);
    QCOMPARE(alone->sha256, together->sha256);
    QCOMPARE(alone->entries, 7);
}

void tst_ZipWriter::refusesWhatTheFormatCannotHold()
{
    ArtifactFixture fixture;
    const QList<ZipItem> huge {{u"huge.iso"_s, EntryType::File, 0644, 4LL << 30, u"/nowhere"_s, {}}};
    const auto large = ZipWriter::write(fixture.path("large.zip"), huge, fixture.executor, {});
    QVERIFY(!large);
    QCOMPARE(large.error().code, ErrorCode::ArchiveTooLarge);
    QCOMPARE(large.error().args.value(u"names"_s), u"huge.iso (4096 MiB)"_s);
    QVERIFY(!large.error().args.value(u"remedy"_s).isEmpty());

    QList<ZipItem> items;
    for (int i = 0; i < 65'536; ++i)
        items.append({u"d%1"_s.arg(i), EntryType::Directory, 0755, 0, {}, {}});
    const auto many = ZipWriter::write(fixture.path("many.zip"), items, fixture.executor, {});
    QVERIFY(!many);
    QCOMPARE(many.error().code, ErrorCode::ArchiveTooLarge);
    QVERIFY(many.error().args.value(u"what"_s).contains(u"65536"_s));
    QVERIFY(QDir(fixture.folder.path()).entryList({u"*.zip*"_s}).isEmpty());

    items.resize(ZipWriter::mostEntries);
    QVERIFY(ZipWriter::write(fixture.path("most.zip"), items, fixture.executor, {}));
    QCOMPARE(runTool(u"unzip"_s, {u"-tqq"_s, fixture.path("most.zip")}).code, 0);
}

void tst_ZipWriter::namesTheLargestOfTooMuch()
{
    ArtifactFixture fixture;
    QList<ZipItem> items;
    for (int i = 0; i < 70'000; ++i)
        items.append({u"f%1"_s.arg(i), EntryType::File, 0644, i == 777 ? 30 << 20 : i == 5 ? 20 << 20 : 1, {}, {}});
    const auto many = ZipWriter::write(fixture.path("many.zip"), items, fixture.executor, {});
    QVERIFY(!many);
    QVERIFY2(many.error().args.value(u"names"_s).startsWith(u"f777 (30 MiB), f5 (20 MiB)"_s),
             qPrintable(many.error().args.value(u"names"_s)));
}

void tst_ZipWriter::refusesNamesThatLeadOut_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"", "/etc/passwd", "../x", "a/../../x", "a/..", ".", "./a", "a//b", "a/", "..\\x", "C:\\x"})
        QTest::newRow(*name == '\0' ? "empty" : name) << QString::fromLatin1(name);
    QTest::newRow("NUL") << u"a"_s + QChar(0) + u"b"_s;
    QTest::newRow("too long") << QString(70'000, u'x');
}

void tst_ZipWriter::refusesNamesThatLeadOut()
{
    QFETCH(QString, name);
    ArtifactFixture fixture;
    const auto made = ZipWriter::write(fixture.path("a.zip"), {fileItem(fixture, name, "x")}, fixture.executor, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::ArchiveInvalid);
    QVERIFY(!QFile::exists(fixture.path("a.zip")));
}

void tst_ZipWriter::refusesANameThatComesTwice()
{
    ArtifactFixture fixture;
    const auto made = ZipWriter::write(
        fixture.path("a.zip"),
        {fileItem(fixture, u"a"_s, "1"), fileItem(fixture, u"b"_s, "2"), fileItem(fixture, u"a"_s, "3")},
        fixture.executor, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::ArchiveInvalid);
}

void tst_ZipWriter::aFailureLeavesTheOldFileAndNoOther_data()
{
    QTest::addColumn<qint64>("claimed");
    QTest::newRow("small, shorter") << qint64(100);
    QTest::newRow("small, longer") << qint64(3);
    QTest::newRow("streamed, shorter") << qint64(20 << 20);
}

void tst_ZipWriter::aFailureLeavesTheOldFileAndNoOther()
{
    QFETCH(qint64, claimed);
    ArtifactFixture fixture;
    QFile old(fixture.path("a.zip"));
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("the one before");
    old.close();
    QList<ZipItem> items = sampleItems(fixture);
    ZipItem wrong = fileItem(fixture, u"wrong"_s, "content");
    wrong.size = claimed;
    items << wrong;
    const auto made = ZipWriter::write(fixture.path("a.zip"), items, fixture.executor, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::FileUnreadable);
    QCOMPARE(bytesOf(fixture.path("a.zip")), QByteArray("the one before"));
    QCOMPARE(QDir(fixture.folder.path()).entryList({u"a.zip*"_s}), QStringList(u"a.zip"_s));
}

void tst_ZipWriter::aStopLeavesNothing_data()
{
    QTest::addColumn<int>("after");
    QTest::newRow("at once") << 0;
    QTest::newRow("with the first") << 1;
    QTest::newRow("with the third") << 3;
}

void tst_ZipWriter::aStopLeavesNothing()
{
    QFETCH(int, after);
    ArtifactFixture fixture;
    const QList<ZipItem> items = sampleItems(fixture);
    std::stop_source stop;
    if (after == 0)
        stop.request_stop();
    StoppingExecutor executor(stop, after);
    const auto made = ZipWriter::write(fixture.path("a.zip"), items, executor, stop.get_token());
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::Cancelled);
    QVERIFY(QDir(fixture.folder.path()).entryList({u"a.zip*"_s}).isEmpty());
}

void tst_ZipWriter::saysThatItCannotWrite()
{
    ArtifactFixture fixture;
    const auto made = ZipWriter::write(u"/proc/self/none/a.zip"_s, {}, fixture.executor, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
    QVERIFY(QDir().mkpath(fixture.path("a.zip") + u"/full"_s));
    const auto folder = ZipWriter::write(fixture.path("a.zip"), {fileItem(fixture, u"a"_s, "1")}, fixture.executor, {});
    QVERIFY(!folder);
    QCOMPARE(folder.error().code, ErrorCode::FileUnwritable);
    QVERIFY(!QFile::exists(fixture.path("a.zip.part")));
}

void tst_ZipWriter::anEmptyArchiveIsOne()
{
    ArtifactFixture fixture;
    const auto made = ZipWriter::write(fixture.path("a.zip"), {}, fixture.executor, {});
    QVERIFY(made);
    QCOMPARE(made->bytes, 22);
    QCOMPARE(runTool(u"python3"_s, {u"-m"_s, u"zipfile"_s, u"-t"_s, fixture.path("a.zip")}).code, 0);
}

QTEST_GUILESS_MAIN(tst_ZipWriter)
#include "tst_zipwriter.moc"
