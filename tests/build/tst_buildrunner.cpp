// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildrunner.h"

#include "claude/budgetguard.h"
#include "store/doctor.h"
#include "support/build/buildstage.h"
#include "support/fakeclock.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestBuildRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stage = std::make_unique<BuildStage>(m_folder->filePath(u"data"_s));
        QVERIFY(m_stage->open());
    }

    void cleanup()
    {
        // Whatever happened: nothing is left running, and the log gives the tables that stand beside it.
        QCOMPARE(m_stage->provider.alive(), 0);
        const auto report = store::Doctor(m_stage->database()).check();
        QVERIFY(report);
        QVERIFY2(report->sound(), report->sound() ? "" : qPrintable(report->findings.first().detail));
        m_stage.reset();
    }

    void aWholeBuildIsCompletedWithItsZip()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto outcome = m_stage->run();
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QCOMPARE(outcome->state, BuildState::Completed);
        QVERIFY(!outcome->error);
        QCOMPARE(outcome->featuresTotal, 2);
        QCOMPARE(outcome->featuresVerified, 2);
        QVERIFY(outcome->artifact && outcome->artifact->complete);
        QVERIFY(QFileInfo(outcome->artifact->path).size() == outcome->artifact->bytes);
        QCOMPARE(m_stage->states(), QStringList({u"initializing"_s, u"running"_s, u"completed"_s}));
        QCOMPARE(m_stage->types().constLast(), u"build.state"_s);  // who sees the end finds everything done
        // One to work in, and a fresh one for every run of a proof: three proofs, a's once more before b is begun, all
        // three together at the end; and on earlier trees one of a, and three of b, whose first proof held before b.
        QCOMPARE(int(m_stage->provider.world().made), 1 + 3 + 1 + 3 + 4);
        QCOMPARE(m_stage->count(EventType::SandboxDestroyed), 12);
        const auto tree = m_stage->checkpointTree();
        QCOMPARE(tree.value("a.txt").content, "hello");
        QVERIFY(tree.value("feature_list.json").content.contains("\"verified\""));
        QVERIFY(tree.contains("app_spec.md") && tree.contains("PROGRESS.md") && tree.contains("DESIGN.md"));
        const Build row = m_stage->row();
        QCOMPARE(row.state, BuildState::Completed);
        QCOMPARE(row.featuresVerified, 2);
        QCOMPARE(row.artifact, outcome->artifact->id);
    }

    void phasesFollowEachOther()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        QVERIFY(m_stage->run());
        QStringList phases;
        for (const Event &event : m_stage->events())
            if (event.type == toKey(EventType::PhaseStarted) || event.type == toKey(EventType::PhaseEnded))
                phases.append(event.type.section(u'.', 1) + u' ' + jsonString(event.payload, "phase"));
        QCOMPARE(phases,
                 QStringList({u"started plan"_s, u"ended plan"_s, u"started implement"_s, u"ended implement"_s,
                              u"started verify"_s, u"ended verify"_s, u"started package"_s, u"ended package"_s}));
        const QStringList types = m_stage->types();
        QVERIFY(types.indexOf(u"checkpoint.made"_s) < types.indexOf(u"features.planned"_s));
    }

    void aFeatureThatFailsIsTriedAgainAndToldWhy()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"wrong.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QCOMPARE(m_stage->model.openings().size(), 4);  // plan, a, a, b
        QVERIFY(!m_stage->model.openings().at(1).contains("exit code 1"));
        QVERIFY(m_stage->model.openings().at(2).contains("grep -q '' a.txt"));
        QVERIFY(m_stage->model.openings().at(2).contains("exit code 1"));
    }

    void anEndWithUnverifiedFeaturesIsAFailureWithAnIncompleteZip()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"not yet"_s);
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, u"features_unverified"_s);
        QCOMPARE(outcome->featuresVerified, 1);
        QVERIFY(outcome->artifact);
        QVERIFY(!outcome->artifact->complete);
        QCOMPARE(outcome->artifact->featuresVerified, 1);
        QVERIFY(QFileInfo::exists(outcome->artifact->path));
        QCOMPARE(m_stage->resumeState().features.at(1).status, FeatureStatus::Partly);  // one of two proofs holds
    }

    void aFailedBuildCanBeResumedAndCompletes()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"not yet"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"not yet"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        QCOMPARE(m_stage->run()->state, BuildState::Failed);
        QVERIFY(m_stage->open());  // as a new process
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QCOMPARE(m_stage->count(EventType::FeaturesPlanned), 1);
        QCOMPARE(m_stage->count(EventType::SandboxRestored), 1);
        QCOMPARE(m_stage->count(EventType::FeatureListReverted), 0);  // nobody but the harness wrote it
        QCOMPARE(m_stage->checkpointTree().value("b.txt").content, "all done");
    }

    void aChangedFeatureListIsPutBackAndSaid()
    {
        m_stage->planTwo();
        m_stage->model.addConversation(
            u"code:a"_s,
            {{BuildStage::bash(u"write a.txt hello && write feature_list.json [all verified]"_s)},
             {SessionScript::text(u"I said so."_s)}});
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QCOMPARE(m_stage->count(EventType::FeatureListReverted), 1);
        QVERIFY(m_stage->checkpointTree().value("feature_list.json").content.contains("\"grep -q '' a.txt\""));
    }

    void aPlanWithoutFeaturesFails()
    {
        m_stage->model.addConversation(u"plan"_s, {{SessionScript::text(u"I would rather not."_s)}});
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, u"plan_empty"_s);
        QCOMPARE(m_stage->resumeState().planned, false);
    }

    void aRecordingThatEndsFailsTheBuildForThatReason()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        const auto outcome = m_stage->run();  // nothing was written down for b
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, u"recording_ended"_s);
        QVERIFY(outcome->error && outcome->error->code == ErrorCode::RecordingEnded);
        QCOMPARE(m_stage->count(EventType::BuildError), 1);
        QVERIFY(outcome->artifact && !outcome->artifact->complete);
        QCOMPARE(m_stage->checkpointTree().value("a.txt").content, "hello");
    }

    void aBudgetPausesTheBuildAndMoreOfItLeadsOn()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        claude::BudgetGuard guard(m_stage->model, m_stage->clock(), {}, [this](EventType type, Json payload) {
            const auto done = m_stage->log().appendAndWait(BuildStage::id(), NewEvent {type, std::move(payload)});
            return done ? Status() : Status(fail(done.error()));
        });
        // A ceiling that nothing fits under is set while a turn is under way: the next one is refused.
        m_stage->model.before = [&guard](const claude::ModelRequest &request, int turn, const std::stop_token &) {
            if (request.purpose == u"code:b"_s && turn == 0)
                guard.setLimits({.usd = {}, .tokens = 1, .deadlineMs = {}, .minutes = 0});
            return Status();
        };
        m_stage->inFront = &guard;
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Paused);
        QCOMPARE(outcome->reason, u"budget"_s);
        QCOMPARE(m_stage->count(EventType::BudgetRefused), 1);
        QVERIFY(outcome->artifact && !outcome->artifact->complete);
        QCOMPARE(m_stage->provider.alive(), 0);  // a paused build keeps nothing that costs
        QCOMPARE(m_stage->checkpointTree().value("b.txt").content, "all done");  // the turn that was had counted
        guard.setLimits({});
        m_stage->model.before = nullptr;
        const auto resumed = m_stage->run();
        QVERIFY(resumed);
        QCOMPARE(resumed->state, BuildState::Completed);
    }

    void aTimeLimitPausesTheBuild()
    {
        m_stage->planTwo();
        m_stage->options.timeLimitMs = 1;
        m_stage->model.before = [](const claude::ModelRequest &, int, const std::stop_token &stop) {
            while (!stop.stop_requested())
                std::this_thread::yield();
            return Status(fail(ErrorCode::Cancelled));
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Paused);
        QCOMPARE(outcome->reason, u"budget"_s);
        QCOMPARE(outcome->error->args.value(u"what"_s), u"minutes"_s);
    }

    void errorsOfTheModelNameTheirReason_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("reason");
        QTest::newRow("unauthorized") << int(ErrorCode::Unauthorized) << u"unauthorized"_s;
        QTest::newRow("refused") << int(ErrorCode::Refused) << u"refused"_s;
        QTest::newRow("spend limit") << int(ErrorCode::SpendLimit) << u"network"_s;
    }

    void errorsOfTheModelNameTheirReason()
    {
        QFETCH(int, code);
        QFETCH(QString, reason);
        m_stage->model.before = [code](const claude::ModelRequest &, int, const std::stop_token &) {
            return Status(fail(static_cast<ErrorCode>(code), u"it said so"_s, {{u"service"_s, u"x"_s}}));
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, reason);
        const Event error = m_stage->last(EventType::BuildError);
        QCOMPARE(jsonString(error.payload, "detail"), u"it said so"_s);
        QCOMPARE(jsonString(error.payload.at("args"), "service"), u"x"_s);
    }

    void aSandboxThatCannotBeMadeFailsBeforeAnythingElse()
    {
        m_stage->provider.world().before = [](const QString &call, FakeSandbox *, const std::stop_token &) {
            return call == u"create"_s ? Status(fail(ErrorCode::SandboxUnavailable, u"no bwrap"_s)) : Status();
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, u"sandbox"_s);
        QVERIFY(!outcome->artifact);
        QCOMPARE(m_stage->model.turnsSent(), 0);
        QCOMPARE(m_stage->states(), QStringList({u"initializing"_s, u"failed/sandbox"_s}));
    }

    void aLostSandboxIsMadeAnewFromTheCheckpoint()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        bool lost = false;
        m_stage->model.before = [this](const claude::ModelRequest &request, int turn, const std::stop_token &) {
            m_now = request.purpose + u'/' + QString::number(turn);
            return Status();
        };
        m_stage->provider.world().before = [&](const QString &call, FakeSandbox *sandbox, const std::stop_token &) {
            if (!lost && call == u"exec"_s && m_now == u"code:b/1"_s) {
                lost = true;
                sandbox->lose();
            }
            return Status();
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QCOMPARE(m_stage->count(EventType::SandboxLost), 1);
        QCOMPARE(m_stage->count(EventType::SandboxRestored), 1);
        QCOMPARE(m_stage->count(EventType::FeatureListReverted), 0);
        QCOMPARE(m_stage->model.openings().size(), 4);  // plan, a, b cut short, b
        QCOMPARE(m_stage->checkpointTree().value("a.txt").content, "hello");
    }

    void aLostSandboxForProofsCostsOnlyThatVerification()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        int filled = 0;
        m_stage->provider.world().before = [&](const QString &call, FakeSandbox *sandbox, const std::stop_token &) {
            if (call == u"archiveIn"_s && ++filled == 1)
                sandbox->lose();
            return Status();
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QCOMPARE(m_stage->count(EventType::SandboxLost), 1);
        QCOMPARE(m_stage->count(EventType::SandboxRestored), 0);  // the one that is worked in was not touched
    }

    void aSandboxThatIsLostAgainAndAgainFailsTheBuild()
    {
        m_stage->planTwo();
        m_stage->provider.world().before = [](const QString &call, FakeSandbox *sandbox, const std::stop_token &) {
            if (call == u"exec"_s)
                sandbox->lose();
            return Status();
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, u"sandbox"_s);
        QCOMPARE(int(m_stage->provider.world().made), 3);
        QCOMPARE(m_stage->count(EventType::SandboxLost), 3);
    }

    void aCompletedBuildIsNotRunAgain()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        QVERIFY(m_stage->run());
        const auto before = m_stage->events().size();
        const auto again = m_stage->run();
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::WrongState);
        QCOMPARE(m_stage->events().size(), before);
    }

    void theZipOpensElsewhereAndHoldsNoGit()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->model.addConversation(
            u"code:b"_s,
            {{BuildStage::bash(u"write b.txt done && write .git/HEAD main"_s)}, {SessionScript::text(u"ok"_s)}});
        const auto outcome = m_stage->run();
        QVERIFY(outcome && outcome->artifact);
        QVERIFY(m_stage->checkpointTree().contains(".git/HEAD"));
        QProcess python;
        python.start(u"python3"_s,
                     {u"-c"_s, u"import sys,zipfile\nprint(*zipfile.ZipFile(sys.argv[1]).namelist())"_s,
                      outcome->artifact->path});
        if (!python.waitForFinished() || python.exitCode() != 0)
            QSKIP("python3 is missing");
        const QByteArray names = python.readAllStandardOutput();
        QVERIFY2(names.contains("a.txt") && names.contains("b.txt"), names.constData());
        QVERIFY2(!names.contains(".git"), names.constData());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BuildStage> m_stage;
    QString m_now;
};

QTEST_GUILESS_MAIN(TestBuildRunner)
#include "tst_buildrunner.moc"
