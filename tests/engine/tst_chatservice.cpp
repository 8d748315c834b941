// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatservice.h"

#include "store/chatstore.h"
#include "support/engine/chatstage.h"

#include <QTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using engine::ChatAction;
using engine::ChatNotice;
using store::MessageRole;
using store::MessageState;
using Kind = ChatAction::Kind;

class tst_ChatService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_stage = std::make_unique<ChatStage>(); }
    void cleanup() { m_stage.reset(); }
    void freeTextIsToldThatThisIsARecording();
    void withoutAKeyEverythingGoesOnButSending();
    void aStoppedAnswerKeepsWhatCameAndCanBeAskedForAgain();
    void aMessageThatIsSentMeanwhileWaitsForTheAnswer();
    void anEditedMessageIsAnsweredAnew();
    void whoJoinsLateIsToldWhatStreams();
    void aForkGoesOnByItself();
    void attachmentsHaveLimits();
    void aDeadProcessLeavesAnInterruptedAnswer();

private:
    std::unique_ptr<ChatStage> m_stage;
};

void tst_ChatService::freeTextIsToldThatThisIsARecording()
{
    const ChatId id = m_stage->chat(u"demo"_s);
    const auto sent = m_stage->act(id, Kind::Send, u"Something quite different"_s);
    QCOMPARE(sent.error().code, ErrorCode::RecordingEnded);
    QVERIFY(sent.error().args.value(u"says"_s).contains(u"to-do list"_s));
    QVERIFY(m_stage->view(id).branch.isEmpty());
    QCOMPARE(m_stage->view(id).chat.draft, u"Something quite different"_s);
}

void tst_ChatService::withoutAKeyEverythingGoesOnButSending()
{
    const ChatId id = m_stage->chat(u"claude-opus-5-5"_s);
    const auto sent = m_stage->act(id, Kind::Send, u"hello"_s);
    QCOMPARE(sent.error().code, ErrorCode::KeyMissing);
    QCOMPARE(sent.error().args.value(u"variable"_s), u"ANTHROPIC_API_KEY"_s);
    QCOMPARE(m_stage->view(id).chat.draft, u"hello"_s);
    QVERIFY(m_stage->act(id, Kind::Rename, u"Named"_s));
    QVERIFY(m_stage->act(id, Kind::Pin));
    QVERIFY(m_stage->act(id, Kind::Delete));
    QVERIFY(store::ChatStore(*m_stage->engine.parts.database).list()->isEmpty());
    QVERIFY(m_stage->act(id, Kind::Undelete));
    QCOMPARE(store::ChatStore(*m_stage->engine.parts.database).list()->constFirst().title, u"Named"_s);
    QCOMPARE(m_stage->act({u"nobody"_s}, Kind::Pin).error().code, ErrorCode::NotFound);
    QCOMPARE(m_stage->act(id, Kind::Retry).error().code, ErrorCode::WrongState);
    QCOMPARE(m_stage->act(id, Kind::Expand).error().code, ErrorCode::WrongState);
    QCOMPARE(m_stage->act(id, Kind::Send, u" "_s).error().code, ErrorCode::InvalidArgument);
}

void tst_ChatService::aStoppedAnswerKeepsWhatCameAndCanBeAskedForAgain()
{
    ChatStage::set(u"chat.recording_speed"_s, u"500"_s);
    const ChatId id = m_stage->chatWith({{u"chat"_s, u"word "_s.repeated(2000)}});
    QVERIFY(m_stage->act(id, Kind::Send, u"begin"_s));
    bool asked = false;
    QVERIFY(m_stage->chats.follow(id,
                                  [&](const ChatNotice &notice) {
                                      m_stage->notices.append(notice);
                                      if (notice.kind == ChatNotice::Kind::Text && !asked) {
                                          asked = true;
                                          QVERIFY(m_stage->act(id, Kind::Stop));
                                      }
                                  },
                                  {}));
    const auto cut = m_stage->view(id).branch.constLast();
    QCOMPARE(cut.state, MessageState::Interrupted);
    QVERIFY(!cut.text.isEmpty() && cut.text.size() < 9000);
    ChatStage::set(u"chat.recording_speed"_s, u"0"_s);
    QVERIFY(m_stage->act(id, Kind::Retry));
    m_stage->wait(id);
    const auto again = m_stage->view(id);
    QCOMPARE(again.branch.size(), 2);
    QCOMPARE(again.branch.constLast().state, MessageState::Complete);
    QCOMPARE(again.versions.value(cut.seq).size(), 2);
    QVERIFY(m_stage->act(id, Kind::Show, {}, cut.seq));
    QCOMPARE(m_stage->view(id).branch.constLast().seq, cut.seq);
}

void tst_ChatService::aMessageThatIsSentMeanwhileWaitsForTheAnswer()
{
    ChatStage::set(u"chat.recording_speed"_s, u"2000"_s);
    const ChatId id =
        m_stage->chatWith({{u"chat"_s, u"first answer "_s.repeated(20), {u"next"_s}}, {u"chat"_s, u"second"_s}});
    QVERIFY(m_stage->act(id, Kind::Send, u"begin"_s));
    QVERIFY(m_stage->chats.isStreaming(id));
    const auto queued = m_stage->act(id, Kind::Send, u"next"_s);
    QVERIFY(queued && queued->queued);
    QCOMPARE(m_stage->view(id).queued.size(), 1);
    QCOMPARE(m_stage->act(id, Kind::Retry).error().code, ErrorCode::WrongState);
    m_stage->wait(id);
    const auto shown = m_stage->view(id);
    QVERIFY(shown.queued.isEmpty());
    QCOMPARE(shown.branch.size(), 4);
    QCOMPARE(shown.branch.at(2).text, u"next"_s);
    QCOMPARE(shown.branch.constLast().text, u"second"_s);
    QCOMPARE(m_stage->chats.active(), 0);
}

