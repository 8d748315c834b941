// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/commandpolicy.h"
#include "agent/tools/bashtool.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::BashTool;
using agent::CommandPolicy;
using agent::policyPreset;

class tst_BashTool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesExitCodeAndOutputOfAFailingCommand();
    void hasNoInputAndForgetsTheFolder();
    void commitsWithAFixedIdentity();
    void killsAtTheTimeLimitAndKeepsWhatWasPrinted();
    void givesLongOutputHeadAndTailWithTheWholeAsABlob();
    void refusesACallWithoutACommand();
    void runsInTheBackgroundReadsAndEnds();
    void endsWhatRunsWhenTheSessionEnds();
    void neverGivesAnIdTwice();
    void aLostSandboxEndsTheSession();
    void doesNotRunWhatThePolicyRefuses();
};

namespace
{

struct Bash {
    test::AgentFixture fixture;
    BashTool tool;
    Result<agent::ToolResult> operator()(const Json &input)
    {
        auto context = fixture.context();
        return tool.run({context, u"toolu_1"_s, input}, {});
    }
};

}  // namespace

void tst_BashTool::givesExitCodeAndOutputOfAFailingCommand()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    const auto result = bash({{"command", "echo out; echo err >&2; exit 7"}});
    QVERIFY(result);
    QVERIFY(!result->isError);
    QVERIFY(result->text.startsWith(u"exit code 7\n"_s));
    QVERIFY(result->text.contains(u"out\n"_s) && result->text.contains(u"err\n"_s));
}

void tst_BashTool::hasNoInputAndForgetsTheFolder()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    QVERIFY(bash({{"command", "mkdir sub; cd sub; cat; X=1"}}));
    const auto result = bash({{"command", "ls; echo \"x=$X\""}});
    QVERIFY(result);
    QCOMPARE(result->text, u"exit code 0\nsub\nx=\n"_s);
}

void tst_BashTool::commitsWithAFixedIdentity()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    const auto result = bash(
        {{"command", "git init -q . && git commit -q --allow-empty -m one && git log --format='%an %ae %at %cn %ct'"}});
    QVERIFY(result);
    QCOMPARE(result->text, u"exit code 0\nBuildwright agent@buildwright.invalid 946684800 Buildwright 946684800\n"_s);
}

void tst_BashTool::killsAtTheTimeLimitAndKeepsWhatWasPrinted()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    const auto result = bash({{"command", "echo before; sleep 600"}, {"timeout_s", 1}});
    QVERIFY(result);
    QVERIFY(result->text.contains(u"time limit"_s));
    QVERIFY(result->text.contains(u"before"_s));
}

void tst_BashTool::givesLongOutputHeadAndTailWithTheWholeAsABlob()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    const auto result = bash({{"command", "seq 1 100000"}});
    QVERIFY(result);
    QVERIFY(result->text.size() < 31'000);
    QVERIFY(result->text.startsWith(u"exit code 0\n1\n2\n"_s));
    QVERIFY(result->text.endsWith(u"100000\n"_s));
    QVERIFY(bash.fixture.blobs().get({result->blob})->contains("\n50000\n"));
}

void tst_BashTool::refusesACallWithoutACommand()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    for (const Json &input : {Json::object(), Json {{"command", "  "}}, Json {{"command", 7}},
                              Json {{"command", std::string("a\0b", 3)}}}) {
        const auto result = bash(input);
        QVERIFY(result);
        QVERIFY(result->isError);
    }
    QVERIFY(bash.fixture.events().isEmpty());
}

void tst_BashTool::runsInTheBackgroundReadsAndEnds()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    const auto started = bash({{"command", "echo here; echo $$ > pid; sleep 600"}, {"background", true}});
    QVERIFY(started);
    QVERIFY2(started->text.contains(u"bg1"_s), qPrintable(started->text));
    QVERIFY(QTest::qWaitFor([&] { return bash({{"output_of", "bg1"}})->text == "here\n"_L1; }));
    QVERIFY(!bash({{"kill", "bg1"}})->isError);
    QVERIFY(QTest::qWaitFor(
        [&] { return bash({{"command", "kill -0 $(cat pid) 2>/dev/null; echo $?"}})->text.endsWith(u"\n1\n"_s); }));
    QVERIFY(bash({{"output_of", "bg1"}})->isError);
    QVERIFY(bash({{"kill", "bg7"}})->isError);
}

void tst_BashTool::endsWhatRunsWhenTheSessionEnds()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    QVERIFY(bash({{"command", "echo $$ > pid; sleep 600"}, {"background", true}}));
    QVERIFY(QTest::qWaitFor([&] { return bash.fixture.file("pid").endsWith('\n'); }));
    bash.tool.sessionEnded();
    QVERIFY(QTest::qWaitFor(
        [&] { return bash({{"command", "kill -0 $(cat pid) 2>/dev/null; echo $?"}})->text.endsWith(u"\n1\n"_s); }));
}

void tst_BashTool::neverGivesAnIdTwice()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    QVERIFY(bash({{"command", "sleep 600"}, {"background", true}})->text.contains(u"bg1"_s));
    QVERIFY(bash({{"command", "sleep 600"}, {"background", true}})->text.contains(u"bg2"_s));
    QVERIFY(!bash({{"kill", "bg1"}})->isError);
    QVERIFY(bash({{"command", "sleep 600"}, {"background", true}})->text.contains(u"bg3"_s));
    bash.tool.sessionEnded();
}

void tst_BashTool::aLostSandboxEndsTheSession()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    QVERIFY(bash.fixture.sandbox->destroy());
    const auto result = bash({{"command", "true"}});
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::SandboxLost);
}

void tst_BashTool::doesNotRunWhatThePolicyRefuses()
{
    Bash bash;
    QVERIFY(bash.fixture.open());
    const auto rules = policyPreset(u"strict"_s);
    QVERIFY(rules);
    const CommandPolicy policy(*rules);
    auto context = bash.fixture.context();
    context.policy = &policy;
    const auto run = [&](const char *command) {
        return bash.tool.run({context, u"toolu_1"_s, Json {{"command", command}}}, {});
    };
    for (const char *command : {"touch kept && rm kept", "touch made; sudo ls"}) {
        const auto result = run(command);
        QVERIFY(result && result->isError);
        QVERIFY2(result->text.contains(u"strict"_s), qPrintable(result->text));
    }
    QVERIFY(!bash.fixture.sandbox->stat(u"/workspace/made"_s, {}));
    QVERIFY(bash.fixture.events({EventType::CommandStarted}).isEmpty());
    const auto events = bash.fixture.events({EventType::PolicyDenied});
    QCOMPARE(events.size(), 2);
    QCOMPARE(jsonString(events.at(0).payload, "what"), u"rm kept"_s);
    QCOMPARE(jsonString(events.at(0).payload, "answer"), u"ask"_s);
    QCOMPARE(jsonString(events.at(1).payload, "rule"), u"privilege"_s);
    const auto allowed = run("touch made");
    QVERIFY(allowed && !allowed->isError);
    QVERIFY(bash.fixture.sandbox->stat(u"/workspace/made"_s, {}));
}

QTEST_GUILESS_MAIN(tst_BashTool)
#include "tst_bashtool.moc"
