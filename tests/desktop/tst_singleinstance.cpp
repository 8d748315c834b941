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
        first.listen();
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
        first.listen();
        const auto role = other.start({});
        QVERIFY(role && *role == SingleInstance::Role::First);
    }
    void oneDirectoryByManyNamesIsOne_data()
    {
        QTest::addColumn<bool>("made");
        QTest::newRow("before the directory is made") << false;
        QTest::newRow("when it is there") << true;
    }
    void oneDirectoryByManyNamesIsOne()
    {
        QFETCH(const bool, made);
        DesktopFixture f;
        QVERIFY(QDir().mkpath(f.path(u"real"_s)));
        QVERIFY(QFile::link(f.path(u"real"_s), f.path(u"link"_s)));
        if (made)
            QVERIFY(QDir().mkpath(f.path(u"real/data"_s)));
        SingleInstance first(f.path(u"real/data"_s));
        QVERIFY(first.start({}).has_value());
        first.listen();
        // The first one makes the directory, and only then comes the second.
        QVERIFY(QDir().mkpath(f.path(u"real/data"_s)));
        QSignalSpy heard(&first, &SingleInstance::handedOver);
        const QString relative = QDir::current().relativeFilePath(f.path(u"real/data"_s));
        for (const QString &name : {f.path(u"link/data"_s), relative, f.path(u"real/./data/"_s)}) {
            const qsizetype before = heard.size();
            std::atomic_bool ended = false, handed = false;
            std::thread other([&] {
                SingleInstance later(name);
                const auto role = later.start({});
                handed = role && *role == SingleInstance::Role::HandedOver;
                ended = true;
            });
            BW_TRY_VERIFY(ended.load());
            other.join();
            QVERIFY2(handed.load(), qPrintable(name));
            QCOMPARE(heard.size(), before + 1);
        }
    }
    void nothingIsHeardOfWhatIsNoLine()
    {
        DesktopFixture f;
        SingleInstance first(f.data());
        QVERIFY(first.start({}).has_value());
        first.listen();
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
