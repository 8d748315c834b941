// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/networkwatch.h"

#include <QFile>
#include <QTest>

using namespace bw::desktop;
using namespace Qt::StringLiterals;

class tst_NetworkWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDefaultRouteIsAWayOut_data()
    {
        QTest::addColumn<QByteArray>("routes");
        QTest::addColumn<QByteArray>("routes6");
        QTest::addColumn<bool>("out");
        const QByteArray head = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";
        const QByteArray zeros(32, '0');
        QTest::newRow("nothing") << QByteArray() << QByteArray() << false;
        QTest::newRow("only the own net") << head + "eth0\t0002A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
                                          << QByteArray() << false;
        QTest::newRow("a gateway") << head + "eth0\t00000000\t0102A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
                                   << QByteArray() << true;
        QTest::newRow("a route that refuses") << head + "*\t00000000\t00000000\t0200\t0\t0\t0\t00000000\t0\t0\t0\n"
                                              << QByteArray() << false;
        QTest::newRow("half of everything, as some tunnels have it, is not all")
            << head + "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n"
            << QByteArray() << false;
        QTest::newRow("IPv6 alone") << head
                                    << zeros + " 00 " + zeros
                + " 00 fe800000000000000000000000000001 00000400 00000001 "
                  "00000000 00000003 eth0\n"
                                    << true;
        QTest::newRow("what the kernel always has")
            << head << zeros + " 00 " + zeros + " 00 " + zeros + " ffffffff 00000001 00000000 00200200 lo\n"
            << false;
        QTest::newRow("no table at all") << QByteArray("\x01\x02\nword") << QByteArray("a b c") << false;
    }
    void aDefaultRouteIsAWayOut()
    {
        QFETCH(const QByteArray, routes);
        QFETCH(const QByteArray, routes6);
        QFETCH(const bool, out);
        QCOMPARE(NetworkWatch::hasWayOut(routes, routes6), out);
    }
    void saysWhatTheKernelSays()
    {
        QFile routes(u"/proc/net/route"_s), routes6(u"/proc/net/ipv6_route"_s);
        if (!routes.open(QIODevice::ReadOnly))
            QSKIP("this machine shows no routes");
        const bool out =
            NetworkWatch::hasWayOut(routes.readAll(), routes6.open(QIODevice::ReadOnly) ? routes6.readAll() : "");
        for (const char *name : {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"})
            qunsetenv(name);
        QCOMPARE(NetworkWatch().state(), out ? NetworkWatch::State::Online : NetworkWatch::State::Offline);
        qputenv("HTTPS_PROXY", "http://127.0.0.1:3128");
        QCOMPARE(NetworkWatch().state(), out ? NetworkWatch::State::Online : NetworkWatch::State::Proxy);
    }
};

QTEST_GUILESS_MAIN(tst_NetworkWatch)
#include "tst_networkwatch.moc"
