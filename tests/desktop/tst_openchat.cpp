// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "models/openchat.h"

#include "desktopfixture.h"

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

/// Against the recorded conversation, as the window has it.
class tst_OpenChat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAnswerStreamsAndStays()
    {
        DesktopFixture f;
        hurry(f);
        const auto session = f.session();
        OpenChat chat(*session);
        open(*session, chat);
        QVERIFY(!chat.view().replies.isEmpty());
        QSignalSpy sent(&chat, &OpenChat::sent);
        chat.send(chat.view().replies.first());
        QVERIFY(chat.isStreaming());
        QVERIFY(!chat.activity().isEmpty());
        BW_TRY_COMPARE(sent.size(), 1);
        BW_TRY_VERIFY(chat.messages().size() == 2 && !chat.isStreaming());
        BW_TRY_COMPARE(chat.messages().last().state, store::MessageState::Complete);
        QVERIFY(chat.messages().last().text.size() > 100);
        QVERIFY(chat.messages().last().demonstration);
        QCOMPARE(chat.activity(), QString());
    }

    void aRefusalSaysSoAndKeepsTheText()
    {
        DesktopFixture f;
        hurry(f);
        const auto session = f.session();
        OpenChat chat(*session);
        open(*session, chat);
        QSignalSpy failed(&chat, &OpenChat::failed);
        QSignalSpy sent(&chat, &OpenChat::sent);
        chat.send(u"something that no recording knows"_s);
        BW_TRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().at(1).value<Error>().code, ErrorCode::RecordingEnded);
        QCOMPARE(sent.size(), 0);
        BW_TRY_COMPARE(chat.view().chat.draft, u"something that no recording knows"_s);
        QVERIFY(!chat.isStreaming());
    }

    void aDraftIsThereAgain()
    {
        DesktopFixture f;
        hurry(f);
        const auto session = f.session();
        ChatId id;
        {
            OpenChat chat(*session);
            open(*session, chat);
            id = chat.id();
            chat.setDraft(u"half a sentence"_s);
        }
        OpenChat again(*session);
        BW_TRY_VERIFY(reopened(again, id) == u"half a sentence");
    }

    void typingDoesNotReadTheChatAgain()
    {
        DesktopFixture f;
        hurry(f);
        const auto session = f.session();
        OpenChat chat(*session);
        open(*session, chat);
        QSignalSpy reloads(&chat, &OpenChat::reloaded);
        chat.setDraft(u"one"_s);
        BW_TRY_COMPARE(chat.view().chat.draft, u"one"_s);
        QCOMPARE(reloads.size(), 0);
    }

    void whatIsClosedWhileItStreamsIsHeardNoMore()
    {
        DesktopFixture f;  // at a human pace
        const auto session = f.session();
        for (int i = 0; i < 20; ++i) {
            OpenChat chat(*session);
            open(*session, chat);
            chat.send(chat.view().replies.first());
            BW_TRY_VERIFY(!chat.messages().isEmpty() && chat.streaming());
        }
    }

    void aChatThatIsNotThereIsGone()
    {
        DesktopFixture f;
        hurry(f);
        const auto session = f.session();
        OpenChat chat(*session);
        chat.open({u"nothing"_s});
        BW_TRY_COMPARE(chat.load(), OpenChat::Load::Gone);
    }

private:
    /// Recorded answers come at once.
    static void hurry(const DesktopFixture &f)
    {
        const QString folder = f.path(u"config/buildwright"_s);
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + u"/settings.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"chat\": {\"recording_speed\": 0}}");
    }
    void open(DataSession &session, OpenChat &chat)
    {
        ChatId made;
        engine::NewChat asked;
        asked.model = u"demo"_s;
        session.act(
            this, [asked](api::ActingSide &side, std::stop_token stop) { return side.chats().create(asked, stop); },
            [&made](const Result<ChatId> &id) { made = id.value_or(ChatId {}); });
        BW_TRY_VERIFY(!made.value.isEmpty());
        chat.open(made);
        BW_TRY_COMPARE(chat.load(), OpenChat::Load::Ready);
    }
    static QString reopened(OpenChat &chat, const ChatId &id)
    {
        chat.open(id);
        (void)QTest::qWaitFor([&] { return chat.load() == OpenChat::Load::Ready; }, 1000);
        return chat.view().chat.draft;
    }
};

QTEST_GUILESS_MAIN(tst_OpenChat)
#include "tst_openchat.moc"
