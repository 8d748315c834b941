// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/edgerouter.h"
#include "sandbox/loopback.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <sys/socket.h>

using namespace bw;
using namespace bw::sandbox;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

/// What listens inside: the port protocol of the daemon, and behind it a program that answers with what it was asked
/// for, or speaks another protocol when asked to.
void serveInside(int fd)
{
    QByteArray rest(2, '\0');
    if (::recv(fd, rest.data(), 2, MSG_WAITALL) != 2)
        return;
    const int port = (static_cast<unsigned char>(rest.at(0)) << 8) | static_cast<unsigned char>(rest.at(1));
    rest.clear();
    if (!sendText(fd, QByteArray(1, port == 5173 || port == 8000 ? '\1' : '\0')) || (port != 5173 && port != 8000))
        return;
    const QByteArray head = readUntil(fd, "\r\n\r\n", rest);
    if (head.contains("\r\nUpgrade: websocket\r\n")) {
        sendText(fd, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
        echo(fd);
        return;
    }
    if (head.startsWith("GET /silent"))
        return;
    QByteArray body;
    if (head.contains("Content-Length: 4\r\n"))
        body = readUntil(fd, "body", rest);
    const QByteArray all = head + body;
    sendText(fd,
             "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 200 OK\r\nKeep-Alive: timeout=5\r\n"
             "Connection: keep-alive\r\nContent-Length: "
                 + QByteArray::number(all.size()) + "\r\n\r\n" + all);
    // Keeps the connection open, as a server does that does not care for Connection: close.
    readToEnd(fd);
}

}  // namespace

class TestEdgeRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void routesByHostWithTheToken();
    void routesByHeadersAsTheHostedEdgeDoes();
    void refusesAnotherHost_data();
    void refusesAnotherHost();
    void refusesWithoutTheToken_data();
    void refusesWithoutTheToken();
    void neverRoutesTheDaemon_data();
    void neverRoutesTheDaemon();
    void turnsALinkIntoACookieOnce();
    void neverSendsALinkToAnotherHost();
    void passesWebSockets();
    void letsNothingRideBehindARequest();
    void saysThatNothingListens();
    void forgetsARemovedSandbox();
    void endsAtOnceWithOpenConnections();

private:
    QByteArray ask(const QByteArray &target, const QByteArray &host, const QByteArray &fields);
    [[nodiscard]] QByteArray host(int port) const;

    const SandboxId m_id {u"abc123defg"_s};
    const QByteArray m_token = "e2b-traffic-access-token: traffic-token-1\r\n";
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_inside;
    std::unique_ptr<EdgeRouter> m_router;
    int m_edge = 0;
};

void TestEdgeRouter::init()
{
    m_folder = std::make_unique<QTemporaryDir>(u"/tmp/bw-edge-XXXXXX"_s);
    m_inside = std::make_unique<LoopbackServer>(serveInside, m_folder->path() + u"/p"_s);
    auto router = EdgeRouter::start();
    QVERIFY(router.has_value());
    m_router = std::move(*router);
    m_router->add(m_id, m_folder->path() + u"/p"_s, SecretString("traffic-token-1"));
    const QUrl url(m_router->address(m_id, 5173));
    QCOMPARE(url.host(), u"5173-abc123defg.localhost"_s);
    m_edge = url.port();
}

void TestEdgeRouter::cleanup()
{
    m_router.reset();
    m_inside.reset();
}

QByteArray TestEdgeRouter::host(int port) const
{
    return QByteArray::number(port) + "-abc123defg.localhost:" + QByteArray::number(m_edge);
}

QByteArray TestEdgeRouter::ask(const QByteArray &target, const QByteArray &host, const QByteArray &fields)
{
    LoopbackClient client = LoopbackClient::toPort(m_edge);
    client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n");
    const QByteArray head = client.readUntil("\r\n\r\n");
    if (!head.startsWith("HTTP/1.1 103"))
        return head + client.readAll();
    const QByteArray second = client.readUntil("\r\n\r\n");
    // The answer is whole after what it shows: the head that arrived inside.
    return second + client.readUntil("\r\n\r\n");
}

