// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/agentsession.h"
#include "agent/tools/bashtool.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::PersonMessage;

class tst_Hearing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hearsBeforeTheFirstTurn();
    void hearsWithTheNextResultsAndOnlyOnce();
    void doesNotEndWhileSomethingWasSaid();
    void aSideTaskHearsNothing();
};

namespace
{

struct Talk {
    test::AgentFixture fixture;
    agent::BashTool bash;
    QList<PersonMessage> told;
    bool hears = true;

    Result<agent::SessionOutcome> run()
    {
        auto context = fixture.context();
        context.unheard = [this]() -> Result<QList<PersonMessage>> { return told; };
        agent::AgentSession session(context,
                                    {.kind = u"code"_s,
                                     .purpose = u"code:x"_s,
                                     .feature = u"x"_s,
                                     .systemPrompt = u"system"_s,
                                     .firstMessage = u"go"_s,
                                     .tools = {&bash},
                                     .hearsPeople = hears});
        return session.run({});
    }
    test::ScriptedModel::Step says(const claude::Turn &turn, const QString &id, const QString &text)
    {
        return [this, turn, id, text](const claude::ModelRequest &, std::stop_token) -> Result<claude::Turn> {
            told.append({id, text});
            return turn;
        };
    }
    [[nodiscard]] QStringList heard() const
    {
        QStringList ids;
        for (const Event &event : fixture.events({EventType::MessageHeard}))
            ids.append(jsonString(event.payload, "message"));
        return ids;
    }
};

claude::Turn call() { return test::ScriptedModel::turn({}, {{u"toolu_1"_s, u"bash"_s, R"({"command":"true"})"}}); }

}  // namespace

void tst_Hearing::hearsBeforeTheFirstTurn()
{
    Talk talk;
    QVERIFY(talk.fixture.open());
    talk.told = {{u"m1"_s, u"Use blue."_s}, {u"m2"_s, u"No red."_s}};
    talk.fixture.model.says(u"done"_s);
    QVERIFY(talk.run());
    QVERIFY(talk.fixture.model.requests().first().messages.last().contains(
        "A person says: Use blue.\\n\\nA person says: No red."));
    QCOMPARE(talk.heard(), (QStringList {u"m1"_s, u"m2"_s}));
}

void tst_Hearing::hearsWithTheNextResultsAndOnlyOnce()
{
    Talk talk;
    QVERIFY(talk.fixture.open());
    talk.fixture.model.does(talk.says(call(), u"m1"_s, u"Use blue."_s))
        .calls({{u"toolu_2"_s, u"bash"_s, R"({"command":"true"})"}})
        .says(u"done"_s);
    QVERIFY(talk.run());
    const auto requests = talk.fixture.model.requests();
    const Json message = *parseJson(requests.at(1).messages.last());
    QCOMPARE(message["content"].size(), 2U);
    QVERIFY(message["content"][0]["type"] == "tool_result");
    QVERIFY(message["content"][1]["text"] == "A person says: Use blue.");
    QCOMPARE(requests.at(2).messages.join().count("Use blue."), 1);
    QCOMPARE(talk.heard(), QStringList {u"m1"_s});
    // It was recorded before the words went to the model.
    const auto events = talk.fixture.events({EventType::MessageHeard, EventType::TurnStarted});
    QCOMPARE(events.at(1).type, toKey(EventType::MessageHeard));
    QCOMPARE(events.size(), 4);
}

void tst_Hearing::doesNotEndWhileSomethingWasSaid()
{
    Talk talk;
    QVERIFY(talk.fixture.open());
    talk.fixture.model.does(talk.says(test::ScriptedModel::turn(u"All done."_s), u"m1"_s, u"Not yet: use blue."_s))
        .says(u"Now it is blue."_s);
    const auto outcome = talk.run();
    QVERIFY(outcome);
    QCOMPARE(outcome->turns, 2);
    QCOMPARE(outcome->lastText, u"Now it is blue."_s);
}

void tst_Hearing::aSideTaskHearsNothing()
{
    Talk talk;
    QVERIFY(talk.fixture.open());
    talk.hears = false;
    talk.told = {{u"m1"_s, u"Use blue."_s}};
    talk.fixture.model.says(u"done"_s);
    QVERIFY(talk.run());
    QVERIFY(talk.heard().isEmpty());
    QCOMPARE(talk.fixture.model.requests().size(), 1);
}

QTEST_GUILESS_MAIN(tst_Hearing)
#include "tst_hearing.moc"
