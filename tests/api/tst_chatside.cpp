// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/chatside.h"

#include "api/controlserver.h"
#include "engine/sandboxaccess.h"
#include "net/unixhttptransport.h"
#include "support/engine/chatstage.h"

#include <QTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using engine::ChatAction;
using engine::ChatNotice;

namespace
{

/// An owner with a control socket, and a client of it.
struct Fixture {
    Fixture()
    {
        server.add(stage.chats);
        if (const auto started = server.start(socket); !started)
            qFatal("%s", qPrintable(started.error().detail));
    }
    ~Fixture() { server.stop(); }

    ChatStage stage;
    QString socket = stage.engine.path(u"control"_s);
    engine::SandboxAccess access {stage.engine.parts};
    api::ControlServer server {*stage.engine.builds, access};
    net::UnixHttpTransport transport {socket};
    api::ChatSide client {transport};
};

ChatAction sending(const QString &text)
{
    ChatAction action;
    action.text = text;
    return action;
}

}  // namespace

class tst_ChatSide : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClientDoesWhatTheOwnerCan();
    void aClientHearsWhatStreams();
    void errorsComeWhole();
    void attachmentsTravel();
    void anOwnerThatEndsIsNotWaitedFor();
};

void tst_ChatSide::aClientDoesWhatTheOwnerCan()
{
    Fixture owner;
    const auto chat = owner.client.create({.title = u"Named"_s, .model = u"demo"_s, .effort = {}, .project = {}}, {});
    QVERIFY(chat);
    QCOMPARE(owner.stage.view(*chat).chat.title, u"Named"_s);
    ChatAction pin;
    pin.kind = ChatAction::Kind::Pin;
    QCOMPARE(owner.client.act(*chat, pin, {})->chat, *chat);
    QVERIFY(owner.stage.view(*chat).chat.pinned);
    api::ChatSide own(owner.stage.chats);
    pin.kind = ChatAction::Kind::Unpin;
    QVERIFY(own.act(*chat, pin, {}));
    QVERIFY(!owner.stage.view(*chat).chat.pinned);
}

void tst_ChatSide::aClientHearsWhatStreams()
{
    Fixture owner;
    ChatStage::set(u"chat.recording_speed"_s, u"2000"_s);
    const QString text = u"Ünïcode in pieces "_s.repeated(20);
    const ChatId chat = owner.stage.chatWith({{u"chat"_s, text}});
    QVERIFY(owner.client.act(chat, sending(u"begin"_s), {}));
    QString heard;
    QList<ChatNotice::Kind> kinds;
    QVERIFY(owner.client.follow(chat,
                                [&](const ChatNotice &notice) {
                                    heard +=
                                        notice.kind == ChatNotice::Kind::Text || notice.kind == ChatNotice::Kind::Begun
                                        ? notice.text
                                        : QString();
                                    kinds.append(notice.kind);
                                },
                                {}));
    QCOMPARE(heard, text);
    QCOMPARE(kinds.constLast(), ChatNotice::Kind::Idle);
    QVERIFY(kinds.contains(ChatNotice::Kind::Ended));
    // Once more, when nothing streams: it ends at once.
    QVERIFY(owner.client.follow(chat, [](const ChatNotice &) { }, {}));
}

void tst_ChatSide::errorsComeWhole()
{
    Fixture owner;
    const auto refused = owner.client.act({u"nobody"_s}, sending(u"x"_s), {});
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QCOMPARE(refused.error().args.value(u"kind"_s), u"chat"_s);
    const ChatId chat = owner.stage.chatWith({{u"chat"_s, u"a"_s}});
    const auto free = owner.client.act(chat, sending(u"something else"_s), {});
    QCOMPARE(free.error().code, ErrorCode::RecordingEnded);
    QCOMPARE(free.error().args.value(u"says"_s), u"begin"_s);
    engine::NewChat wrong;
    wrong.effort = u"enormous"_s;
    QCOMPARE(owner.client.create(wrong, {}).error().code, ErrorCode::InvalidArgument);
}

void tst_ChatSide::attachmentsTravel()
{
    Fixture owner;
    const ChatId chat = owner.stage.chatWith({{u"chat"_s, u"a"_s}});
    const auto file = owner.client.attach(chat, u"a.csv"_s, "1,2\n", {});
    QVERIFY(file);
    QCOMPARE(owner.stage.view(chat).draftAttachments.constFirst().name, u"a.csv"_s);
    QVERIFY(owner.client.detach(chat, *file, {}));
    QVERIFY(owner.stage.view(chat).draftAttachments.isEmpty());
    QCOMPARE(owner.client.attach(chat, u"a.exe"_s, QByteArray(3, '\0'), {}).error().code, ErrorCode::Unsupported);
}

void tst_ChatSide::anOwnerThatEndsIsNotWaitedFor()
{
    Fixture owner;
    ChatStage::set(u"chat.recording_speed"_s, u"50"_s);
    const ChatId chat = owner.stage.chatWith({{u"chat"_s, u"slow "_s.repeated(500)}});
    QVERIFY(owner.client.act(chat, sending(u"begin"_s), {}));
    bool stopped = false;
    const auto followed = owner.client.follow(chat,
                                              [&](const ChatNotice &notice) {
                                                  if (notice.kind == ChatNotice::Kind::Text && !stopped) {
                                                      stopped = true;
                                                      owner.server.stop();
                                                  }
                                              },
                                              {});
    QCOMPARE(followed.error().code, ErrorCode::NetworkUnreachable);
    QVERIFY(owner.stage.chats.isStreaming(chat));
}

QTEST_GUILESS_MAIN(tst_ChatSide)
#include "tst_chatside.moc"
