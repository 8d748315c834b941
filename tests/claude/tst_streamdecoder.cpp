// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/streamdecoder.h"

#include "claude/streamfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw::test;
using bw::ErrorCode;
using bw::claude::StopReason;
using bw::claude::Turn;

class TstStreamDecoder : public QObject
{
    Q_OBJECT

    Watcher m_watcher;

    Turn turnOf(const QByteArray &stream)
    {
        auto turn = decode(stream, m_watcher);
        if (!turn)
            qFatal("%s", qPrintable(turn.error().detail));
        return *turn;
    }
    ErrorCode codeOf(const QByteArray &stream)
    {
        const auto turn = decode(stream, m_watcher);
        return turn ? ErrorCode::Internal : turn.error().code;
    }

private Q_SLOTS:
    void init() { m_watcher = {}; }

    void putsAWholeAnswerTogetherByteForByte()
    {
        const Turn turn = turnOf(fullStream());
        QCOMPARE(turn.contentJson, fullContent());
        QCOMPARE(turn.blocks.size(), 4);
        QCOMPARE(turn.blocks[0].text, u"Hm.\nJa ü"_s);
        QCOMPARE(turn.blocks[1].text, u"Grüße 🌍 \"x\" \\"_s);
        QCOMPARE(turn.blocks[2].toolUseId, u"toolu_1"_s);
        QCOMPARE(turn.blocks[2].toolInput, QByteArray("{\"z\": 1.50,\"path\":\"s\xC3\xA4\\u00e4\"}"));
        QVERIFY(turn.blocks[2].toolInputValid);
        QCOMPARE(turn.blocks[3].toolInput, QByteArray("{}"));
        QCOMPARE(turn.stopReason, StopReason::ToolUse);
        QCOMPARE(turn.model, u"claude-opus-5-5"_s);
        QCOMPARE(turn.messageId, u"msg_1"_s);
        QCOMPARE(turn.requestId, u"req_1"_s);
    }

    void readsUsageAsCumulativeAndIgnoresNull()
    {
        const bw::Usage usage = turnOf(fullStream()).usage;
        QCOMPARE(usage.input, 812);
        QCOMPARE(usage.output, 61);
        QCOMPARE(usage.cacheRead, 14200);
        QCOMPARE(usage.cacheWrite5m, 100);
        QCOMPARE(usage.calls, 1);
        QVERIFY(usage.known);
    }

    void tellsTheObserverWhatComes()
    {
        turnOf(fullStream());
        QCOMPARE(m_watcher.thinking, u"Hm.\nJa ü"_s);
        QVERIFY(m_watcher.text.startsWith(u"Grüße "_s));
        QCOMPARE(m_watcher.tools, (QStringList {u"read_file"_s, u"git_status"_s}));
    }

    void decodesTheSameAtEverySplit()
    {
        const QByteArray stream = fullStream();
        for (qsizetype at = 1; at < stream.size(); ++at) {
            const auto turn = decode(stream, m_watcher, {at, stream.size()});
            QVERIFY2(turn && turn->contentJson == fullContent(), qPrintable(u"split at %1"_s.arg(at)));
        }
        const auto turn = decode(stream, m_watcher, {1});
        QVERIFY(turn);
        QCOMPARE(turn->contentJson, fullContent());
    }

    void needsMessageStop()
    {
        const QByteArray stream = fullStream();
        // Cut anywhere before the last event: never a turn, always an error that says so.
        const qsizetype last = stream.lastIndexOf("event: message_stop");
        for (qsizetype size = 0; size <= last; ++size) {
            const auto turn = decode(stream.first(size), m_watcher);
            QVERIFY2(!turn && turn.error().code == ErrorCode::StreamBroken, qPrintable(u"cut at %1"_s.arg(size)));
        }
    }

    void dispatchesOnTheTypeInTheData()
    {
        QByteArray unnamed = fullStream();
        for (qsizetype at = unnamed.indexOf("event: "); at >= 0; at = unnamed.indexOf("event: "))
            unnamed.remove(at, unnamed.indexOf('\n', at) + 1 - at);
        QCOMPARE(turnOf(unnamed).contentJson, fullContent());
        QByteArray misnamed = fullStream();
        misnamed.replace("event: content_block_delta", "event: something_else");
        QCOMPARE(turnOf(misnamed).contentJson, fullContent());
    }

    void ignoresUnknownEventsAndDeltasAndKeepsUnknownBlocks()
    {
        const QByteArray block = R"({"type":"future_block","b":{"y":1.0,"x":[2,null]},"a":"\u00e4"})";
        const QByteArray stream = messageStart() + sse(R"({"type":"future_event","x":1})") + blockStart(0, block)
            + delta(0, R"({"type":"future_delta","x":1})") + blockStop(0)
            + blockStart(1, R"({"type":"text","text":"a"})") + delta(1, R"({"type":"text_delta","text":"b"})")
            + delta(7, R"({"type":"text_delta","text":"lost"})") + messageEnd("end_turn");
        const Turn turn = turnOf(stream);
        QCOMPARE(turn.contentJson, "[" + block + R"(,{"type":"text","text":"ab"}])");
        QCOMPARE(turn.blocks[0].type, u"future_block"_s);
        QCOMPARE(m_watcher.text, u"ab"_s);
    }

