// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/agent/workspaceprovider.h"

#include <QFileInfo>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_WorkspaceSandbox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leadsPathsToTheFolderAndBack();
    void commandsRunInTheFolder();
    void renamesAndRemovesInTheFolder();
    void carriesATreeToAnotherOne();
    void theProviderKnowsWhatIsLeft();
};

void tst_WorkspaceSandbox::leadsPathsToTheFolderAndBack()
{
    const auto made = test::WorkspaceSandbox::create();
    QVERIFY(made);
    test::WorkspaceSandbox &sandbox = **made;
    QVERIFY(sandbox.write(u"/workspace/a/b.txt"_s, "text", {}));
    QVERIFY(QFileInfo::exists(sandbox.root() + u"/a/b.txt"_s));
    QCOMPARE(sandbox.read(u"/workspace/a/b.txt"_s, 100, {}).value(), QByteArray("text"));
    QCOMPARE(sandbox.stat(u"/workspace/a/b.txt"_s, {})->path, u"/workspace/a/b.txt"_s);
    const auto listed = sandbox.list(u"/workspace"_s, 2, {});
    QVERIFY(listed);
    QStringList paths;
    for (const sandbox::FileInfo &info : *listed)
        paths.append(info.path);
    QCOMPARE(paths, QStringList({u"/workspace/a"_s, u"/workspace/a/b.txt"_s}));
    QVERIFY(!sandbox.stat(u"/workspaces/a"_s, {}));
}

void tst_WorkspaceSandbox::commandsRunInTheFolder()
{
    const auto made = test::WorkspaceSandbox::create();
    QVERIFY(made);
    QByteArray out;
    const auto done = (*made)->exec(sandbox::Command::shell(u"pwd"_s),
                                    {[&out](QByteArrayView piece) { out.append(piece); }, [](QByteArrayView) {}}, {});
    QVERIFY(done);
    QCOMPARE(done->exitCode, 0);
    QCOMPARE(QString::fromUtf8(out).trimmed(), (*made)->root());
}

void tst_WorkspaceSandbox::renamesAndRemovesInTheFolder()
{
    const auto made = test::WorkspaceSandbox::create();
    QVERIFY(made);
    test::WorkspaceSandbox &sandbox = **made;
    QVERIFY(sandbox.makeFolder(u"/workspace/one"_s, {}));
    QVERIFY(sandbox.rename(u"/workspace/one"_s, u"/workspace/two"_s, {}));
    QVERIFY(QFileInfo(sandbox.root() + u"/two"_s).isDir());
    QVERIFY(sandbox.remove(u"/workspace/two"_s, {}));
    QVERIFY(!QFileInfo::exists(sandbox.root() + u"/two"_s));
}

void tst_WorkspaceSandbox::carriesATreeToAnotherOne()
{
    const auto from = test::WorkspaceSandbox::create();
    const auto to = test::WorkspaceSandbox::create();
    QVERIFY(from && to);
    QVERIFY((*from)->write(u"/workspace/a/b.txt"_s, "text", {}));
    QByteArray archive;
    const auto keep = [&archive](QByteArrayView piece) -> Status {
        archive.append(piece);
        return {};
    };
    QVERIFY((*from)->archiveOut(u"/workspace"_s, keep, {}));
    QVERIFY((*to)->archiveIn(u"/workspace"_s, [&archive]() -> Result<QByteArray> { return std::exchange(archive, {}); },
                             {}));
    QCOMPARE((*to)->read(u"/workspace/a/b.txt"_s, 100, {}).value(), QByteArray("text"));
}

void tst_WorkspaceSandbox::theProviderKnowsWhatIsLeft()
{
    test::WorkspaceProvider provider;
    auto made = provider.create({}, {});
    QVERIFY(made);
    QCOMPARE(provider.made(), 1);
    QCOMPARE(provider.alive(), 1);
    QVERIFY((*made)->destroy());
    QCOMPARE(provider.alive(), 0);
    QVERIFY((*made)->read(u"/workspace/x"_s, 1, {}).error().code == ErrorCode::SandboxLost);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(provider.create({}, stop.get_token()).error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(tst_WorkspaceSandbox)
#include "tst_workspacesandbox.moc"
