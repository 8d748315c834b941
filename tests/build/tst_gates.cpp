// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildmachine.h"
#include "build/gateremark.h"
#include "support/build/buildstage.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;

/// Where a build waits for its person: gates and questions, from the runner's side.
class TestGates : public QObject
{
    Q_OBJECT

private:
    static QString why(const Result<build::BuildOutcome> &outcome)
    {
        return outcome ? toKey(outcome->state) + u' ' + outcome->reason : outcome.error().detail;
    }

    /// As the engine records a decision: the answer, what follows from it, and the way into the queue.
    void decide(Json payload, QList<NewEvent> more = {})
    {
        const Event gate = m_stage->last(EventType::GateOpened);
        payload["gate"] = gate.payload.at("gate");
        payload["user"] = "me";
        more.prepend(NewEvent {EventType::GateAnswered, payload});
        go(std::move(more), build::BuildEventKind::AnswerGate);
    }

    void answer(const QString &text)
    {
        const Event asked = m_stage->last(EventType::QuestionAsked);
        go({NewEvent {EventType::QuestionAnswered,
                      Json {{"question", asked.payload.at("question")}, {"answer", toStd(text)}, {"user", "me"}}}},
           build::BuildEventKind::AnswerQuestion);
    }

    void go(QList<NewEvent> events, build::BuildEventKind kind)
    {
        const auto next = build::transition(m_stage->resumeState().status, {kind, {}});
        QVERIFY(next);
        events.append(NewEvent {EventType::BuildState,
                                Json {{"from", toStd(toKey(m_stage->resumeState().status.state))},
                                      {"to", toStd(toKey(next->status.state))},
                                      {"reason", ""}}});
        QVERIFY(m_stage->log().appendAndWait(BuildStage::id(), events));
    }

    /// The design in a session of its own, then the list.
    void planInTwoParts()
    {
        m_stage->options.features = 2;
        m_stage->model.addConversation(
            u"plan"_s, {{BuildStage::writeFile(u"DESIGN.md"_s, u"# Design\n"_s)}, {SessionScript::text(u"More?"_s)}});
        propose();
    }

    void propose()
    {
        Json features = Json::array();
        features.push_back(BuildStage::feature(u"a"_s, 1, {u"grep -q '' a.txt"_s}));
        features.push_back(BuildStage::feature(u"b"_s, 2, {u"grep -q done b.txt"_s}));
        m_stage->model.addConversation(
            u"plan"_s,
            {{SessionScript::tool(u"propose_features"_s, Json {{"features", std::move(features)}})},
             {SessionScript::text(u"Planned."_s)}});
    }

    void codeBoth()
    {
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BuildStage> m_stage;

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stage = std::make_unique<BuildStage>(m_folder->filePath(u"data"_s));
        QVERIFY(m_stage->open());
    }

    void cleanup()
    {
        QCOMPARE(m_stage->provider.alive(), 0);  // waiting costs nothing
        m_stage.reset();
    }