    void setsASignatureAndPushesCitations()
    {
        const QByteArray stream = messageStart()
            + blockStart(0, R"({"type":"thinking","thinking":"","signature":"old"})")
            + delta(0, R"({"type":"signature_delta","signature":"one"})")
            + delta(0, R"({"type":"signature_delta","signature":"two"})") + blockStop(0)
            + blockStart(1, R"({"type":"text","text":"","citations":null})")
            + delta(1, R"({"type":"citations_delta","citation":{"b":1,"a":2}})")
            + delta(1, R"({"type":"citations_delta","citation":{"c":3}})") + messageEnd("end_turn");
        QCOMPARE(
            turnOf(stream).contentJson,
            QByteArray(
                R"([{"type":"thinking","thinking":"","signature":"two"},{"type":"text","text":"","citations":[{"b":1,"a":2},{"c":3}]}])"));
    }

    void takesOtherBlocksAsTheyCome()
    {
        const QByteArray redacted = R"({"type":"redacted_thinking","data":"b3BhcXVl"})";
        const QByteArray search =
            R"({"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"title":"x"}]})";
        const QByteArray server = R"({"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}})";
        const QByteArray stream = messageStart() + blockStart(0, redacted) + blockStop(0) + blockStart(1, server)
            + delta(1, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"query\\\":\\\"q\\\"}\"}") + blockStop(1)
            + blockStart(2, search) + blockStop(2)
            + blockStart(3, R"({"type":"compaction","content":null,"encrypted_content":null})")
            + delta(3, R"({"type":"compaction_delta","content":"sum","encrypted_content":"eA=="})")
            + messageEnd("pause_turn");
        const Turn turn = turnOf(stream);
        QCOMPARE(turn.contentJson,
                 "[" + redacted
                     + R"(,{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}},)"
                     + search + R"(,{"type":"compaction","content":"sum","encrypted_content":"eA=="}])");
        QCOMPARE(turn.stopReason, StopReason::PauseTurn);
    }

    void saysWhatTheServiceLeftOutOfItsView()
    {
        const QByteArray stream = messageStart()
            + "event: message_delta\ndata: "
              R"({"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1},"context_management":{"applied_edits":[)"
              R"({"type":"clear_tool_uses_20250919","cleared_tool_uses":8,"cleared_input_tokens":50000},{"type":"later","cleared_input_tokens":-7},{"type":"other"}]}})"
              "\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
        QCOMPARE(turnOf(stream).clearedTokens, 50'000);
        QCOMPARE(turnOf(messageStart() + messageEnd("end_turn")).clearedTokens, 0);
    }

    void wrapsToolInputThatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::newRow("cut") << QByteArray(R"({\"path\": \"a)");
        QTest::newRow("behind") << QByteArray(R"({\"a\":1} oops)");
        QTest::newRow("array") << QByteArray("[1]");
        QTest::newRow("number") << QByteArray("7");
    }
    void wrapsToolInputThatIsNoJson()
    {
        QFETCH(QByteArray, sent);
        const QByteArray stream = messageStart()
            + blockStart(0, R"({"type":"tool_use","id":"toolu_1","name":"x","input":{}})")
            + delta(0, R"({"type":"input_json_delta","partial_json":")" + sent + R"("})") + blockStop(0)
            + messageEnd("tool_use");
        const Turn turn = turnOf(stream);
        QVERIFY(!turn.blocks[0].toolInputValid);
        QCOMPARE(turn.contentJson,
                 R"([{"type":"tool_use","id":"toolu_1","name":"x","input":{"INVALID_JSON":")" + sent + R"("}}])");
    }

    void readsEveryStopReason_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<int>("reason");
        const auto row = [](const char *key, StopReason reason) {
            QTest::newRow(key) << QByteArray(key) << static_cast<int>(reason);
        };
        row("end_turn", StopReason::EndTurn);
        row("tool_use", StopReason::ToolUse);
        row("max_tokens", StopReason::MaxTokens);
        row("stop_sequence", StopReason::StopSequence);
        row("pause_turn", StopReason::PauseTurn);
        row("refusal", StopReason::Refusal);
        row("model_context_window_exceeded", StopReason::ContextWindowExceeded);
        row("compaction", StopReason::Compaction);
        row("something_new", StopReason::EndTurn);
    }
    void readsEveryStopReason()
    {
        QFETCH(QByteArray, key);
        QFETCH(int, reason);
        const Turn turn = turnOf(messageStart() + blockStart(0, R"({"type":"text","text":"x"})") + messageEnd(key));
        QCOMPARE(static_cast<int>(turn.stopReason), reason);
        QCOMPARE(turn.stopReasonKey, QString::fromLatin1(key));
    }

    void anUnknownReasonWithAToolIsToolUse()
    {
        const QByteArray tool = R"({"type":"tool_use","id":"toolu_1","name":"x","input":{}})";
        QCOMPARE(turnOf(messageStart() + blockStart(0, tool) + messageEnd("something_new")).stopReason,
                 StopReason::ToolUse);
    }

    void keepsWhyItWasRefused()
    {
        const QByteArray end =
            sse(R"({"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal","category":"cyber","explanation":"No."}},"usage":{}})")
            + sse(R"({"type":"message_stop"})");
        const Turn turn = turnOf(messageStart() + end);
        QCOMPARE(turn.stopReason, StopReason::Refusal);
        QCOMPARE(turn.stopDetail, u"cyber: No."_s);
        QCOMPARE(turn.contentJson, QByteArray("[]"));
    }

    void endsWithTheErrorInTheStream()
    {
        const QByteArray begun = messageStart() + blockStart(0, R"({"type":"text","text":"x"})");
        QCOMPARE(codeOf(begun + sse(R"({"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}})")),
                 ErrorCode::Overloaded);
        QCOMPARE(codeOf(begun + sse(R"({"type":"error","error":{"type":"api_error","message":"x"}})")),
                 ErrorCode::ServerError);
        QCOMPARE(codeOf(begun + sse(R"({"type":"error","error":{"type":"rate_limit_error","message":"x"}})")),
                 ErrorCode::RateLimited);
        QCOMPARE(codeOf("event: error\ndata: {\"error\":{\"type\":\"overloaded_error\"}}\n\n"), ErrorCode::Overloaded);
    }

    void refusesWhatIsNotTheProtocol_data()
    {
        QTest::addColumn<QByteArray>("bad");
        QTest::newRow("second start") << messageStart();
        QTest::newRow("no JSON") << QByteArray("event: ping\ndata: {oops\n\n");
        QTest::newRow("delta without an end")
            << QByteArray("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0\n\n");
        QTest::newRow("delta with an open string") << QByteArray(
            "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a}\n\n");
        QTest::newRow("block is no object") << blockStart(1, "7");
        QTest::newRow("bad escape in a text") << delta(0, R"({"type":"text_delta","text":"\q"})");
        QTest::newRow("bad UTF-8 in a text") << delta(0, "{\"type\":\"text_delta\",\"text\":\"\xFF\"}");
        QTest::newRow("usage is no JSON")
            << QByteArray("data: {\"type\":\"message_delta\",\"delta\":{},\"usage\":{\"a\":}}\n\n");
    }
    void refusesWhatIsNotTheProtocol()
    {
        QFETCH(QByteArray, bad);
        QCOMPARE(codeOf(messageStart() + blockStart(0, R"({"type":"text","text":""})") + bad + messageEnd("end_turn")),
                 ErrorCode::ProtocolError);
    }

    void limitsTheNumberOfBlocks()
    {
        QByteArray stream = messageStart();
        for (int i = 0; i < 10'001; ++i)
            stream += blockStart(i, R"({"type":"text","text":""})");
        QCOMPARE(codeOf(stream), ErrorCode::TooLarge);
    }

    void acceptsWhatCompatibleServersLeaveOut()
    {
        const QByteArray stream = sse(R"({"type":"message_start","message":{}})")
            + sse(R"({"type":"content_block_start","index":0,"content_block":{"type":"text"}})")
            + delta(0, R"({"type":"text_delta","text":"hi"})")
            + sse(R"({"type":"message_delta","delta":{"stop_reason":"end_turn"}})") + sse(R"({"type":"message_stop"})");
        const Turn turn = turnOf(stream);
        QCOMPARE(turn.contentJson, QByteArray(R"([{"type":"text","text":"hi"}])"));
        QVERIFY(!turn.usage.known);
    }

    void countsUsageInEveryForm()
    {
        using bw::claude::usageFromApi;
        const auto usage = [](const char *json) { return usageFromApi(*bw::parseJson(json)); };
        const bw::Usage written = usage(
            R"({"input_tokens":1,"output_tokens":2,"cache_creation_input_tokens":10,"cache_creation":{"ephemeral_1h_input_tokens":4,"ephemeral_5m_input_tokens":6}})");
        QCOMPARE(written.cacheWrite1h, 4);
        QCOMPARE(written.cacheWrite5m, 6);
        const bw::Usage iterations = usage(
            R"({"input_tokens":1,"output_tokens":2,"iterations":[{"input_tokens":10,"output_tokens":5},{"input_tokens":20,"output_tokens":6}]})");
        QCOMPARE(iterations.input, 30);
        QCOMPARE(iterations.output, 11);
        QVERIFY(!usage("{}").known);
        QVERIFY(!usage("null").known);
        // A server cannot lower what was spent, nor make a sum overflow.
        QCOMPARE(usage(R"({"input_tokens":-5,"output_tokens":-9000000000000000})").total(), 0);
        QVERIFY(usage(R"({"input_tokens":9000000000000000000,"output_tokens":1})").input <= 1'000'000'000);
    }
};

QTEST_GUILESS_MAIN(TstStreamDecoder)
#include "tst_streamdecoder.moc"
