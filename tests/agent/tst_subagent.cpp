// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/coder.h"
#include "agent/tools/reviewchangestool.h"
#include "agent/tools/searchcodetool.h"
#include "claude/budgetguard.h"
#include "claude/recording.h"
#include "spec/specparser.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using test::ScriptedModel;

class tst_SubAgent : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersFromItsOwnContextWithACheaperModel();
    void onlyReads();
    void hasATenthOfWhatIsLeft();
    void takesTheSessionsModelWhereTheCheaperOneIsMissing();
    void whatItCannotDoIsAResult_data();
    void whatItCannotDoIsAResult();
    void anOutageEndsTheCallingSessionToo();
    void looksOverWhatDiffers();
    void refusesARevisionThatIsNone_data();
    void refusesARevisionThatIsNone();
    void aCodingSessionHasBothTools();
    void aRecordingHasOnlyWhatItHoldsTurnsFor();
};

namespace
{

struct Calls {
    test::AgentFixture fixture;
    agent::SearchCodeTool search {u"x"_s};
    agent::ReviewChangesTool review {u"x"_s, u"do it well"_s};
    claude::Model *model = &fixture.model;
    agent::ToolResult result;

    Result<agent::ToolResult> run(agent::Tool &tool, const Json &input)
    {
        const agent::AgentContext plain = fixture.context();
        agent::AgentContext context {*model,         plain.sandbox, plain.log, plain.blobs,     plain.clock,
                                     plain.executor, plain.modelId, u"max"_s,  plain.deadlineMs};
        context.sideModel = u"small"_s;
        context.sideEffort = u"low"_s;
        return tool.run({context, u"toolu_1"_s, input, u"parent"_s}, {});
    }
    bool shell(const char *text)
    {
        const auto done = fixture.sandbox->exec(sandbox::Command::shell(QString::fromUtf8(text)), {}, {});
        return done && done->exitCode == 0;
    }
};

const Json question {{"question", "Where is the port read?"}};

}  // namespace

void tst_SubAgent::answersFromItsOwnContextWithACheaperModel()
{
    Calls calls;
    QVERIFY(calls.fixture.open());
    QVERIFY(calls.fixture.put("server.js", "const port = process.env.PORT\n"));
    calls.fixture.model.calls({{u"toolu_1"_s, u"search_files"_s, R"({"pattern":"PORT"})"}}).says(u"server.js:1"_s);
    const auto result = calls.run(calls.search, question);
    QVERIFY(result);
    QVERIFY(!result->isError);
    QCOMPARE(result->text, u"server.js:1"_s);
    const auto requests = calls.fixture.model.requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.first().model, u"small"_s);
    QCOMPARE(requests.first().effort, u"low"_s);
    QCOMPARE(requests.first().purpose, u"search:x"_s);
    QCOMPARE(requests.first().messages.size(), 1);
    QVERIFY(requests.first().messages.first().contains("Where is the port read?"));
    QVERIFY(requests.last().messages.last().contains("process.env.PORT"));
    const auto started = calls.fixture.events({EventType::SessionStarted}).first().payload;
    QCOMPARE(jsonString(started, "kind"), u"search"_s);
    QCOMPARE(jsonString(started, "parent"), u"parent"_s);
    QCOMPARE(jsonString(started, "model"), u"small"_s);
    QCOMPARE(jsonString(started, "feature"), u"x"_s);
}

void tst_SubAgent::onlyReads()
{
    Calls calls;
    QVERIFY(calls.fixture.open());
    calls.fixture.model
        .calls({{u"toolu_1"_s, u"write_file"_s, R"({"path":"a","content":"x"})"},
                {u"toolu_2"_s, u"bash"_s, R"({"command":"echo x > b"})"},
                {u"toolu_3"_s, u"search_code"_s, R"({"question":"again"})"}})
        .says(u"no"_s);
    QVERIFY(calls.run(calls.search, question));
    QCOMPARE(calls.fixture.file("a"), "(none)");
    QCOMPARE(calls.fixture.file("b"), "(none)");
    QCOMPARE(calls.fixture.model.requests().last().messages.last().count("There is no tool"), 3);
}

