// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/egressfixture.h"

#include <QTest>

using namespace bw;
using namespace bw::sandbox;
using namespace bw::test;
using namespace Qt::StringLiterals;

class TestEgressConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_egress = std::make_unique<EgressFixture>(); }
    void cleanup() { m_egress.reset(); }
    void tunnelsAndKeepsHalfClosedDirectionsApart();
    void passesOnePlainRequest();
    void refusesAMalformedRequest_data();
    void refusesAMalformedRequest();
    void refusesAHeadThatIsTooLarge();
    void chainsToTheMachinesProxy();
    void chainsPlainRequestsWithTheirAuthorization();
    void refusesForbiddenNamesBeforeTheMachinesProxy();
    void tellsThatTheMachinesProxyRefused();

private:
    std::unique_ptr<EgressFixture> m_egress;
};

void TestEgressConnection::tunnelsAndKeepsHalfClosedDirectionsApart()
{
    // The server answers only when it has seen the end of what was sent.
    LoopbackServer listener([](int fd) {
        const QByteArray all = readToEnd(fd);
        sendText(fd, QByteArray::number(all.size()));
    });
    EgressConfig config;
    config.policy = NetworkPolicy::Registries;
    config.allowedHosts = {u"pkg.example"_s};
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = resolverOf(u"pkg.example"_s, listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    LoopbackClient client = m_egress->connect();
    client.send("CONNECT pkg.example:443 HTTP/1.1\r\n\r\n");
    QVERIFY(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
    QVERIFY(client.send(QByteArray(5'000'000, 'x')));
    client.endSending();
    QCOMPARE(client.readAll(), "5000000");
}

void TestEgressConnection::passesOnePlainRequest()
{
    std::mutex mutex;
    QByteArray seen;
    LoopbackServer listener([&](int fd) {
        QByteArray rest;
        const QByteArray head = readUntil(fd, "\r\n\r\n", rest);
        const QByteArray body = readUntil(fd, "body", rest);
        {
            const std::scoped_lock lock(mutex);
            seen = head + body;
        }
        sendText(fd, "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
    });
    EgressConfig config;
    config.policy = NetworkPolicy::Registries;
    config.allowedHosts = {u"pkg.example"_s};
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = resolverOf(u"pkg.example"_s, listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    const QByteArray answer =
        m_egress->ask("POST http://PKG.example./a?b HTTP/1.1\r\nHost: evil.example\r\nX-A: 1\r\n"
                      "Proxy-Authorization: secret\r\nConnection: keep-alive, X-Hop\r\nX-Hop: 1\r\n"
                      "Content-Length: 4\r\n\r\nbodyGET http://evil.example/ HTTP/1.1\r\n\r\n");
    QCOMPARE(answer, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    const std::scoped_lock lock(mutex);
    QCOMPARE(seen,
             "POST /a?b HTTP/1.1\r\nX-A: 1\r\nContent-Length: 4\r\nHost: pkg.example\r\nConnection: close\r\n\r\nbody");
    QVERIFY(m_egress->ask("GET http://evil.example/ HTTP/1.1\r\nHost: pkg.example\r\n\r\n").startsWith("HTTP/1.1 403"));
    QVERIFY(m_egress->ask("GET http://pkg.example:443/ HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
}

void TestEgressConnection::refusesAMalformedRequest_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("origin form") << QByteArray("GET / HTTP/1.1\r\nHost: pkg.example\r\n\r\n");
    QTest::newRow("no port") << QByteArray("CONNECT pkg.example HTTP/1.1\r\n\r\n");
    QTest::newRow("port too large") << QByteArray("CONNECT pkg.example:65979 HTTP/1.1\r\n\r\n");
    QTest::newRow("two ports") << QByteArray("CONNECT pkg.example:443:80 HTTP/1.1\r\n\r\n");
    QTest::newRow("user") << QByteArray("GET http://pkg.example@evil.example/ HTTP/1.1\r\n\r\n");
    QTest::newRow("other scheme") << QByteArray("GET ftp://pkg.example/ HTTP/1.1\r\n\r\n");
    QTest::newRow("bare LF") << QByteArray("CONNECT pkg.example:443 HTTP/1.1\nX: y\r\n\r\n");
    QTest::newRow("folded") << QByteArray("CONNECT pkg.example:443 HTTP/1.1\r\nX: y\r\n z\r\n\r\n");
    QTest::newRow("zero byte") << QByteArray("CONNECT pkg.example\0:443 HTTP/1.1\r\n\r\n", 41);
    QTest::newRow("two lengths") << QByteArray(
        "POST http://pkg.example/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
    QTest::newRow("length and chunks") << QByteArray(
        "POST http://pkg.example/ HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTest::newRow("not HTTP") << QByteArray("\x05\x01\x00\r\n\r\n", 7);
}

void TestEgressConnection::refusesAMalformedRequest()
{
    QFETCH(const QByteArray, request);
    LoopbackServer listener([](int fd) {
        QByteArray rest;
        readUntil(fd, "\r\n\r\n", rest);
    });
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    config.allowedAddresses = {u"127.0.0.1"_s};
    config.hostProxy = HostProxy();
    config.resolve = resolverOf(u"pkg.example"_s, listener.port());
    QVERIFY(m_egress->start(std::move(config)));
    const QByteArray answer = m_egress->ask(request);
    QVERIFY2(answer.startsWith("HTTP/1.1 400"), answer.constData());
}

void TestEgressConnection::refusesAHeadThatIsTooLarge()
{
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    QVERIFY(m_egress->start(std::move(config)));
    QVERIFY(
        m_egress->ask("CONNECT a.example:443 HTTP/1.1\r\nX: " + QByteArray(17'000, 'x')).startsWith("HTTP/1.1 403"));
    QCOMPARE(m_egress->denials(), (QList<Denial> {{QString(), 0, u"limit"_s}}));
}

void TestEgressConnection::chainsToTheMachinesProxy()
{
    std::mutex mutex;
    QByteArray seen;
    LoopbackServer upstream([&](int fd) {
        QByteArray rest;
        const QByteArray head = readUntil(fd, "\r\n\r\n", rest);
        {
            const std::scoped_lock lock(mutex);
            seen = head;
        }
        sendText(fd, "HTTP/1.1 200 yes\r\nVia: 1.1 up\r\n\r\nearly ");
        echo(fd);
    });
    const QString address = u"http://user:p%40ss-word@127.0.0.1:%1"_s.arg(upstream.port());
    EgressConfig config;
    config.policy = NetworkPolicy::Registries;
    config.allowedHosts = {u"pkg.example"_s};
    config.hostProxy = HostProxy::fromTexts(address, {}, {});
    config.resolve = resolverOf(u"nobody"_s, 1);  // a machine on which only the proxy knows names
    QVERIFY(m_egress->start(std::move(config)));
    LoopbackClient client = m_egress->connect();
    client.send("CONNECT PKG.example:443 HTTP/1.1\r\n\r\nhello");
    QCOMPARE(client.readUntil("\r\n\r\n"), "HTTP/1.1 200 Connection established\r\n\r\n");
    QCOMPARE(client.readUntil("hello"), "early hello");
    {
        const std::scoped_lock lock(mutex);
        QCOMPARE(seen,
                 "CONNECT pkg.example:443 HTTP/1.1\r\nHost: pkg.example:443\r\nProxy-Authorization: Basic "
                     + QByteArray("user:p@ss-word").toBase64() + "\r\n\r\n");
    }
    QVERIFY(m_egress->ask("CONNECT other.example:443 HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
    QCOMPARE(upstream.connections(), 1);
}

void TestEgressConnection::chainsPlainRequestsWithTheirAuthorization()
{
    LoopbackServer upstream([](int fd) {
        QByteArray rest;
        const QByteArray head = readUntil(fd, "\r\n\r\n", rest);
        sendText(fd, "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(head.size()) + "\r\n\r\n" + head);
    });
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    config.hostProxy = HostProxy::fromTexts({}, u"http://u:pass-word@127.0.0.1:%1"_s.arg(upstream.port()), {});
    config.resolve = resolverOf(u"nobody"_s, 1);
    QVERIFY(m_egress->start(std::move(config)));
    const QByteArray answer = m_egress->ask("GET http://pkg.example/x HTTP/1.1\r\nProxy-Authorization: mine\r\n\r\n");
    QVERIFY2(answer.endsWith("\r\n\r\nGET http://pkg.example/x HTTP/1.1\r\nHost: pkg.example\r\nConnection: close\r\n"
                             "Proxy-Authorization: Basic "
                             + QByteArray("u:pass-word").toBase64() + "\r\n\r\n"),
             answer.constData());
}

void TestEgressConnection::refusesForbiddenNamesBeforeTheMachinesProxy()
{
    LoopbackServer upstream(echo);
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    const QString address = u"127.0.0.1:%1"_s.arg(upstream.port());
    config.hostProxy = HostProxy::fromTexts(address, address, {});
    config.resolve = resolverTo(443);
    QVERIFY(m_egress->start(std::move(config)));
    for (const char *host : {"127.0.0.1", "0x7f.1", "localhost", "rebinding.example", "169.254.169.254", "[::1]"}) {
        QVERIFY(m_egress->ask("CONNECT " + QByteArray(host) + ":443 HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
        QVERIFY(m_egress->ask("GET http://" + QByteArray(host) + "/ HTTP/1.1\r\n\r\n").startsWith("HTTP/1.1 403"));
    }
    QCOMPARE(upstream.connections(), 0);
    QCOMPARE(m_egress->denials().size(), 12);
}

void TestEgressConnection::tellsThatTheMachinesProxyRefused()
{
    LoopbackServer upstream([](int fd) {
        QByteArray rest;
        readUntil(fd, "\r\n\r\n", rest);
        sendText(fd, "HTTP/1.1 407 Who are you\r\n\r\n");
    });
    EgressConfig config;
    config.policy = NetworkPolicy::Open;
    config.hostProxy = HostProxy::fromTexts(u"http://127.0.0.1:%1"_s.arg(upstream.port()), {}, {});
    config.resolve = resolverOf(u"nobody"_s, 1);
    QVERIFY(m_egress->start(std::move(config)));
    const QByteArray answer = m_egress->ask("CONNECT pkg.example:443 HTTP/1.1\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 502") && answer.contains("(407)"), answer.constData());
    QVERIFY(m_egress->denials().isEmpty());
}

QTEST_GUILESS_MAIN(TestEgressConnection)
#include "tst_egressconnection.moc"
