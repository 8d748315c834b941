// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/sandboxcontract.h"

#include <QTest>

#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace bw::test
{

using sandbox::FileInfo;
using sandbox::FileType;
using sandbox::WatchEvent;
using sandbox::WatchKind;

void SandboxContract::writesAndReadsBytes()
{
    QByteArray bytes;
    for (int i = 0; i < 300'000; ++i)
        bytes.append(static_cast<char>(i * 7));
    const QStringList names {u"plain.bin"_s, u"deep/er/file"_s, u"a b&c=d+e%20#?.txt"_s, u"grün 😀"_s, u"-dash"_s};
    for (const QString &name : names) {
        const Status written = m_sandbox->write(path(name), bytes, {});
        QVERIFY2(written.has_value(), qPrintable(name));
        const auto read = m_sandbox->read(path(name), 1 << 20, {});
        QVERIFY2(read.has_value(), qPrintable(name));
        QVERIFY(*read == bytes);
    }
    QVERIFY(m_sandbox->write(path(u"plain.bin"_s), "", {}).has_value());
    QCOMPARE(m_sandbox->read(path(u"plain.bin"_s), 1 << 20, {}).value(), QByteArray());
    QCOMPARE(m_sandbox->read(path(u"missing"_s), 1 << 20, {}).error().code, ErrorCode::NotFound);
}

void SandboxContract::refusesToReadMoreThanAllowed()
{
    QVERIFY(m_sandbox->write(path(u"large"_s), QByteArray(100'000, 'x'), {}).has_value());
    QCOMPARE(m_sandbox->read(path(u"large"_s), 50'000, {}).error().code, ErrorCode::TooLarge);
    QCOMPARE(m_sandbox->read(path(u"large"_s), 100'000, {}).value().size(), 100'000);
}

void SandboxContract::tellsWhatAPathIs()
{
    QCOMPARE(run(u"mkdir -p kinds; cd kinds; echo 12345 > file; chmod 751 file; ln -s file link; mkdir folder"_s)
                 .result.exitCode,
             0);
    const auto file = m_sandbox->stat(path(u"kinds/file"_s), {});
    QVERIFY(file.has_value());
    QCOMPARE(file->type, FileType::File);
    QCOMPARE(file->name, u"file"_s);
    QCOMPARE(file->path, path(u"kinds/file"_s));
    QCOMPARE(file->size, 6);
    QCOMPARE(file->mode & 0777U, 0751U);
    QVERIFY(qAbs(file->modifiedMs - QDateTime::currentMSecsSinceEpoch()) < 600'000);
    const auto link = m_sandbox->stat(path(u"kinds/link"_s), {});
    QVERIFY(link.has_value());
    QCOMPARE(link->type, FileType::Symlink);
    QCOMPARE(link->symlinkTarget, path(u"kinds/file"_s));
    QCOMPARE(m_sandbox->stat(path(u"kinds/folder"_s), {}).value().type, FileType::Directory);
    QCOMPARE(m_sandbox->stat(path(u"kinds/none"_s), {}).error().code, ErrorCode::NotFound);
}

void SandboxContract::listsInTheOrderOfNames()
{
    QCOMPARE(run(u"mkdir -p list/b/x list/empty; cd list; touch c a b/x/deep"_s).result.exitCode, 0);
    const auto names = [this](int depth) {
        QStringList result;
        const auto infos = m_sandbox->list(path(u"list"_s), depth, {});
        for (const FileInfo &info : infos.value())
            result.append(info.path.mid(path(u"list/"_s).size()));
        return result;
    };
    QCOMPARE(names(1), (QStringList {u"a"_s, u"b"_s, u"c"_s, u"empty"_s}));
    QCOMPARE(names(3), (QStringList {u"a"_s, u"b"_s, u"b/x"_s, u"b/x/deep"_s, u"c"_s, u"empty"_s}));
    QVERIFY(m_sandbox->list(path(u"list/empty"_s), 1, {}).value().isEmpty());
    QCOMPARE(m_sandbox->list(path(u"list/none"_s), 1, {}).error().code, ErrorCode::NotFound);
}

void SandboxContract::renamesAndRemoves()
{
    QVERIFY(m_sandbox->write(path(u"move/from"_s), "text", {}).has_value());
    QVERIFY(m_sandbox->rename(path(u"move/from"_s), path(u"moved/there/to"_s), {}).has_value());
    QCOMPARE(m_sandbox->read(path(u"moved/there/to"_s), 100, {}).value(), "text");
    QCOMPARE(m_sandbox->rename(path(u"move/from"_s), path(u"x"_s), {}).error().code, ErrorCode::NotFound);
    QVERIFY(m_sandbox->remove(path(u"moved"_s), {}).has_value());
    QCOMPARE(m_sandbox->stat(path(u"moved"_s), {}).error().code, ErrorCode::NotFound);
    QVERIFY(m_sandbox->remove(path(u"moved"_s), {}).has_value());
}

void SandboxContract::makesFoldersAgain()
{
    QVERIFY(m_sandbox->makeFolder(path(u"made/twice"_s), {}).has_value());
    QVERIFY(m_sandbox->makeFolder(path(u"made/twice"_s), {}).has_value());
    QCOMPARE(m_sandbox->stat(path(u"made/twice"_s), {}).value().type, FileType::Directory);
}

void SandboxContract::watchesAFolder()
{
    QVERIFY(m_sandbox->makeFolder(path(u"watched/below"_s), {}).has_value());
    std::mutex mutex;
    QList<WatchEvent> events;
    std::stop_source stop;
    Status ended;
    std::jthread watcher([&] {
        ended = m_sandbox->watch(
            path(u"watched"_s), true,
            [&](const WatchEvent &event) {
                const std::lock_guard lock(mutex);
                events.append(event);
            },
            stop.get_token());
    });
    const auto seen = [&](WatchKind kind, const QString &name) {
        const std::lock_guard lock(mutex);
        return std::ranges::any_of(events, [&](const WatchEvent &e) { return e.kind == kind && e.name == name; });
    };
    // Until the first event arrives nobody can know that the watch stands.
    const auto touched = [&] {
        (void)m_sandbox->write(path(u"watched/first"_s), "x", {});
        return seen(WatchKind::Write, u"first"_s);
    };
    QVERIFY(eventually([&] { return touched(); }));
    run(u"cd watched; echo x > below/new; mv below/new below/other; rm below/other; mkdir fresh; echo x > fresh/in"_s);
    QVERIFY(eventually([&] { return seen(WatchKind::Create, u"below/new"_s); }));
    QVERIFY(eventually([&] { return seen(WatchKind::Rename, u"below/new"_s); }));
    QVERIFY(eventually([&] { return seen(WatchKind::Create, u"below/other"_s); }));
    QVERIFY(eventually([&] { return seen(WatchKind::Remove, u"below/other"_s); }));
    QVERIFY(eventually([&] { return seen(WatchKind::Create, u"fresh/in"_s); }));
    stop.request_stop();
    watcher.join();
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, ErrorCode::Cancelled);
    QCOMPARE(m_sandbox->watch(path(u"none"_s), false, [](const WatchEvent &) { }, {}).error().code,
             ErrorCode::NotFound);
}

Result<QByteArray> SandboxContract::archiveOf(const QString &folder)
{
    QByteArray bytes;
    const Status status = m_sandbox->archiveOut(path(folder),
                                                [&bytes](QByteArrayView piece) -> Status {
                                                    bytes.append(piece);
                                                    return {};
                                                },
                                                {});
    if (!status)
        return fail(status.error());
    return bytes;
}

void SandboxContract::archivesOutAndIn()
{
    const QString make =
        u"mkdir -p tree/empty tree/sub; cd tree; echo one > sub/one; chmod 750 sub/one; ln -s sub/one link; "
        "ln -s /nowhere dangling; printf 'x' > $'new\\nline'; printf y > 'grün 😀'; printf z > -- -dash; "
        "head -c 3000000 /dev/urandom > big; n=$(printf 'l%.0s' {1..200}); echo long > $n"_s;
    QCOMPARE(run(make).result.exitCode, 0);
    const Result<QByteArray> archive = archiveOf(u"tree"_s);
    QVERIFY2(archive.has_value(), archive ? "" : qPrintable(archive.error().detail));
    qsizetype at = 0;
    const Status unpacked = m_sandbox->archiveIn(path(u"copy/of"_s),
                                                 [&]() -> Result<QByteArray> {
                                                     const QByteArray piece = archive->mid(at, 100'000);
                                                     at += piece.size();
                                                     return piece;
                                                 },
                                                 {});
    QVERIFY2(unpacked.has_value(), unpacked ? "" : qPrintable(unpacked.error().detail));
    const Output same = run(u"diff -r --no-dereference tree copy/of && [ $(stat -c %a copy/of/sub/one) = 750 ] && "
                            "[ -d copy/of/empty ] && [ \"$(readlink copy/of/dangling)\" = /nowhere ]"_s);
    QVERIFY2(same.result.exitCode == 0, (same.out + same.err).constData());
    QCOMPARE(archiveOf(u"missing"_s).error().code, ErrorCode::ArchiveInvalid);
}

void SandboxContract::refusesATruncatedArchive()
{
    QCOMPARE(run(u"mkdir -p cut; head -c 200000 /dev/urandom > cut/file"_s).result.exitCode, 0);
    const Result<QByteArray> archive = archiveOf(u"cut"_s);
    QVERIFY(archive.has_value());
    bool given = false;
    const Status unpacked =
        m_sandbox->archiveIn(path(u"cutcopy"_s),
                             [&]() -> Result<QByteArray> {
                                 return std::exchange(given, true) ? QByteArray() : archive->first(archive->size() / 2);
                             },
                             {});
    QVERIFY(!unpacked);
    QCOMPARE(unpacked.error().code, ErrorCode::ArchiveInvalid);
}

}  // namespace bw::test
