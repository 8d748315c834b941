// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/egressfixture.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace bw;
using namespace bw::sandbox;
using namespace bw::test;
using namespace Qt::StringLiterals;

class TestEgressProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_egress = std::make_unique<EgressFixture>(); }
    void cleanup() { m_egress.reset(); }
    void reachesNothingForbidden_data();
    void reachesNothingForbidden();
    void reachesTheVeryAddressThatIsAllowed();
    void appliesThePolicy_data();
    void appliesThePolicy();
    void otherHostsHoldFromTheNextConnectionOn();
    void holdsTheLimitOfConnections();
    void endsAtOnceWithOpenConnections();
    void namesWhatItCannotUnderstand();

private:
    std::unique_ptr<EgressFixture> m_egress;
};

void TestEgressProxy::reachesNothingForbidden_data()
{
    QTest::addColumn<int>("unused");
    for (const char *host : {"127.0.0.1",
                             "127.1",
                             "127.0.1",
                             "127.255.255.254",
                             "2130706433",
                             "0x7f000001",
                             "0x7f.1",
                             "0X7F.0.0.1",
                             "017700000001",
                             "0177.0.0.1",
                             "127.0.0.1.",
                             "0.0.0.0",
                             "0",
                             "localhost",
                             "LOCALHOST",
                             "localhost.",
                             "rebinding.example",
                             "10.0.0.1",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.0.1",
                             "100.64.0.1",
                             "169.254.169.254",
                             "0xa9fea9fe",
                             "2852039166",
                             "168.63.129.16",
                             "192.0.0.192",
                             "198.18.0.1",
                             "224.0.0.1",
                             "255.255.255.255",
                             "240.0.0.1",
                             "[::1]",
                             "[::]",
                             "[::ffff:127.0.0.1]",
                             "[::ffff:7f00:1]",
                             "[::127.0.0.1]",
                             "[::ffff:0:127.0.0.1]",
                             "[64:ff9b::7f00:1]",
                             "[64:ff9b:1::7f00:1]",
                             "[2002:7f00:1::]",
                             "[2001:0:7f00:1::1]",
                             "[fd00:ec2::254]",
                             "[fc00::1]",
                             "[fe80::1]",
                             "[fe80::1%lo]",
                             "[ff02::1]",
                             "[0:0:0:0:0:0:0:1]",
                             "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1",
                             "127\xe3\x80\x82"
                             "0\xe3\x80\x82"
                             "0\xe3\x80\x82"
                             "1",
                             "\xe2\x93\x81ocalhost",
                             "127.0.0.1%00.example.org",
                             "no-such-name.invalid"})
        QTest::newRow(host) << 0;
}

void TestEgressProxy::reachesNothingForbidden()
{
    LoopbackServer listener(echo);
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    config.hostProxy = HostProxy();
    config.resolve = resolverTo(listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    const QByteArray host = QTest::currentDataTag();
    for (const char *port : {":443", ":80"}) {
        const QByteArray answer = m_egress->ask("CONNECT " + host + port + " HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 403 Forbidden\r\n"), answer.constData());
    }
    const QByteArray answer = m_egress->ask("GET http://" + host + "/ HTTP/1.1\r\nHost: example.org\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 403 Forbidden\r\n"), answer.constData());
    QCOMPARE(listener.connections(), 0);
    QCOMPARE(m_egress->denials().size(), 3);
    const QString reason = m_egress->denials().first().reason;
    QVERIFY2(reason == (host.endsWith(".invalid") ? u"resolve"_s : u"address"_s), qPrintable(reason));
}

