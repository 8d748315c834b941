// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/stopsignals.h"

#include <QProcess>
#include <QtTest>

#include <condition_variable>
#include <csignal>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_StopSignals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstStopsTheSecondHurriesTheThirdEnds_data();
    void theFirstStopsTheSecondHurriesTheThirdEnds();
    void anIgnoredHangUpStaysIgnored();
    void theFormerHandlersComeBack();
    void countsWhatCame();
};

namespace
{

class Child
{
public:
    explicit Child(const QStringList &arguments)
    {
        m_process.start(QCoreApplication::applicationDirPath() + u"/bw_base_child"_s, arguments);
    }
    QByteArray line()
    {
        while (!m_process.canReadLine())
            if (!m_process.waitForReadyRead(10'000))
                return "nothing came";
        return m_process.readLine().trimmed();
    }
    void send(int number) { kill(static_cast<pid_t>(m_process.processId()), number); }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
};

}  // namespace

void tst_StopSignals::theFirstStopsTheSecondHurriesTheThirdEnds_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("log-out") << SIGHUP;
}

void tst_StopSignals::theFirstStopsTheSecondHurriesTheThirdEnds()
{
    QFETCH(int, number);
    Child child({u"signals"_s});
    QCOMPARE(child.line(), QByteArray("ready"));
    child.send(number);
    QCOMPARE(child.line(), "stop " + QByteArray::number(number));
    child.send(number);
    QCOMPARE(child.line(), QByteArray("at once"));
    child.send(number);
    QVERIFY(child.process().waitForFinished(10'000));
    QCOMPARE(child.process().exitStatus(), QProcess::NormalExit);
    QCOMPARE(child.process().exitCode(), 128 + number);
}

void tst_StopSignals::anIgnoredHangUpStaysIgnored()
{
    Child child({u"signals"_s, u"nohup"_s});
    QCOMPARE(child.line(), QByteArray("ready"));
    child.send(SIGHUP);
    child.send(SIGTERM);
    QCOMPARE(child.line(), "stop " + QByteArray::number(SIGTERM));
    child.process().kill();
    child.process().waitForFinished(10'000);
}

void tst_StopSignals::theFormerHandlersComeBack()
{
    struct sigaction before {}, during {}, after {};
    sigaction(SIGTERM, nullptr, &before);
    {
        const StopSignals stop;
        sigaction(SIGTERM, nullptr, &during);
    }
    sigaction(SIGTERM, nullptr, &after);
    QVERIFY(during.sa_handler != before.sa_handler);
    QVERIFY(after.sa_handler == before.sa_handler);
}

void tst_StopSignals::countsWhatCame()
{
    const StopSignals stop;
    QCOMPARE(stop.count(), 0);
    QCOMPARE(stop.lastSignal(), 0);
    QVERIFY(!stop.token().stop_requested());
    std::mutex mutex;
    std::condition_variable_any heard;
    std::unique_lock lock(mutex);
    raise(SIGTERM);
    heard.wait(lock, stop.token(), [] { return false; });
    QCOMPARE(stop.count(), 1);
    QCOMPARE(stop.lastSignal(), SIGTERM);
    QVERIFY(!stop.atOnceToken().stop_requested());
}

QTEST_GUILESS_MAIN(tst_StopSignals)
#include "tst_stopsignals.moc"
