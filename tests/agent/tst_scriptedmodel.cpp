// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json.h"
#include "support/agent/scriptedmodel.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using test::ScriptedModel;

class tst_ScriptedModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersInOrderAndRemembersWhatItWasAsked();
    void endsWithRecordingEnded();
    void keepsTheInputOfACallAsItWasWritten();
    void hearsAStop();
};

void tst_ScriptedModel::answersInOrderAndRemembersWhatItWasAsked()
{
    ScriptedModel model;
    model.says(u"one"_s).answers(fail(ErrorCode::Overloaded));
    claude::TurnObserver silent;
    claude::ModelRequest request;
    request.purpose = u"plan"_s;
    const auto first = model.send(request, silent, {});
    QVERIFY(first);
    QCOMPARE(first->blocks.first().text, u"one"_s);
    QVERIFY(first->stopReason == claude::StopReason::EndTurn);
    QVERIFY(model.send(request, silent, {}).error().code == ErrorCode::Overloaded);
    QCOMPARE(model.requests().size(), 2);
    QCOMPARE(model.requests().first().purpose, u"plan"_s);
}

void tst_ScriptedModel::endsWithRecordingEnded()
{
    ScriptedModel model;
    claude::TurnObserver silent;
    QVERIFY(model.send({}, silent, {}).error().code == ErrorCode::RecordingEnded);
}

void tst_ScriptedModel::keepsTheInputOfACallAsItWasWritten()
{
    const auto turn = ScriptedModel::turn(u"see"_s, {{u"toolu_1"_s, u"bash"_s, "{ \"z\" : 1,\"a\":2 }"}});
    QVERIFY(turn.contentJson.contains("{ \"z\" : 1,\"a\":2 }"));
    QVERIFY(parseJson(turn.contentJson));
    QVERIFY(turn.stopReason == claude::StopReason::ToolUse);
}

void tst_ScriptedModel::hearsAStop()
{
    ScriptedModel model;
    model.says(u"never"_s);
    std::stop_source stop;
    stop.request_stop();
    claude::TurnObserver silent;
    QVERIFY(model.send({}, silent, stop.get_token()).error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(tst_ScriptedModel)
#include "tst_scriptedmodel.moc"
