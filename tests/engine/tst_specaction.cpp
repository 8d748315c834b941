// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/specaction.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using engine::SpecAction;

class tst_SpecAction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasAKey();
    void comesBackAsItWas();
    void nonsenseIsRefused();
};

void tst_SpecAction::everyKindHasAKey()
{
    for (int i = 0; i <= static_cast<int>(SpecAction::Kind::Undelete); ++i) {
        const auto kind = static_cast<SpecAction::Kind>(i);
        QVERIFY(!toKey(kind).isEmpty());
        QVERIFY(engine::specActionKindFromKey(toKey(kind)) == kind);
    }
    QVERIFY(!engine::specActionKindFromKey(u"burn"_s));
}

void tst_SpecAction::comesBackAsItWas()
{
    const SpecAction action {.kind = SpecAction::Kind::Save,
                             .spec = SpecId {u"abc"_s},
                             .name = u"n"_s,
                             .text = QByteArray("\xff\x00\r\n", 4),
                             .version = 7,
                             .by = {u"chat"_s, u"because"_s},
                             .project = ProjectId {u"p"_s},
                             .chat = ChatId {u"c"_s}};
    const auto back = engine::specActionFromJson(toJson(action));
    QVERIFY(back);
    QCOMPARE(*back, action);
    QCOMPARE(*engine::specActionFromJson(toJson(SpecAction {})), SpecAction {});
    const engine::SpecOutcome outcome {SpecId {u"abc"_s}, 3};
    QCOMPARE(engine::specOutcomeFromJson(toJson(outcome)), outcome);
}

void tst_SpecAction::nonsenseIsRefused()
{
    for (const char *text : {"1", "{}", R"({"action":"burn"})", R"({"action":"save","text":"*"})"})
        QCOMPARE(engine::specActionFromJson(Json::parse(text)).error().code, ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(tst_SpecAction)
#include "tst_specaction.moc"
