// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/toolrunner.h"
#include "agent/tools/bashtool.h"
#include "agent/tools/filetools.h"
#include "support/agent/agentfixture.h"

#include <barrier>

using namespace Qt::StringLiterals;
using namespace bw;
using agent::ToolRunner;
using test::ScriptedModel;

class tst_ToolRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsACallBeforeItRuns();
    void answersInOrderOneForEachCall();
    void readsSideBySide();
    void runsWritesOneAfterTheOther();
    void capsAResultAndKeepsTheWhole();
    void tellsAnUnknownToolAndInputThatIsNoJson();
    void noticesACircle();
    void keepsNulBytesReadable();
    void cutsLongInputInTheLogOnly();
    void closesOpenCallsWhenAToolBreaks();
};

namespace
{

/// A tool that does what the test says.
class Probe final : public agent::Tool
{
public:
    using Body = std::function<Result<agent::ToolResult>(const Json &)>;
    Probe(QString name, bool readOnly, Body body)
        : m_name(std::move(name))
        , m_readOnly(readOnly)
        , m_body(std::move(body))
    {
    }
    [[nodiscard]] QString name() const override { return m_name; }
    [[nodiscard]] QString description() const override { return u"probe"_s; }
    [[nodiscard]] Json schema() const override { return Json {{"type", "object"}}; }
    [[nodiscard]] bool readOnly() const override { return m_readOnly; }
    Result<agent::ToolResult> run(const agent::ToolCall &call, std::stop_token) override { return m_body(call.input); }

private:
    QString m_name;
    bool m_readOnly;
    Body m_body;
};

QList<claude::ContentBlock> blocks(const QList<ScriptedModel::ToolUse> &calls)
{
    return ScriptedModel::turn(u"text is no call"_s, calls).blocks;
}

Result<agent::ToolResult> fine(const Json &) { return agent::ToolResult {u"fine"_s}; }

}  // namespace

void tst_ToolRunner::recordsACallBeforeItRuns()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    qsizetype seen = 0;
    Probe probe(u"probe"_s, false, [&](const Json &) {
        seen = fixture.events({EventType::ToolStarted}).size();
        return fine({});
    });
    ToolRunner runner(context, u"s1"_s, {&probe});
    QVERIFY(runner.run(4, blocks({{u"toolu_1"_s, u"probe"_s, R"({"a":1})"}}), {}));
    QCOMPARE(seen, 1);
    const auto events = fixture.events();
    QCOMPARE(events.size(), 2);
    QVERIFY(events.first().payload["input"] == Json({{"a", 1}}));
    QCOMPARE(jsonInt(events.last().payload, "turn"), qint64(4));
    QCOMPARE(jsonString(events.last().payload, "output"), u"fine"_s);
    QVERIFY(jsonBool(events.last().payload, "ok"));
}

void tst_ToolRunner::answersInOrderOneForEachCall()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    Probe echo(u"echo"_s, true, [](const Json &input) -> Result<agent::ToolResult> {
        return agent::ToolResult {jsonString(input, "t")};
    });
    ToolRunner runner(context, u"s1"_s, {&echo});
    QList<ScriptedModel::ToolUse> calls;
    for (int i = 0; i < 12; ++i)
        calls.append({u"toolu_%1"_s.arg(i), u"echo"_s, "{\"t\":\"" + QByteArray::number(i) + "\"}"});
    const auto outcome = runner.run(1, blocks(calls), {});
    QVERIFY(outcome);
    QCOMPARE(outcome->answers.size(), 12);
    for (int i = 0; i < 12; ++i) {
        QCOMPARE(outcome->answers.at(i).toolUseId, u"toolu_%1"_s.arg(i));
        QCOMPARE(outcome->answers.at(i).text, QString::number(i));
    }
}

void tst_ToolRunner::readsSideBySide()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    // Neither call can end before both have begun.
    std::barrier together(2);
    Probe read(u"read"_s, true, [&](const Json &) {
        together.arrive_and_wait();
        return fine({});
    });
    ToolRunner runner(context, u"s1"_s, {&read});
    const auto outcome =
        runner.run(1, blocks({{u"toolu_1"_s, u"read"_s, "{}"}, {u"toolu_2"_s, u"read"_s, "{\"x\":1}"}}), {});
    QVERIFY(outcome);
    QCOMPARE(outcome->answers.size(), 2);
}

void tst_ToolRunner::runsWritesOneAfterTheOther()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    agent::WriteFileTool write;
    agent::BashTool bash;
    agent::ReadFileTool read;
    ToolRunner runner(context, u"s1"_s, {&write, &bash, &read});
    const auto outcome = runner.run(1,
                                    blocks({{u"toolu_1"_s, u"write_file"_s, R"({"path":"a","content":"1"})"},
                                            {u"toolu_2"_s, u"bash"_s, R"({"command":"echo 2 >> a"})"},
                                            {u"toolu_3"_s, u"read_file"_s, R"({"path":"a"})"}}),
                                    {});
    QVERIFY(outcome);
    QCOMPARE(outcome->answers.last().text, u"     1\t12\n     2\t\n"_s);
}

