// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/hostproxy.h"

#include <QTest>

using namespace bw::sandbox;
using namespace Qt::StringLiterals;

class TestHostProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesByKindAndPort();
    void respectsNoProxy_data();
    void respectsNoProxy();
    void readsTheEnvironment();
};

void TestHostProxy::choosesByKindAndPort()
{
    const auto proxy = HostProxy::fromTexts(u"http://a.example:3128"_s, u"b.example:8080/"_s, {});
    QCOMPARE(proxy.serverFor(u"x.org"_s, 443, true)->host, u"a.example"_s);
    QCOMPARE(proxy.serverFor(u"x.org"_s, 443, true)->port, 3128);
    QCOMPARE(proxy.serverFor(u"x.org"_s, 80, true)->host, u"a.example"_s);
    QCOMPARE(proxy.serverFor(u"x.org"_s, 80, false)->host, u"b.example"_s);
    QCOMPARE(proxy.serverFor(u"x.org"_s, 80, false)->port, 8080);
    const auto one = HostProxy::fromTexts({}, u"http://b.example"_s, {});
    QVERIFY(!one.serverFor(u"x.org"_s, 443, true));
    QCOMPARE(one.serverFor(u"x.org"_s, 80, true)->port, 80);
    QVERIFY(!HostProxy().serverFor(u"x.org"_s, 443, true));
    QVERIFY(one.check().has_value());
    QCOMPARE(HostProxy::fromTexts(u"https://a.example"_s, {}, {}).check().error().code,
             bw::ErrorCode::SandboxUnavailable);
}

void TestHostProxy::respectsNoProxy_data()
{
    QTest::addColumn<QString>("entry");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("direct");
    QTest::newRow("same") << u"x.org"_s << u"x.org"_s << true;
    QTest::newRow("below") << u"x.org"_s << u"a.x.org"_s << true;
    QTest::newRow("dot") << u".X.org"_s << u"a.x.org"_s << true;
    QTest::newRow("star") << u"*.x.org"_s << u"a.x.org"_s << true;
    QTest::newRow("everything") << u"*"_s << u"a.x.org"_s << true;
    QTest::newRow("tail of a label") << u"x.org"_s << u"ax.org"_s << false;
    QTest::newRow("port") << u"x.org:443"_s << u"x.org"_s << true;
    QTest::newRow("other port") << u"x.org:80"_s << u"x.org"_s << false;
    QTest::newRow("address") << u"192.0.2.1"_s << u"192.0.2.1"_s << true;
    QTest::newRow("network") << u"192.0.2.0/24"_s << u"192.0.2.77"_s << true;
    QTest::newRow("other network") << u"192.0.2.0/24"_s << u"192.0.3.77"_s << false;
    QTest::newRow("network, name") << u"192.0.2.0/24"_s << u"x.org"_s << false;
}

void TestHostProxy::respectsNoProxy()
{
    QFETCH(const QString, entry);
    QFETCH(const QString, host);
    QFETCH(const bool, direct);
    const auto proxy = HostProxy::fromTexts(u"http://a.example:3128"_s, {}, {u"other.test"_s, u' ' + entry});
    QCOMPARE(!proxy.serverFor(host, 443, true), direct);
}

void TestHostProxy::readsTheEnvironment()
{
    qputenv("https_proxy", "http://low.example:1");
    qputenv("HTTPS_PROXY", "http://high.example:2");
    qunsetenv("http_proxy");
    qputenv("HTTP_PROXY", "http://plain.example:3");
    qputenv("no_proxy", "x.org,y.org");
    const auto proxy = HostProxy::fromEnvironment();
    QCOMPARE(proxy.serverFor(u"z.org"_s, 443, true)->host, u"low.example"_s);
    QCOMPARE(proxy.serverFor(u"z.org"_s, 80, false)->host, u"plain.example"_s);
    QVERIFY(!proxy.serverFor(u"y.org"_s, 443, true));
}

QTEST_GUILESS_MAIN(TestHostProxy)
#include "tst_hostproxy.moc"