void TestEdgeRouter::routesByHostWithTheToken()
{
    const QByteArray answer = ask("/a?b=c", host(5173), m_token + "Accept: */*\r\nCookie: own=1\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
    QVERIFY(answer.contains("Connection: close\r\n\r\n"));
    QVERIFY(!answer.contains("Keep-Alive"));
    QVERIFY2(answer.endsWith("GET /a?b=c HTTP/1.1\r\nHost: " + host(5173)
                             + "\r\nAccept: */*\r\nCookie: own=1\r\nConnection: close\r\n\r\n"),
             answer.constData());
    QVERIFY(!answer.contains("traffic-token"));
}

void TestEdgeRouter::routesByHeadersAsTheHostedEdgeDoes()
{
    const QByteArray edge = QByteArray::number(m_edge);
    const QByteArray fields = m_token + "E2b-Sandbox-Id: abc123defg\r\nE2b-Sandbox-Port: 8000\r\n";
    for (const QByteArray &name : {QByteArray("localhost:"), QByteArray("127.0.0.1:")}) {
        const QByteArray answer = ask("/", name + edge, fields);
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
        QVERIFY(!answer.contains("E2b-Sandbox"));
    }
    const QByteArray half = ask("/", "localhost:" + edge, m_token + "E2b-Sandbox-Id: abc123defg\r\n");
    QVERIFY2(half.startsWith("HTTP/1.1 400") && half.contains("missing header"), half.constData());
    // On the host of a sandbox they mean nothing.
    QVERIFY(
        ask("/", host(5173), m_token + "E2b-Sandbox-Id: other\r\nE2b-Sandbox-Port: 1\r\n").startsWith("HTTP/1.1 200"));
}

void TestEdgeRouter::refusesAnotherHost_data()
{
    QTest::addColumn<QByteArray>("host");
    for (const char *host : {"evil.example", "5173-abc123defg.evil.example", "5173-abc123defg.localhost.evil.example",
                             "5173-abc123defg.localhost:1", "localhost", "127.0.0.1", "192.0.2.1", "",
                             "abc123defg.localhost", "x-abc123defg.localhost", "0-abc123defg.localhost",
                             "65536-abc123defg.localhost", "5173-.localhost", "5173-a/b.localhost", "[::1]"})
        QTest::newRow(host) << QByteArray(host);
    QTest::newRow("two") << QByteArray("5173-abc123defg.localhost\r\nHost: evil.example");
}

void TestEdgeRouter::refusesAnotherHost()
{
    QFETCH(const QByteArray, host);
    const QByteArray answer = ask("/", host, m_token);
    QVERIFY2(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer.constData());
    QCOMPARE(m_inside->connections(), 0);
}

void TestEdgeRouter::refusesWithoutTheToken_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("wrong") << QByteArray("e2b-traffic-access-token: traffic-token-2\r\n");
    QTest::newRow("shorter") << QByteArray("e2b-traffic-access-token: traffic-token-\r\n");
    QTest::newRow("empty") << QByteArray("e2b-traffic-access-token:\r\n");
    QTest::newRow("twice") << m_token + m_token;
    QTest::newRow("as a cookie") << QByteArray("Cookie: bw_traffic=traffic-token-1\r\n");
    QTest::newRow("empty cookie") << QByteArray("Cookie: bw_traffic=; bw_traffic\r\n");
    QTest::newRow("as another header") << QByteArray("X-Access-Token: traffic-token-1\r\n");
}

void TestEdgeRouter::refusesWithoutTheToken()
{
    QFETCH(const QByteArray, fields);
    const QByteArray answer = ask("/", host(5173), fields);
    QVERIFY2(answer.startsWith("HTTP/1.1 403 Forbidden\r\n"), answer.constData());
    QVERIFY(answer.contains("e2b-traffic-access-token"));
    QCOMPARE(m_inside->connections(), 0);
}

