// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildmachine.h"
#include "support/build/buildstage.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace bw::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What becomes of a build's sandbox while the build waits for its person.
class TestBuildSandbox : public QObject
{
    Q_OBJECT

private:
    QString run()
    {
        const auto outcome = m_stage->run();
        return outcome ? toKey(outcome->state) : outcome.error().detail;
    }
    void approve()
    {
        const auto next = build::transition(m_stage->resumeState().status, {build::BuildEventKind::AnswerGate, {}});
        QVERIFY(next);
        const Event gate = m_stage->last(EventType::GateOpened);
        QVERIFY(m_stage->log().appendAndWait(
            BuildStage::id(),
            QList {NewEvent {EventType::GateAnswered,
                             Json {{"gate", gate.payload.at("gate")}, {"answer", "accept"}, {"user", "me"}}},
                   NewEvent {EventType::BuildState,
                             Json {{"from", toStd(toKey(m_stage->resumeState().status.state))},
                                   {"to", toStd(toKey(next->status.state))},
                                   {"reason", ""}}}}));
    }
    QString sandboxOf(EventType type) { return jsonString(m_stage->last(type).payload, "sandbox"); }
    [[nodiscard]] int numberOf(EventType type) const { return m_stage->count(type); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BuildStage> m_stage;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stage = std::make_unique<BuildStage>(m_folder->path());
        QVERIFY(m_stage->open());
        m_stage->options.gates.features = true;
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"a"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"done"_s);
    }
    void cleanup()
    {
        m_stage.reset();
        m_folder.reset();
    }

    void waitsWithItsBuildAndIsUsedAgain()
    {
        m_stage->provider.keeping = 300s;
        QCOMPARE(run(), u"awaiting_feature_review"_s);
        QCOMPARE(m_stage->provider.alive(), 1);
        const Event kept = m_stage->last(EventType::SandboxKept);
        QCOMPARE(jsonInt(kept.payload, "pause_after_s"), 300);
        QCOMPARE(jsonString(kept.payload, "checkpoint"),
                 jsonString(m_stage->last(EventType::CheckpointMade).payload, "checkpoint"));
        QCOMPARE(m_stage->resumeState().kept->id.value, sandboxOf(EventType::SandboxKept));
        // By the time it is looked at again, another process has the data directory.
        m_stage->close();
        QVERIFY(m_stage->open());
        approve();
        QCOMPARE(run(), u"completed"_s);
        QCOMPARE(sandboxOf(EventType::SandboxResumed), sandboxOf(EventType::SandboxKept));
        QCOMPARE(numberOf(EventType::SandboxRestored), 0);
        QVERIFY(!m_stage->resumeState().kept);
        QCOMPARE(m_stage->provider.alive(), 0);
    }

    void isEndedByAProviderThatKeepsNone()
    {
        QCOMPARE(run(), u"awaiting_feature_review"_s);
        QCOMPARE(m_stage->provider.alive(), 0);
        QCOMPARE(numberOf(EventType::SandboxKept), 0);
        approve();
        QCOMPARE(run(), u"completed"_s);
        QCOMPARE(numberOf(EventType::SandboxRestored), 1);
    }

    void isMadeAnewFromTheCheckpointWhenItIsGone()
    {
        m_stage->provider.keeping = 0s;
        QCOMPARE(run(), u"awaiting_feature_review"_s);
        m_stage->provider.kept.clear();
        approve();
        QCOMPARE(run(), u"completed"_s);
        QCOMPARE(numberOf(EventType::SandboxResumed), 0);
        QCOMPARE(sandboxOf(EventType::SandboxLost), sandboxOf(EventType::SandboxKept));
        QCOMPARE(numberOf(EventType::SandboxRestored), 1);
        QCOMPARE(m_stage->provider.alive(), 0);
    }

    void isGivenUpWhenItCannotBeTakenUp()
    {
        m_stage->provider.keeping = 300s;
        QCOMPARE(run(), u"awaiting_feature_review"_s);
        m_stage->provider.world().before = [](const QString &call, FakeSandbox *, const std::stop_token &) {
            return call == "takeUp"_L1 ? Status(fail(ErrorCode::NetworkTimeout, u"no answer"_s)) : Status();
        };
        approve();
        QCOMPARE(run(), u"completed"_s);
        QVERIFY(m_stage->provider.kept.isEmpty());
        QCOMPARE(m_stage->provider.alive(), 0);
        QCOMPARE(numberOf(EventType::SandboxRestored), 1);
    }

    void isNotUsedWithAnotherCheckpointThanItsOwn()
    {
        m_stage->provider.keeping = 300s;
        QCOMPARE(run(), u"awaiting_feature_review"_s);
        // As after a person went back to another one.
        Json other = m_stage->last(EventType::CheckpointMade).payload;
        other["checkpoint"] = "another";
        QVERIFY(m_stage->log().appendAndWait(BuildStage::id(), NewEvent {EventType::CheckpointMade, other}));
        approve();
        QCOMPARE(run(), u"completed"_s);
        QCOMPARE(numberOf(EventType::SandboxResumed), 0);
        QCOMPARE(numberOf(EventType::SandboxRestored), 1);
        QCOMPARE(m_stage->provider.alive(), 0);
    }

    void isPausedAtOnceWhenACeilingIsReached()
    {
        m_stage->provider.keeping = 300s;
        bool reached = false;
        m_stage->provider.world().before = [&reached](const QString &call, FakeSandbox *, const std::stop_token &) {
            if (call != "archiveOut"_L1 || std::exchange(reached, true))
                return Status();
            return Status(fail(ErrorCode::BudgetExceeded, u"enough"_s));
        };
        QCOMPARE(run(), u"paused"_s);
        QCOMPARE(jsonInt(m_stage->last(EventType::SandboxKept).payload, "pause_after_s", -1), 0);
    }

    void saysWhatBecomesOfItMeanwhile()
    {
        m_stage->provider.keeping = 300s;
        QCOMPARE(run(), u"awaiting_feature_review"_s);
        m_stage->provider.tell(sandbox::KeptChange::Paused);
        QVERIFY(m_stage->log().flush());
        QCOMPARE(sandboxOf(EventType::SandboxPaused), sandboxOf(EventType::SandboxKept));
        QVERIFY(m_stage->resumeState().kept);
        m_stage->provider.tell(sandbox::KeptChange::Gone);
        QVERIFY(m_stage->log().flush());
        QVERIFY(!m_stage->resumeState().kept);
    }

    void saysALossOnceThatTheProviderNoticedFirst()
    {
        bool lost = false;
        m_stage->provider.world().before = [this, &lost](const QString &call, FakeSandbox *sandbox,
                                                         const std::stop_token &) {
            if (call == "write"_L1 && sandbox != nullptr && !lost) {
                lost = true;
                m_stage->provider.onLost(sandbox->id(), u"its provider says so"_s);
                sandbox->lose();
            }
            return Status();
        };
        QCOMPARE(run(), u"awaiting_feature_review"_s);
        QCOMPARE(numberOf(EventType::SandboxLost), 1);
        QCOMPARE(jsonString(m_stage->last(EventType::SandboxLost).payload, "why"), u"its provider says so"_s);
    }
};

QTEST_GUILESS_MAIN(TestBuildSandbox)
#include "tst_buildsandbox.moc"
