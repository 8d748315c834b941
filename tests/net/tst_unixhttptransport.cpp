// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/unixhttptransport.h"

#include "net/transportfixture.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw::test;
using bw::ErrorCode;
using bw::Status;
using bw::net::UnixHttpTransport;

class TstUnixHttpTransport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString newPath() { return m_folder.filePath(u"s%1"_s.arg(++m_number)); }

    qint64 timeToStop(UnixHttpTransport &transport, const HttpRequest &request, const std::function<void()> &untilReady)
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
            const auto response = transport.stream(request, gather, stop.get_token());
            stopper.join();
            best = std::min(best, timer.elapsed());
            if (response || response.error().code != ErrorCode::Cancelled)
                return -1;
        }
        return best;
    }

    static QUrl at(const QString &path) { return QUrl(u"http://localhost"_s + path); }

private Q_SLOTS:
    void sendsAndReadsAndKeepsTheConnection()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &seen) {
            peer.keepAlive();
            peer.write(RawServer::answer(200, seen.target() + " " + seen.body));
        });
        UnixHttpTransport transport(path);
        for (int i = 0; i < 3; ++i) {
            const auto response = transport.send(post(at(u"/files?path=%2Fa%20b"_s), "{}"), {});
            QVERIFY2(response, response ? "" : qPrintable(response.error().detail));
            QCOMPARE(response->status, 200);
            QCOMPARE(response->body, QByteArray("/files?path=%2Fa%20b {}"));
        }
        QCOMPARE(server.connections(), 1);
        QCOMPARE(server.requests().size(), 3);
    }

    void makesANewConnectionWhenTheKeptOneWasClosed()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), says(RawServer::answer(200, "ok")));
        UnixHttpTransport transport(path);
        QVERIFY(transport.send(post(at(u"/"_s), "1"), {}));
        server.waitUntilClosed();
        QVERIFY(transport.send(post(at(u"/"_s), "2"), {}));
        QCOMPARE(server.requests().size(), 2);
    }

    void streamsChunks()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), says(chunked({"a", QByteArray(200'000, 'b'), "c"})));
        UnixHttpTransport transport(path);
        Gather gather;
        const auto response = transport.stream(get(at(u"/"_s)), gather, {});
        QVERIFY(response);
        QCOMPARE(gather.bytes, "a" + QByteArray(200'000, 'b') + "c");
    }

    void deliversTheFirstPieceBeforeTheLastIsSent()
    {
        std::atomic<bool> arrived = false;
        const QString path = newPath();
        RawServer server(path.toUtf8(), [&arrived](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({"first"}, false));
            arrived.wait(false);
            peer.write("4\r\nlast\r\n0\r\n\r\n");
        });
        UnixHttpTransport transport(path);
        Gather gather;
        gather.onEach = [&arrived]() -> Status {
            arrived = true;
            arrived.notify_all();
            return {};
        };
        QVERIFY(transport.stream(get(at(u"/"_s)), gather, {}));
        QCOMPARE(gather.bytes, QByteArray("firstlast"));
    }

    void sendsABodyFromASource()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), says(RawServer::answer(200, "ok")));
        UnixHttpTransport transport(path);
        HttpRequest request = post(at(u"/"_s), {});
        int left = 3;
        request.source = [&left]() -> bw::Result<QByteArray> { return left-- > 0 ? QByteArray("abc") : QByteArray(); };
        QVERIFY(transport.send(request, {}));
        server.waitUntilClosed();
        left = 3;
        request.sourceLength = 9;
        QVERIFY(transport.send(request, {}));
        QCOMPARE(server.requests().value(0).body, QByteArray("abcabcabc"));
        QCOMPARE(server.requests().value(1).body, QByteArray("abcabcabc"));
        QCOMPARE(server.requests().value(1).header("content-length"), QByteArray("9"));
    }

    void anErrorOfTheSourceEndsTheRequest()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), says(RawServer::answer(200, "ok")));
        UnixHttpTransport transport(path);
        HttpRequest request = post(at(u"/"_s), {});
        request.source = []() -> bw::Result<QByteArray> { return bw::fail(ErrorCode::FileUnreadable, u"gone"_s); };
        QCOMPARE(transport.send(request, {}).error().code, ErrorCode::FileUnreadable);
        QCOMPARE(server.requests().size(), 0);
    }

    void sendsAPostExactlyOnceWhenTheServerClosesWithoutAnAnswer()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &seen) {
            if (seen.body != "first")
                return;
            peer.keepAlive();
            peer.write(RawServer::answer(200, "ok"));
        });
        UnixHttpTransport transport(path);
        QCOMPARE(transport.send(post(at(u"/"_s), "fresh"), {}).error().code, ErrorCode::NetworkUnreachable);
        QVERIFY(transport.send(post(at(u"/"_s), "first"), {}));
        QCOMPARE(transport.send(post(at(u"/"_s), "kept"), {}).error().code, ErrorCode::NetworkUnreachable);
        QCOMPARE(server.requests().size(), 3);
    }

    void saysWhenAnAnswerBreaksOff()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), says(chunked({"first"}, false)));
        UnixHttpTransport transport(path);
        Gather gather;
        QCOMPARE(transport.stream(get(at(u"/"_s)), gather, {}).error().code, ErrorCode::StreamBroken);
        QCOMPARE(gather.bytes, QByteArray("first"));
    }

    void saysThatNobodyListens()
    {
        UnixHttpTransport missing(newPath());
        QCOMPARE(missing.send(get(at(u"/"_s)), {}).error().code, ErrorCode::NetworkUnreachable);
        UnixHttpTransport tooLong(u"/tmp/"_s + QString(200, u'x'));
        QCOMPARE(tooLong.send(get(at(u"/"_s)), {}).error().code, ErrorCode::NetworkUnreachable);
    }

    void refusesWhatIsTooLarge()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &seen) {
            if (seen.target() == "/head")
                peer.write(RawServer::answer(200, "ok", "X-Long: " + QByteArray(20 << 10, 'y') + "\r\n"));
            else
                peer.write(RawServer::answer(200, QByteArray(2000, 'x')));
        });
        UnixHttpTransport transport(path);
        QCOMPARE(transport.send(get(at(u"/head"_s)), {}).error().code, ErrorCode::TooLarge);
        HttpRequest request = get(at(u"/body"_s));
        request.maxBody = 1999;
        QCOMPARE(transport.send(request, {}).error().code, ErrorCode::TooLarge);
        request.maxBody = 2000;
        QVERIFY(transport.send(request, {}));
    }

    void givesUpASilentServer()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &seen) {
            if (seen.target() == "/body")
                peer.write(chunked({"x"}, false));
            peer.waitForClose();
        });
        UnixHttpTransport transport(path);
        for (const QString &target : {u"/head"_s, u"/body"_s}) {
            HttpRequest request = get(at(target));
            request.idleTimeout = 150ms;
            Gather gather;
            QCOMPARE(transport.stream(request, gather, {}).error().code, ErrorCode::NetworkTimeout);
            request.idleTimeout = 0ms;
            request.totalTimeout = 150ms;
            QCOMPARE(transport.stream(request, gather, {}).error().code, ErrorCode::NetworkTimeout);
        }
    }

    void anErrorOfTheHandlerEndsTheStream()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({"x"}, false));
            peer.waitForClose();
        });
        UnixHttpTransport transport(path);
        Gather gather;
        gather.onEach = [] { return bw::fail(ErrorCode::ProtocolError, u"enough"_s); };
        QCOMPARE(transport.stream(get(at(u"/"_s)), gather, {}).error().code, ErrorCode::ProtocolError);
    }

    void stopsBeforeTheRequest()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), says(RawServer::answer(200, "ok")));
        UnixHttpTransport transport(path);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(transport.send(get(at(u"/"_s)), stop.get_token()).error().code, ErrorCode::Cancelled);
        QCOMPARE(server.connections(), 0);
    }

    void stopsWhileWaitingForTheHead()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &) { peer.waitForClose(); });
        UnixHttpTransport transport(path);
        int round = 0;
        const qint64 ms = timeToStop(transport, get(at(u"/"_s)), [&] { server.waitForRequests(++round); });
        QVERIFY2(ms >= 0 && ms <= stopLimit, qPrintable(QString::number(ms)));
    }

    void stopsInAnEndlessBody()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &) {
            peer.write(chunked({}, false));
            while (peer.write("1000\r\n" + QByteArray(4096, 'x') + "\r\n")) { }
        });
        UnixHttpTransport transport(path);
        HttpRequest request = get(at(u"/"_s));
        request.maxBody = 0;
        int round = 0;
        const qint64 ms = timeToStop(transport, request, [&] { server.waitForRequests(++round); });
        QVERIFY2(ms >= 0 && ms <= stopLimit, qPrintable(QString::number(ms)));
    }

    void runsSideBySideFromSeveralThreads()
    {
        const QString path = newPath();
        RawServer server(path.toUtf8(), [](RawServer::Peer &peer, const RawServer::Seen &seen) {
            peer.keepAlive();
            peer.write(RawServer::answer(200, seen.body));
        });
        UnixHttpTransport transport(path);
        std::atomic<int> right = 0;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i) {
                threads.emplace_back([&, i] {
                    for (int k = 0; k < 20; ++k) {
                        const QByteArray body = QByteArray::number(i) + " " + QByteArray::number(k);
                        const auto response = transport.send(post(at(u"/"_s), body), {});
                        right += response && response->body == body;
                    }
                });
            }
        }
        QCOMPARE(right.load(), 160);
    }
};

QTEST_GUILESS_MAIN(TstUnixHttpTransport)
#include "tst_unixhttptransport.moc"
