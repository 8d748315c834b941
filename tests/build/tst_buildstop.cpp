// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/buildstage.h"

#include "store/doctor.h"
#include "store/eventlog.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <condition_variable>
#include <thread>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// A place where a build hangs until it is stopped: the n-th time that a call is reached in a phase.
class Trap
{
public:
    Trap(QString where, int skip)
        : m_where(std::move(where))
        , m_skip(skip)
    {
    }
    Status pass(const QString &call, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        if (m_sprung || call != m_where || m_skip-- > 0)
            return {};
        m_sprung = true;
        m_wake.notify_all();
        m_wake.wait(lock, stop, [] { return false; });
        return fail(ErrorCode::Cancelled);
    }
    bool waitUntilSprung()
    {
        std::unique_lock lock(m_mutex);
        return m_wake.wait_for(lock, 10s, [this] { return m_sprung; });
    }

private:
    const QString m_where;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    int m_skip;
    bool m_sprung = false;
};

constexpr qint64 stopLimitMs = 1000;

}  // namespace

class TestBuildStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stage = std::make_unique<BuildStage>(m_folder->filePath(u"data"_s));
        QVERIFY(m_stage->open());
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
    }

    void cleanup()
    {
        QCOMPARE(m_stage->provider.alive(), 0);
        m_stage.reset();
    }

    void stopsWithinASecondAndLeavesAWorkspaceThatGoesOn_data()
    {
        QTest::addColumn<QString>("where");
        QTest::addColumn<int>("skip");
        QTest::addColumn<bool>("keeps");  ///< a checkpoint is there afterwards
        QTest::newRow("while the sandbox is made") << u"create"_s << 0 << false;
        QTest::newRow("while the specification is written") << u"write"_s << 0 << true;
        QTest::newRow("while git is prepared") << u"exec"_s << 0 << true;
        QTest::newRow("in the first turn of the plan") << u"plan/0"_s << 0 << true;
        QTest::newRow("in a later turn of the plan") << u"plan/2"_s << 0 << true;
        QTest::newRow("while the plan is kept") << u"archiveOut"_s << 0 << true;
        QTest::newRow("in a turn of a coding session") << u"code:a/1"_s << 0 << true;
        QTest::newRow("in a command of the agent") << u"exec"_s << 1 << true;
        QTest::newRow("while a feature is kept") << u"archiveOut"_s << 1 << true;
        QTest::newRow("while the sandbox for proofs is made") << u"create"_s << 1 << true;
        QTest::newRow("while it is filled") << u"archiveIn"_s << 0 << true;
        QTest::newRow("in a proof") << u"exec"_s << 2 << true;
        QTest::newRow("in the second feature") << u"code:b/0"_s << 0 << true;
        QTest::newRow("in the last verification") << u"create"_s << 3 << true;
    }

    void stopsWithinASecondAndLeavesAWorkspaceThatGoesOn()
    {
        QFETCH(QString, where);
        QFETCH(int, skip);
        QFETCH(bool, keeps);
        Trap trap(where, skip);
        m_stage->provider.world().before = [&](const QString &call, FakeSandbox *, const std::stop_token &stop) {
            return trap.pass(call, stop);
        };
        m_stage->model.before = [&](const claude::ModelRequest &request, int turn, const std::stop_token &stop) {
            return trap.pass(request.purpose + u'/' + QString::number(turn), stop);
        };
        std::stop_source stop;
        Result<build::BuildOutcome> outcome = fail(ErrorCode::Internal);
        std::jthread worker([&] { outcome = m_stage->run(stop.get_token()); });
        QVERIFY(trap.waitUntilSprung());
        QElapsedTimer timer;
        timer.start();
        stop.request_stop();
        worker.join();
        const qint64 took = timer.elapsed();
        QVERIFY2(took < stopLimitMs, qPrintable(u"%1 ms"_s.arg(took)));
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().detail));
        QCOMPARE(outcome->state, BuildState::Cancelled);
        QCOMPARE(outcome->reason, u"person"_s);
        QVERIFY(!outcome->error);
        QCOMPARE(m_stage->provider.alive(), 0);
        QCOMPARE(m_stage->states().constLast(), u"cancelled/person"_s);
        QCOMPARE(m_stage->resumeState().checkpoint.has_value(), keeps);
        QCOMPARE(outcome->artifact.has_value(), keeps);
        if (keeps && where != u"write"_s)  // stopped before the first file was written there is nothing in it
            QVERIFY(m_stage->checkpointTree().contains("app_spec.md"));
        QVERIFY(m_stage->open());
        const auto resumed = m_stage->run();
        QVERIFY2(resumed, resumed ? "" : qPrintable(resumed.error().detail));
        QCOMPARE(resumed->state, BuildState::Completed);
        QCOMPARE(m_stage->checkpointTree().value("a.txt").content, "hello");
        QCOMPARE(m_stage->count(EventType::FeatureListReverted), 0);
        const auto report = store::Doctor(m_stage->database()).check();
        QVERIFY2(report && report->sound(), "tables differ from what the events give");
    }

    void aStopBeforeTheStartIsAStopToo()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto outcome = m_stage->run(stop.get_token());
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Cancelled);
        QCOMPARE(int(m_stage->provider.world().made), 0);
        QCOMPARE(m_stage->run()->state, BuildState::Completed);
    }

    void aWorkspaceThatCannotBeReadInTimeLeavesTheOlderCheckpoint()
    {
        std::stop_source stop;
        m_stage->model.before = [&](const claude::ModelRequest &request, int, const std::stop_token &) {
            if (request.purpose == u"code:b"_s)
                stop.request_stop();
            return Status();
        };
        m_stage->provider.world().before = [&](const QString &call, FakeSandbox *, const std::stop_token &token) {
            if (call != u"archiveOut"_s || !stop.stop_requested())
                return Status();
            std::mutex mutex;
            std::condition_variable_any wake;
            std::unique_lock lock(mutex);
            wake.wait(lock, token, [] { return false; });  // a big tree: it would take for ever
            return Status(fail(ErrorCode::Cancelled));
        };
        QElapsedTimer timer;
        timer.start();
        const auto outcome = m_stage->run(stop.get_token());
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Cancelled);
        QCOMPARE(m_stage->checkpointTree().value("a.txt").content, "hello");
        QVERIFY(jsonString(m_stage->last(EventType::BuildNote).payload, "text").contains(u"checkpoint"_s));
        QVERIFY(outcome->artifact);
    }

    void aSandboxThatIsLostDuringTheStopIsNoProblem()
    {
        std::stop_source stop;
        m_stage->model.before = [&](const claude::ModelRequest &request, int, const std::stop_token &) {
            if (request.purpose == u"code:a"_s)
                stop.request_stop();
            return Status();
        };
        m_stage->provider.world().before = [&](const QString &call, FakeSandbox *sandbox, const std::stop_token &) {
            if (stop.stop_requested() && call == u"archiveOut"_s)
                sandbox->lose();
            return Status();
        };
        const auto outcome = m_stage->run(stop.get_token());
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Cancelled);
        QVERIFY(m_stage->checkpointTree().contains("feature_list.json"));
        m_stage->provider.world().before = nullptr;
        m_stage->model.before = nullptr;
        QCOMPARE(m_stage->run()->state, BuildState::Completed);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BuildStage> m_stage;
};

QTEST_GUILESS_MAIN(TestBuildStop)
#include "tst_buildstop.moc"
