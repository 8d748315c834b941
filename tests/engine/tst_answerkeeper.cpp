// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/answerkeeper.h"

#include "store/chatstore.h"
#include "support/engine/enginestage.h"

#include <QTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using engine::ChatNotice;
using store::ChatMessage;

class tst_AnswerKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatStreamedIsStoredThoughTheAnswerStalls();
    void aSecretThatComesInTwoPiecesIsStoredInNeither();
    void whatIsVoidStaysUntilSomethingTakesItsPlace();
    void theRoomHearsEveryPieceAtOnce();
    void aStoreThatTakesNothingEndsTheAnswer();

private:
    [[nodiscard]] store::MessageStore messages() const { return store::MessageStore(*m_stage->parts.database); }
    [[nodiscard]] QString stored() const
    {
        return messages().get(m_open.chat, m_open.seq).value_or(ChatMessage {}).text;
    }
    [[nodiscard]] bool becomes(const QString &text) const
    {
        return QTest::qWaitFor([&] { return stored() == text; });
    }
    std::unique_ptr<engine::AnswerKeeper> keeper();

    std::unique_ptr<EngineStage> m_stage;
    std::unique_ptr<engine::ChatRoom> m_room;
    ChatMessage m_open;
    std::atomic<int> m_broken {0};
};

void tst_AnswerKeeper::init()
{
    m_stage = std::make_unique<EngineStage>();
    ChatMessage open;
    open.chat = store::ChatStore(*m_stage->parts.database).create({}).value_or(store::Chat {}).id;
    open.role = store::MessageRole::Assistant;
    open.state = store::MessageState::Streaming;
    m_open = messages().append(open).value_or(ChatMessage {});
    m_room = std::make_unique<engine::ChatRoom>(m_open.chat);
    m_broken = 0;
}

void tst_AnswerKeeper::cleanup()
{
    m_room.reset();
    m_stage.reset();
}

std::unique_ptr<engine::AnswerKeeper> tst_AnswerKeeper::keeper()
{
    return std::make_unique<engine::AnswerKeeper>(messages(), *m_room, m_open, m_stage->parts.clock,
                                                  [this] { ++m_broken; });
}

void tst_AnswerKeeper::whatStreamedIsStoredThoughTheAnswerStalls()
{
    const auto kept = keeper();
    kept->onText(u"one two thr"_s);
    // Nothing more comes, and nobody ends it: the words are there all the same.
    QVERIFY(becomes(u"one two "_s));
    kept->onText(u"ee "_s);
    QVERIFY(becomes(u"one two three "_s));
    QVERIFY(kept->finish());
    QCOMPARE(kept->text(), u"one two three "_s);
}

void tst_AnswerKeeper::aSecretThatComesInTwoPiecesIsStoredInNeither()
{
    const auto kept = keeper();
    kept->onText(u"see sk-ant-api03-Planted"_s);
    QVERIFY(becomes(u"see "_s));
    kept->onText(u"PlantedPlanted0123456789 end "_s);
    QVERIFY(becomes(u"see [redacted] end "_s));
}

void tst_AnswerKeeper::whatIsVoidStaysUntilSomethingTakesItsPlace()
{
    const auto kept = keeper();
    kept->onText(u"whole "_s);
    kept->turnEnded();
    kept->onText(u"half "_s);
    kept->onDiscarded();
    QCOMPARE(kept->text(), u"whole half "_s);
    QList<ChatNotice> heard;
    m_room->add(1, [&](const ChatNotice &notice) { heard.append(notice); });
    kept->onText(u"again "_s);
    m_room->remove(1);
    QCOMPARE(kept->text(), u"whole again "_s);
    QCOMPARE(heard.at(1).kind, ChatNotice::Kind::Discarded);
    QCOMPARE(heard.at(1).text, u"whole "_s);
    QVERIFY(becomes(u"whole again "_s));
}

void tst_AnswerKeeper::theRoomHearsEveryPieceAtOnce()
{
    const auto kept = keeper();
    QStringList heard;
    m_room->add(1, [&](const ChatNotice &notice) { heard.append(toKey(notice.kind) + notice.text + notice.thinking); });
    kept->onThinking(u"hm"_s);
    kept->onText(u"a"_s);
    kept->onText({});
    kept->onRetry({ErrorCode::Overloaded, {}, {}, {}}, 1, std::chrono::milliseconds(500));
    m_room->remove(1);
    QCOMPARE(heard, (QStringList {u"idle"_s, u"thinkinghm"_s, u"texta"_s, u"waiting"_s}));
}

void tst_AnswerKeeper::aStoreThatTakesNothingEndsTheAnswer()
{
    const auto kept = keeper();
    QVERIFY(store::ChatStore(*m_stage->parts.database).remove(m_open.chat));
    kept->onText(u"word "_s);
    QVERIFY(QTest::qWaitFor([this] { return m_broken.load() == 1; }));
    QVERIFY(!kept->finish());
}

QTEST_GUILESS_MAIN(tst_AnswerKeeper)
#include "tst_answerkeeper.moc"
