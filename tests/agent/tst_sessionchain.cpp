// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/sessionchain.h"
#include "agent/tools/bashtool.h"
#include "agent/tools/filetools.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::SessionEnd;
using claude::StopReason;
using test::ScriptedModel;

class tst_SessionChain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForClearingWhereTheServiceCan();
    void sumsUpAtSeventyPercentWhereTheServiceCan();
    void goesOnInANewSessionWhereNothingElseHelps();
    void goesOnInANewSessionWhenTheSummaryIsRefused();
    void goesOnInANewSessionWhenTheRequestIsTooLong();
    void makesRoomWhenTheWindowCutAnAnswer();
    void stopsAfterFiveSessions();
};

namespace
{

/// A turn that used so many tokens of input.
claude::Turn large(claude::Turn turn, qint64 input)
{
    turn.usage.input = input;
    return turn;
}

claude::Turn writes(const QString &id, const QByteArray &path, qint64 input)
{
    return large(ScriptedModel::turn({}, {{id, u"write_file"_s, R"({"path":")" + path + R"(","content":"x"})"}}),
                 input);
}

claude::Turn summary()
{
    claude::Turn turn;
    turn.contentJson = R"([{"type":"compaction","content":"So far: half.","signature":"c2ln"}])";
    claude::ContentBlock block;
    block.type = u"compaction"_s;
    turn.blocks = {block};
    turn.stopReason = StopReason::Compaction;
    turn.usage.input = 80'000;
    turn.usage.output = 400;
    return turn;
}

struct Chain {
    test::AgentFixture fixture;
    agent::WriteFileTool write;
    agent::BashTool bash;

    bool open()
    {
        fixture.model.known.contextWindow = 100'000;
        return fixture.open();
    }
    Result<agent::SessionOutcome> run()
    {
        auto context = fixture.context();
        return agent::runSessions(context,
                                  {.kind = u"code"_s,
                                   .purpose = u"code:x"_s,
                                   .feature = u"x"_s,
                                   .systemPrompt = u"system"_s,
                                   .firstMessage = u"go"_s,
                                   .tools = {&write, &bash},
                                   .maxTurns = 20},
                                  {});
    }
    [[nodiscard]] QStringList reduced() const
    {
        QStringList how;
        for (const Event &event : fixture.events({EventType::ContextReduced}))
            how.append(jsonString(event.payload, "how"));
        return how;
    }
    [[nodiscard]] QStringList ends() const
    {
        QStringList ends;
        for (const Event &event : fixture.events({EventType::SessionEnded}))
            ends.append(jsonString(event.payload, "outcome"));
        return ends;
    }
};

}  // namespace