void tst_ChatService::anEditedMessageIsAnsweredAnew()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, u"answer"_s, {u"one"_s, u"two"_s}}, {u"chat"_s, u"next"_s}});
    m_stage->say(id, u"begin"_s);
    m_stage->say(id, u"one"_s);
    const qint64 edited = m_stage->view(id).branch.at(2).seq;
    QVERIFY(m_stage->act(id, Kind::Edit, u"two"_s, edited));
    m_stage->wait(id);
    const auto shown = m_stage->view(id);
    QCOMPARE(shown.branch.size(), 4);
    QCOMPARE(shown.branch.at(2).text, u"two"_s);
    QCOMPARE(shown.versions.value(edited).size(), 2);
    QCOMPARE(m_stage->act(id, Kind::Edit, u"x"_s, shown.branch.at(1).seq).error().code, ErrorCode::InvalidArgument);
}

void tst_ChatService::whoJoinsLateIsToldWhatStreams()
{
    ChatStage::set(u"chat.recording_speed"_s, u"1000"_s);
    const QString text = u"0123456789"_s.repeated(60);
    const ChatId id = m_stage->chatWith({{u"chat"_s, text}});
    QVERIFY(m_stage->act(id, Kind::Send, u"begin"_s));
    QString late;
    bool joined = false;
    int subscription = 0;
    QVERIFY(m_stage->chats.follow(id,
                                  [&](const ChatNotice &notice) {
                                      if (notice.kind == ChatNotice::Kind::Text && !joined) {
                                          joined = true;
                                          subscription = m_stage->chats.subscribe(id, [&](const ChatNotice &heard) {
                                              if (heard.kind == ChatNotice::Kind::Begun
                                                  || heard.kind == ChatNotice::Kind::Text)
                                                  late += heard.text;
                                          });
                                      }
                                  },
                                  {}));
    m_stage->chats.unsubscribe(subscription);
    QCOMPARE(late, text);
    // Nothing streams: that is told at once.
    QVERIFY(m_stage->chats.follow(id, [](const ChatNotice &) { }, {}));
}

void tst_ChatService::aForkGoesOnByItself()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, u"answer"_s, {u"one"_s, u"two"_s}}, {u"chat"_s, u"next"_s}});
    m_stage->say(id, u"begin"_s);
    m_stage->say(id, u"one"_s);
    const auto fork = m_stage->act(id, Kind::Fork, {}, 2);
    QVERIFY(fork);
    QVERIFY(fork->chat != id);
    QCOMPARE(m_stage->view(fork->chat).chat.forkedFrom, id);
    m_stage->say(fork->chat, u"two"_s);
    QCOMPARE(m_stage->view(fork->chat).branch.at(2).text, u"two"_s);
    QCOMPARE(m_stage->view(id).branch.at(2).text, u"one"_s);
    QCOMPARE(m_stage->act(id, Kind::Fork, {}, 99).error().code, ErrorCode::NotFound);
}

void tst_ChatService::attachmentsHaveLimits()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, u"answer"_s}});
    const auto first = m_stage->chats.attach(id, u"/tmp/dir/a.md"_s, "# A");
    QVERIFY(first);
    QCOMPARE(first->name, u"a.md"_s);
    QVERIFY(m_stage->chats.detach(id, first->id));
    for (int i = 0; i < 20; ++i)
        QVERIFY(m_stage->chats.attach(id, u"a%1.md"_s.arg(i), "# A"));
    QCOMPARE(m_stage->chats.attach(id, u"more.md"_s, "# A").error().code, ErrorCode::TooLarge);
    QCOMPARE(m_stage->chats.attach(id, u"a.exe"_s, QByteArray(3, '\0')).error().code, ErrorCode::Unsupported);
    QCOMPARE(m_stage->chats.attach({u"nobody"_s}, u"a.md"_s, "# A").error().code, ErrorCode::NotFound);
    m_stage->say(id, u"begin"_s);
    QCOMPARE(m_stage->view(id).branch.constFirst().attachments.size(), 20);
    QVERIFY(m_stage->view(id).draftAttachments.isEmpty());
}

void tst_ChatService::aDeadProcessLeavesAnInterruptedAnswer()
{
    const ChatId id = m_stage->chatWith({{u"chat"_s, u"answer"_s}});
    m_stage->say(id, u"begin"_s);
    store::MessageStore messages(*m_stage->engine.parts.database);
    store::ChatMessage open;
    open.chat = id;
    open.role = MessageRole::Assistant;
    open.state = MessageState::Streaming;
    open.parent = 1;
    open = *messages.append(open);
    QVERIFY(messages.addPiece(open.no, u"half "_s, {}));
    QVERIFY(m_stage->chats.recover());
    QCOMPARE(m_stage->view(id).branch.constLast().state, MessageState::Interrupted);
    QCOMPARE(m_stage->view(id).branch.constLast().text, u"half "_s);
    QVERIFY(!m_stage->chats.isStreaming(id));
}

QTEST_GUILESS_MAIN(tst_ChatService)
#include "tst_chatservice.moc"
