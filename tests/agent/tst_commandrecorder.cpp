// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/commandrecorder.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::CommandRecorder;

class tst_CommandRecorder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordsACommandBeforeAndAfterItRuns();
    void splitsLongOutputWithoutLosingAByte();
    void keepsExitCodeAndTimeLimit();
    void endsACommandThatPrintsWithoutEnd();
    void closesTheRecordOfAStoppedCommand();
    void doesNotCutCharactersOfALongLine();
};

namespace
{

Result<CommandRecorder::Finished> run(test::AgentFixture &fixture, const QString &text, std::stop_token stop = {},
                                      std::chrono::milliseconds limit = std::chrono::seconds(20))
{
    CommandRecorder recorder(fixture.log(), fixture.blobs(), fixture.clock);
    sandbox::Command command = sandbox::Command::shell(text);
    command.timeLimit = limit;
    return recorder.run(*fixture.sandbox, command,
                        {.toolUseId = u"toolu_1"_s, .shownCommand = text, .cwd = u"/workspace"_s}, stop);
}

QString recorded(const QList<Event> &events, const char *stream)
{
    QString text;
    for (const Event &event : events)
        if (event.type == "command.output"_L1 && jsonString(event.payload, "stream") == QLatin1StringView(stream))
            text += jsonString(event.payload, "text");
    return text;
}

}  // namespace

void tst_CommandRecorder::recordsACommandBeforeAndAfterItRuns()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const auto done = run(fixture, u"echo out; echo err >&2; exit 3"_s);
    QVERIFY(done);
    QCOMPARE(done->result.exitCode, 3);
    const auto events = fixture.events();
    QCOMPARE(events.first().type, u"command.started"_s);
    QCOMPARE(jsonString(events.first().payload, "tool_use_id"), u"toolu_1"_s);
    QCOMPARE(events.last().type, u"command.ended"_s);
    QCOMPARE(jsonInt(events.last().payload, "exit_code"), qint64(3));
    QCOMPARE(recorded(events, "stdout"), u"out\n"_s);
    QCOMPARE(recorded(events, "stderr"), u"err\n"_s);
}

void tst_CommandRecorder::splitsLongOutputWithoutLosingAByte()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const auto done = run(fixture, u"seq 1 40000"_s);
    QVERIFY(done);
    QString expected;
    for (int i = 1; i <= 40'000; ++i)
        expected += QString::number(i) + u'\n';
    const auto events = fixture.events({EventType::CommandOutput});
    QCOMPARE(recorded(events, "stdout"), expected);
    QVERIFY(events.size() > 1);
    for (const Event &event : events) {
        const QString text = jsonString(event.payload, "text");
        QVERIFY(text.toUtf8().size() <= 32'000);
        QVERIFY(text.endsWith(u'\n'));
    }
    QVERIFY(!done->outputBlob.isEmpty());
    QCOMPARE(*fixture.blobs().get({done->outputBlob}), expected.toUtf8());
}

void tst_CommandRecorder::keepsExitCodeAndTimeLimit()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const auto done = run(fixture, u"echo before; exec sleep 600"_s, {}, std::chrono::milliseconds(300));
    QVERIFY(done);
    QVERIFY(done->result.timedOut);
    QCOMPARE(done->output, u"before\n"_s);
    QVERIFY(jsonBool(fixture.events().last().payload, "timed_out"));
}

void tst_CommandRecorder::endsACommandThatPrintsWithoutEnd()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    CommandRecorder recorder(fixture.log(), fixture.blobs(), fixture.clock);
    const auto done = recorder.run(*fixture.sandbox, sandbox::Command::shell(u"yes without end"_s),
                                   {.toolUseId = {}, .shownCommand = u"yes"_s, .cwd = {}, .mostOutput = 1 << 20}, {});
    QVERIFY(done);
    QVERIFY(done->tooMuchOutput);
    QVERIFY(done->result.exitCode != 0);
    QVERIFY(done->result.limitsHit.contains(u"output"_s));
    QVERIFY(done->output.size() < 31'000);
}

void tst_CommandRecorder::closesTheRecordOfAStoppedCommand()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    std::stop_source stop;
    const std::jthread stopper([&] {
        (void)QTest::qWaitFor([&] { return fixture.file("started") != "(none)"; });
        stop.request_stop();
    });
    const auto done = run(fixture, u"touch started; sleep 600"_s, stop.get_token());
    QVERIFY(!done);
    QVERIFY(done.error().code == ErrorCode::Cancelled);
    const auto ended = fixture.events({EventType::CommandEnded});
    QCOMPARE(ended.size(), 1);
    QVERIFY(jsonBool(ended.first().payload, "signalled"));
}

void tst_CommandRecorder::doesNotCutCharactersOfALongLine()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("line", u"x€"_s.repeated(40'000).toUtf8()));
    QVERIFY(run(fixture, u"cat line"_s));
    QCOMPARE(recorded(fixture.events(), "stdout"), u"x€"_s.repeated(40'000));
}

QTEST_GUILESS_MAIN(tst_CommandRecorder)
#include "tst_commandrecorder.moc"
