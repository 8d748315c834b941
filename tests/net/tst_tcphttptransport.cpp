// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tcphttptransport.h"

#include "net/transportfixture.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw::test;
using bw::ErrorCode;
using bw::Status;
using bw::net::TcpHttpTransport;

class TstTcpHttpTransport : public QObject
{
    Q_OBJECT

    TcpHttpTransport m_transport;

private Q_SLOTS:
    void sendsHeadersAndBodyAndReadsTheAnswer()
    {
        RawServer server(says(RawServer::answer(201, "made", "X-Name: value\r\n")));
        const auto response = m_transport.send(post(server.url(u"/a/b?c=d%20e"_s), "{\"x\":1}"), {});
        QVERIFY(response);
        QCOMPARE(response->status, 201);
        QCOMPARE(response->body, QByteArray("made"));
        QCOMPARE(response->header("x-name"), QByteArray("value"));
        const auto seen = server.requests().value(0);
        QVERIFY(seen.head.startsWith("POST /a/b?c=d%20e HTTP/1.1\r\n"));
        QCOMPARE(seen.body, QByteArray("{\"x\":1}"));
        QCOMPARE(seen.header("authorization"), QByteArray("Bearer secret-of-the-test"));
        QCOMPARE(seen.header("content-type"), QByteArray("application/json"));
    }

    void sendsAnEmptyBody()
    {
        RawServer server(says(RawServer::answer(200, "ok")));
        const auto response = m_transport.send(post(server.url(), {}), {});
        QVERIFY(response);
        QCOMPARE(server.requests().value(0).header("content-length"), QByteArray("0"));
    }

    void sendsALargeBodyAndOneFromASource()
    {
        RawServer server(says(RawServer::answer(200, "ok")));
        const QByteArray large(3 << 20, 'x');
        QVERIFY(m_transport.send(post(server.url(), large), {}));
        HttpRequest request = post(server.url(), {});
        int left = 3;
        request.source = [&left]() -> bw::Result<QByteArray> { return left-- > 0 ? QByteArray("abc") : QByteArray(); };
        QVERIFY(m_transport.send(request, {}));
        QCOMPARE(server.requests().value(0).body, large);
        QCOMPARE(server.requests().value(1).body, QByteArray("abcabcabc"));
    }