void tst_SessionChain::asksForClearingWhereTheServiceCan()
{
    Chain chain;
    QVERIFY(chain.open());
    chain.fixture.model.known.clearsToolResults = true;
    claude::Turn cleared = writes(u"toolu_2"_s, "b", 40'000);
    cleared.clearedTokens = 30'000;
    claude::Turn still = ScriptedModel::turn(u"done"_s);
    still.clearedTokens = 30'000;
    chain.fixture.model.answers(writes(u"toolu_1"_s, "a", 60'000)).answers(cleared).answers(still);
    QVERIFY(chain.run());
    QCOMPARE(chain.fixture.model.requests().first().clearAbove, 50'000);
    QCOMPARE(chain.reduced(), QStringList {u"clearing"_s});
    QCOMPARE(jsonInt(chain.fixture.events({EventType::ContextReduced}).first().payload, "turn"), 2);
}

void tst_SessionChain::sumsUpAtSeventyPercentWhereTheServiceCan()
{
    Chain chain;
    QVERIFY(chain.open());
    chain.fixture.model.known.summarizes = true;
    chain.fixture.model.answers(writes(u"toolu_1"_s, "a", 71'000))
        .answers(summary())
        .answers(writes(u"toolu_2"_s, "b", 900))
        .says(u"done"_s);
    const auto outcome = chain.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::Finished);
    QCOMPARE(chain.reduced(), QStringList {u"compaction"_s});
    QCOMPARE(chain.ends(), QStringList {u"done"_s});
    const auto requests = chain.fixture.model.requests();
    QCOMPARE(requests.size(), 4);
    QVERIFY(requests.at(1).summarize.contains(u"Sum up"_s));
    QCOMPARE(requests.at(1).messages.size(), 3);
    QVERIFY(requests.at(2).summarize.isEmpty());
    // The service's block stands first, byte for byte, and nothing of what it replaced is sent.
    QCOMPARE(requests.at(2).messages.size(), 2);
    QCOMPARE(requests.at(2).messages.first(), "{\"role\":\"assistant\",\"content\":" + summary().contentJson + '}');
    QVERIFY(requests.at(2).messages.last().contains("\"user\""));
    QCOMPARE(requests.at(3).messages.first(2), requests.at(2).messages);
    QCOMPARE(chain.fixture.file("b"), "x");
}

void tst_SessionChain::goesOnInANewSessionWhereNothingElseHelps()
{
    Chain chain;
    QVERIFY(chain.open());
    chain.fixture.model.answers(writes(u"toolu_1"_s, "a.txt", 30'000))
        .answers(large(
            ScriptedModel::turn(u"Now the tests."_s, {{u"toolu_2"_s, u"bash"_s, R"({"command":"echo 3 of 4 pass"})"}}),
            71'000))
        .says(u"done"_s);
    const auto outcome = chain.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::Finished);
    QCOMPARE(chain.reduced(), QStringList {u"new_session"_s});
    QCOMPARE(chain.ends(), (QStringList {u"context_full"_s, u"done"_s}));
    const auto last = chain.fixture.model.requests().last();
    QCOMPARE(last.messages.size(), 1);
    for (const char *part : {"go", "- a.txt", "echo 3 of 4 pass", "Now the tests."})
        QVERIFY2(last.messages.first().contains(part), part);
    const auto event = chain.fixture.events({EventType::ContextReduced}).first();
    QVERIFY(jsonInt(event.payload, "input_tokens") > 70'000);
    QCOMPARE(jsonString(event.payload, "session"),
             jsonString(chain.fixture.events({EventType::SessionStarted}).first().payload, "session"));
}

void tst_SessionChain::goesOnInANewSessionWhenTheSummaryIsRefused()
{
    for (const ErrorCode code : {ErrorCode::RequestRejected, ErrorCode::Unsupported}) {
        Chain chain;
        QVERIFY(chain.open());
        chain.fixture.model.known.summarizes = true;
        chain.fixture.model.answers(writes(u"toolu_1"_s, "a", 71'000)).answers(fail(code)).says(u"done"_s);
        QVERIFY(chain.run());
        QCOMPARE(chain.ends(), (QStringList {u"context_full"_s, u"done"_s}));
    }
    // An answer in place of a summary is no summary.
    Chain chain;
    QVERIFY(chain.open());
    chain.fixture.model.known.summarizes = true;
    chain.fixture.model.answers(writes(u"toolu_1"_s, "a", 71'000)).says(u"I go on."_s).says(u"done"_s);
    QVERIFY(chain.run());
    QCOMPARE(chain.ends(), (QStringList {u"context_full"_s, u"done"_s}));
}

void tst_SessionChain::goesOnInANewSessionWhenTheRequestIsTooLong()
{
    Chain chain;
    QVERIFY(chain.open());
    const Error tooLong {
        ErrorCode::RequestRejected, {}, {{u"why"_s, u"prompt is too long: 210000 tokens > 200000"_s}}, {}};
    chain.fixture.model.answers(writes(u"toolu_1"_s, "a", 10)).answers(std::unexpected(tooLong)).says(u"done"_s);
    QVERIFY(chain.run());
    QCOMPARE(chain.ends(), (QStringList {u"context_full"_s, u"done"_s}));
    // At the very first request a new session would be the same: then it is an error.
    Chain first;
    QVERIFY(first.open());
    first.fixture.model.answers(std::unexpected(tooLong));
    QCOMPARE(first.run().error().code, ErrorCode::RequestRejected);
}

void tst_SessionChain::makesRoomWhenTheWindowCutAnAnswer()
{
    Chain chain;
    QVERIFY(chain.open());
    chain.fixture.model.answers(writes(u"toolu_1"_s, "a", 10))
        .answers(ScriptedModel::turn(StopReason::ContextWindowExceeded, u"cut"_s,
                                     {{u"toolu_2"_s, u"bash"_s, R"({"command":"touch never"})"}}))
        .says(u"done"_s);
    QVERIFY(chain.run());
    QCOMPARE(chain.ends(), (QStringList {u"context_full"_s, u"done"_s}));
    QCOMPARE(chain.fixture.file("never"), "(none)");
}

void tst_SessionChain::stopsAfterFiveSessions()
{
    Chain chain;
    QVERIFY(chain.open());
    for (int i = 0; i < 9; ++i)
        chain.fixture.model.answers(writes(u"toolu_%1"_s.arg(i), "a", 71'000));
    const auto outcome = chain.run();
    QVERIFY(outcome);
    QVERIFY(outcome->end == SessionEnd::ContextFull);
    QCOMPARE(chain.ends().size(), 5);
}

QTEST_GUILESS_MAIN(tst_SessionChain)
#include "tst_sessionchain.moc"
