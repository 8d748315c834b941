// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tcphttptransport.h"

#include "net/transportfixture.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw::test;
using bw::ErrorCode;
using bw::Status;
using bw::net::TcpHttpTransport;

/// When a request ends early: limits of time and stops.
class TstTcpExchange : public QObject
{
    Q_OBJECT

    TcpHttpTransport m_transport;

    /// Milliseconds from the stop to the return; the best of three, as the machine may be busy.
    qint64 timeToStop(const HttpRequest &request, const std::function<void()> &untilReady)
    {
        qint64 best = 1'000'000;
        for (int round = 0; round < 3 && best > stopLimit; ++round) {
            std::stop_source stop;
            QElapsedTimer timer;
            timer.start();
            std::jthread stopper([&] {
                untilReady();
                timer.restart();
                stop.request_stop();
            });
            Gather gather;
            const auto response = m_transport.stream(request, gather, stop.get_token());
            stopper.join();
            best = std::min(best, timer.elapsed());
            if (response || response.error().code != ErrorCode::Cancelled)
                return -1;
        }
        return best;
    }

private Q_SLOTS:
    void saysThatNobodyListens()
    {
        quint16 port = 0;
        {
            RawServer gone([](RawServer::Peer &, const RawServer::Seen &) { });
            port = gone.port();
        }
        const auto response = m_transport.send(post(QUrl(u"http://127.0.0.1:%1/"_s.arg(port)), "{}"), {});
        QVERIFY(!response);
        QCOMPARE(response.error().code, ErrorCode::NetworkUnreachable);
        QVERIFY(!response.error().args.contains(u"sent"_s));
    }

    void refusesAnAddressThatIsNotHttp()
    {
        QCOMPARE(m_transport.send(get(QUrl(u"file:///etc/passwd"_s)), {}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(m_transport.send(get(QUrl(u"http:///nohost"_s)), {}).error().code, ErrorCode::InvalidArgument);
    }

    void givesUpAConnectionThatIsNotMade()
    {
        FullPort full;
        const QUrl url(u"http://127.0.0.1:%1/"_s.arg(full.port));
        for (HttpRequest request : {get(url), post(url, "{}")}) {
            request.connectTimeout = 150ms;
            const auto response = m_transport.send(request, {});
            QCOMPARE(response.error().code, ErrorCode::NetworkTimeout);
            QVERIFY(!response.error().args.contains(u"sent"_s));
        }
    }

    void theConnectLimitDoesNotCountTheWaitForAnAnswer()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &) {
            std::this_thread::sleep_for(400ms);  // the wall time is what is tested
            peer.write(RawServer::answer(200, "late"));
        });
        for (HttpRequest request : {get(server.url()), post(server.url(), "{}"), post(server.url(), {})}) {
            request.connectTimeout = 150ms;
            const auto response = m_transport.send(request, {});
            QVERIFY2(response,
                     response ? "" : qPrintable(QString::fromLatin1(request.method) + response.error().detail));
        }
    }

    void givesUpASilentServer_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::newRow("before the head") << QByteArray();
        QTest::newRow("in the body") << chunked({"first"}, false);
    }
    void givesUpASilentServer()
    {
        QFETCH(QByteArray, before);
        RawServer server([before](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(before);
            peer.waitForClose();
        });
        HttpRequest request = post(server.url(), "{}");
        request.idleTimeout = 150ms;
        Gather gather;
        const auto response = m_transport.stream(request, gather, {});
        QCOMPARE(response.error().code, ErrorCode::NetworkTimeout);
        QCOMPARE(response.error().args.value(u"sent"_s), u"true"_s);
    }

    void everyByteKeepsAStreamAlive()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({"x"}, false));
            for (int i = 0; i < 12; ++i) {
                std::this_thread::sleep_for(50ms);  // the wall time is what is tested
                peer.write("1\r\n:\r\n");
            }
            peer.write("0\r\n\r\n");
        });
        HttpRequest request = post(server.url(), "{}");
        request.idleTimeout = 400ms;
        Gather gather;
        QVERIFY(m_transport.stream(request, gather, {}));
        QCOMPARE(gather.bytes.size(), 13);
        request.idleTimeout = 0ms;
        request.totalTimeout = 200ms;
        QCOMPARE(m_transport.stream(request, gather, {}).error().code, ErrorCode::NetworkTimeout);
    }

    void anErrorOfTheHandlerEndsTheStream()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({"x"}, false));
            peer.waitForClose();
        });
        Gather gather;
        gather.onEach = [] { return bw::fail(ErrorCode::ProtocolError, u"enough"_s); };
        const auto response = m_transport.stream(post(server.url(), "{}"), gather, {});
        QCOMPARE(response.error().code, ErrorCode::ProtocolError);
    }

    void stopsBeforeTheRequest()
    {
        RawServer server(says(RawServer::answer(200, "ok")));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(m_transport.send(get(server.url()), stop.get_token()).error().code, ErrorCode::Cancelled);
        QCOMPARE(server.connections(), 0);
    }

    void stopsWhileConnecting()
    {
        FullPort full;
        const qint64 ms = timeToStop(post(QUrl(u"http://127.0.0.1:%1/"_s.arg(full.port)), "{}"),
                                     [] { std::this_thread::sleep_for(30ms); });
        QVERIFY2(ms >= 0 && ms <= stopLimit, qPrintable(QString::number(ms)));
    }

    void stopsWhileSending()
    {
        // Reads nothing: the body stays in the sockets' buffers and in ours.
        std::atomic<int> held = 0;
        const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::listen(listener, 8);
        socklen_t size = sizeof address;
        ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
        const HttpRequest request =
            post(QUrl(u"http://127.0.0.1:%1/"_s.arg(ntohs(address.sin_port))), QByteArray(64 << 20, 'x'));
        const qint64 ms = timeToStop(request, [&] {
            held = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
            char one = 0;
            ::recv(held, &one, 1, 0);
        });
        ::close(listener);
        QVERIFY2(ms >= 0 && ms <= stopLimit, qPrintable(QString::number(ms)));
    }

    void stopsWhileWaitingForTheHead()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &) { peer.waitForClose(); });
        int round = 0;
        const qint64 ms = timeToStop(post(server.url(), "{}"), [&] { server.waitForRequests(++round); });
        QVERIFY2(ms >= 0 && ms <= stopLimit, qPrintable(QString::number(ms)));
    }

    void stopsInTheBody()
    {
        std::atomic<int> written = 0;
        RawServer server([&written](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({"x"}, false));
            ++written;
            written.notify_all();
            peer.waitForClose();
        });
        int round = 0;
        const qint64 ms = timeToStop(post(server.url(), "{}"), [&] {
            written.wait(round);
            ++round;
        });
        QVERIFY2(ms >= 0 && ms <= stopLimit, qPrintable(QString::number(ms)));
    }

    void stopsInAnEndlessBody()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({}, false));
            while (peer.write("1000\r\n" + QByteArray(4096, 'x') + "\r\n")) { }
        });
        HttpRequest request = post(server.url(), "{}");
        request.maxBody = 0;
        int round = 0;
        const qint64 ms = timeToStop(request, [&] { server.waitForRequests(++round); });
        QVERIFY2(ms >= 0 && ms <= stopLimit, qPrintable(QString::number(ms)));
    }
};

QTEST_GUILESS_MAIN(TstTcpExchange)
#include "tst_tcpexchange.moc"
