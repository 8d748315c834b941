// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/agentsession.h"
#include "agent/tools/bashtool.h"
#include "agent/tools/filetools.h"
#include "support/agent/agentfixture.h"

#include <csignal>

using namespace Qt::StringLiterals;
using namespace bw;
using agent::SessionEnd;
using claude::StopReason;
using test::ScriptedModel;

class tst_AgentSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void usesToolsUntilTheModelEnds();
    void sendsEveryTurnBackByteForByteAndOnlyAppends();
    void neverRunsACallThatWasCut();
    void asksForSmallerStepsWhenTheMaximumIsNotEnough();
    void goesOnWithACutText();
    void endsARefusalWithoutAskingAgain();
    void asksOnceAfterSilence();
    void resendsAPausedTurnUnchanged();
    void takesAnUnknownReasonByWhatCameWithIt();
    void stopsInACallAndClosesIt();
    void endsAfterTheLastTurnAllowed();
    void endsWhenItRunsInCircles();
    void neverAsksForMoreThanTheModelGives();
    void endsWhatItStartedInTheBackground();
    void recordsHowItEnded();
};

namespace
{

const QByteArray touch = R"({"command":"echo x >> ran"})";

struct Session {
    test::AgentFixture fixture;
    agent::BashTool bash;
    agent::ReadFileTool read;
    agent::WriteFileTool write;
    int maxTurns = 20;
    QList<QByteArray> messages;

    Result<agent::SessionOutcome> run(std::stop_token stop = {})
    {
        auto context = fixture.context();
        agent::AgentSession session(context,
                                    {.kind = u"code"_s,
                                     .purpose = u"code:x"_s,
                                     .feature = u"x"_s,
                                     .systemPrompt = u"system"_s,
                                     .firstMessage = u"go"_s,
                                     .tools = {&bash, &read, &write},
                                     .maxTurns = maxTurns});
        auto outcome = session.run(stop);
        messages = session.messages();
        return outcome;
    }
    [[nodiscard]] int timesRun() const { return static_cast<int>(fixture.file("ran").count('x')); }
};

}  // namespace

void tst_AgentSession::usesToolsUntilTheModelEnds()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model.calls({{u"toolu_1"_s, u"bash"_s, touch}}).says(u"All done."_s);
    const auto outcome = session.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::Finished);
    QCOMPARE(outcome->turns, 2);
    QCOMPARE(outcome->lastText, u"All done."_s);
    QCOMPARE(session.timesRun(), 1);
    const auto requests = session.fixture.model.requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.first().purpose, u"code:x"_s);
    const Json results = *parseJson(requests.last().messages.last());
    QVERIFY(results["role"] == "user");
    QVERIFY(results["content"][0]["tool_use_id"] == "toolu_1");
}

void tst_AgentSession::sendsEveryTurnBackByteForByteAndOnlyAppends()
{
    Session session;
    QVERIFY(session.fixture.open());
    const QByteArray odd = "{ \"command\" :\"true\", \"timeout_s\": 1.0e1,\"z\":{},\"a\":null }";
    session.fixture.model.calls({{u"toolu_1"_s, u"bash"_s, odd}}, u"ä \" \\"_s)
        .calls({{u"toolu_2"_s, u"bash"_s, touch}})
        .says(u"end"_s);
    QVERIFY(session.run());
    const auto requests = session.fixture.model.requests();
    QVERIFY(requests.last().messages.at(1).contains(odd));
    for (qsizetype i = 1; i < requests.size(); ++i) {
        QCOMPARE(requests.at(i).messages.first(requests.at(i - 1).messages.size()), requests.at(i - 1).messages);
        QCOMPARE(requests.at(i).systemJson, requests.first().systemJson);
        QCOMPARE(requests.at(i).toolsJson, requests.first().toolsJson);
    }
    const auto turns = session.fixture.events({EventType::TurnEnded});
    const QByteArray stored = *session.fixture.blobs().get({jsonString(turns.first().payload, "content_blob")});
    QCOMPARE(requests.last().messages.at(1), "{\"role\":\"assistant\",\"content\":" + stored + '}');
}

