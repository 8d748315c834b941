// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpoint.h"

#include "store/storefixture.h"
#include "support/agent/workspacesandbox.h"
#include "support/build/fakesandbox.h"

#include "store/eventstore.h"

#include <QDir>
#include <QDirIterator>

#include <sys/stat.h>
#include <unistd.h>

using namespace bw;
using namespace bw::build;
using namespace bwtest;
using namespace Qt::StringLiterals;

namespace
{

constexpr const char *workspace = sandbox::workspacePath;

bool writeFile(const QString &path, const QByteArray &bytes, mode_t mode)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush()
        && ::chmod(path.toUtf8().constData(), mode) == 0;
}

/// What git cannot hold, and what an agent leaves behind.
bool makeTree(const QString &root)
{
    QDir().mkpath(root + u"/empty/inner"_s);
    QDir().mkpath(root + u"/private"_s);
    const QByteArray binary("\0\xff\r\n\x1a tail", 10);
    return writeFile(root + u"/server.js"_s, "console.log(1)\r\n", 0644)
        && writeFile(root + u"/run.sh"_s, "#!/bin/sh\n", 0755) && writeFile(root + u"/secret.bin"_s, binary, 0600)
        && writeFile(root + u"/nothing"_s, {}, 0644)
        && writeFile(root + u"/.git/HEAD"_s, "ref: refs/heads/main\n", 0644)
        && writeFile(root + u"/.git/objects/ab/cdef"_s, QByteArray(300'000, 'z'), 0444)
        && writeFile(root + u"/lib/.git/config"_s, "[core]\n", 0644)
        && writeFile(root + u"/.gitattributes"_s, "* text eol=lf\n", 0644)
        && writeFile(root + u"/name with ümläut and \"quotes\"\n.txt"_s, "x", 0640)
        && ::symlink("server.js", qPrintable(root + u"/link"_s)) == 0
        && ::symlink("/nowhere/at/all", qPrintable(root + u"/dangling"_s)) == 0
        && ::symlink("..", qPrintable(root + u"/empty/up"_s)) == 0
        && ::chmod(qPrintable(root + u"/private"_s), 0700) == 0;
}

/// Every entry with type, mode, and content or target.
QMap<QString, QByteArray> look(const QString &root)
{
    QMap<QString, QByteArray> found;
    QDirIterator it(root, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        struct stat info {};
        ::lstat(path.toUtf8().constData(), &info);
        QByteArray what = QByteArray::number(info.st_mode, 8) + ' ';
        if (S_ISLNK(info.st_mode)) {
            QByteArray target(4096, '\0');
            const auto length = ::readlink(path.toUtf8().constData(), target.data(), size_t(target.size()));
            what += target.left(length);
        } else if (S_ISREG(info.st_mode)) {
            QFile file(path);
            what += file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
        }
        found.insert(path.mid(root.size() + 1), what);
    }
    return found;
}

QByteArray archive(sandbox::Sandbox &sandbox)
{
    QByteArray bytes;
    const auto done = sandbox.archiveOut(QString::fromLatin1(workspace),
                                         [&](QByteArrayView piece) -> Status {
                                             bytes.append(piece);
                                             return {};
                                         },
                                         {});
    return done ? bytes : QByteArray();
}

}  // namespace

class TestCheckpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<StoreFixture>();
        QVERIFY(m_store->open());
    }

    void aRestoredTreeIsByteIdentical()
    {
        auto first = test::WorkspaceSandbox::create();
        QVERIFY(first);
        QVERIFY(makeTree((*first)->root()));
        store::EventLog events = m_store->log();
        store::BuildLog log(events, buildId("b"));
        const auto made = makeCheckpoint(**first, blobs(), log, u"end"_s, {});
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        QCOMPARE(made->files, 9);
        QCOMPARE(made->id, made->manifest.value.left(12));

        auto second = test::WorkspaceSandbox::create();
        QVERIFY(second);
        const auto restored = restoreCheckpoint(**second, blobs(), made->manifest, {});
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().detail));
        const auto before = look((*first)->root());
        QVERIFY(before.size() > 15);
        QCOMPARE(look((*second)->root()), before);
        // Equal trees have equal ids, wherever they lie.
        QCOMPARE(storeCheckpoint(**second, blobs(), u"again"_s, {})->id, made->id);

        const auto event = store::EventStore(*m_store->database).get(buildId("b"), 1);
        QVERIFY(event);
        QCOMPARE(event->type, u"checkpoint.made"_s);
        QCOMPARE(jsonString(event->payload, "checkpoint"), made->id);
        QCOMPARE(jsonString(event->payload, "manifest_blob"), made->manifest.value);
    }

    void aChangedModeOrTargetMakesAnotherCheckpoint()
    {
        test::FakeSandboxWorld world;
        test::FakeSandbox box(world);
        test::FakeTree tree;
        tree.write("/workspace/a", "x");
        const auto idOf = [&](const test::FakeTree &of) {
            box.setTree(of);
            const auto made = storeCheckpoint(box, blobs(), u"x"_s, {});
            return made ? made->id : u"failed: "_s + made.error().detail;
        };
        const QString first = idOf(tree);
        QCOMPARE(idOf(tree), first);
        tree.put("/workspace/a", {artifact::EntryType::File, 0755, "x"});
        const QString executable = idOf(tree);
        QVERIFY(executable != first && !executable.startsWith(u"failed"_s));
        tree.put("/workspace/l", {artifact::EntryType::Symlink, 0777, "a"});
        const QString linked = idOf(tree);
        QVERIFY(linked != executable && !linked.startsWith(u"failed"_s));
        tree.put("/workspace/e", {artifact::EntryType::Directory, 0755, {}});
        QVERIFY(idOf(tree) != linked);
    }

    void movesBetweenKindsOfSandboxes()
    {
        auto plain = test::WorkspaceSandbox::create();
        QVERIFY(plain);
        test::FakeTree tree;
        tree.write("/workspace/dir/a.txt", "hello");
        tree.put("/workspace/run", {artifact::EntryType::File, 0755, "#!/bin/sh\n"});
        tree.put("/workspace/link", {artifact::EntryType::Symlink, 0777, "dir/a.txt"});
        test::FakeSandboxWorld world;
        test::FakeSandbox fake(world);
        fake.setTree(tree);
        const auto made = storeCheckpoint(fake, blobs(), u"x"_s, {});
        QVERIFY(made);
        QVERIFY(restoreCheckpoint(**plain, blobs(), made->manifest, {}));
        test::FakeSandbox back(world);
        const auto again = storeCheckpoint(**plain, blobs(), u"x"_s, {});
        QVERIFY(again);
        QCOMPARE(again->id, made->id);
        QVERIFY(restoreCheckpoint(back, blobs(), again->manifest, {}));
        QCOMPARE(back.tree().below(workspace), tree.below(workspace));
        QVERIFY(!archive(**plain).isEmpty());
    }

    void anEmptyWorkspaceIsACheckpointToo()
    {
        test::FakeSandboxWorld world;
        test::FakeSandbox box(world);
        const auto made = storeCheckpoint(box, blobs(), u"x"_s, {});
        QVERIFY(made);
        QCOMPARE(made->files, 0);
        test::FakeSandbox other(world);
        QVERIFY(restoreCheckpoint(other, blobs(), made->manifest, {}));
        QVERIFY(other.tree().below(workspace).isEmpty());
    }

    void aMissingBlobIsNotFoundAndNotAnEmptyFile()
    {
        test::FakeSandboxWorld world;
        test::FakeSandbox box(world);
        test::FakeTree tree;
        tree.write("/workspace/a", "precious");
        box.setTree(tree);
        const auto made = storeCheckpoint(box, blobs(), u"x"_s, {});
        QVERIFY(made);
        const auto manifest = loadManifest(blobs(), made->manifest);
        QVERIFY(manifest);
        QVERIFY(blobs().remove(manifest->entries.first().hash));
        test::FakeSandbox other(world);
        const auto restored = restoreCheckpoint(other, blobs(), made->manifest, {});
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::NotFound);
        QVERIFY(!loadManifest(blobs(), {u"00"_s}));
    }

    void errorsOfTheSandboxComeThrough()
    {
        test::FakeSandboxWorld world;
        test::FakeSandbox box(world);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(storeCheckpoint(box, blobs(), u"x"_s, stop.get_token()).error().code, ErrorCode::Cancelled);
        box.lose();
        QCOMPARE(storeCheckpoint(box, blobs(), u"x"_s, {}).error().code, ErrorCode::SandboxLost);
    }

    void aStreamThatIsNoArchiveIsRefused()
    {
        test::FakeSandboxWorld world;
        test::FakeSandbox box(world);
        // A name that leads out of the tree, as a hostile sandbox would send it.
        test::FakeTree tree;
        tree.write("/workspace/x/../../../etc/passwd", "root::0:0");
        box.setTree(tree);
        const auto made = storeCheckpoint(box, blobs(), u"x"_s, {});
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::ArchiveInvalid);
    }

private:
    store::BlobStore &blobs() { return m_store->database->blobs(); }
    std::unique_ptr<StoreFixture> m_store;
};

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
