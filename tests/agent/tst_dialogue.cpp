// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/dialogue.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::Dialogue;
using claude::StopReason;
using test::ScriptedModel;

class tst_Dialogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsACutAnswerWithoutLosingWhiteSpace();
    void saysWhenItIsStillCutAtTheEnd();
    void asksOnceAfterSilence();
    void remembersWhatWasSaid();
    void endsARefusal();
};

namespace
{

struct Talk {
    test::AgentFixture fixture;
    std::unique_ptr<Dialogue> dialogue;
    bool open()
    {
        if (!fixture.open())
            return false;
        dialogue = std::make_unique<Dialogue>(
            agent::TurnSource::Environment {fixture.model, fixture.log(), fixture.blobs(), fixture.clock, {}},
            Dialogue::Config {u"s1"_s, u"scripted"_s, u"spec"_s, u"system"_s, 1000});
        return true;
    }
    void cut(const QString &text) { fixture.model.answers(ScriptedModel::turn(StopReason::MaxTokens, text)); }
};

}  // namespace

void tst_Dialogue::joinsACutAnswerWithoutLosingWhiteSpace()
{
    Talk talk;
    QVERIFY(talk.open());
    talk.cut(u"one \n"_s);
    talk.cut(u"  two"_s);
    talk.fixture.model.says(u"three"_s);
    const auto answer = talk.dialogue->say(u"go"_s, {});
    QVERIFY(answer);
    QCOMPARE(answer->text, u"one \n  twothree"_s);
    QVERIFY(answer->complete);
    QCOMPARE(talk.dialogue->turns(), 3);
    QCOMPARE(talk.fixture.model.requests().last().messages.size(), 5);
    QCOMPARE(talk.fixture.model.requests().last().purpose, u"spec"_s);
}

void tst_Dialogue::saysWhenItIsStillCutAtTheEnd()
{
    Talk talk;
    QVERIFY(talk.open());
    for (int i = 0; i < 10; ++i)
        talk.cut(u"x"_s);
    const auto answer = talk.dialogue->say(u"go"_s, {});
    QVERIFY(answer);
    QVERIFY(!answer->complete);
    QCOMPARE(answer->text, u"xxxxx"_s);
}

void tst_Dialogue::asksOnceAfterSilence()
{
    Talk talk;
    QVERIFY(talk.open());
    talk.fixture.model.says({}).says(u"now"_s);
    QCOMPARE(talk.dialogue->say(u"go"_s, {})->text, u"now"_s);
    talk.fixture.model.says({}).says({}).says(u"never"_s);
    const auto silent = talk.dialogue->say(u"again"_s, {});
    QVERIFY(silent);
    QVERIFY(silent->text.isEmpty());
    QCOMPARE(talk.fixture.model.left(), 1);
}

void tst_Dialogue::remembersWhatWasSaid()
{
    Talk talk;
    QVERIFY(talk.open());
    talk.fixture.model.says(u"first answer"_s).says(u"second"_s);
    QVERIFY(talk.dialogue->say(u"one"_s, {}));
    QVERIFY(talk.dialogue->say(u"two"_s, {}));
    const auto sent = talk.fixture.model.requests().last().messages;
    QCOMPARE(sent.size(), 3);
    QVERIFY(sent.at(1).contains("first answer"));
}

void tst_Dialogue::endsARefusal()
{
    Talk talk;
    QVERIFY(talk.open());
    talk.fixture.model.answers(ScriptedModel::turn(StopReason::Refusal, {}));
    QVERIFY(talk.dialogue->say(u"go"_s, {}).error().code == ErrorCode::Refused);
}

QTEST_GUILESS_MAIN(tst_Dialogue)
#include "tst_dialogue.moc"
