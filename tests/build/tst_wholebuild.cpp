// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/agent/workspaceprovider.h"
#include "support/build/buildstage.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

void script(BuildStage &stage, WorkspaceProvider &provider)
{
    stage.planTwo();
    stage.model.addConversation(
        u"code:a"_s,
        {{BuildStage::writeFile(u"a.txt"_s, u"hello\n"_s)},
         {BuildStage::bash(
             u"chmod 755 a.txt && mkdir -p empty && ln -s a.txt link && git add -A && git commit -qm a"_s)},
         {SessionScript::text(u"Written."_s)}});
    stage.model.addConversation(
        u"code:b"_s,
        {{BuildStage::bash(u"printf 'all done\\n' > b.txt && git add -A && git commit -qm b"_s)},
         {SessionScript::text(u"Written."_s)}});
    stage.sandboxes = &provider;
}

}  // namespace

/// Whole builds with the real daemon, real commands and real git; only the model is a script.
class TestWholeBuild : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameWorkMakesTheSameTree()
    {
        QList<QMap<QByteArray, FakeTree::Node>> trees;
        QStringList checkpoints;
        for (int i = 0; i < 2; ++i) {
            const QTemporaryDir folder;
            WorkspaceProvider provider;
            BuildStage stage(folder.filePath(u"data"_s));
            script(stage, provider);
            QVERIFY(stage.open());
            const auto outcome = stage.run();
            QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
            QVERIFY2(outcome->state == BuildState::Completed, qPrintable(outcome->reason));
            QCOMPARE(outcome->featuresVerified, 2);
            QCOMPARE(provider.alive(), 0);
            trees.append(stage.checkpointTree());
            checkpoints.append(stage.resumeState().checkpoint->id);
        }
        QVERIFY(trees.first().value("b.txt").content == "all done\n");
        QCOMPARE(trees.first().value("a.txt").mode, 0755U);
        QVERIFY(trees.first().contains("empty") && trees.first().contains("link"));
        QVERIFY(trees.first().contains(".git/HEAD"));
        // Git's index holds times and inodes of the disk; everything else is a function of the work.
        QStringList differ;
        for (auto it = trees.first().cbegin(); it != trees.first().cend(); ++it)
            if (trees.last().value(it.key()) != it.value())
                differ.append(QString::fromUtf8(it.key()));
        differ.removeAll(u".git/index"_s);
        QCOMPARE(differ, QStringList());
        QCOMPARE(trees.first().keys(), trees.last().keys());
    }

    void aStopInARunningCommandEndsItWithinASecond()
    {
        const QTemporaryDir folder;
        WorkspaceProvider provider;
        BuildStage stage(folder.filePath(u"data"_s));
        stage.planTwo();
        stage.model.addConversation(u"code:a"_s, {{BuildStage::bash(u"echo begun > begun.txt; sleep 1000"_s)}});
        stage.sandboxes = &provider;
        QVERIFY(stage.open());
        std::stop_source stop;
        std::mutex mutex;
        std::condition_variable wake;
        bool running = false;
        const int token = stage.log().addListener([&](const BuildId &, qint64, qint64) {
            const std::scoped_lock lock(mutex);
            running = true;
            wake.notify_all();
        });
        Result<build::BuildOutcome> outcome = fail(ErrorCode::Internal);
        std::jthread worker([&] { outcome = stage.run(stop.get_token()); });
        const auto commandRuns = [&] {
            const Event last = stage.last(EventType::CommandStarted);
            return jsonString(last.payload, "command").contains(u"sleep 1000"_s);
        };
        while (!commandRuns()) {
            std::unique_lock lock(mutex);
            QVERIFY(wake.wait_for(lock, 15s, [&] { return std::exchange(running, false); }));
        }
        QElapsedTimer timer;
        timer.start();
        stop.request_stop();
        worker.join();
        const qint64 took = timer.elapsed();
        stage.log().removeListener(token);
        QVERIFY2(took < 1000, qPrintable(u"%1 ms"_s.arg(took)));
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Cancelled);
        QCOMPARE(provider.alive(), 0);
        QVERIFY(stage.checkpointTree().contains("app_spec.md"));
    }
};

QTEST_GUILESS_MAIN(TestWholeBuild)
#include "tst_wholebuild.moc"
