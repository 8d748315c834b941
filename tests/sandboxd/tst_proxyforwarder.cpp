// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"
#include "proxyforwarder.h"
#include "sandbox/loopback.h"

#include <QTemporaryDir>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace bw::sandboxd;
using namespace bw::test;
using namespace Qt::StringLiterals;

/// The forwarder on any free port: the one that it uses in a sandbox may be taken on the machine of the test.
class TestProxyForwarder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void carriesBytesBothWays();
    void tellsTheEndOfOneDirection();
    void closesWhenNoProxyListens();
    void takesItsOption();

private:
    [[nodiscard]] QString path() const { return m_folder->path() + u"/s"_s; }
    std::unique_ptr<QTemporaryDir> m_folder;
    bw::FileDescriptor m_listening;
    std::jthread m_forwarder;
    int m_port = 0;
};

void TestProxyForwarder::init()
{
    m_folder = std::make_unique<QTemporaryDir>(u"/tmp/bw-forward-XXXXXX"_s);
    m_listening = bw::FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    QCOMPARE(::bind(m_listening.get(), reinterpret_cast<const sockaddr *>(&address), size), 0);
    QCOMPARE(::listen(m_listening.get(), 16), 0);
    ::getsockname(m_listening.get(), reinterpret_cast<sockaddr *>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_forwarder = std::jthread([fd = m_listening.get(), socket = path().toStdString()] { forwardToProxy(fd, socket); });
}

void TestProxyForwarder::cleanup()
{
    ::shutdown(m_listening.get(), SHUT_RDWR);
    m_forwarder.join();
}

void TestProxyForwarder::carriesBytesBothWays()
{
    LoopbackServer proxy(echo, path());
    const QByteArray large(4'000'000, 'p');
    std::vector<LoopbackClient> clients;
    for (int i = 0; i < 3; ++i)
        clients.push_back(LoopbackClient::toPort(m_port));
    for (LoopbackClient &client : clients) {
        std::jthread writer([&] {
            client.send(large);
            client.endSending();
        });
        QCOMPARE(client.readAll(), large);
    }
    QCOMPARE(proxy.connections(), 3);
}

void TestProxyForwarder::tellsTheEndOfOneDirection()
{
    LoopbackServer proxy(
        [](int fd) {
            const QByteArray all = readToEnd(fd);
            sendText(fd, "seen " + all);
        },
        path());
    LoopbackClient client = LoopbackClient::toPort(m_port);
    client.send("abc");
    client.endSending();
    QCOMPARE(client.readAll(), "seen abc");
}

void TestProxyForwarder::closesWhenNoProxyListens()
{
    LoopbackClient client = LoopbackClient::toPort(m_port);
    QVERIFY(client.connected());
    QCOMPARE(client.readAll(), QByteArray());
}

void TestProxyForwarder::takesItsOption()
{
    QByteArray name("d");
    QByteArray option("--proxy-socket");
    QByteArray value("/run/egress/s");
    std::array<char *, 3> argv {name.data(), option.data(), value.data()};
    QCOMPARE(parseOptions(3, argv.data())->proxySocket, "/run/egress/s");
    QVERIFY(!parseOptions(2, argv.data()));
    QVERIFY(parseOptions(1, argv.data())->proxySocket.empty());
}

QTEST_GUILESS_MAIN(TestProxyForwarder)
#include "tst_proxyforwarder.moc"
