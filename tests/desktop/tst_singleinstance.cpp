// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiting.h"

#include "shell/singleinstance.h"

#include "desktopfixture.h"

#include <QLocalSocket>

#include <atomic>
#include <thread>

using namespace bw;
using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_SingleInstance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSecondHandsOverAndTheFirstHears()
    {
        DesktopFixture f;
        SingleInstance first(f.data());
        const auto role = first.start({});
        QVERIFY(role && *role == SingleInstance::Role::First);
        QSignalSpy heard(&first, &SingleInstance::handedOver);
        Result<SingleInstance::Role> second = fail(ErrorCode::Internal);
        std::atomic_bool ended = false;
        std::thread other([&] {
            SingleInstance later(f.data());
            Arguments arguments;
            arguments.files = {u"/a.md"_s};
            second = later.start(arguments);
            ended = true;
        });
        BW_TRY_COMPARE(heard.size(), 1);
        BW_TRY_VERIFY(ended.load());  // its answer is sent by this thread's events
        other.join();
        QVERIFY(second && *second == SingleInstance::Role::HandedOver);
        QCOMPARE(heard.first().first().value<Arguments>().files, QStringList {u"/a.md"_s});
    }
    void anotherDirectoryHasAWindowOfItsOwn()
    {
        DesktopFixture f;
        SingleInstance first(f.data()), other(f.path(u"other"_s));
        QVERIFY(first.start({}).has_value());
        const auto role = other.start({});
        QVERIFY(role && *role == SingleInstance::Role::First);
    }
    void nothingIsHeardOfWhatIsNoLine()
    {
        DesktopFixture f;
        SingleInstance first(f.data());
        QVERIFY(first.start({}).has_value());
        QSignalSpy heard(&first, &SingleInstance::handedOver);
        const QStringList sockets = QDir(f.path(u"buildwright"_s)).entryList({u"window-*"_s}, QDir::System);
        QCOMPARE(sockets.size(), 1);
        QLocalSocket socket;
        socket.connectToServer(f.path(u"buildwright/"_s + sockets.first()));
        QVERIFY(socket.waitForConnected(1000));
        socket.write(QByteArray(300 * 1024, 'x'));
        BW_TRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
        QCOMPARE(heard.size(), 0);
    }
};

QTEST_MAIN(tst_SingleInstance)
#include "tst_singleinstance.moc"
