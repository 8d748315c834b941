// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chataction.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;
using engine::ChatAction;

class tst_ChatAction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyActionGoesThroughJsonAndBack()
    {
        for (int kind = 0; kind <= static_cast<int>(ChatAction::Kind::Set); ++kind) {
            ChatAction action;
            action.kind = static_cast<ChatAction::Kind>(kind);
            action.text = u"text"_s;
            action.seq = 7;
            action.tier = Tier::Simple;
            action.features = 30;
            action.version = 4;
            action.model = u"demo"_s;
            action.effort = QString();
            action.tokens = 0;
            const auto back = engine::chatActionFromJson(engine::toJson(action));
            QVERIFY(back);
            QCOMPARE(*back, action);
            ChatAction plain;
            plain.kind = action.kind;
            QCOMPARE(*engine::chatActionFromJson(engine::toJson(plain)), plain);
        }
    }
    void whatIsNoActionIsRefused()
    {
        QCOMPARE(engine::chatActionFromJson(Json()).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(engine::chatActionFromJson(Json {{"kind", "dance"}}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(engine::chatActionFromJson(Json {{"kind", "choose"}, {"tier", "huge"}}).error().code,
                 ErrorCode::InvalidArgument);
    }
    void aNewChatAndAnOutcomeDoTheSame()
    {
        const engine::NewChat chat {u"t"_s, u"demo"_s, u"high"_s, 9, ProjectId {u"p"_s}};
        QCOMPARE(*engine::newChatFromJson(engine::toJson(chat)), chat);
        QVERIFY(!engine::newChatFromJson(Json::array()));
        const engine::ChatOutcome outcome {ChatId {u"c"_s}, 4, true};
        QCOMPARE(engine::chatOutcomeFromJson(engine::toJson(outcome)), outcome);
    }
};

QTEST_GUILESS_MAIN(tst_ChatAction)
#include "tst_chataction.moc"
