// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/buildstage.h"

#include "build/buildreasons.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;

class TestBuildTries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stage = std::make_unique<BuildStage>(m_folder->filePath(u"data"_s));
        m_stage->planTwo();
        QVERIFY(m_stage->open());
    }

    void whatFailedIsToldToTheAgentOfTheNextTry()
    {
        m_stage->codeWrites(u"a"_s, u"wrong.txt"_s, u"no"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto first = m_stage->run();
        QVERIFY(first);
        QCOMPARE(first->state, BuildState::Failed);
        QVERIFY(build::canPass(first->reason));
        QVERIFY(m_stage->log().appendAndWait(
            BuildStage::id(),
            NewEvent {EventType::BuildRetried,
                      Json {{"try", 1}, {"of", 1}, {"reason", toStd(first->reason)}, {"text", "the moon was full"}}}));
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        const qsizetype before = m_stage->model.openings().size();
        QVERIFY(m_stage->run());
        const QList<QByteArray> openings = m_stage->model.openings().mid(before);
        QVERIFY(!openings.isEmpty());
        QVERIFY(openings.first().contains("the moon was full"));
        QCOMPARE(m_stage->row().state, BuildState::Completed);
    }

    void anErrorOfTheProgramEndsASessionAndNotTheBuild()
    {
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        bool broken = false;
        m_stage->model.before = [&broken](const claude::ModelRequest &request, int, const std::stop_token &) -> Status {
            if (request.purpose != "code:a"_L1 || std::exchange(broken, true))
                return {};
            return fail(ErrorCode::Internal, u"a bug"_s);
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QVERIFY(broken);
        QCOMPARE(outcome->state, BuildState::Completed);
        QVERIFY(std::ranges::any_of(m_stage->events(), [](const Event &event) {
            return event.type == toKey(EventType::BuildNote) && jsonString(event.payload, "text").contains(u"a bug"_s);
        }));
    }

    void errorsThatAreNotOfTheProgramStillEndTheBuild()
    {
        m_stage->model.before = [](const claude::ModelRequest &request, int, const std::stop_token &) -> Status {
            return request.purpose == "code:a"_L1 ? fail(ErrorCode::Unauthorized, u"no"_s) : Status();
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, u"unauthorized"_s);
        QVERIFY(!build::canPass(outcome->reason));
    }

    void circlesOnTheSameFeatureTwiceLetTheBuildPause()
    {
        QList<SessionScript::Blocks> same;
        for (int i = 0; i < 6; ++i)
            same.append(SessionScript::Blocks {BuildStage::bash(u"echo again"_s)});
        m_stage->model.addConversation(u"code:a"_s, same);
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Paused);
        QCOMPARE(outcome->reason, u"stuck"_s);
        QCOMPARE(m_stage->provider.alive(), 0);
        // A person had a look: it goes on.
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto again = m_stage->run();
        QVERIFY(again);
        QCOMPARE(again->state, BuildState::Completed);
    }

    void aCeilingOfAPartActsInTheMiddleOfALongCommand_data()
    {
        QTest::addColumn<QString>("scope");
        QTest::addColumn<QString>("ends");
        QTest::newRow("feature") << u"feature"_s << u"failed/features_unverified"_s;
        QTest::newRow("phase") << u"phase"_s << u"paused/budget"_s;
    }

    /// The command hangs until it is stopped, so nothing but the ceiling can end it.
    void aCeilingOfAPartActsInTheMiddleOfALongCommand()
    {
        QFETCH(const QString, scope);
        QFETCH(const QString, ends);
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->model.addConversation(u"code:b"_s,
                                       {{BuildStage::writeFile(u"half.txt"_s, u"half of b"_s)},
                                        {BuildStage::bash(u"sleep 3600"_s)},
                                        {SessionScript::text(u"Done."_s)}});
        std::atomic_bool armed = false, hangs = false, again = false;
        m_stage->model.before = [&](const claude::ModelRequest &request, int turn, const std::stop_token &) -> Status {
            armed = request.purpose == "code:b"_L1 && turn == 1 && !again;
            return {};
        };
        m_stage->provider.world().before = [&](const QString &call, FakeSandbox *, const std::stop_token &stop) {
            if (call != "exec"_L1 || !armed.exchange(false))
                return Status();
            hangs = true;
            while (!stop.stop_requested())
                std::this_thread::yield();
            return Status(fail(ErrorCode::Cancelled));
        };
        m_stage->partCeiling = [&](Phase phase, const QString &feature) -> std::optional<Error> {
            const bool mine = phase == Phase::Implement && feature == (scope == "feature"_L1 ? u"b"_s : QString());
            if (!mine || !hangs)
                return std::nullopt;
            return Error {ErrorCode::BudgetExceeded,
                          {},
                          {{u"what"_s, u"minutes"_s}, {u"limit"_s, u"1"_s}, {u"scope"_s, scope}, {u"name"_s, u"b"_s}},
                          {}};
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QVERIFY(hangs);
        QCOMPARE(m_stage->states().last(), ends);
        QCOMPARE(outcome->featuresVerified, 1);
        // What the session had done is kept, and every call and session has an end.
        QCOMPARE(m_stage->checkpointTree().value("half.txt").content, "half of b");
        QCOMPARE(m_stage->count(EventType::ToolStarted), m_stage->count(EventType::ToolEnded));
        QCOMPARE(m_stage->count(EventType::SessionStarted), m_stage->count(EventType::SessionEnded));
        // With more to spend it goes on.
        m_stage->partCeiling = {};
        again = true;
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto later = m_stage->run();
        QVERIFY(later);
        QCOMPARE(later->state, BuildState::Completed);
        QVERIFY(m_stage->checkpointTree().contains("half.txt"));
    }

    /// Ten features make some thirty checkpoints.
    void oldCheckpointsAreGivenUpWhileTheBuildWorks()
    {
        m_stage = std::make_unique<BuildStage>(m_folder->filePath(u"ten"_s));
        QVERIFY(m_stage->open());
        m_stage->options.features = 10;
        Json features = Json::array();
        for (int i = 0; i < 10; ++i) {
            const QString id = u"f%1"_s.arg(i);
            features.push_back(BuildStage::feature(id, i + 1, {u"grep -q done %1.txt"_s.arg(id)}));
            m_stage->codeWrites(id, id + u".txt"_s, u"all done"_s);
        }
        m_stage->model.addConversation(
            u"plan"_s,
            {{SessionScript::tool(u"propose_features"_s, Json {{"features", std::move(features)}})},
             {SessionScript::text(u"Planned."_s)}});
        QList<int> at;
        m_stage->thin = [&] {
            QCOMPARE(m_stage->row().state, BuildState::Running);
            at.append(m_stage->count(EventType::CheckpointMade));
        };
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QVERIFY(!at.isEmpty());
        QVERIFY(at.first() >= 20);
        QVERIFY(at.first() < 25);
    }

    void everyReasonOfAFailureHasAnAnswer_data()
    {
        QTest::addColumn<bool>("passes");
        for (const char *reason : {"features_unverified", "plan_empty", "stuck", "network", "sandbox", "internal"})
            QTest::newRow(reason) << true;
        for (const char *reason : {"unauthorized", "refused", "recording_ended", "storage", "time_limit", "person", ""})
            QTest::newRow(reason) << false;
    }
    void everyReasonOfAFailureHasAnAnswer()
    {
        QFETCH(bool, passes);
        QCOMPARE(build::canPass(QString::fromLatin1(QTest::currentDataTag())), passes);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BuildStage> m_stage;
};

QTEST_GUILESS_MAIN(TestBuildTries)
#include "tst_buildtries.moc"