    void theDesignIsShownBeforeAnythingIsPlanned()
    {
        m_stage->options.gates.design = true;
        planInTwoParts();
        codeBoth();
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingDesignReview, qPrintable(why(asked)));
        QCOMPARE(asked->reason, u"review"_s);
        const Event gate = m_stage->last(EventType::GateOpened);
        QCOMPARE(jsonString(gate.payload, "kind"), u"design"_s);
        const auto shown = m_stage->database().blobs().get(BlobHash {jsonString(gate.payload, "content_blob")});
        QCOMPARE(shown.value_or(QByteArray()), "# Design\n");
        QCOMPARE(m_stage->count(EventType::FeaturesPlanned), 0);
        decide({{"answer", "accept"}});
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QCOMPARE(m_stage->count(EventType::GateOpened), 1);
    }

    void aDesignThatThePersonChangedIsWhatIsUsed()
    {
        m_stage->options.gates.design = true;
        planInTwoParts();
        codeBoth();
        QVERIFY(m_stage->run());
        const auto blob = m_stage->database().blobs().put("# Mine\n");
        QVERIFY(blob);
        decide({{"answer", "change"}, {"edit_blob", toStd(blob->value)}});
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QCOMPARE(m_stage->checkpointTree().value("DESIGN.md").content, "# Mine\n");
    }

    void aDesignThatIsSentBackIsDrawnAgainWithTheReason()
    {
        m_stage->options.gates.design = true;
        m_stage->model.addConversation(u"plan"_s, {{BuildStage::writeFile(u"DESIGN.md"_s, u"# One\n"_s)}});
        m_stage->model.addConversation(u"plan"_s, {{BuildStage::writeFile(u"DESIGN.md"_s, u"# Two\n"_s)}});
        QVERIFY(m_stage->run());
        decide({{"answer", "reject"}, {"text", "too blue"}});
        const auto again = m_stage->run();
        QVERIFY2(again && again->state == BuildState::AwaitingDesignReview, qPrintable(why(again)));
        QVERIFY(m_stage->model.openings().last().contains("too blue"));
        QCOMPARE(jsonString(m_stage->last(EventType::GateOpened).payload, "gate"), u"design-2"_s);
    }

    void nothingToSeeMeansNothingToAgreeOn()
    {
        m_stage->options.gates.design = true;
        m_stage->model.addConversation(u"plan"_s, {{SessionScript::text(u"There are no pages."_s)}});
        propose();
        codeBoth();
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
    }

    void theListIsShownAndWhatThePersonMadeOfItIsBuilt()
    {
        m_stage->options.gates.features = true;
        m_stage->planTwo();
        codeBoth();
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingFeatureReview, qPrintable(why(asked)));
        QCOMPARE(m_stage->count(EventType::FeatureStarted), 0);
        auto features = m_stage->resumeState().features;
        features.removeLast();
        decide({{"answer", "change"}}, {NewEvent {EventType::FeaturesPlanned, Json {{"features", toJson(features)}}}});
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QCOMPARE(done->featuresTotal, 1);
        QVERIFY(!m_stage->checkpointTree().value("feature_list.json").content.contains("\"b\""));
    }

    void aListThatIsSentBackIsPlannedAgain()
    {
        m_stage->options.gates.features = true;
        m_stage->planTwo();
        propose();
        codeBoth();
        QVERIFY(m_stage->run());
        decide({{"answer", "reject"}, {"text", "smaller, please"}});
        const auto again = m_stage->run();
        QVERIFY2(again && again->state == BuildState::AwaitingFeatureReview, qPrintable(why(again)));
        QCOMPARE(m_stage->count(EventType::FeaturesPlanned), 2);
        QVERIFY(m_stage->model.openings().last().contains("smaller, please"));
        decide({{"answer", "accept"}});
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
    }

    void progressIsShownEveryFewFeatures()
    {
        m_stage->options.gates.every = 1;
        m_stage->planTwo();
        codeBoth();
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingProgressReview, qPrintable(why(asked)));
        QCOMPARE(asked->featuresVerified, 1);
        decide({{"answer", "accept"}});
        const auto done = m_stage->run();  // the last feature needs no look at the progress
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
    }

    void aRemarkAtTheReleaseIsBuiltAndLookedAtAgain()
    {
        m_stage->options.gates.package = true;
        m_stage->planTwo();
        codeBoth();
        m_stage->codeWrites(u"remark-1"_s, u"green.txt"_s, u"green"_s);
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingReleaseReview, qPrintable(why(asked)));
        decide({{"answer", "reject"}, {"text", "make it green"}},
               build::withRemark(m_stage->resumeState().features, u"make it green"_s));
        const auto again = m_stage->run();
        QVERIFY2(again && again->state == BuildState::AwaitingReleaseReview, qPrintable(why(again)));
        QVERIFY(m_stage->checkpointTree().contains("green.txt"));
        QCOMPARE(m_stage->resumeState().features.last().status, FeatureStatus::NeedsYou);
        decide({{"answer", "accept"}}, build::acceptRemarks(m_stage->resumeState().features, u"me"_s));
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QCOMPARE(done->featuresVerified, 2);  // what a person accepted is not called verified
        QCOMPARE(m_stage->resumeState().features.last().status, FeatureStatus::Accepted);
    }

    void aQuestionParksItsFeatureAndTheOthersGoOn()
    {
        m_stage->options.features = 2;
        propose();
        m_stage->model.addConversation(
            u"code:a"_s,
            {{SessionScript::tool(u"ask_user"_s, Json {{"question", "Blue or red?"}, {"options", {"blue", "red"}}})},
             {SessionScript::text(u"never said"_s)}});
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"blue"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingAnswer, qPrintable(why(asked)));
        QCOMPARE(asked->featuresVerified, 1);
        QCOMPARE(jsonString(m_stage->last(EventType::SessionStarted).payload, "feature"), u"b"_s);
        QCOMPARE(jsonString(m_stage->last(EventType::QuestionAsked).payload, "feature"), u"a"_s);
        answer(u"blue"_s);
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        bool told = false;
        for (const QByteArray &opening : m_stage->model.openings())
            told = told || (opening.contains("Blue or red?") && opening.contains("The person answered: blue"));
        QVERIFY(told);
    }

    void aQuestionOfThePlanHoldsUpThePlan()
    {
        m_stage->options.features = 2;
        m_stage->model.addConversation(u"plan"_s,
                                       {{SessionScript::tool(u"ask_user"_s, Json {{"question", "For whom?"}})}});
        propose();
        codeBoth();
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingAnswer, qPrintable(why(asked)));
        answer(u"for children"_s);
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QVERIFY(m_stage->model.openings().at(1).contains("for children"));
    }

    void whatThePolicyLeavesOpenIsAskedWherePersonsAre_data()
    {
        QTest::addColumn<QString>("answerText");
        QTest::addColumn<bool>("runs");
        QTest::addRow("once") << u"once"_s << true;
        QTest::addRow("build") << u"build"_s << true;
        QTest::addRow("never") << u"never"_s << false;
    }
    void whatThePolicyLeavesOpenIsAskedWherePersonsAre()
    {
        QFETCH(const QString, answerText);
        QFETCH(const bool, runs);
        m_stage->options.policy = u"strict"_s;
        m_stage->options.attended = true;
        m_stage->planTwo();
        const QString command = u"curl https://example.org/x -o x"_s;
        m_stage->model.addConversation(u"code:a"_s, {{BuildStage::bash(command)}, {SessionScript::text(u"?"_s)}});
        m_stage->model.addConversation(u"code:a"_s,
                                       {{BuildStage::bash(command)},
                                        {BuildStage::writeFile(u"a.txt"_s, u"hello"_s)},
                                        {SessionScript::text(u"Written."_s)}});
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingAnswer, qPrintable(why(asked)));
        const Event question = m_stage->last(EventType::QuestionAsked);
        QCOMPARE(jsonString(question.payload, "kind"), u"command"_s);
        QCOMPARE(jsonString(question.payload, "subject"), command);
        QCOMPARE(m_stage->count(EventType::CommandStarted), 0);
        answer(answerText);
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        int ran = 0;
        for (const Event &event : m_stage->events())
            ran += event.type == toKey(EventType::CommandStarted) && jsonString(event.payload, "command") == command;
        QCOMPARE(ran, runs ? 1 : 0);
        QCOMPARE(m_stage->count(EventType::PolicyDenied), runs ? 0 : 1);
    }

    void aHostThatIsNotListedIsAskedForAndReachedByTheNextSandbox()
    {
        m_stage->options.attended = true;
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"other.txt"_s, u"no package"_s);
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        m_stage->model.before = [this](const claude::ModelRequest &request, int, const std::stop_token &) {
            if (request.purpose != u"code:a"_s)
                return Status();
            for (const char *host : {"packages.example.org", "packages.example.org", "192.0.2.7"})
                if (auto said =
                        m_stage->log().append(BuildStage::id(),
                                              NewEvent {EventType::NetworkDenied,
                                                        Json {{"host", host}, {"port", 443}, {"reason", "policy"}}});
                    !said)
                    return said;
            return m_stage->log().flush();
        };
        const auto asked = m_stage->run();
        QVERIFY2(asked && asked->state == BuildState::AwaitingAnswer, qPrintable(why(asked)));
        QCOMPARE(m_stage->count(EventType::QuestionAsked), 1);  // an address is not for a person to allow
        QCOMPARE(jsonString(m_stage->last(EventType::QuestionAsked).payload, "subject"), u"packages.example.org"_s);
        QVERIFY(!m_stage->provider.world().allowedHosts.contains(u"packages.example.org"_s));
        answer(u"build"_s);
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QVERIFY(m_stage->provider.world().allowedHosts.contains(u"packages.example.org"_s));
        QCOMPARE(m_stage->count(EventType::QuestionAsked), 1);
    }

    void aHostThatIsAllowedMeanwhileIsReachedByTheSandboxThatLives()
    {
        m_stage->options.attended = true;
        m_stage->options.features = 2;
        propose();
        m_stage->codeWrites(u"a"_s, u"other.txt"_s, u"no package"_s);
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        m_stage->model.before = [this](const claude::ModelRequest &request, int, const std::stop_token &) -> Status {
            NewEvent said {EventType::NetworkDenied,
                           Json {{"host", "packages.example.org"}, {"port", 443}, {"reason", "policy"}}};
            if (request.purpose == u"code:b"_s) {
                const Event asked = m_stage->last(EventType::QuestionAsked);
                said = {EventType::QuestionAnswered,
                        Json {{"question", asked.payload.at("question")}, {"answer", "build"}, {"user", "me"}}};
            }
            if (request.purpose == u"plan"_s || m_stage->count(said.type) > 0)
                return {};
            auto recorded = m_stage->log().appendAndWait(BuildStage::id(), said);
            return recorded ? Status() : fail(recorded.error());
        };
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QVERIFY(m_stage->provider.world().openedHosts.contains(u"packages.example.org"_s));
        int work = 0;
        for (const Event &event : m_stage->events())
            work += event.type == toKey(EventType::SandboxCreated) && jsonString(event.payload, "purpose") == u"work"_s;
        QCOMPARE(work, 1);
    }

    void nobodyIsAskedWhereNobodyIs()
    {
        m_stage->options.policy = u"strict"_s;
        m_stage->planTwo();
        m_stage->model.addConversation(u"code:a"_s,
                                       {{BuildStage::bash(u"curl https://example.org/x -o x"_s)},
                                        {BuildStage::writeFile(u"a.txt"_s, u"hello"_s)},
                                        {SessionScript::text(u"Written."_s)}});
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"all done"_s);
        const auto done = m_stage->run();
        QVERIFY2(done && done->state == BuildState::Completed, qPrintable(why(done)));
        QCOMPARE(m_stage->count(EventType::PolicyDenied), 1);
        QCOMPARE(m_stage->count(EventType::QuestionAsked), 0);
    }
};

QTEST_GUILESS_MAIN(TestGates)
#include "tst_gates.moc"