void tst_AgentSession::neverRunsACallThatWasCut()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model
        .answers(ScriptedModel::turn(StopReason::MaxTokens, u"I write"_s, {{u"toolu_1"_s, u"bash"_s, touch}}))
        .calls({{u"toolu_2"_s, u"bash"_s, touch}})
        .says(u"done"_s);
    QVERIFY(session.run());
    QCOMPARE(session.timesRun(), 1);
    const auto requests = session.fixture.model.requests();
    QCOMPARE(requests.at(0).maxTokens, 32'000);
    QCOMPARE(requests.at(1).maxTokens, 64'000);
    QCOMPARE(requests.at(1).messages, requests.at(0).messages);
    QVERIFY(!session.messages.join().contains("toolu_1"));
}

void tst_AgentSession::asksForSmallerStepsWhenTheMaximumIsNotEnough()
{
    Session session;
    QVERIFY(session.fixture.open());
    const auto cut = ScriptedModel::turn(StopReason::MaxTokens, {}, {{u"toolu_1"_s, u"bash"_s, touch}});
    for (int i = 0; i < 10; ++i)
        session.fixture.model.answers(cut);
    const auto outcome = session.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::TurnLimit);
    QCOMPARE(outcome->turns, 5);  // at 32,000, at the maximum, and three smaller steps
    QCOMPARE(session.timesRun(), 0);
    QVERIFY(session.fixture.model.requests().last().messages.last().contains("smaller steps"));
}

void tst_AgentSession::goesOnWithACutText()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model.answers(ScriptedModel::turn(StopReason::MaxTokens, u"half"_s)).says(u"rest"_s);
    const auto outcome = session.run();
    QVERIFY(outcome);
    QCOMPARE(outcome->lastText, u"rest"_s);
    const auto sent = session.fixture.model.requests().last().messages;
    QCOMPARE(sent.size(), 3);
    QVERIFY(sent.at(1).contains("half"));
    QVERIFY(sent.at(2).contains("cut off"));
}

void tst_AgentSession::endsARefusalWithoutAskingAgain()
{
    Session session;
    QVERIFY(session.fixture.open());
    auto refusal = ScriptedModel::turn(StopReason::Refusal, u"I"_s);
    refusal.stopDetail = u"cyber"_s;
    session.fixture.model.answers(refusal).says(u"never asked for"_s);
    const auto outcome = session.run();
    QVERIFY(!outcome);
    QVERIFY(outcome.error().code == ErrorCode::Refused);
    QCOMPARE(outcome.error().args.value(u"why"_s), u"cyber"_s);
    QCOMPARE(session.fixture.model.left(), 1);
}

void tst_AgentSession::asksOnceAfterSilence()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model.says({}).calls({{u"toolu_1"_s, u"bash"_s, touch}}).says(u"  "_s);
    const auto outcome = session.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::Finished);
    QCOMPARE(session.timesRun(), 1);
    const auto sent = session.fixture.model.requests().at(1).messages;
    QCOMPARE(sent.size(), 2);  // the empty turn is not sent back
    QVERIFY(sent.last().contains("Please continue."));
}

void tst_AgentSession::resendsAPausedTurnUnchanged()
{
    Session session;
    QVERIFY(session.fixture.open());
    const auto paused = ScriptedModel::turn(StopReason::PauseTurn, u"looking"_s);
    session.fixture.model.answers(paused).says(u"found"_s);
    QVERIFY(session.run());
    const auto sent = session.fixture.model.requests().last().messages;
    QCOMPARE(sent.size(), 2);
    QCOMPARE(sent.last(), "{\"role\":\"assistant\",\"content\":" + paused.contentJson + '}');
    for (int i = 0; i < 30; ++i)
        session.fixture.model.answers(paused);
    const auto outcome = session.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::TurnLimit);
    QCOMPARE(outcome->turns, 11);
}

