// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/treeextract.h"

#include "artifactfixture.h"

#include <QDirIterator>
#include <QRandomGenerator>

#include <map>

#include <dirent.h>
#include <fcntl.h>

#include <sys/stat.h>
#include <unistd.h>

using namespace bw;
using namespace bw::artifact;
using namespace bwtest;
using namespace Qt::StringLiterals;

class TestTreeExtract : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesRandomTreesByteForByte();
    void replacesAnEmptyFolderOnly();
    void neverFollowsALinkOfTheTree();
    void dropsSetIdBits();
    void leavesNothingBehindAFailure();
    void hearsAStop();
};

namespace
{

ManifestEntry fileEntry(ArtifactFixture &fixture, const QByteArray &path, const QByteArray &content,
                        quint32 mode = 0644)
{
    const auto hash = fixture.blobs.put(content);
    return {path, EntryType::File, mode, content.size(), hash ? *hash : BlobHash(), {}};
}

Manifest sorted(QList<ManifestEntry> entries)
{
    std::ranges::sort(entries, {}, &ManifestEntry::path);
    return {std::move(entries)};
}

QByteArray randomName(QRandomGenerator &random)
{
    static const QList<QByteArray> odd {"a b", "-rf", "ä",    "\xff\xfe", "x\ny", "'\"", "*",
                                        "~",   "…",   ".git", "con",      "%41",  "a\\b"};
    return odd.at(random.bounded(odd.size())) + QByteArray::number(random.bounded(1000));
}

Manifest randomTree(ArtifactFixture &fixture, QRandomGenerator &random)
{
    static const quint32 modes[] {0644, 0755, 0600, 0444, 0000, 0777};
    std::map<QByteArray, ManifestEntry> entries;
    QList<QByteArray> folders {QByteArray()};
    for (int i = random.bounded(40); i > 0; --i) {
        const QByteArray folder = folders.at(random.bounded(folders.size()));
        const QByteArray path = folder.isEmpty() ? randomName(random) : folder + '/' + randomName(random);
        if (entries.contains(path))
            continue;
        const quint32 mode = modes[random.bounded(6)];
        switch (random.bounded(4)) {
        case 0:
            entries[path] = {path, EntryType::Directory, mode, 0, {}, {}};
            folders.append(path);
            break;
        case 1:
            entries[path] = {path, EntryType::Symlink, 0777, 0, {}, random.bounded(2) != 0 ? "../../etc" : "/nowhere"};
            break;
        default:
            entries[path] = fileEntry(fixture, path,
                                      QByteArray(random.bounded(5000), static_cast<char>(random.bounded(256))), mode);
        }
    }
    QList<ManifestEntry> all;
    for (const auto &[path, entry] : entries)
        all.append(entry);
    return {all};
}

/// What stands on the disk, as a manifest without hashes; contents are compared beside it.
QList<ManifestEntry> onDisk(const QByteArray &root, const QByteArray &below = {})
{
    QList<ManifestEntry> found;
    DIR *folder = ::opendir((root + '/' + below).constData());
    while (const dirent *item = folder ? ::readdir(folder) : nullptr) {
        const QByteArray name(item->d_name);
        if (name == "." || name == "..")
            continue;
        ManifestEntry entry;
        entry.path = below.isEmpty() ? name : below + '/' + name;
        struct stat info {};
        ::lstat((root + '/' + entry.path).constData(), &info);
        entry.mode = info.st_mode & 07777;
        if (S_ISLNK(info.st_mode)) {
            entry.type = EntryType::Symlink;
            QByteArray target(4096, '\0');
            target.truncate(::readlink((root + '/' + entry.path).constData(), target.data(), 4096));
            entry.target = target;
        } else if (S_ISDIR(info.st_mode)) {
            entry.type = EntryType::Directory;
        } else {
            entry.size = info.st_size;
        }
        found.append(entry);
        if (entry.type == EntryType::Directory)
            found += onDisk(root, entry.path);
    }
    if (folder)
        ::closedir(folder);
    return found;
}

QByteArray contentOf(const QByteArray &path)
{
    QFile file(QFile::decodeName(path));
    // Names that are not UTF-8 are opened as they are, so not by a QString.
    const int fd = ::open(path.constData(), O_RDONLY);
    if (fd < 0 || !file.open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return "(cannot be read)";
    return file.readAll();
}

}  // namespace

void TestTreeExtract::writesRandomTreesByteForByte()
{
    if (::getuid() != 0)
        QSKIP("only root can read back files of mode 0000");
    QRandomGenerator random(5);
    for (int round = 0; round < 60; ++round) {
        ArtifactFixture fixture;
        const Manifest tree = randomTree(fixture, random);
        const QString target = fixture.path("out");
        const auto done = extractTree(tree, fixture.blobs, target, {});
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QList<ManifestEntry> found = onDisk(QFile::encodeName(target));
        std::ranges::sort(found, {}, &ManifestEntry::path);
        QCOMPARE(found.size(), tree.entries.size());
        for (qsizetype i = 0; i < found.size(); ++i) {
            ManifestEntry wanted = tree.entries.at(i);
            if (wanted.type == EntryType::File)
                QCOMPARE(contentOf(QFile::encodeName(target) + '/' + wanted.path), *fixture.blobs.get(wanted.hash));
            wanted.hash = {};
            QCOMPARE(found.at(i), wanted);
        }
        // Qt cannot name what is not UTF-8, so its own clean-up would leave it.
        QCOMPARE(QProcess::execute(u"rm"_s, {u"-rf"_s, target}), 0);
    }
}

void TestTreeExtract::replacesAnEmptyFolderOnly()
{
    ArtifactFixture fixture;
    const Manifest tree = sorted({fileEntry(fixture, "a", "x")});
    const QString target = fixture.path("out");
    QVERIFY(QDir().mkdir(target));
    QVERIFY(extractTree(tree, fixture.blobs, target, {}));
    const auto again = extractTree(tree, fixture.blobs, target, {});
    QVERIFY(!again);
    QCOMPARE(again.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(again.error().args.value(u"path"_s), target);
    QVERIFY(QFile::link(fixture.path("elsewhere"), fixture.path("link")));
    QVERIFY(!extractTree(tree, fixture.blobs, fixture.path("link"), {}));
}

void TestTreeExtract::neverFollowsALinkOfTheTree()
{
    ArtifactFixture fixture;
    // Nothing may lie below a link: such a manifest is forged.
    const Manifest forged = sorted({{"d", EntryType::Symlink, 0777, 0, {}, "/tmp"}, fileEntry(fixture, "d/x", "out")});
    const auto refused = extractTree(forged, fixture.blobs, fixture.path("out"), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::ArchiveInvalid);
    QVERIFY(!QFile::exists(fixture.path("out")));
}

void TestTreeExtract::dropsSetIdBits()
{
    ArtifactFixture fixture;
    const Manifest tree = sorted({fileEntry(fixture, "a", "x", 06755)});
    QVERIFY(extractTree(tree, fixture.blobs, fixture.path("out"), {}));
    const auto found = onDisk(QFile::encodeName(fixture.path("out")));
    QCOMPARE(found.first().mode, 0755U);
}

void TestTreeExtract::leavesNothingBehindAFailure()
{
    ArtifactFixture fixture;
    Manifest tree = sorted({{"closed", EntryType::Directory, 0, 0, {}, {}},
                            fileEntry(fixture, "closed/a", "x"),
                            fileEntry(fixture, "z", "y")});
    tree.entries.last().hash = BlobHash {QString(64, u'0')};
    const auto failed = extractTree(tree, fixture.blobs, fixture.path("new/out"), {});
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::NotFound);
    QVERIFY(QDir(fixture.path("new")).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

void TestTreeExtract::hearsAStop()
{
    ArtifactFixture fixture;
    std::stop_source stop;
    stop.request_stop();
    const auto stopped =
        extractTree(sorted({fileEntry(fixture, "a", "x")}), fixture.blobs, fixture.path("out"), stop.get_token());
    QVERIFY(!stopped);
    QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
    QVERIFY(!QFile::exists(fixture.path("out")));
}

QTEST_GUILESS_MAIN(TestTreeExtract)
#include "tst_treeextract.moc"
