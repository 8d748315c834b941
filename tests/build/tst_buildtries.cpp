// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/build/buildstage.h"

#include "build/buildreasons.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

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