void tst_ToolRunner::capsAResultAndKeepsTheWhole()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    const QString whole = QString(100'000, u'a') + QString(100'000, u'z');
    Probe probe(u"probe"_s, true, [&](const Json &) -> Result<agent::ToolResult> { return agent::ToolResult {whole}; });
    agent::BashTool bash;
    ToolRunner runner(context, u"s1"_s, {&probe, &bash});
    const auto outcome = runner.run(
        1, blocks({{u"toolu_1"_s, u"probe"_s, "{}"}, {u"toolu_2"_s, u"bash"_s, R"({"command":"seq 1 50000"})"}}), {});
    QVERIFY(outcome);
    for (const auto &answer : outcome->answers) {
        QVERIFY(answer.text.toUtf8().size() < 30'300);
        QCOMPARE(answer.text.count(u"bytes left out"_s), 1);
    }
    QVERIFY(outcome->answers.first().text.startsWith(u'a') && outcome->answers.first().text.endsWith(u'z'));
    const auto ended = fixture.events({EventType::ToolEnded});
    QCOMPARE(*fixture.blobs().get({jsonString(ended.first().payload, "output_blob")}), whole.toUtf8());
    QVERIFY(fixture.blobs().get({jsonString(ended.last().payload, "output_blob")})->contains("\n25000\n"));
}

void tst_ToolRunner::tellsAnUnknownToolAndInputThatIsNoJson()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    Probe probe(u"probe"_s, false, fine);
    ToolRunner runner(context, u"s1"_s, {&probe});
    const auto outcome = runner.run(1,
                                    blocks({{u"toolu_1"_s, u"fly"_s, "{}"},
                                            {u"toolu_2"_s, u"probe"_s, "{\"a\":", false},
                                            {u"toolu_3"_s, u"probe"_s, "[1]"},
                                            {u"toolu_4"_s, u"probe"_s, "{}"}}),
                                    {});
    QVERIFY(outcome);
    QCOMPARE(outcome->answers.size(), 4);
    QVERIFY(outcome->answers.at(0).isError);
    QVERIFY(outcome->answers.at(0).text.contains(u"probe"_s));
    QVERIFY(outcome->answers.at(1).isError);
    QVERIFY(outcome->answers.at(1).text.contains(u"INVALID_JSON"_s));
    QVERIFY(outcome->answers.at(2).isError);
    QVERIFY(!outcome->answers.at(3).isError);
    QCOMPARE(fixture.events({EventType::ToolStarted}).size(), 4);
    QCOMPARE(fixture.events({EventType::ToolEnded}).size(), 4);
}

void tst_ToolRunner::noticesACircle()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    Probe probe(u"probe"_s, false, fine);
    ToolRunner runner(context, u"s1"_s, {&probe});
    for (int i = 1; i <= 5; ++i) {
        const auto outcome = runner.run(i, blocks({{u"toolu_%1"_s.arg(i), u"probe"_s, "{}"}}), {});
        QVERIFY(outcome);
        QCOMPARE(!outcome->note.isEmpty(), i == 3);
        QCOMPARE(outcome->stuck, i == 5);
    }
}

void tst_ToolRunner::keepsNulBytesReadable()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    agent::BashTool bash;
    ToolRunner runner(context, u"s1"_s, {&bash});
    const auto outcome =
        runner.run(1, blocks({{u"toolu_1"_s, u"bash"_s, R"({"command":"printf 'a\\0b\\377c'"})"}}), {});
    QVERIFY(outcome);
    const QString text = outcome->answers.first().text;
    QCOMPARE(text, u"exit code 0\na"_s + QChar(0) + u'b' + QChar(QChar::ReplacementCharacter) + u'c');
    QCOMPARE(jsonString(fixture.events({EventType::ToolEnded}).first().payload, "output"), text);
}

void tst_ToolRunner::cutsLongInputInTheLogOnly()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    agent::WriteFileTool write;
    ToolRunner runner(context, u"s1"_s, {&write});
    QVERIFY(runner.run(
        1,
        blocks({{u"toolu_1"_s, u"write_file"_s, "{\"path\":\"a\",\"content\":\"" + QByteArray(100'000, 'x') + "\"}"}}),
        {}));
    QCOMPARE(fixture.file("a").size(), 100'000);
    QVERIFY(fixture.events({EventType::ToolStarted}).first().payload.dump().size() < 3000);
}

void tst_ToolRunner::closesOpenCallsWhenAToolBreaks()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    auto context = fixture.context();
    Probe breaks(u"breaks"_s, false,
                 [](const Json &) -> Result<agent::ToolResult> { return fail(ErrorCode::SandboxLost, u"gone"_s); });
    Probe never(u"never"_s, false, fine);
    ToolRunner runner(context, u"s1"_s, {&breaks, &never});
    const auto outcome =
        runner.run(1, blocks({{u"toolu_1"_s, u"breaks"_s, "{}"}, {u"toolu_2"_s, u"never"_s, "{}"}}), {});
    QVERIFY(!outcome);
    QVERIFY(outcome.error().code == ErrorCode::SandboxLost);
    const auto ended = fixture.events({EventType::ToolEnded});
    QCOMPARE(ended.size(), 2);
    for (const Event &event : ended) {
        QVERIFY(!jsonBool(event.payload, "ok", true));
        QCOMPARE(jsonString(event.payload, "summary"), u"interrupted"_s);
    }
}

QTEST_GUILESS_MAIN(tst_ToolRunner)
#include "tst_toolrunner.moc"
