// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/envelopeparser.h"

#include <QTest>

using namespace bw;
using namespace bw::sandbox;
using namespace Qt::StringLiterals;

namespace
{

/// The byte-exact answer of the protocol reference: start, data, keepalive, end, end of stream.
QByteArray exampleStream()
{
    return QByteArray::fromHex(
        "00000000207b226576656e74223a7b227374617274223a7b22706964223a313233347d7d7d"
        "00000000247b226576656e74223a7b2264617461223a7b227374646f7574223a2261476b4b227d7d7d"
        "000000001a7b226576656e74223a7b226b656570616c697665223a7b7d7d7d"
        "000000005f7b226576656e74223a7b22656e64223a7b2265786974436f6465223a372c22657869746564223a747275652c"
        "22737461747573223a22657869742073746174757320372"
        "22c226572726f72223a22657869742073746174757320372"
        "27d7d7d"
        "02000000027b7d");
}

QList<QByteArray> examplePayloads()
{
    return {R"({"event":{"start":{"pid":1234}}})", R"({"event":{"data":{"stdout":"aGkK"}}})",
            R"({"event":{"keepalive":{}}})",
            R"({"event":{"end":{"exitCode":7,"exited":true,"status":"exit status 7","error":"exit status 7"}}})", "{}"};
}

struct Collected {
    EnvelopeParser parser;
    QList<QByteArray> payloads;
    Status feed(QByteArrayView bytes)
    {
        return parser.feed(bytes, [this](const Envelope &envelope) -> Status {
            payloads.append(envelope.payload);
            return {};
        });
    }
};

}  // namespace

class TestEnvelopeParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheExampleWhole();
    void readsTheExampleSplitAnywhere();
    void readsTheExampleByteByByte();
    void encodesTheExampleRequest();
    void refusesWhatIsTooLarge();
    void refusesCompressedAndUnknownFlags();
    void refusesBytesAfterTheEnd();
    void stopsWhereTheSinkFails();
};

void TestEnvelopeParser::readsTheExampleWhole()
{
    Collected all;
    QVERIFY(all.feed(exampleStream()).has_value());
    QCOMPARE(all.payloads, examplePayloads());
    QVERIFY(all.parser.ended());
    QVERIFY(all.parser.atBorder());
}

void TestEnvelopeParser::readsTheExampleSplitAnywhere()
{
    const QByteArray bytes = exampleStream();
    for (qsizetype first = 0; first <= bytes.size(); ++first) {
        for (qsizetype second = first; second <= bytes.size(); second += 7) {
            Collected all;
            QVERIFY(all.feed(QByteArrayView(bytes).first(first)).has_value());
            QVERIFY(all.feed(QByteArrayView(bytes).sliced(first, second - first)).has_value());
            QCOMPARE(all.parser.ended(), second == bytes.size());
            QVERIFY(all.feed(QByteArrayView(bytes).sliced(second)).has_value());
            QCOMPARE(all.payloads, examplePayloads());
        }
    }
}

void TestEnvelopeParser::readsTheExampleByteByByte()
{
    Collected all;
    for (const char byte : exampleStream())
        QVERIFY(all.feed(QByteArrayView(&byte, 1)).has_value());
    QCOMPARE(all.payloads, examplePayloads());
}

void TestEnvelopeParser::encodesTheExampleRequest()
{
    const QByteArray payload =
        R"({"process":{"cmd":"/bin/bash","args":["-l","-c","echo hi; exit 7"],"cwd":"/tmp"},"stdin":false})";
    const QByteArray bytes = EnvelopeParser::encode(payload);
    QCOMPARE(bytes.size(), 100);
    QCOMPARE(bytes.first(5).toHex(), "000000005f");
    QCOMPARE(bytes.sliced(5), payload);
}

void TestEnvelopeParser::refusesWhatIsTooLarge()
{
    Collected all;
    QCOMPARE(all.feed(QByteArray::fromHex("0004000001")).error().code, ErrorCode::TooLarge);
    Collected allowed;
    QVERIFY(allowed.feed(QByteArray::fromHex("0004000000")).has_value());
}

void TestEnvelopeParser::refusesCompressedAndUnknownFlags()
{
    for (const char *bytes : {"0100000000", "0400000000", "ff00000000"}) {
        Collected all;
        QCOMPARE(all.feed(QByteArray::fromHex(bytes)).error().code, ErrorCode::ProtocolError);
    }
}

void TestEnvelopeParser::refusesBytesAfterTheEnd()
{
    Collected all;
    QCOMPARE(all.feed(exampleStream() + '\0').error().code, ErrorCode::ProtocolError);
    Collected later;
    QVERIFY(later.feed(exampleStream()).has_value());
    QCOMPARE(later.feed(QByteArray::fromHex("0000000000")).error().code, ErrorCode::ProtocolError);
}

void TestEnvelopeParser::stopsWhereTheSinkFails()
{
    EnvelopeParser parser;
    int seen = 0;
    const Status status = parser.feed(exampleStream(), [&seen](const Envelope &) -> Status {
        if (++seen == 2)
            return fail(ErrorCode::Cancelled);
        return {};
    });
    QCOMPARE(status.error().code, ErrorCode::Cancelled);
    QCOMPARE(seen, 2);
}

QTEST_GUILESS_MAIN(TestEnvelopeParser)
#include "tst_envelopeparser.moc"
