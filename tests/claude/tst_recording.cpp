// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/recording.h"

#include "claude/streamfixture.h"

#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw::test;
using bw::ErrorCode;
using bw::claude::ModelRequest;
using bw::claude::Recording;
using bw::claude::StopReason;

namespace
{

const QByteArray header = R"({"buildwright_recording":1,"name":"rec","title":"T","model":"claude-opus-5-5"})";
const QByteArray planned =
    R"({"content":[{"type":"text","text":"Let me \u0073ee."},{"type":"tool_use","id":"toolu_a","name":"bash","input":{"b": 1.0,"a":2}}],"stop_reason":"tool_use","usage":{"input_tokens":10,"cache_creation_input_tokens":20,"cache_read_input_tokens":30,"output_tokens":500}})";
const QByteArray done =
    R"({"content":[{"type":"text","text":"Done."}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}})";
const QByteArray coded =
    R"({"for":{"purpose":"code","feature":"a"},"content":[{"type":"thinking","thinking":"hm","signature":"s"}],"stop_reason":"end_turn"})";

QByteArray file(const QList<QByteArray> &turns) { return header + '\n' + turns.join('\n') + '\n'; }

ModelRequest request(const QString &purpose, int assistants)
{
    ModelRequest made;
    made.model = u"whatever"_s;
    made.purpose = purpose;
    made.messages.append("{\"role\":\"user\",\"content\":\"\\\"role\\\":\\\"assistant\\\"\"}");
    for (int i = 0; i < assistants; ++i) {
        made.messages.append(R"({"role":"assistant","content":[]})");
        made.messages.append(R"({"role":"user","content":"x"})");
    }
    return made;
}

}  // namespace

class TstRecording : public QObject
{
    Q_OBJECT

    Watcher m_watcher;

    static std::unique_ptr<Recording> load(const QByteArray &bytes)
    {
        auto recording = Recording::parse(bytes, u"test"_s);
        if (!recording)
            qFatal("%s", qPrintable(recording.error().detail));
        return *std::move(recording);
    }

private Q_SLOTS:
    void init() { m_watcher = {}; }

    void playsTheTurnThatTheRequestAsksFor()
    {
        const auto recording = load(file({planned, done, coded}));
        QCOMPARE(recording->turnCount(), 3);
        const auto first = recording->send(request(u"plan"_s, 0), m_watcher, {});
        QVERIFY(first);
        QCOMPARE(
            first->contentJson,
            QByteArray(
                R"([{"type":"text","text":"Let me \u0073ee."},{"type":"tool_use","id":"toolu_a","name":"bash","input":{"b": 1.0,"a":2}}])"));
        QCOMPARE(first->stopReason, StopReason::ToolUse);
        QCOMPARE(first->usage.wholeInput(), 60);
        QCOMPARE(first->usage.output, 500);
        QCOMPARE(first->model, u"claude-opus-5-5"_s);
        QCOMPARE(m_watcher.text, u"Let me see."_s);
        QCOMPARE(m_watcher.tools, (QStringList {u"bash"_s}));
        QCOMPARE(recording->send(request(u"plan"_s, 1), m_watcher, {})->contentJson,
                 QByteArray(R"([{"type":"text","text":"Done."}])"));
        QCOMPARE(recording->send(request(u"code:a"_s, 0), m_watcher, {})->blocks[0].type, u"thinking"_s);
        QCOMPARE(m_watcher.thinking, u"hm"_s);
        // No position is kept: the same request gives the same answer.
        QCOMPARE(recording->send(request(u"plan"_s, 0), m_watcher, {})->contentJson, first->contentJson);
        QVERIFY(recording->isDemonstration());
    }

    void endsBeyondTheLastTurn()
    {
        const auto recording = load(file({done}));
        for (const auto &[purpose, position] : {std::pair {u"plan"_s, 1}, {u"code:b"_s, 0}, {u""_s, 0}}) {
            const auto turn = recording->send(request(purpose, position), m_watcher, {});
            QCOMPARE(turn.error().code, ErrorCode::RecordingEnded);
            QCOMPARE(turn.error().args.value(u"recording"_s), u"rec"_s);
        }
    }

