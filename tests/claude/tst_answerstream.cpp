// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/answerstream.h"

#include "claude/randomjson.h"
#include "claude/rawjson.h"
#include "claude/streamfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw::test;
using bw::ErrorCode;
using bw::Json;
using bw::claude::AnswerStream;
namespace raw = bw::claude::rawjson;

namespace
{

/// A block as it is meant, and the events that carry it: text in random pieces, escapes never torn apart.
struct Block {
    QByteArray whole, events;
};

QList<QByteArray> pieces(RandomJson &random, const QByteArray &inner)
{
    QList<QByteArray> out;
    QByteArray piece;
    for (qsizetype at = 0; at < inner.size();) {
        qsizetype n = 1;
        if (inner[at] == '\\')
            n = inner[at + 1] == 'u' ? 6 : 2;
        else
            while (at + n < inner.size() && (static_cast<unsigned char>(inner[at + n]) & 0xC0) == 0x80)
                ++n;
        piece += inner.sliced(at, n);
        at += n;
        if (random.below(3) == 0)
            out.append(std::exchange(piece, {}));
    }
    out.append(piece);
    return out;
}

Block randomBlock(RandomJson &random, int index)
{
    Block block;
    if (random.below(2) == 0) {
        const QByteArray text = random.string();
        block.whole = R"({"type":"text","text":)" + text + "}";
        block.events = blockStart(index, R"({"type":"text","text":""})");
        for (const QByteArray &piece : pieces(random, raw::inner(text).toByteArray()))
            block.events += delta(index, R"({"type":"text_delta","text":")" + piece + "\"}");
        return block;
    }
    const QByteArray id = "toolu_" + QByteArray::number(index);
    QByteArray input = random.object(3);
    input.replace('\r', ' ').replace('\n', ' ');  // a raw line end would have to be escaped differently
    block.whole = R"({"type":"tool_use","id":")" + id + R"(","name":"t","input":)" + input + "}";
    block.events = blockStart(index, R"({"type":"tool_use","id":")" + id + R"(","name":"t","input":{}})");
    for (const QByteArray &piece : pieces(random, raw::inner(raw::quoted(input)).toByteArray()))
        block.events += delta(index, R"({"type":"input_json_delta","partial_json":")" + piece + "\"}");
    return block;
}

bw::Result<bw::claude::Turn> read(const QByteArray &stream, RandomJson &random)
{
    Watcher watcher;
    AnswerStream answer(watcher, u"Test"_s);
    bw::net::HttpResponse head;
    head.status = 200;
    if (!answer.onHead(head))
        return bw::fail(ErrorCode::Internal);
    for (qsizetype at = 0; at < stream.size();) {
        const qsizetype n = std::min<qsizetype>(stream.size() - at, 1 + static_cast<qsizetype>(random.below(60)));
        if (auto taken = answer.onData(QByteArray(stream.constData() + at, n)); !taken)
            break;
        at += n;
    }
    return answer.finish();
}

}  // namespace

/// The whole way from bytes to a turn, with random answers (fixed seeds).
class TstAnswerStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryByteOfRandomAnswers()
    {
        RandomJson random(20261124);
        for (int round = 0; round < 1500; ++round) {
            QByteArrayList wholes;
            QByteArray stream = messageStart();
            for (int index = 0, n = static_cast<int>(random.below(4)); index < n; ++index) {
                const Block block = randomBlock(random, index);
                wholes.append(block.whole);
                stream +=
                    block.events + (random.below(2) == 0 ? sse(R"({"type":"ping"})") : QByteArray()) + blockStop(index);
            }
            stream += messageEnd("end_turn");
            if (random.below(3) == 0)
                stream.replace("\n", "\r\n");
            const auto turn = read(stream, random);
            QVERIFY2(turn, turn ? "" : qPrintable(turn.error().detail));
            const QByteArray expected = "[" + wholes.join(',') + "]";
            QCOMPARE(turn->contentJson, expected);
            QVERIFY(bw::parseJson(turn->contentJson));
        }
    }

    void damagedAnswersNeverBecomeATurnWithBrokenJson()
    {
        RandomJson random(7);
        int turns = 0;
        for (int round = 0; round < 6000; ++round) {
            QByteArray stream = fullStream();
            for (unsigned k = 1 + random.below(3); k > 0; --k) {
                const auto at = static_cast<qsizetype>(random.below(static_cast<unsigned>(stream.size())));
                switch (random.below(4)) {
                case 0:
                    stream[at] = static_cast<char>(random.below(256));
                    break;
                case 1:
                    stream.remove(at, 1 + static_cast<qsizetype>(random.below(30)));
                    break;
                case 2:
                    stream.insert(
                        at, stream.mid(static_cast<qsizetype>(random.below(static_cast<unsigned>(stream.size()))), 20));
                    break;
                default:
                    stream.truncate(at);
                }
                if (stream.isEmpty())
                    break;
            }
            const auto turn = read(stream, random);
            if (!turn)
                continue;
            ++turns;
            const auto json = bw::parseJson(turn->contentJson);
            QVERIFY2(json && json->is_array(), turn->contentJson.constData());
            QCOMPARE(static_cast<qsizetype>(json->size()), turn->blocks.size());
            for (const auto &block : turn->blocks)
                QVERIFY(block.type != u"tool_use"_s || !block.toolInputValid || bw::parseJson(block.toolInput));
        }
        QVERIFY(turns > 100);  // some damage hurts nothing; if none survived, the test would not reach the checks
    }

    void leavesErrorAnswersToTheTransport()
    {
        Watcher watcher;
        AnswerStream answer(watcher, u"Test"_s);
        bw::net::HttpResponse head;
        head.status = 529;
        QVERIFY(!answer.onHead(head));
        QVERIFY(!answer.accepted());
    }

    void takesALastEventWithoutItsBlankLine()
    {
        RandomJson random(3);
        QByteArray stream = fullStream();
        stream.chop(2);
        const auto turn = read(stream, random);
        QVERIFY(turn);
        QCOMPARE(turn->contentJson, fullContent());
    }

    void ignoresWhatFollowsMessageStop()
    {
        RandomJson random(4);
        QVERIFY(read(fullStream() + "event: error\ndata: {oops\n\n" + messageStart(), random));
    }
};

QTEST_GUILESS_MAIN(TstAnswerStream)
#include "tst_answerstream.moc"
