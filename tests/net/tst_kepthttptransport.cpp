// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/kepthttptransport.h"

#include "net/transportfixture.h"

#include <QTest>

#include <functional>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw::test;
using bw::ErrorCode;
using bw::net::KeptHttpTransport;

namespace
{

void answerAndKeep(RawServer::Peer &peer, const RawServer::Seen &)
{
    peer.keepAlive();
    peer.write(RawServer::answer(200, "here"));
}

/// As a build does it: on a thread of its own.
void onAThread(const std::function<void()> &body) { std::thread(body).join(); }

}  // namespace

class TstKeptHttpTransport : public QObject
{
    Q_OBJECT

    KeptHttpTransport m_transport;

private Q_SLOTS:
    void asksAgainOverTheSameConnection()
    {
        RawServer server(answerAndKeep);
        onAThread([&] {
            for (int i = 0; i < 5; ++i) {
                const auto response = m_transport.send(post(server.url(), "{}"), {});
                QVERIFY(response.has_value());
                QCOMPARE(response->body, "here");
            }
        });
        QCOMPARE(server.requests().size(), 5);
        QCOMPARE(server.connections(), 1);
    }

    void takesANewConnectionAfterTheIdleTime()
    {
        RawServer server(answerAndKeep);
        onAThread([&] {
            KeptHttpTransport transport(0ms);
            for (int i = 0; i < 3; ++i)
                QVERIFY(transport.send(post(server.url(), "{}"), {}).has_value());
        });
        QCOMPARE(server.connections(), 3);
    }

    void keepsNoneOnTheMainThread()
    {
        RawServer server(answerAndKeep);
        for (int i = 0; i < 2; ++i)
            QVERIFY(m_transport.send(post(server.url(), "{}"), {}).has_value());
        QCOMPARE(server.connections(), 2);
    }

    void putsARequestOnTheWireOnceThoughTheKeptConnectionCloses()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &seen) {
            if (seen.body == "first")
                answerAndKeep(peer, seen);
        });
        onAThread([&] {
            QVERIFY(m_transport.send(post(server.url(), "first"), {}).has_value());
            const auto second = m_transport.send(post(server.url(), "second"), {});
            QVERIFY(!second);
            QCOMPARE(second.error().code, ErrorCode::NetworkUnreachable);
            QCOMPARE(second.error().args.value(u"sent"_s), u"true"_s);
            QCOMPARE(server.requests().size(), 2);
            // What failed leaves nothing behind.
            QVERIFY(m_transport.send(post(server.url(), "first"), {}).has_value());
        });
        QCOMPARE(server.requests().size(), 3);
        // Qt opens another connection for it, and finds that the body cannot be read again.
        QCOMPARE(server.strayBytes(), QByteArray());
    }

    void hearsAStopAndLeavesNothingBehind()
    {
        RawServer server([](RawServer::Peer &peer, const RawServer::Seen &seen) {
            seen.body == "silent" ? peer.waitForClose() : answerAndKeep(peer, seen);
        });
        onAThread([&] {
            QVERIFY(m_transport.send(post(server.url(), "{}"), {}).has_value());
            std::stop_source stop;
            std::thread stopper([&] {
                server.waitForRequests(2);
                stop.request_stop();
            });
            const auto stopped = m_transport.send(post(server.url(), "silent"), stop.get_token());
            stopper.join();
            QVERIFY(!stopped);
            QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
            QVERIFY(m_transport.send(post(server.url(), "{}"), {}).has_value());
        });
        QCOMPARE(server.connections(), 2);
    }

    void asksAnotherOneWhileAnAnswerIsRead()
    {
        RawServer server(answerAndKeep);
        class Asking final : public bw::net::StreamHandler
        {
        public:
            explicit Asking(std::function<void()> body)
                : m_body(std::move(body))
            {
            }
            bool onHead(const bw::net::HttpResponse &) override { return true; }
            bw::Status onData(QByteArrayView) override
            {
                m_body();
                return {};
            }

        private:
            std::function<void()> m_body;
        };
        onAThread([&] {
            Asking handler([&] { QVERIFY(m_transport.send(post(server.url(), "inner"), {}).has_value()); });
            QVERIFY(m_transport.stream(post(server.url(), "outer"), handler, {}).has_value());
        });
        QCOMPARE(server.requests().size(), 2);
    }

    void namesAnAddressThatIsNone()
    {
        onAThread([&] {
            QCOMPARE(m_transport.send(post(QUrl(u"ftp://a.b/"_s), "{}"), {}).error().code, ErrorCode::InvalidArgument);
        });
    }
};

QTEST_GUILESS_MAIN(TstKeptHttpTransport)
#include "tst_kepthttptransport.moc"