void tst_AgentSession::takesAnUnknownReasonByWhatCameWithIt()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model.answers(ScriptedModel::turn(StopReason::Unknown, {}, {{u"toolu_1"_s, u"bash"_s, touch}}))
        .answers(ScriptedModel::turn(StopReason::Unknown, u"done"_s));
    const auto outcome = session.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::Finished);
    QCOMPARE(session.timesRun(), 1);
}

void tst_AgentSession::stopsInACallAndClosesIt()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model.calls(
        {{u"toolu_1"_s, u"bash"_s, R"({"command":"echo x > ran; sleep 600"})"}, {u"toolu_2"_s, u"bash"_s, touch}});
    std::stop_source stop;
    const std::jthread stopper([&] {
        (void)QTest::qWaitFor([&] { return session.timesRun() == 1; });
        stop.request_stop();
    });
    const auto outcome = session.run(stop.get_token());
    QVERIFY(!outcome);
    QVERIFY(outcome.error().code == ErrorCode::Cancelled);
    QCOMPARE(session.timesRun(), 1);
    QCOMPARE(session.fixture.events({EventType::ToolStarted}).size(), 2);
    QCOMPARE(session.fixture.events({EventType::ToolEnded}).size(), 2);
    QCOMPARE(session.fixture.events({EventType::CommandEnded}).size(), 1);
    QCOMPARE(jsonString(session.fixture.events().last().payload, "outcome"), u"cancelled"_s);
}

void tst_AgentSession::endsAfterTheLastTurnAllowed()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.maxTurns = 3;
    for (int i = 0; i < 5; ++i)
        session.fixture.model.calls({{u"toolu_%1"_s.arg(i), u"bash"_s, touch}});
    const auto outcome = session.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::TurnLimit);
    QCOMPARE(session.timesRun(), 3);
}

void tst_AgentSession::endsWhenItRunsInCircles()
{
    Session session;
    QVERIFY(session.fixture.open());
    for (int i = 0; i < 20; ++i)
        session.fixture.model.calls({{u"toolu_%1"_s.arg(i), u"bash"_s, R"({"command":"echo same"})"}});
    const auto outcome = session.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::Stuck);
    QCOMPARE(outcome->turns, 5);
    QVERIFY(session.fixture.model.requests().at(3).messages.last().contains("three times"));
}

void tst_AgentSession::neverAsksForMoreThanTheModelGives()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model.known.maxOutput = 8'000;
    session.fixture.model.says(u"ok"_s);
    QVERIFY(session.run());
    QCOMPARE(session.fixture.model.requests().first().maxTokens, 8'000);
}

void tst_AgentSession::endsWhatItStartedInTheBackground()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model
        .calls({{u"toolu_1"_s, u"bash"_s, R"({"command":"echo $$ > pid; sleep 600","background":true})"}})
        .does([&](const claude::ModelRequest &, std::stop_token) -> Result<claude::Turn> {
            (void)QTest::qWaitFor([&] { return session.fixture.file("pid").endsWith('\n'); });
            return ScriptedModel::turn(u"done"_s);
        });
    QVERIFY(session.run());
    const pid_t pid = session.fixture.file("pid").trimmed().toInt();
    QVERIFY(pid > 1);
    QVERIFY(QTest::qWaitFor([&] { return ::kill(pid, 0) != 0; }));
}

void tst_AgentSession::recordsHowItEnded()
{
    Session session;
    QVERIFY(session.fixture.open());
    session.fixture.model.answers(fail(ErrorCode::Unauthorized, u"401"_s));
    const auto outcome = session.run();
    QVERIFY(!outcome);
    QVERIFY(outcome.error().code == ErrorCode::Unauthorized);
    const auto events = session.fixture.events();
    QCOMPARE(events.first().type, u"session.started"_s);
    QCOMPARE(jsonString(events.first().payload, "feature"), u"x"_s);
    QCOMPARE(events.last().type, u"session.ended"_s);
    QCOMPARE(jsonString(events.last().payload, "outcome"), u"unauthorized"_s);
    QCOMPARE(session.fixture.events({EventType::TurnFailed}).size(), 1);
}

QTEST_GUILESS_MAIN(tst_AgentSession)
#include "tst_agentsession.moc"
