// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tcphttptransport.h"
#include "sandbox/envd/envdclient.h"
#include "sandbox/envd/gzip.h"
#include "support/fakeclock.h"
#include "support/http/rawserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using namespace bw::sandbox;
using test::RawServer;

namespace
{

const QString statCall = u"filesystem.Filesystem/Stat"_s;
const QString moveCall = u"filesystem.Filesystem/Move"_s;
const QString inputCall = u"process.Process/SendInput"_s;
const QByteArray alive = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

QByteArray refusal(int status, const QByteArray &more = {})
{
    return RawServer::answer(status, R"({"code":)" + QByteArray::number(status) + R"(,"message":"no"})",
                             "Content-Type: application/json\r\nConnection: close\r\n" + more);
}

/// Everything but /health is answered by the script, which is told how often it was asked before.
class Server
{
public:
    using Script = std::function<void(RawServer::Peer &, const RawServer::Seen &, int)>;
    explicit Server(Script script)
        : m_script(std::move(script))
        , m_server([this](RawServer::Peer &peer, const RawServer::Seen &seen) {
            if (seen.target() == "/health")
                peer.write(alive);
            else
                m_script(peer, seen, m_asked++);
        })
        , client(transport, options())
    {
    }
    [[nodiscard]] EnvdOptions options()
    {
        EnvdOptions options;
        options.baseUrl = m_server.url(u""_s);
        options.hosted = true;
        options.clock = &clock;
        return options;
    }
    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] QList<RawServer::Seen> requests() const { return m_server.requests(); }

    test::FakeClock clock;
    net::TcpHttpTransport transport;

private:
    Script m_script;
    std::atomic<int> m_asked = 0;
    RawServer m_server;

public:
    EnvdClient client;
};

Server::Script refusesOnce(const QByteArray &first)
{
    return [first](RawServer::Peer &peer, const RawServer::Seen &, int before) {
        peer.write(before == 0 ? first : RawServer::answer(200, "{}", "Connection: close\r\n"));
    };
}

}  // namespace

class TestEnvdClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsAgainWhatDoesNothingMoreTheSecondTime()
    {
        // Nothing = the connection is closed after the request was read.
        for (const QByteArray &first : {QByteArray(), refusal(429), refusal(503), refusal(409), refusal(502)}) {
            Server server(refusesOnce(first));
            QVERIFY2(server.client.call(statCall, Json::object(), {}).has_value(), first.constData());
            QCOMPARE(server.asked(), 2);
        }
    }

    void callsOnceWhatMayHaveBeenDone()
    {
        for (const QString &method : {moveCall, inputCall}) {
            for (const QByteArray &first : {QByteArray(), refusal(500), refusal(502), refusal(504)}) {
                Server server(refusesOnce(first));
                QVERIFY(!server.client.call(method, Json::object(), {}));
                QCOMPARE(server.asked(), 1);
            }
            Server busy(refusesOnce(refusal(429, "Retry-After: 7\r\n")));
            QVERIFY(busy.client.call(method, Json::object(), {}).has_value());
            QCOMPARE(busy.asked(), 2);
            QCOMPARE(busy.clock.slept(), 7s);
        }
    }

    void giveUpAfterSomeTries()
    {
        Server server([](RawServer::Peer &peer, const RawServer::Seen &, int) { peer.write(refusal(503)); });
        QCOMPARE(server.client.call(statCall, Json::object(), {}).error().code, ErrorCode::NetworkUnreachable);
        QCOMPARE(server.asked(), 5);
    }

    void waitsByTheServersClockWhenItNamesATime()
    {
        // A server whose clock is years behind ours, and which wants five seconds.
        Server server(refusesOnce(refusal(503,
                                          "Date: Tue, 24 Nov 2020 16:00:00 GMT\r\n"
                                          "Retry-After: Tue, 24 Nov 2020 16:00:05 GMT\r\n")));
        QVERIFY(server.client.call(statCall, Json::object(), {}).has_value());
        QCOMPARE(server.clock.slept(), 5s);
    }

    void tellsWhatAStatusMeans()
    {
        const QList<std::pair<int, ErrorCode>> codes {
            {400, ErrorCode::InvalidArgument}, {401, ErrorCode::Unauthorized},  {403, ErrorCode::PermissionDenied},
            {404, ErrorCode::NotFound},        {500, ErrorCode::SandboxFailed}, {507, ErrorCode::DiskFull}};
        for (const auto &[status, code] : codes) {
            Server server(refusesOnce(refusal(status)));
            const auto answer = server.client.call(moveCall, Json::object(), {});
            QVERIFY(!answer);
            QCOMPARE(answer.error().code, code);
            QCOMPARE(answer.error().args.value(u"status"_s), QString::number(status));
            QCOMPARE(server.asked(), 1);
        }
    }

    void refusesAnAnswerOfAGigabyte()
    {
        const auto flood = [](RawServer::Peer &peer, const RawServer::Seen &, int) {
            const QByteArray piece(1 << 20, 'x');
            bool more = peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\nConnection: close\r\n\r\n");
            for (int i = 0; more && i < 1024; ++i)
                more = peer.write(piece);
        };
        Server files(flood);
        QCOMPARE(files.client.readFile(u"/x"_s, 5 << 20, {}).error().code, ErrorCode::TooLarge);
        QCOMPARE(files.asked(), 1);
        // A stream that is none.
        Server streams(flood);
        const Status ended = streams.client.stream(u"process.Process/Connect"_s, Json::object(), {},
                                                   [](const Json &) { return Status(); }, {});
        QCOMPARE(ended.error().code, ErrorCode::TooLarge);
    }

    void goesOnWithADownloadWhereItBroke()
    {
        const QByteArray content = QByteArray(300'000, 'a') + QByteArray(300'000, 'b');
        const QByteArray version = "Last-Modified: Tue, 24 Nov 2026 16:00:00 GMT\r\n";
        const auto part = [&content, &version](RawServer::Peer &peer, const RawServer::Seen &seen, int before) {
            const qsizetype from = seen.header("Range").mid(6).chopped(seen.header("Range").isEmpty() ? 0 : 1).toInt();
            const QByteArray rest = content.mid(from);
            peer.write("HTTP/1.1 " + QByteArray(from > 0 ? "206" : "200") + " OK\r\n" + version
                       + "Connection: close\r\nContent-Length: " + QByteArray::number(rest.size()) + "\r\n\r\n");
            peer.write(QByteArrayView(rest).first(before < 2 ? 250'000 : rest.size()));
        };
        Server server(part);
        QByteArray got;
        const auto gather = [&got](QByteArrayView bytes) -> Status {
            got.append(bytes);
            return {};
        };
        const Status done = server.client.download(u"/x"_s, gather, {});
        QVERIFY2(done.has_value(), done ? "" : qPrintable(done.error().detail));
        QStringList ranges;
        for (const RawServer::Seen &seen : server.requests())
            ranges.append(QString::fromLatin1(seen.header("Range")));
        QVERIFY2(got == content, qPrintable(u"%1 bytes by %2"_s.arg(got.size()).arg(ranges.join(u", "_s))));
        QCOMPARE(server.asked(), 3);
        // Another file of the same name is not put behind the first half.
        Server changed([&](RawServer::Peer &peer, const RawServer::Seen &seen, int before) {
            if (before == 0)
                return part(peer, seen, 0);
            peer.write("HTTP/1.1 206 OK\r\nLast-Modified: Wed, 25 Nov 2026 16:00:00 GMT\r\nConnection: close\r\n"
                       "Content-Length: 3\r\n\r\nnew");
        });
        QCOMPARE(changed.client.download(u"/x"_s, gather, {}).error().code, ErrorCode::ProtocolError);
        QCOMPARE(changed.asked(), 2);
    }

    void anErrorOfTheTakerEndsADownload()
    {
        Server server([](RawServer::Peer &peer, const RawServer::Seen &, int) {
            peer.write(RawServer::answer(200, "some", "Connection: close\r\n"));
        });
        const Status done =
            server.client.download(u"/x"_s, [](QByteArrayView) -> Status { return fail(ErrorCode::DiskFull); }, {});
        QCOMPARE(done.error().code, ErrorCode::DiskFull);
        QCOMPARE(server.asked(), 1);
    }

    void packsUploadsForDaemonsThatUnpackThem()
    {
        const QByteArray content(100'000, 'a');
        Server server(refusesOnce(refusal(503)));
        QVERIFY(server.client.writeFile(u"/a b&c"_s, content, {}).has_value());
        const RawServer::Seen seen = server.requests().first();
        QCOMPARE(seen.target(), "/files?path=/a%20b%26c");
        QCOMPARE(seen.header("Content-Encoding"), "gzip");
        QVERIFY(seen.body == gzip(content));
        QVERIFY(seen.body.size() < 2'000);
    }

    void sendsAFormToDaemonsThatTakeNothingElse()
    {
        Server server(refusesOnce(RawServer::answer(200, "[]", "Connection: close\r\n")));
        EnvdOptions options = server.options();
        options.version = QVersionNumber(0, 5, 6);
        EnvdClient older(server.transport, options);
        QVERIFY(older.writeFile(u"/x"_s, QByteArray("content"), {}).has_value());
        QList<QByteArray> pieces {"cont", "ent", {}};
        const auto source = [&pieces]() -> Result<QByteArray> { return pieces.takeFirst(); };
        QVERIFY(older.writeFile(u"/x"_s, source, 7, {}).has_value());
        for (const RawServer::Seen &seen : server.requests()) {
            QVERIFY(seen.header("Content-Type").startsWith("multipart/form-data; boundary="));
            const QByteArray boundary = seen.header("Content-Type").split('=').last();
            QVERIFY(seen.body.startsWith("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\""));
            QVERIFY(seen.body.endsWith("\r\n\r\ncontent\r\n--" + boundary + "--\r\n"));
            QVERIFY(seen.header("Content-Encoding").isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestEnvdClient)
#include "tst_envdclient.moc"