    void hearsAStop()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(load(file({done}))->send(request(u"plan"_s, 0), m_watcher, stop.get_token()).error().code,
                 ErrorCode::Cancelled);
    }

    void cutsAnAnswerThatIsLongerThanMaxTokens()
    {
        const auto recording = load(file({planned}));
        ModelRequest small = request(u"plan"_s, 0);
        small.maxTokens = 499;
        const auto cut = recording->send(small, m_watcher, {});
        QCOMPARE(cut->stopReason, StopReason::MaxTokens);
        QCOMPARE(cut->contentJson, QByteArray(R"([{"type":"text","text":"Let me \u0073ee."}])"));
        QCOMPARE(cut->usage.output, 499);
        small.maxTokens = 500;
        QCOMPARE(recording->send(small, m_watcher, {})->stopReason, StopReason::ToolUse);
    }

    void conversationsStandInAnyOrder()
    {
        const QByteArray more =
            R"({"for":{"purpose":"plan"},"content":[{"type":"text","text":"second"}],"stop_reason":"end_turn"})";
        const auto recording = load(header + "\n\n" + done + "\r\n" + coded + "\n\n" + more);
        QCOMPARE(recording->turn(u"plan"_s, 1)->blocks[0].text, u"second"_s);
        QVERIFY(!recording->turn(u"plan"_s, 2));
    }

    void countsWhatTheTurnStatesOrABound()
    {
        const auto recording = load(file({planned, coded}));
        QCOMPARE(*recording->countTokens(request(u"plan"_s, 0), {}), 60);
        QVERIFY(*recording->countTokens(request(u"code:a"_s, 0), {}) > 1500);
        QVERIFY(!recording->turn(u"code:a"_s, 0)->usage.known);
        QCOMPARE(recording->info(u"x"_s, {})->id, u"claude-opus-5-5"_s);
    }

    void refusesAnotherSpecification()
    {
        const QString hash(64, u'a');
        QVERIFY(load(file({done}))->checkSpec({}, hash));
        QByteArray bound = file({done});
        bound.replace("\"model\"", R"("template":"todo","model")");
        QVERIFY(load(bound)->checkSpec(u"todo"_s, hash));
        QCOMPARE(load(bound)->checkSpec(u"other"_s, hash).error().code, ErrorCode::RecordingMismatch);
        QCOMPARE(load(bound)->checkSpec({}, {}).error().args.value(u"spec"_s), u"todo"_s);
        bound.replace("\"model\"", "\"spec_sha256\":\"" + hash.toLatin1() + "\",\"model\"");
        QVERIFY(load(bound)->checkSpec({}, hash));
        QVERIFY(load(bound)->checkSpec(u"todo"_s, QString(64, u'b')));
        QVERIFY(!load(bound)->checkSpec({}, QString(64, u'b')));
    }

    void namesTheLineOfAViolation_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("line");
        const auto turn = [](const QByteArray &from, const QByteArray &to) {
            return file({done, QByteArray(planned).replace(from, to)});
        };
        const auto head = [](const QByteArray &from, const QByteArray &to) {
            return QByteArray(header).replace(from, to) + "\n" + done;
        };
        QTest::newRow("empty") << QByteArray() << 1;
        QTest::newRow("only spaces") << QByteArray("\n \n") << 1;
        QTest::newRow("no header") << done << 1;
        QTest::newRow("header late") << "\n\n" + done << 3;
        QTest::newRow("version 2") << head(":1", ":2") << 1;
        QTest::newRow("version as a text") << head(":1", ":\"1\"") << 1;
        QTest::newRow("no name") << head("\"name\"", "\"nam\"") << 1;
        QTest::newRow("empty model") << head("claude-opus-5-5", "") << 1;
        QTest::newRow("title is no text") << head("\"T\"", "7") << 1;
        QTest::newRow("hash too short") << head("\"title\"", R"("spec_sha256":"abc","title")") << 1;
        QTest::newRow("hash in capitals")
            << head("\"title\"", "\"spec_sha256\":\"" + QByteArray(64, 'A') + "\",\"title\"") << 1;
        QTest::newRow("no JSON") << file({done, "{"}) << 3;
        QTest::newRow("array") << file({done, "[]"}) << 3;
        QTest::newRow("after empty lines") << file({"", "", done, "7"}) << 5;
        QTest::newRow("not UTF-8") << turn("Let", "\xFF") << 3;
        QTest::newRow("no content") << turn("\"content\"", "\"contents\"") << 3;
        QTest::newRow("content is a text") << file({R"({"content":"x","stop_reason":"end_turn"})"}) << 2;
        QTest::newRow("content is empty") << file({R"({"content":[],"stop_reason":"end_turn"})"}) << 2;
        QTest::newRow("block is no object") << file({R"({"content":[7],"stop_reason":"end_turn"})"}) << 2;
        QTest::newRow("block without type") << file({R"({"content":[{"text":"x"}],"stop_reason":"end_turn"})"}) << 2;
        QTest::newRow("no stop_reason") << turn("stop_reason", "stop") << 3;
        QTest::newRow("unknown stop_reason") << turn("\"tool_use\",\"usage\"", "\"because\",\"usage\"") << 3;
        QTest::newRow("tool without tool_use")
            << turn("\"stop_reason\":\"tool_use\"", "\"stop_reason\":\"end_turn\"") << 3;
        QTest::newRow("id without toolu_") << turn("toolu_a", "call_a") << 3;
        QTest::newRow("id with a dash") << turn("toolu_a", "toolu_a-b") << 3;
        QTest::newRow("id is only toolu_") << turn("toolu_a", "toolu_") << 3;
        QTest::newRow("no tool name") << turn("\"name\"", "\"nam\"") << 3;
        QTest::newRow("input is no object") << turn("{\"b\": 1.0,\"a\":2}", "[]") << 3;
        QTest::newRow("id twice") << file({planned, done, planned}) << 4;
        QTest::newRow("id twice in a turn")
            << file({QByteArray(R"({"content":[#,#],"stop_reason":"tool_use"})")
                         .replace("#", R"({"type":"tool_use","id":"toolu_x","name":"n","input":{}})")})
            << 2;
        QTest::newRow("usage is a number") << turn("{\"input_tokens\":10,\"cache_creation_input_tokens\":20,\"cache_"
                                                   "read_input_tokens\":30,\"output_tokens\":500}",
                                                   "7")
                                           << 3;
        QTest::newRow("negative usage") << turn(":500", ":-500") << 3;
        QTest::newRow("for is a text") << file({R"({"for":"plan",)" + done.sliced(1)}) << 2;
        QTest::newRow("for without purpose") << file({R"({"for":{"feature":"x"},)" + done.sliced(1)}) << 2;
        QTest::newRow("feature is a number")
            << file({R"({"for":{"purpose":"code","feature":7},)" + done.sliced(1)}) << 2;
        QTest::newRow("line too long") << file({done, "{\"note\":\"" + QByteArray((8 << 20) + 1, 'x') + "\"}"}) << 3;
    }
    void namesTheLineOfAViolation()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, line);
        const auto recording = Recording::parse(bytes, u"some file"_s);
        QVERIFY(!recording);
        QCOMPARE(recording.error().code, ErrorCode::RecordingInvalid);
        QCOMPARE(recording.error().args.value(u"line"_s), QString::number(line));
        QCOMPARE(recording.error().args.value(u"recording"_s), u"some file"_s);
        QVERIFY(!recording.error().args.value(u"why"_s).isEmpty());
    }

    void theSameIdMayStandInTwoConversations()
    {
        QVERIFY(Recording::parse(file({planned, R"({"for":{"purpose":"code","feature":"b"},)" + planned.sliced(1)}),
                                 u"x"_s));
    }

    void readsAFileAndSaysWhenItCannot()
    {
        QTemporaryFile written;
        QVERIFY(written.open());
        written.write(file({done}));
        written.close();
        QCOMPARE((*Recording::load(written.fileName()))->header().name, u"rec"_s);
        QCOMPARE(Recording::load(written.fileName() + u"-not"_s).error().code, ErrorCode::FileUnreadable);
        QVERIFY(written.open());
        QVERIFY(written.resize((64LL << 20) + 1));
        QCOMPARE(Recording::load(written.fileName()).error().code, ErrorCode::TooLarge);
    }

    void theDemonstrationIsARecording()
    {
        const auto demo = Recording::load(QStringLiteral(BW_SOURCE_DIR "/resources/recordings/demo.jsonl"));
        QVERIFY2(demo, demo ? "" : qPrintable(demo.error().detail));
        QCOMPARE((*demo)->header().templateId, u"todo"_s);
        QVERIFY((*demo)->turnCount() > 40);
        QVERIFY((*demo)->turn(u"plan"_s, 0));
    }
};

QTEST_GUILESS_MAIN(TstRecording)
#include "tst_recording.moc"