void TestEgressProxy::reachesTheVeryAddressThatIsAllowed()
{
    // The same listener that saw nothing above: it can be reached.
    LoopbackServer listener(echo);
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = resolverTo(listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    for (const char *host : {"127.0.0.1", "0x7f.1", "localhost", "rebinding.example"}) {
        LoopbackClient client = m_egress->connect();
        client.send("CONNECT " + QByteArray(host) + ":443 HTTP/1.1\r\n\r\nhello");
        QCOMPARE(client.readUntil("\r\n\r\n"), "HTTP/1.1 200 Connection established\r\n\r\n");
        QCOMPARE(client.readUntil("hello"), "hello");
    }
    QCOMPARE(listener.connections(), 4);
    QVERIFY(m_egress->ask("CONNECT 127.0.0.2:443 HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
    QVERIFY(m_egress->ask("CONNECT [::ffff:127.0.0.1]:443 HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
    QCOMPARE(listener.connections(), 4);
}

void TestEgressProxy::appliesThePolicy_data()
{
    QTest::addColumn<NetworkPolicy>("policy");
    QTest::addColumn<QByteArray>("place");
    QTest::addColumn<QString>("reason");
    using enum NetworkPolicy;
    QTest::newRow("none") << None << QByteArray("pkg.example:443") << u"policy"_s;
    QTest::newRow("none, forbidden") << None << QByteArray("127.0.0.1:443") << u"policy"_s;
    QTest::newRow("listed") << Registries << QByteArray("pkg.example:443") << QString();
    QTest::newRow("listed, port 80") << Registries << QByteArray("pkg.example:80") << QString();
    QTest::newRow("listed, other spelling") << Registries << QByteArray("PKG.example.:443") << QString();
    QTest::newRow("unlisted") << Registries << QByteArray("other.example:443") << u"policy"_s;
    QTest::newRow("listed, other port") << Registries << QByteArray("pkg.example:22") << u"port"_s;
    QTest::newRow("listed, no address") << Registries << QByteArray("a.mirror.example:443") << u"resolve"_s;
    QTest::newRow("address") << Registries << QByteArray("203.0.113.9:443") << u"policy"_s;
    QTest::newRow("forbidden address") << Registries << QByteArray("10.0.0.1:443") << u"address"_s;
    QTest::newRow("open") << Open << QByteArray("pkg.example:443") << QString();
    QTest::newRow("open, other port") << Open << QByteArray("pkg.example:8443") << u"port"_s;
    QTest::newRow("open, no name") << Open << QByteArray("-.example:443") << u"address"_s;
}

void TestEgressProxy::appliesThePolicy()
{
    QFETCH(const NetworkPolicy, policy);
    QFETCH(const QByteArray, place);
    QFETCH(const QString, reason);
    LoopbackServer listener(echo);
    EgressConfig config;
    config.policy = policy;
    config.allowedHosts = {u"pkg.example"_s, u"*.mirror.example"_s};
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = resolverOf(u"pkg.example"_s, listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    LoopbackClient client = m_egress->connect();
    client.send("CONNECT " + place + " HTTP/1.1\r\n\r\n");
    const QByteArray head = client.readUntil("\r\n\r\n");
    if (reason.isEmpty()) {
        QVERIFY2(head.startsWith("HTTP/1.1 200"), head.constData());
        QVERIFY(m_egress->denials().isEmpty());
    } else {
        QVERIFY2(head.startsWith("HTTP/1.1 403"), head.constData());
        QCOMPARE(client.readAll().count('\n'), 1);
        const qsizetype colon = place.lastIndexOf(':');
        QCOMPARE(m_egress->denials(),
                 (QList<Denial> {{QString::fromLatin1(place.first(colon)), place.sliced(colon + 1).toInt(), reason}}));
    }
    QCOMPARE(listener.connections(), reason.isEmpty() ? 1 : 0);
}

void TestEgressProxy::otherHostsHoldFromTheNextConnectionOn()
{
    LoopbackServer listener(echo);
    EgressConfig config;
    config.policy = NetworkPolicy::Registries;
    config.allowedHosts = {u"old.example"_s};
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = [port = listener.port()](const QString &, int, int) {
        return std::optional(
            QList<Endpoint> {{.address = *IpAddress::fromText(QStringLiteral("127.0.0.1")), .port = port}});
    };
    QVERIFY(m_egress->start(std::move(config)));
    const auto asks = [this](const QByteArray &host) {
        LoopbackClient client = m_egress->connect();
        client.send("CONNECT " + host + ":443 HTTP/1.1\r\n\r\n");
        return client.readUntil("\r\n\r\n").left(12);
    };
    LoopbackClient standing = m_egress->connect();
    standing.send("CONNECT old.example:443 HTTP/1.1\r\n\r\n");
    QCOMPARE(standing.readUntil("\r\n\r\n").left(12), "HTTP/1.1 200");
    QCOMPARE(asks("new.example"), "HTTP/1.1 403");
    QVERIFY(m_egress->proxy().setAllowedHosts({u"new.example"_s}).has_value());
    QCOMPARE(asks("new.example"), "HTTP/1.1 200");
    QCOMPARE(asks("old.example"), "HTTP/1.1 403");
    standing.send("hello");
    QCOMPARE(standing.readUntil("hello"), "hello");
    // What cannot be understood changes nothing.
    QCOMPARE(m_egress->proxy().setAllowedHosts({u"a b"_s}).error().code, ErrorCode::InvalidArgument);
    QCOMPARE(asks("new.example"), "HTTP/1.1 200");
}

void TestEgressProxy::holdsTheLimitOfConnections()
{
    LoopbackServer listener(echo);
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = resolverOf(u"pkg.example"_s, listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    const QByteArray request = "CONNECT pkg.example:443 HTTP/1.1\r\n\r\n";
    std::vector<LoopbackClient> clients;
    for (int i = 0; i < 128; ++i) {
        clients.push_back(m_egress->connect());
        QVERIFY(clients.back().send(request));
        QVERIFY(clients.back().readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
    }
    QVERIFY(m_egress->ask(request).startsWith("HTTP/1.1 403"));
    QCOMPARE(m_egress->denials(), (QList<Denial> {{u"pkg.example"_s, 443, u"limit"_s}}));
    QCOMPARE(listener.connections(), 128);
    for (LoopbackClient &client : clients) {
        client.endSending();
        QCOMPARE(client.readAll(), QByteArray());
    }
    // Room again, as soon as the threads have seen the end.
    const QDeadlineTimer limit(10'000);
    QByteArray answer;
    while (!answer.contains("leads to a private") && !limit.hasExpired())
        answer = m_egress->ask("CONNECT 10.0.0.1:443 HTTP/1.1\r\n\r\n");
    QVERIFY2(answer.contains("leads to a private"), answer.constData());
}

void TestEgressProxy::endsAtOnceWithOpenConnections()
{
    LoopbackServer listener(echo);
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = resolverOf(u"pkg.example"_s, listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    LoopbackClient tunnel = m_egress->connect();
    tunnel.send("CONNECT pkg.example:443 HTTP/1.1\r\n\r\n");
    QVERIFY(tunnel.readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
    LoopbackClient silent = m_egress->connect();
    QVERIFY(silent.send("CONNECT"));
    QElapsedTimer timer;
    timer.start();
    m_egress->end();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(tunnel.readAll(), QByteArray());
    QCOMPARE(silent.readAll(), QByteArray());
    QVERIFY(!QFile::exists(m_egress->path()));
}

void TestEgressProxy::namesWhatItCannotUnderstand()
{
    const auto codeOf = [this](EgressConfig config) {
        if (config.socketPath.isEmpty())
            config.socketPath = m_egress->folder() + u"/t"_s;
        const auto proxy = EgressProxy::start(std::move(config));
        return proxy ? QString() : toKey(proxy.error().code);
    };
    EgressConfig config;
    config.allowedHosts = {u"*"_s};
    QCOMPARE(codeOf(config), u"invalid_argument"_s);
    config.allowedHosts.clear();
    config.allowedAddresses = {u"10.0.0.0/8"_s};
    QCOMPARE(codeOf(config), u"invalid_argument"_s);
    config.allowedAddresses.clear();
    config.hostProxy = HostProxy::fromTexts(u"socks5://127.0.0.1:1"_s, {}, {});
    QCOMPARE(codeOf(config), u"sandbox_unavailable"_s);
    config.hostProxy = HostProxy();
    config.socketPath = m_egress->folder() + u'/' + QString(120, u'x');
    QCOMPARE(codeOf(config), u"invalid_argument"_s);
    config.socketPath = m_egress->folder() + u"/missing/s"_s;
    QCOMPARE(codeOf(config), u"file_unwritable"_s);
    config.socketPath.clear();
    QCOMPARE(codeOf(config), QString());
}

QTEST_GUILESS_MAIN(TestEgressProxy)
#include "tst_egressproxy.moc"