void TestEdgeRouter::neverRoutesTheDaemon_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("port");
    QTest::newRow("port") << QByteArray("/health") << 49983;
    for (const char *target : {"/init", "/init?x", "/init/", "//init", "/%69nit", "/a/../init", "/./init", "/INIT",
                               "/%2e%2e/init", "/../../init"})
        QTest::newRow(target) << QByteArray(target) << 5173;
}

void TestEdgeRouter::neverRoutesTheDaemon()
{
    QFETCH(const QByteArray, target);
    QFETCH(const int, port);
    const QByteArray answer = ask(target, host(port), m_token);
    QVERIFY2(answer.startsWith("HTTP/1.1 404 Not Found\r\n"), answer.constData());
    QCOMPARE(m_inside->connections(), 0);
}

void TestEdgeRouter::turnsALinkIntoACookieOnce()
{
    const QString link = m_router->oneTimeLink(m_id, 5173);
    const QString start = m_router->address(m_id, 5173);
    QVERIFY(link.startsWith(start + u"/?bw_token="_s));
    QVERIFY(link != m_router->oneTimeLink(m_id, 5173));
    const QByteArray target = link.sliced(start.size()).toLatin1();

    // For another port it is worth nothing, and is not used up.
    QVERIFY(ask(target, host(8000), {}).startsWith("HTTP/1.1 403"));
    const QByteArray answer = ask(target + "&page=2", host(5173), {});
    QVERIFY2(answer.startsWith("HTTP/1.1 303 See Other\r\nLocation: /?page=2\r\n"), answer.constData());
    QVERIFY(answer.contains("; Path=/; HttpOnly; SameSite=Lax\r\n"));
    QVERIFY(!answer.contains("traffic-token"));
    const qsizetype from = answer.indexOf("bw_traffic=");
    const QByteArray cookie = answer.sliced(from, answer.indexOf(';', from) - from);
    QVERIFY(cookie.size() > 40);

    QCOMPARE(m_inside->connections(), 0);
    const QByteArray page = ask("/", host(5173), "Cookie: a=1; " + cookie + "; b=2\r\n");
    QVERIFY2(page.startsWith("HTTP/1.1 200"), page.constData());
    QVERIFY(page.contains("Cookie: a=1; b=2\r\n"));
    QVERIFY(!page.contains("bw_traffic"));
    QVERIFY(ask("/", host(8000), "Cookie: " + cookie + "\r\n").startsWith("HTTP/1.1 403"));

    const QByteArray again = ask(target, host(5173), "Accept: text/html\r\n");
    QVERIFY2(again.startsWith("HTTP/1.1 403") && again.contains("<!doctype html>"), again.constData());
    QVERIFY(m_router->oneTimeLink(SandboxId {u"unknown"_s}, 1).isEmpty());
}

void TestEdgeRouter::neverSendsALinkToAnotherHost()
{
    for (const char *path : {"//evil.example/", "/\\evil.example/", "///\\/evil.example/"}) {
        const QString link = m_router->oneTimeLink(m_id, 5173);
        const QByteArray query = link.sliced(link.indexOf(u'?')).toLatin1();
        const QByteArray answer = ask(path + query, host(5173), {});
        QVERIFY2(answer.startsWith("HTTP/1.1 303 See Other\r\nLocation: /evil.example/\r\n"), answer.constData());
    }
}

void TestEdgeRouter::passesWebSockets()
{
    LoopbackClient client = LoopbackClient::toPort(m_edge);
    client.send("GET /hmr HTTP/1.1\r\nHost: " + host(5173) + "\r\n" + m_token
                + "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n");
    const QByteArray head = client.readUntil("\r\n\r\n");
    QVERIFY2(head.startsWith("HTTP/1.1 101 Switching Protocols\r\n"), head.constData());
    QVERIFY(head.contains("Upgrade: websocket\r\nConnection: Upgrade\r\n"));
    const QByteArray large(3'000'000, 'w');
    std::jthread writer([&] {
        client.send(large);
        client.endSending();
    });
    QCOMPARE(client.readAll(), large);
}

