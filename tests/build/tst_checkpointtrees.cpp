// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpoint.h"

#include "artifact/treeextract.h"
#include "store/storefixture.h"
#include "support/agent/workspacesandbox.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace bw;
using namespace bw::build;
using namespace bwtest;
using namespace Qt::StringLiterals;

namespace
{

constexpr int trees = 40;

/// Names as agents, compilers and hostile archives make them: any byte but '/' and NUL.
QByteArray randomName(QRandomGenerator &random, int number)
{
    static const QList<QByteArray> odd {
        " ",   "  lead",         "trail ",   "-rf",       "--",   "*",        "a\nb",
        "\t",  "\"q\"",          "it's",     "$HOME",     "`id`", "a\\b",     ".hidden",
        "...", "\xc3\xbc",       "\xff\xfe", "e\xcc\x81", "a;b",  "\x1b[31m", "\xe2\x80\xae",
        "CON", ".gitattributes", "#x"};
    if (random.bounded(3) == 0)
        return odd.at(random.bounded(int(odd.size()))) + QByteArray::number(number);
    if (random.bounded(12) == 0)
        return QByteArray(random.bounded(120, 230), 'n') + QByteArray::number(number);
    return "f" + QByteArray::number(number);
}

QByteArray randomContent(QRandomGenerator &random)
{
    static const QList<int> sizes {0, 1, 511, 512, 513, 1024, 4095, 4097, 70'000};
    QByteArray bytes(sizes.at(random.bounded(int(sizes.size()))), '\0');
    for (char &byte : bytes)
        byte = random.bounded(4) == 0 ? static_cast<char>(random.bounded(256)) : '\n';
    return bytes;
}

bool writeFile(const QByteArray &path, const QByteArray &bytes, mode_t mode)
{
    const int file = ::open(path.constData(), O_CREAT | O_WRONLY | O_EXCL | O_CLOEXEC, 0600);
    const bool good = file >= 0 && ::write(file, bytes.constData(), size_t(bytes.size())) == bytes.size()
        && ::fchmod(file, mode) == 0;
    if (file >= 0)
        ::close(file);
    return good;
}

/// Folders keep what their owner needs to read them; everything else may have any mode.
bool grow(QRandomGenerator &random, const QByteArray &folder, int depth, int &number)
{
    const int entries = random.bounded(depth == 0 ? 4 : 0, 9);
    for (int i = 0; i < entries; ++i) {
        const QByteArray path = folder + '/' + randomName(random, ++number);
        const int kind = random.bounded(10);
        bool made = false;
        if (kind < 3 && depth < 5)
            made = ::mkdir(path.constData(), 0700) == 0 && grow(random, path, depth + 1, number)
                && ::chmod(path.constData(), 0500 | mode_t(random.bounded(0400))) == 0;
        else if (kind == 3)
            made = ::symlink(randomName(random, random.bounded(number)).constData(), path.constData()) == 0;
        else if (kind == 4)
            made = ::symlink(random.bounded(2) == 0 ? "/etc/passwd" : "../../..", path.constData()) == 0;
        else
            made = writeFile(path, randomContent(random), 0400 | mode_t(random.bounded(0400)));
        if (!made)
            return false;
    }
    return true;
}

/// Every entry below a folder by the bytes of its name: type, mode, and content or target.
void look(const QByteArray &folder, const QByteArray &below, QMap<QByteArray, QByteArray> &found)
{
    DIR *open = ::opendir(folder.constData());
    if (open == nullptr) {
        found.insert(below, "cannot be opened");
        return;
    }
    while (const dirent *entry = ::readdir(open)) {
        const QByteArray name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        const QByteArray path = folder + '/' + name;
        struct stat info {};
        ::lstat(path.constData(), &info);
        QByteArray what = QByteArray::number(info.st_mode, 8) + ' ';
        if (S_ISLNK(info.st_mode)) {
            QByteArray target(4096, '\0');
            what += target.left(::readlink(path.constData(), target.data(), size_t(target.size())));
        } else if (S_ISREG(info.st_mode)) {
            QByteArray bytes(info.st_size + 1, '\0');
            const int file = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
            bytes.truncate(file >= 0 ? std::max<ssize_t>(0, ::read(file, bytes.data(), size_t(bytes.size()))) : 0);
            if (file >= 0)
                ::close(file);
            what += bytes;
        }
        found.insert(below + name, what);
        if (S_ISDIR(info.st_mode))
            look(path, below + name + '/', found);
    }
    ::closedir(open);
}

QMap<QByteArray, QByteArray> treeOf(const QString &root)
{
    QMap<QByteArray, QByteArray> found;
    look(QFile::encodeName(root), {}, found);
    return found;
}

/// Not all folders may be written to: they are opened again so that they can be removed.
void unlock(const QByteArray &folder)
{
    ::chmod(folder.constData(), 0700);
    DIR *open = ::opendir(folder.constData());
    if (open == nullptr)
        return;
    while (const dirent *entry = ::readdir(open)) {
        const QByteArray name(entry->d_name);
        struct stat info {};
        if (name != "." && name != ".." && ::lstat((folder + '/' + name).constData(), &info) == 0
            && S_ISDIR(info.st_mode))
            unlock(folder + '/' + name);
    }
    ::closedir(open);
}

}  // namespace

/// Random trees, the same in every run: whatever can stand in a workspace comes back byte for byte.
class TestCheckpointTrees : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void randomTreesComeBackByteForByte_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= trees; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }

    void randomTreesComeBackByteForByte()
    {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        StoreFixture store;
        QVERIFY(store.open());
        auto first = test::WorkspaceSandbox::create();
        auto second = test::WorkspaceSandbox::create();
        QVERIFY(first && second);
        int number = 0;
        QVERIFY(grow(random, QFile::encodeName((*first)->root()), 0, number));
        const auto before = treeOf((*first)->root());

        const auto made = storeCheckpoint(**first, store.database->blobs(), u"x"_s, {});
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        const auto restored = restoreCheckpoint(**second, store.database->blobs(), made->manifest, {});
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
        QVERIFY(treeOf((*second)->root()) == before);
        QCOMPARE(storeCheckpoint(**second, store.database->blobs(), u"x"_s, {})->id, made->id);

        // `restore --to`, without a sandbox.
        const QTemporaryDir folder;
        const QString target = folder.filePath(u"out"_s);
        const auto manifest = loadManifest(store.database->blobs(), made->manifest);
        QVERIFY(manifest);
        const auto extracted = artifact::extractTree(*manifest, store.database->blobs(), target, {});
        QVERIFY2(extracted, extracted ? "" : qPrintable(extracted.error().detail));
        QVERIFY(treeOf(target) == before);
        for (const QString &root : {(*first)->root(), (*second)->root(), target})
            unlock(QFile::encodeName(root));
    }
};

QTEST_GUILESS_MAIN(TestCheckpointTrees)
#include "tst_checkpointtrees.moc"
