// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/wholeanswer.h"

#include "claude/rawjson.h"
#include "support/agent/scriptedmodel.h"

#include <QTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using claude::StopReason;

namespace
{

agent::WholeAnswer ask(ScriptedModel &model, int continuations = 4)
{
    claude::ModelRequest request;
    request.messages = {R"({"role":"user","content":[{"type":"text","text":"write"}]})"};
    claude::TurnObserver silent;
    return agent::askWhole(model, request, silent, {}, {}, continuations);
}

}  // namespace

class tst_WholeAnswer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerThatIsWholeIsAskedForOnce()
    {
        ScriptedModel model;
        model.says(u"all of it"_s);
        const auto answer = ask(model);
        QVERIFY(answer.complete && !answer.error);
        QCOMPARE(answer.text, u"all of it"_s);
        QCOMPARE(claude::rawjson::elements(answer.content).size(), 1);
        QCOMPARE(answer.usage.calls, 1);
    }
    void aCutAnswerIsGoneOnWith()
    {
        ScriptedModel model;
        model.answers(ScriptedModel::turn(StopReason::MaxTokens, u"one "_s))
            .answers(ScriptedModel::turn(StopReason::MaxTokens, u"two "_s))
            .says(u"three"_s);
        const auto answer = ask(model);
        QVERIFY(answer.complete);
        QCOMPARE(answer.text, u"one two three"_s);
        QCOMPARE(answer.usage.calls, 3);
        // Three answers with two requests to go on between them; the next question goes behind all of it.
        QCOMPARE(claude::rawjson::elements(answer.content).size(), 5);
        QCOMPARE(model.requests().constLast().messages.size(), 5);
    }
    void aftersoManyContinuationsItIsNotWhole()
    {
        ScriptedModel model;
        for (int i = 0; i < 3; ++i)
            model.answers(ScriptedModel::turn(StopReason::MaxTokens, u"x"_s));
        const auto answer = ask(model, 2);
        QVERIFY(!answer.complete);
        QVERIFY(!answer.error);
        QCOMPARE(answer.stopReason, u"max_tokens"_s);
        QCOMPARE(answer.text, u"xxx"_s);
        QCOMPARE(model.left(), 0);
    }
    void whatCameBeforeAnErrorIsKept()
    {
        ScriptedModel model;
        model.answers(ScriptedModel::turn(StopReason::MaxTokens, u"one"_s)).answers(fail(ErrorCode::Overloaded));
        const auto answer = ask(model);
        QCOMPARE(answer.error->code, ErrorCode::Overloaded);
        QVERIFY(!answer.complete);
        QCOMPARE(answer.text, u"one"_s);
        QCOMPARE(answer.usage.calls, 1);
    }
    void aRefusalIsAnError()
    {
        ScriptedModel model;
        model.answers(ScriptedModel::turn(StopReason::Refusal, u"no"_s));
        QCOMPARE(ask(model).error->code, ErrorCode::Refused);
    }
    void silenceIsAskedAboutOnce()
    {
        ScriptedModel model;
        model.says({}).says({});
        const auto answer = ask(model);
        QCOMPARE(model.left(), 0);
        QVERIFY(answer.text.isEmpty());
    }
    void aBlockThatIsOpenedAgainIsNot()
    {
        QCOMPARE(agent::joinContinued(u"```app_spec\n<a>\n"_s, u"```xml\n<b>\n```"_s), u"```app_spec\n<a>\n<b>\n```"_s);
        QCOMPARE(agent::joinContinued(u"```app_spec\n<a>\n"_s, u"```\nend"_s), u"```app_spec\n<a>\n```\nend"_s);
        QCOMPARE(agent::joinContinued(u"text\n"_s, u"```sh\nls\n```"_s), u"text\n```sh\nls\n```"_s);
    }
};

QTEST_GUILESS_MAIN(tst_WholeAnswer)
#include "tst_wholeanswer.moc"
