// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/chatroom.h"

#include <QTest>

#include <semaphore>

using namespace bw;
using namespace Qt::StringLiterals;
using engine::ChatNotice;
using engine::ChatRoom;

namespace
{

ChatNotice notice(ChatNotice::Kind kind, const QString &text = {})
{
    ChatNotice made;
    made.kind = kind;
    made.text = text;
    return made;
}

}  // namespace

class tst_ChatRoom : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneWorksAtATime()
    {
        ChatRoom room({u"c"_s});
        std::binary_semaphore go {0};
        const auto work = [&](const std::stop_token &) {
            go.acquire();
            const std::scoped_lock door(room.door());
            room.finish({});
        };
        {
            const std::scoped_lock door(room.door());
            QVERIFY(room.start(work));
            QVERIFY(room.isBusy());
            QVERIFY(!room.start(work));
        }
        go.release();
        QVERIFY(room.waitUntilIdle({}));
        {
            const std::scoped_lock door(room.door());
            QVERIFY(room.start(work));
        }
        go.release();
        QVERIFY(room.waitUntilIdle({}));
    }
    void aStopReachesTheWork()
    {
        ChatRoom room({u"c"_s});
        bool stopped = false;
        {
            const std::scoped_lock door(room.door());
            QVERIFY(room.start([&](const std::stop_token &stop) {
                while (!stop.stop_requested())
                    std::this_thread::yield();
                stopped = true;
                const std::scoped_lock inner(room.door());
                room.finish({});
            }));
        }
        std::stop_source patience;
        patience.request_stop();
        QVERIFY(!room.waitUntilIdle(patience.get_token()));
        room.stopAndWait();
        QVERIFY(stopped);
        QVERIFY(!room.isBusy());
    }
    void whoJoinsLateGetsWhatCameSoFar()
    {
        ChatRoom room({u"c"_s});
        QStringList heard;
        const auto observer = [&](const ChatNotice &told) { heard.append(toKey(told.kind) + u':' + told.text); };
        room.tell(notice(ChatNotice::Kind::Begun));
        room.tell(notice(ChatNotice::Kind::Text, u"one "_s));
        room.tell(notice(ChatNotice::Kind::Text, u"two"_s));
        room.add(1, observer);
        room.tell(notice(ChatNotice::Kind::Discarded, u"one "_s));
        room.add(2, observer);
        QVERIFY(room.remove(2));
        QVERIFY(!room.remove(2));
        room.tell(notice(ChatNotice::Kind::Ended));
        room.add(3, observer);
        QCOMPARE(heard,
                 (QStringList {u"begun:one two"_s, u"discarded:one "_s, u"begun:one "_s, u"ended:"_s, u"idle:"_s}));
    }
    void everyNoticeNamesTheChat()
    {
        ChatRoom room({u"c"_s});
        ChatId named;
        room.add(1, [&](const ChatNotice &told) { named = told.chat; });
        QCOMPARE(named.value, u"c"_s);
        named = {};
        room.tell(notice(ChatNotice::Kind::Used));
        QCOMPARE(named.value, u"c"_s);
    }
};

QTEST_GUILESS_MAIN(tst_ChatRoom)
#include "tst_chatroom.moc"
