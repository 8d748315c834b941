// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/streamdecoder.h"
#include "net/sseparser.h"

#include <QStringList>

/// What the tests of streams share.
namespace bw::test
{

struct Watcher final : claude::TurnObserver {
    QString text, thinking;
    QStringList tools, retries;
    QList<std::chrono::milliseconds> waits;
    int discarded = 0;
    void onText(const QString &piece) override { text += piece; }
    void onThinking(const QString &piece) override { thinking += piece; }
    void onToolUse(const QString &name) override { tools.append(name); }
    void onRetry(const Error &error, int, std::chrono::milliseconds wait) override
    {
        retries.append(toKey(error.code));
        waits.append(wait);
    }
    void onDiscarded() override { ++discarded; }
};

inline QByteArray sse(const QByteArray &data)
{
    const qsizetype from = data.indexOf("\"type\":\"") + 8;
    return "event: " + data.sliced(from, data.indexOf('"', from) - from) + "\ndata: " + data + "\n\n";
}

inline QByteArray messageStart()
{
    return sse(
        R"({"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5","content":[],)"
        R"("stop_reason":null,"usage":{"input_tokens":812,"output_tokens":1,"cache_creation_input_tokens":100,"cache_read_input_tokens":14200}}})");
}

inline QByteArray blockStart(int index, const QByteArray &block)
{
    return sse(R"({"type":"content_block_start","index":)" + QByteArray::number(index) + R"(,"content_block":)" + block
               + "}");
}

inline QByteArray delta(int index, const QByteArray &body)
{
    return sse(R"({"type":"content_block_delta","index":)" + QByteArray::number(index) + R"(,"delta":)" + body + "}");
}

inline QByteArray blockStop(int index)
{
    return sse(R"({"type":"content_block_stop","index":)" + QByteArray::number(index) + "}");
}

inline QByteArray messageEnd(const QByteArray &reason)
{
    return sse(R"({"type":"message_delta","delta":{"stop_reason":")" + reason
               + R"(","stop_sequence":null},"usage":{"output_tokens":61,"input_tokens":null}})")
        + sse(R"({"type":"message_stop"})");
}

/// Thinking, text with escapes, two tools, one of them without arguments.
inline QByteArray fullStream()
{
    return messageStart() + blockStart(0, R"({"type":"thinking","thinking":"","signature":""})")
        + sse(R"({"type":"ping"})") + delta(0, R"({"type":"thinking_delta","thinking":"Hm.\n"})")
        + delta(0, R"({"type":"thinking_delta","thinking":"Ja \u00fc"})")
        + delta(0, R"({"type":"signature_delta","signature":"c2ln/+=="})") + blockStop(0)
        + blockStart(1, R"({"type":"text","text":"","citations":null})")
        + delta(1, R"({"type":"text_delta","text":"Gr\u00fc"})")
        + delta(1, "{\"type\":\"text_delta\",\"text\":\"\xC3\x9F\x65 \\ud83c\"}")
        + delta(1, R"({"type":"text_delta","text":"\udf0d \"x\" \\"})") + blockStop(1)
        + blockStart(2,
                     R"({"type":"tool_use","id":"toolu_1","name":"read_file","input":{},"caller":{"type":"direct"}})")
        + delta(2, R"({"type":"input_json_delta","partial_json":""})")
        + delta(2, R"({"type":"input_json_delta","partial_json":"{\"z\": 1.50,\"pa"})")
        + delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"th\\\":\\\"s\xC3\xA4\\\\u00e4\\\"}\"}")
        + blockStop(2)
        + blockStart(3,
                     R"({"type":"tool_use","id":"toolu_2","name":"git_status","input":{},"caller":{"type":"direct"}})")
        + blockStop(3) + messageEnd("tool_use");
}

/// The content that must go back for fullStream(), byte for byte.
inline QByteArray fullContent()
{
    return "[{\"type\":\"thinking\",\"thinking\":\"Hm.\\nJa \\u00fc\",\"signature\":\"c2ln/+==\"},"
           "{\"type\":\"text\",\"text\":\"Gr\\u00fc\xC3\x9F\x65 \\ud83c\\udf0d \\\"x\\\" \\\\\",\"citations\":null},"
           "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"read_file\",\"input\":{\"z\": "
           "1.50,\"path\":\"s\xC3\xA4\\u00e4\"},\"caller\":{\"type\":\"direct\"}},"
           "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"git_status\",\"input\":{},\"caller\":{\"type\":"
           "\"direct\"}}]";
}

/// Parser and decoder together, as the client uses them. pieces: sizes of the network's chunks, the last one repeats.
inline Result<claude::Turn> decode(const QByteArray &stream, claude::TurnObserver &observer,
                                   const QList<qsizetype> &pieces = {1 << 20})
{
    net::SseParser parser;
    claude::StreamDecoder decoder(observer, QStringLiteral("Test"), QStringLiteral("req_1"));
    const auto sink = [&decoder](const net::SseEvent &one) { return decoder.take(one); };
    qsizetype at = 0, piece = 0;
    while (at < stream.size()) {
        const qsizetype n = std::min(pieces[std::min(piece++, pieces.size() - 1)], stream.size() - at);
        const QByteArray own(stream.constData() + at, n);
        if (auto fed = parser.feed(own, sink); !fed)
            return fail(fed.error());
        at += n;
    }
    return decoder.finish();
}

}  // namespace bw::test