void TestEdgeRouter::letsNothingRideBehindARequest()
{
    LoopbackClient client = LoopbackClient::toPort(m_edge);
    client.send("POST / HTTP/1.1\r\nHost: " + host(5173) + "\r\n" + m_token
                + "Content-Length: 4\r\n\r\nbodyGET /second HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QVERIFY(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 103"));
    QVERIFY(client.readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
    QVERIFY(client.readUntil("\r\n\r\n").startsWith("POST / HTTP/1.1\r\n"));
    QCOMPARE(client.readUntil("body"), "body");
    QVERIFY(client.send("GET /third HTTP/1.1\r\n\r\n"));
    client.endSending();
    QCOMPARE(client.readAll(), QByteArray());
    for (const char *fields : {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n",
                               "Content-Length: 4\r\nContent-Length: 5\r\n", "Content-Length: +4\r\n"})
        QVERIFY2(ask("/", host(5173), m_token + fields).startsWith("HTTP/1.1 400"), fields);
    QCOMPARE(m_inside->connections(), 1);
}

void TestEdgeRouter::saysThatNothingListens()
{
    const QByteArray json = ask("/", host(9), m_token);
    QVERIFY2(json.startsWith("HTTP/1.1 502 Bad Gateway\r\nContent-Type: application/json\r\n"), json.constData());
    QVERIFY(json.contains(R"("port":9)") && json.contains("port is not open"));
    const QByteArray page = ask("/", host(9), m_token + "Accept: text/html,*/*\r\n");
    QVERIFY(page.startsWith("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html"));
    const QByteArray silent = ask("/silent", host(5173), m_token);
    QVERIFY2(silent.startsWith("HTTP/1.1 502"), silent.constData());
    const QByteArray unknown = ask("/", "5173-nosuch.localhost:" + QByteArray::number(m_edge), m_token);
    QVERIFY(unknown.startsWith("HTTP/1.1 502") && unknown.contains("was not found"));
}

void TestEdgeRouter::forgetsARemovedSandbox()
{
    LoopbackClient open = LoopbackClient::toPort(m_edge);
    open.send("GET / HTTP/1.1\r\nHost: " + host(5173) + "\r\n" + m_token
              + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    QVERIFY(open.readUntil("\r\n\r\n").startsWith("HTTP/1.1 101"));
    m_router->remove(m_id);
    QCOMPARE(open.readAll(), QByteArray());
    QVERIFY(ask("/", host(5173), m_token).startsWith("HTTP/1.1 502"));
    QVERIFY(m_router->oneTimeLink(m_id, 5173).isEmpty());
    m_router->add(m_id, m_folder->path() + u"/p"_s, SecretString());
    QVERIFY(ask("/", host(5173), "e2b-traffic-access-token:\r\n").startsWith("HTTP/1.1 403"));
}

void TestEdgeRouter::endsAtOnceWithOpenConnections()
{
    LoopbackClient open = LoopbackClient::toPort(m_edge);
    open.send("GET / HTTP/1.1\r\nHost: " + host(5173) + "\r\n" + m_token
              + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    QVERIFY(open.readUntil("\r\n\r\n").startsWith("HTTP/1.1 101"));
    LoopbackClient silent = LoopbackClient::toPort(m_edge);
    QVERIFY(silent.send("GET"));
    QElapsedTimer timer;
    timer.start();
    m_router.reset();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(open.readAll(), QByteArray());
    QCOMPARE(silent.readAll(), QByteArray());
}

QTEST_GUILESS_MAIN(TestEdgeRouter)
#include "tst_edgerouter.moc"