void tst_SubAgent::hasATenthOfWhatIsLeft()
{
    Calls calls;
    QVERIFY(calls.fixture.open());
    claude::BudgetLimits limits;
    limits.tokens = 200'000;
    QList<EventType> recorded;
    claude::BudgetGuard guard(calls.fixture.model, calls.fixture.clock, limits,
                              [&recorded](EventType type, const Json &) {
                                  recorded.append(type);
                                  return Status();
                              });
    calls.model = &guard;
    claude::Turn dear = ScriptedModel::turn({}, {{u"toolu_1"_s, u"list_files"_s, R"({"path":"."})"}});
    dear.usage.input = 17'000;
    calls.fixture.model.answers(dear).says(u"never asked"_s);
    const auto result = calls.run(calls.search, question);
    QVERIFY(result);
    QVERIFY(result->isError);
    QVERIFY2(result->text.contains(u"used up"_s), qPrintable(result->text));
    QCOMPARE(calls.fixture.model.requests().size(), 1);
    // The guard of the build records the call that was made; the share has nothing to say.
    QCOMPARE(recorded, (QList {EventType::BudgetReserved, EventType::BudgetSettled}));
    QCOMPARE(guard.state().tokens, 17'005);
}

void tst_SubAgent::takesTheSessionsModelWhereTheCheaperOneIsMissing()
{
    Calls calls;
    QVERIFY(calls.fixture.open());
    calls.fixture.model.answers(fail(ErrorCode::ModelUnknown)).says(u"here"_s);
    const auto result = calls.run(calls.search, question);
    QVERIFY(result);
    QCOMPARE(result->text, u"here"_s);
    QCOMPARE(calls.fixture.model.requests().last().model, u"scripted"_s);
}

void tst_SubAgent::whatItCannotDoIsAResult_data()
{
    QTest::addColumn<int>("code");
    for (const ErrorCode code : {ErrorCode::BudgetExceeded, ErrorCode::Refused, ErrorCode::TooLarge})
        QTest::newRow(qPrintable(toKey(code))) << static_cast<int>(code);
}

void tst_SubAgent::whatItCannotDoIsAResult()
{
    QFETCH(int, code);
    Calls calls;
    QVERIFY(calls.fixture.open());
    calls.fixture.model.answers(fail(static_cast<ErrorCode>(code)));
    const auto result = calls.run(calls.search, question);
    QVERIFY(result);
    QVERIFY(result->isError);
    QVERIFY(result->text.contains(u"yourself"_s));
}

void tst_SubAgent::anOutageEndsTheCallingSessionToo()
{
    Calls calls;
    QVERIFY(calls.fixture.open());
    calls.fixture.model.answers(fail(ErrorCode::Unauthorized));
    const auto result = calls.run(calls.search, question);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Unauthorized);
}

void tst_SubAgent::looksOverWhatDiffers()
{
    Calls calls;
    QVERIFY(calls.fixture.open());
    const auto nothing = calls.run(calls.review, Json::object());
    QVERIFY(nothing && nothing->isError);  // no git yet
    QVERIFY(calls.shell(
        "git init -q . && git config user.name a && git config user.email a@b && echo one > f && git add f && "
        "git commit -q -m one"));
    const auto same = calls.run(calls.review, Json::object());
    QVERIFY(same && same->isError);
    QVERIFY(same->text.contains(u"Nothing differs"_s));
    QVERIFY(calls.shell("echo two > f && echo three > g"));
    calls.fixture.model.says(u"f:1 is wrong"_s);
    const auto result = calls.run(calls.review, Json {{"focus", "the second line"}});
    QVERIFY(result);
    QCOMPARE(result->text, u"f:1 is wrong"_s);
    const auto request = calls.fixture.model.requests().first();
    QCOMPARE(request.purpose, u"review:x"_s);
    for (const char *part : {"-one", "+two", "new, not in git: g", "do it well", "the second line"})
        QVERIFY2(request.messages.first().contains(part), part);
}

void tst_SubAgent::refusesARevisionThatIsNone_data()
{
    QTest::addColumn<QString>("since");
    for (const char *since : {"--output=/workspace/x", "-p", "a b", "a;b", "$(x)", "nothing-of-that-name"})
        QTest::newRow(since) << QString::fromLatin1(since);
}

void tst_SubAgent::refusesARevisionThatIsNone()
{
    QFETCH(QString, since);
    Calls calls;
    QVERIFY(calls.fixture.open());
    QVERIFY(calls.shell(
        "git init -q . && git config user.name a && git config user.email a@b && git commit -q --allow-empty -m 1"));
    const auto result = calls.run(calls.review, Json {{"since", toStd(since)}});
    QVERIFY(result);
    QVERIFY(result->isError);
    QVERIFY(calls.fixture.model.requests().isEmpty());
}

void tst_SubAgent::aCodingSessionHasBothTools()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const auto spec = spec::parseSpec("# Notes\n\n## Features\n\n### Feature 1: Write a note\n", u"test"_s);
    Feature feature;
    feature.id = u"x"_s;
    for (const bool offered : {true, false}) {
        auto context = fixture.context();
        context.sideModel = offered ? u"small"_s : QString();
        fixture.model.says(u"done"_s);
        QVERIFY(agent::Coder(context).implement(*spec, feature, {feature}, {}, {}, {}));
        const QByteArray tools = fixture.model.requests().last().toolsJson;
        QCOMPARE(tools.contains("\"search_code\""), offered);
        QCOMPARE(tools.contains("\"review_changes\""), offered);
    }
}

void tst_SubAgent::aRecordingHasOnlyWhatItHoldsTurnsFor()
{
    const QByteArray lines =
        R"({"buildwright_recording":1,"name":"x","model":"claude-opus-5-5"})"
        "\n"
        R"({"for":{"purpose":"search","feature":"x"},"content":[{"type":"text","text":"there"}],"stop_reason":"end_turn"})"
        "\n";
    const auto recording = claude::Recording::parse(lines, u"x"_s);
    QVERIFY(recording);
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const agent::AgentContext plain = fixture.context();
    agent::AgentContext context {**recording,    plain.sandbox, plain.log, plain.blobs,     plain.clock,
                                 plain.executor, plain.modelId, {},        plain.deadlineMs};
    context.sideModel = u"claude-opus-5-5"_s;
    QVERIFY(agent::SubAgent::isOffered(context, u"search"_s, u"x"_s));
    QVERIFY(!agent::SubAgent::isOffered(context, u"search"_s, u"y"_s));
    QVERIFY(!agent::SubAgent::isOffered(context, u"review"_s, u"x"_s));
}

QTEST_GUILESS_MAIN(tst_SubAgent)
#include "tst_subagent.moc"
