// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatnotice.h"

#include <QTest>

using namespace bw;
using namespace Qt::StringLiterals;
using engine::ChatNotice;

class tst_ChatNotice : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyNoticeGoesThroughJsonAndBack()
    {
        for (int kind = 0; kind <= static_cast<int>(ChatNotice::Kind::Idle); ++kind) {
            ChatNotice notice;
            notice.kind = static_cast<ChatNotice::Kind>(kind);
            notice.chat.value = u"c"_s;
            notice.seq = 3;
            notice.text = u"ä\n"_s;
            notice.thinking = u"hm"_s;
            notice.reason = u"retry"_s;
            notice.untilMs = 5;
            notice.error = Error {ErrorCode::Overloaded, u"busy"_s, {{u"service"_s, u"Claude"_s}}, {}};
            notice.forecast = engine::expansionForecast(u"claude-opus-5-5"_s, 14, 900);
            notice.spec.value = u"s"_s;
            notice.version = 2;
            const auto back = engine::chatNoticeFromJson(engine::toJson(notice));
            QVERIFY(back);
            QCOMPARE(back->kind, notice.kind);
            QCOMPARE(back->text, notice.text);
            QCOMPARE(back->error, notice.error);
            QCOMPARE(back->forecast, notice.forecast);
            QCOMPARE(back->spec, notice.spec);
            QCOMPARE(back->untilMs, notice.untilMs);
        }
    }
    void anEndTellsStateUsageAndCost()
    {
        ChatNotice notice;
        notice.kind = ChatNotice::Kind::Ended;
        notice.role = store::MessageRole::Spec;
        notice.state = store::MessageState::Failed;
        notice.usage = {1, 2, 3, 4, 5, 1, true};
        notice.cost = Money {1'234};
        const auto back = engine::chatNoticeFromJson(engine::toJson(notice));
        QCOMPARE(back->role, notice.role);
        QCOMPARE(back->state, notice.state);
        QCOMPARE(back->usage, notice.usage);
        QCOMPARE(back->cost, notice.cost);
    }
    void whatThisProgramDoesNotKnowIsNothing()
    {
        QVERIFY(!engine::chatNoticeFromJson(Json {{"kind", "of a later version"}}));
    }
    void aForecastIsARangeThatGrowsWithTheFeatures()
    {
        const auto small = engine::expansionForecast(u"claude-opus-5-5"_s, 14, 900);
        const auto large = engine::expansionForecast(u"claude-opus-5-5"_s, 250, 900);
        QVERIFY(small.lowUsd < small.highUsd);
        QVERIFY(small.highTokens < large.lowTokens);
        QVERIFY(!engine::expansionForecast(u"nobody-knows-this"_s, 14, 900).lowUsd);
    }
};

QTEST_GUILESS_MAIN(tst_ChatNotice)
#include "tst_chatnotice.moc"
