// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/inputbound.h"

#include "claude/tokenbound.h"

#include <QTest>

using namespace bw;
using namespace bw::claude;
using namespace Qt::StringLiterals;

namespace
{

ModelRequest conversation(int messages, const char *first = "first")
{
    ModelRequest request;
    request.model = u"claude-opus-5-5"_s;
    request.systemJson = R"([{"type":"text","text":"system"}])";
    request.messages.append(QByteArray(4000, 'x') + first);
    for (int i = 1; i < messages; ++i)
        request.messages.append(QByteArray(100, static_cast<char>('a' + i)));
    return request;
}

Turn answer(qint64 input, qint64 output)
{
    Turn turn;
    turn.usage.input = input;
    turn.usage.output = output;
    return turn;
}

}  // namespace

class TstInputBound : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsNothingAtFirst()
    {
        const InputBound bound;
        QCOMPARE(bound.of(conversation(1)), boundTokens(conversation(1)));
    }
    void isTheLastExactInputAndTheBytesSince()
    {
        InputBound bound;
        bound.learn(conversation(1), answer(1000, 50));
        QCOMPARE(bound.of(conversation(1)), 1000);
        QCOMPARE(bound.of(conversation(3)), 1000 + 200 + 50);
        bound.learn(conversation(3), answer(1060, 10));
        QCOMPARE(bound.of(conversation(5)), 1060 + 200 + 10);
    }
    void isNeverMoreThanTheBytes()
    {
        InputBound bound;
        bound.learn(conversation(1), answer(1'000'000, 50));
        QCOMPARE(bound.of(conversation(2)), boundTokens(conversation(2)));
    }
    void saysNothingOfAnotherConversation()
    {
        InputBound bound;
        bound.learn(conversation(2), answer(1000, 50));
        QCOMPARE(bound.of(conversation(3, "other")), boundTokens(conversation(3, "other")));
        ModelRequest dearer = conversation(3);
        dearer.model = u"claude-fable-5-2"_s;
        QCOMPARE(bound.of(dearer), boundTokens(dearer));
        ModelRequest tools = conversation(3);
        tools.toolsJson = "[{}]";
        QCOMPARE(bound.of(tools), boundTokens(tools));
        QCOMPARE(bound.of(conversation(1)), boundTokens(conversation(1)));
    }
    void countsWhatTheServiceLeftOut()
    {
        InputBound bound;
        Turn turn = answer(1000, 50);
        turn.clearedTokens = 700;
        bound.learn(conversation(1), turn);
        QCOMPARE(bound.of(conversation(1)), 1700);
    }
    void learnsNothingFromAnAnswerWithoutUsage()
    {
        InputBound bound;
        Turn turn = answer(1000, 50);
        turn.usage.known = false;
        bound.learn(conversation(1), turn);
        QCOMPARE(bound.of(conversation(1)), boundTokens(conversation(1)));
    }
    void forgetsTheOldestConversation()
    {
        InputBound bound;
        for (int i = 0; i <= InputBound::mostConversations; ++i)
            bound.learn(conversation(1, QByteArray::number(i).constData()), answer(1000, 0));
        QCOMPARE(bound.of(conversation(1, "0")), boundTokens(conversation(1, "0")));
        QCOMPARE(bound.of(conversation(1, "1")), 1000);
    }
};

QTEST_GUILESS_MAIN(TstInputBound)
#include "tst_inputbound.moc"