    void streamsChunksAsTheyCome()
    {
        RawServer server(says(chunked({"a", "bc", QByteArray(100'000, 'd')})));
        Gather gather;
        const auto response = m_transport.stream(post(server.url(), "{}"), gather, {});
        QVERIFY(response);
        QCOMPARE(gather.head, 200);
        QCOMPARE(gather.bytes, "abc" + QByteArray(100'000, 'd'));
        QVERIFY(response->body.isEmpty());
    }

    void deliversTheFirstPieceBeforeTheLastIsSent()
    {
        std::atomic<bool> arrived = false;
        RawServer server([&arrived](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({"first"}, false));
            arrived.wait(false);  // hangs for ever if the client waits for the whole
            peer.write("4\r\nlast\r\n0\r\n\r\n");
        });
        Gather gather;
        gather.onEach = [&arrived]() -> Status {
            arrived = true;
            arrived.notify_all();
            return {};
        };
        QVERIFY(m_transport.stream(post(server.url(), "{}"), gather, {}));
        QCOMPARE(gather.bytes, QByteArray("firstlast"));
    }

    void givesAnErrorAnswerWholeWhenTheHandlerDeclines()
    {
        RawServer server(says(RawServer::answer(529, "{\"type\":\"error\"}", "request-id: req_1\r\n")));
        Gather gather;
        gather.takes = false;
        const auto response = m_transport.stream(post(server.url(), "{}"), gather, {});
        QVERIFY(response);
        QCOMPARE(response->status, 529);
        QCOMPARE(response->body, QByteArray("{\"type\":\"error\"}"));
        QCOMPARE(response->header("request-id"), QByteArray("req_1"));
    }

    void givesEveryStatusAsAResponse_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 204, 301, 400, 401, 403, 404, 407, 409, 413, 418, 429, 500, 503, 529})
            QTest::newRow(QByteArray::number(status).constData()) << status;
    }
    void givesEveryStatusAsAResponse()
    {
        QFETCH(int, status);
        const QByteArray body = status == 204 ? QByteArray() : QByteArray("body");
        RawServer server(
            says(RawServer::answer(status, body, status == 401 ? "WWW-Authenticate: Basic realm=\"x\"\r\n" : "")));
        const auto response = m_transport.send(post(server.url(), "{}"), {});
        QVERIFY2(response, response ? "" : qPrintable(response.error().detail));
        QCOMPARE(response->status, status);
        QCOMPARE(response->body, body);
        QCOMPARE(server.requests().size(), 1);
    }

    void unpacksACompressedAnswerAndCountsItsRealSize()
    {
        const QByteArray large(8 << 20, 'x');
        const QByteArray packed = qCompress(large).sliced(4);  // Qt puts a length in front of the zlib stream
        RawServer server(says(RawServer::answer(200, packed, "Content-Encoding: deflate\r\n")));
        HttpRequest request = get(server.url());
        const auto whole = m_transport.send(request, {});
        QVERIFY(whole);
        QCOMPARE(whole->body.size(), large.size());
        request.maxBody = 1 << 20;
        const auto refused = m_transport.send(request, {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::TooLarge);
    }

    void refusesABodyAboveItsLimit()
    {
        RawServer server(says(RawServer::answer(200, QByteArray(2000, 'x'))));
        HttpRequest request = get(server.url());
        request.maxBody = 1999;
        QCOMPARE(m_transport.send(request, {}).error().code, ErrorCode::TooLarge);
        request.maxBody = 2000;
        QVERIFY(m_transport.send(request, {}));
    }

    void refusesAHeaderAboveSixteenKiB_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QByteArray many;
        for (int i = 0; i < 90; ++i)
            many += "X-Line-" + QByteArray::number(i) + ": " + QByteArray(200, 'y') + "\r\n";
        QTest::newRow("one line") << "X-Long: " + QByteArray(17 << 10, 'y') + "\r\n";
        QTest::newRow("many lines") << many;
        QTest::newRow("endless") << "X-Long: " + QByteArray(1 << 20, 'y') + "\r\n";
    }
    void refusesAHeaderAboveSixteenKiB()
    {
        QFETCH(QByteArray, headers);
        RawServer server(says(RawServer::answer(200, "ok", headers)));
        const auto response = m_transport.send(get(server.url()), {});
        QVERIFY(!response);
        QVERIFY2(response.error().code == ErrorCode::TooLarge, qPrintable(response.error().detail));
    }

    void givesUpAHeaderThatNeverEndsAtTheIdleLimit()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write("HTTP/1.1 200 OK\r\n");
            qint64 written = 0;
            while (written < (4 << 20) && peer.write("X-Line: " + QByteArray(4000, 'y') + "\r\n"))
                written += 4010;
            peer.waitForClose();
        });
        HttpRequest request = post(server.url(), "{}");
        request.idleTimeout = 300ms;
        const auto response = m_transport.send(request, {});
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::NetworkTimeout);
    }

    void readsAHeaderOfFifteenKiB()
    {
        QByteArray headers;
        for (int i = 0; i < 30; ++i)
            headers += "X-Line-" + QByteArray::number(i) + ": " + QByteArray(490, 'y') + "\r\n";
        RawServer server(says(RawServer::answer(200, "ok", headers)));
        const auto response = m_transport.send(get(server.url()), {});
        QVERIFY2(response, response ? "" : qPrintable(response.error().detail));
    }

    void saysWhenAnAnswerBreaksOff_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("chunked") << chunked({"first"}, false);
        QTest::newRow("in a chunk") << chunked({"first"}, false) + "10\r\nhalf";
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    }
    void saysWhenAnAnswerBreaksOff()
    {
        QFETCH(QByteArray, bytes);
        RawServer server(says(bytes));
        Gather gather;
        const auto response = m_transport.stream(post(server.url(), "{}"), gather, {});
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::StreamBroken);
        QCOMPARE(response.error().args.value(u"sent"_s), u"true"_s);
        QVERIFY(!gather.bytes.isEmpty());
    }

    void sendsAPostExactlyOnceWhenTheServerClosesWithoutAnAnswer()
    {
        for (const QByteArray &body : {QByteArray("{}"), QByteArray(200'000, 'x')}) {
            RawServer server([](RawServer::Peer &, const RawServer::Seen &) { });
            const auto response = m_transport.send(post(server.url(), body), {});
            QVERIFY(!response);
            QCOMPARE(response.error().code, ErrorCode::NetworkUnreachable);
            QCOMPARE(response.error().args.value(u"sent"_s), u"true"_s);
            QCOMPARE(server.requests().size(), 1);
            QCOMPARE(server.strayBytes(), QByteArray());
        }
    }

    void asksOnceAndTakesNoPartForTheWhole()
    {
        const QByteArray half = "HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n" + QByteArray(250'000, 'a');
        RawServer server(says(half));
        TcpHttpTransport transport;
        const auto answer = transport.send(get(server.url()), {});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::StreamBroken);
        QVERIFY(!answer.error().args.contains(u"sent"_s));
        QCOMPARE(server.requests().size(), 1);
    }

    void followsNoRedirectAndCarriesNoKeyElsewhere()
    {
        RawServer other(says(RawServer::answer(200, "stolen")));
        for (const int status : {301, 302, 303, 307, 308}) {
            RawServer server(
                says(RawServer::answer(status, "gone", "Location: " + other.url(u"/x"_s).toEncoded() + "\r\n")));
            const auto response = m_transport.send(post(server.url(), "{}"), {});
            QVERIFY(response);
            QCOMPARE(response->status, status);
            QCOMPARE(response->header("location"), other.url(u"/x"_s).toEncoded());
        }
        QCOMPARE(other.connections(), 0);
    }

    void runsSideBySideFromSeveralThreads()
    {
        RawServer server(
            [](RawServer::Peer &peer, const RawServer::Seen &seen) { peer.write(RawServer::answer(200, seen.body)); });
        std::atomic<int> right = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([&, i] {
                    const QByteArray body = "body " + QByteArray::number(i);
                    const auto response = m_transport.send(post(server.url(), body), {});
                    right += response && response->body == body;
                });
            }
        }
        QCOMPARE(right.load(), 8);
    }

    void choosesProxiesByTheUsualVariables()
    {
        for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY",
                                 "ALL_PROXY", "NO_PROXY"})
            qunsetenv(name);
        const QUrl https(u"https://api.example.com/v1"_s);
        QCOMPARE(TcpHttpTransport::proxyFor(https).type(), QNetworkProxy::NoProxy);
        qputenv("HTTPS_PROXY", "http://user:p%40ss@proxy.example:3128");
        const QNetworkProxy proxy = TcpHttpTransport::proxyFor(https);
        QCOMPARE(proxy.type(), QNetworkProxy::HttpProxy);
        QCOMPARE(proxy.hostName(), u"proxy.example"_s);
        QCOMPARE(proxy.port(), quint16(3128));
        QCOMPARE(proxy.password(), u"p@ss"_s);
        QCOMPARE(TcpHttpTransport::proxyFor(QUrl(u"https://localhost:1/"_s)).type(), QNetworkProxy::NoProxy);
        QCOMPARE(TcpHttpTransport::proxyFor(QUrl(u"https://127.0.0.1:1/"_s)).type(), QNetworkProxy::NoProxy);
        QCOMPARE(TcpHttpTransport::proxyFor(QUrl(u"https://[::1]:1/"_s)).type(), QNetworkProxy::NoProxy);
        QCOMPARE(TcpHttpTransport::proxyFor(QUrl(u"http://api.example.com/"_s)).type(), QNetworkProxy::NoProxy);
        qputenv("no_proxy", "other.org, .example.com");
        QCOMPARE(TcpHttpTransport::proxyFor(https).type(), QNetworkProxy::NoProxy);
        qputenv("no_proxy", "ample.com");
        QCOMPARE(TcpHttpTransport::proxyFor(https).type(), QNetworkProxy::HttpProxy);
        qputenv("all_proxy", "socks5://s.example");
        QCOMPARE(TcpHttpTransport::proxyFor(QUrl(u"http://api.example.com/"_s)).type(), QNetworkProxy::Socks5Proxy);
        qunsetenv("HTTPS_PROXY");
        qunsetenv("all_proxy");
        qunsetenv("no_proxy");
    }
};

QTEST_GUILESS_MAIN(TstTcpHttpTransport)
#include "tst_tcphttptransport.moc"
