// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tcphttptransport.h"
#include "sandbox/envd/envelopeparser.h"
#include "sandbox/envd/processstream.h"
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

const QByteArray start = EnvelopeParser::encode(R"({"event":{"start":{"pid":1234}}})");
const QByteArray data = EnvelopeParser::encode(R"({"event":{"data":{"stdout":"aGkK"}}})");
const QByteArray keepalive = EnvelopeParser::encode(R"({"event":{"keepalive":{}}})");
const QByteArray end = EnvelopeParser::encode(
    R"({"event":{"end":{"exitCode":7,"exited":true,"status":"exit status 7","error":"exit status 7"}}})");
const QByteArray good = EnvelopeParser::encode("{}", Envelope::endOfStream);
const QByteArray late = EnvelopeParser::encode(
    R"({"error":{"code":"deadline_exceeded","message":"context deadline exceeded"}})", Envelope::endOfStream);
const QByteArray whole = start + data + keepalive + end + good;

/// The head of a stream that ends with its connection, or after `length` bytes.
QByteArray head(qsizetype length = -1)
{
    QByteArray text = "HTTP/1.1 200 OK\r\nContent-Type: application/connect+json\r\nConnection: close\r\n";
    if (length >= 0)
        text += "Content-Length: " + QByteArray::number(length) + "\r\n";
    return text + "\r\n";
}

QByteArray json(int status, const QByteArray &body, const QByteArray &more = {})
{
    return RawServer::answer(status, body, "Content-Type: application/json\r\n" + more);
}

/// A daemon that says what a test wants it to, and counts what it was asked.
class Daemon
{
public:
    using Answer = std::function<void(RawServer::Peer &, int)>;  ///< told how often it was asked before

    explicit Daemon(Answer onStart, Answer onConnect = {})
        : m_onStart(std::move(onStart))
        , m_onConnect(std::move(onConnect))
        , m_server([this](RawServer::Peer &peer, const RawServer::Seen &seen) { answer(peer, seen); })
    {
    }

    [[nodiscard]] EnvdOptions options()
    {
        EnvdOptions options;
        options.baseUrl = m_server.url(u""_s);
        options.hosted = true;
        options.sandboxName = u"sb"_s;
        options.clock = &clock;
        return options;
    }
    [[nodiscard]] RawServer::Seen first(const QByteArray &target) const
    {
        for (const RawServer::Seen &seen : m_server.requests()) {
            if (seen.target() == target)
                return seen;
        }
        return {};
    }
    [[nodiscard]] int count(const QByteArray &target) const
    {
        int count = 0;
        for (const RawServer::Seen &seen : m_server.requests())
            count += seen.target() == target ? 1 : 0;
        return count;
    }

    test::FakeClock clock;
    std::atomic<bool> dead = false;   ///< the edge says that there is no such sandbox
    std::atomic<bool> lists = true;   ///< the process runs
    std::atomic<bool> other = false;  ///< its number belongs to another process

private:
    void answer(RawServer::Peer &peer, const RawServer::Seen &seen)
    {
        const QByteArray target = seen.target();
        if (target == "/process.Process/Start")
            m_onStart(peer, m_starts++);
        else if (target == "/process.Process/Connect")
            m_onConnect(peer, m_connects++);
        else if (target == "/health" && dead)
            peer.write(json(502, R"({"sandboxId":"sb","message":"The sandbox was not found","code":502})"));
        else if (target == "/health")
            peer.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
        else if (target == "/process.Process/List")
            peer.write(json(200, list()));
    }
    [[nodiscard]] QByteArray list() const
    {
        const QByteArray started = first("/process.Process/Start").body.mid(5);
        const std::string tag = other ? "somebody" : jsonString(parseJson(started).value(), "tag").toStdString();
        return lists || other ? toBytes({{"processes", {{{"config", {{"cmd", "x"}}}, {"pid", 1234}, {"tag", tag}}}}})
                              : QByteArray("{}");
    }

    Answer m_onStart, m_onConnect;
    std::atomic<int> m_starts = 0, m_connects = 0;
    RawServer m_server;
};

Daemon::Answer says(const QByteArray &bytes)
{
    return [bytes](RawServer::Peer &peer, int) { peer.write(bytes); };
}

struct Ran {
    Result<CommandResult> result = CommandResult {};
    QByteArray out;
    [[nodiscard]] bool hasGap() const { return result && result->limitsHit == QStringList {u"connection"_s}; }
};

Ran run(Daemon &daemon, std::chrono::milliseconds limit = 0ms, std::stop_token stop = {},
        const std::function<void(EnvdOptions &)> &change = {})
{
    net::TcpHttpTransport transport;
    EnvdOptions options = daemon.options();
    if (change)
        change(options);
    EnvdClient client(transport, options);
    Ran ran;
    ProcessStream stream(client, [&ran](bool, QByteArrayView bytes) { ran.out.append(bytes); }, [](qint64) {});
    Command command;
    command.program = u"/bin/bash"_s;
    command.args = {u"-l"_s, u"-c"_s, u"echo hi; exit 7"_s};
    command.cwd = u"/tmp"_s;
    EnvdClient::StreamOptions how;
    how.deadline = limit;
    ran.result = stream.run(startMessage(command, false), how, std::move(stop));
    return ran;
}

}  // namespace

class TestProcessStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheBytesOfTheReferenceWholeAndOneByOne()
    {
        for (const qsizetype piece : {whole.size(), qsizetype(1)}) {
            Daemon daemon([piece](RawServer::Peer &peer, int) {
                peer.write(head(whole.size()));
                for (qsizetype at = 0; at < whole.size(); at += piece)
                    peer.write(QByteArrayView(whole).sliced(at, piece));
            });
            const Ran ran = run(daemon);
            QVERIFY2(ran.result.has_value(), ran.result ? "" : qPrintable(ran.result.error().detail));
            QCOMPARE(ran.result->exitCode, 7);
            QCOMPARE(ran.out, "hi\n");
            QVERIFY(ran.result->limitsHit.isEmpty());
            const RawServer::Seen seen = daemon.first("/process.Process/Start");
            QCOMPARE(seen.header("Content-Type"), "application/connect+json");
            QCOMPARE(seen.header("Connect-Protocol-Version"), "1");
            QCOMPARE(seen.header("Keepalive-Ping-Interval"), "50");
        }
    }

    void sendsATimeLimitOnlyWhereThereIsOne()
    {
        Daemon daemon(says(head() + whole));
        QVERIFY(run(daemon).result.has_value());
        QVERIFY(daemon.first("/process.Process/Start").header("Connect-Timeout-Ms").isEmpty());
        Daemon limited(says(head() + whole));
        QVERIFY(run(limited, 90s).result.has_value());
        QCOMPARE(limited.first("/process.Process/Start").header("Connect-Timeout-Ms"), "90000");
    }

    void tellsATimeLimitFromTheTimeoutOfAProxy()
    {
        Daemon daemon(says(head() + start + data + late));
        const Ran ran = run(daemon, 1s);
        QVERIFY(ran.result.has_value() && ran.result->timedOut);
        QCOMPARE(ran.out, "hi\n");
        // Somebody in between gave up: the command may run on, and is listened to.
        Daemon proxied(says(json(504, "too slow")), says(head() + start + end + good));
        const Ran through = run(proxied);
        QVERIFY(through.result.has_value());
        QVERIFY(!through.result->timedOut);
        QCOMPARE(through.result->exitCode, 7);
        QVERIFY(through.hasGap());
        QCOMPARE(proxied.count("/process.Process/Start"), 1);
    }

    void goesOnWhereverTheStreamIsCut()
    {
        const QByteArray first = start + data + keepalive + end;
        for (qsizetype at = 0; at <= first.size(); ++at) {
            // Cut inside of the announced length, and where the connection's end is the answer's.
            const QByteArray answer = (at % 2 == 0 ? head(whole.size()) : head()) + whole.first(at);
            Daemon daemon(says(answer), says(head() + start + end + good));
            const Ran ran = run(daemon);
            QVERIFY2(ran.result.has_value(), qPrintable(QString::number(at)));
            QCOMPARE(ran.result->exitCode, 7);
            QCOMPARE(daemon.count("/process.Process/Start"), 1);
            // The end of a command is its last word: what breaks after it took nothing away.
            QCOMPARE(ran.hasGap(), at < first.size());
            QCOMPARE(daemon.count("/process.Process/Connect"), at < first.size() ? 1 : 0);
            QCOMPARE(ran.out, at >= start.size() + data.size() ? "hi\n" : "");
        }
    }

    void neverRunsACommandTwiceWhoseFateIsNotKnown()
    {
        // The connection was cut after the request, and nothing of it is to be found.
        Daemon daemon([](RawServer::Peer &, int) { },
                      says(head() + EnvelopeParser::encode(R"({"error":{"code":"not_found","message":"no"}})", 2)));
        daemon.lists = false;
        const Ran ran = run(daemon);
        QVERIFY(!ran.result);
        QCOMPARE(ran.result.error().code, ErrorCode::StreamBroken);
        QVERIFY(ran.result.error().detail.contains("not run again"_L1));
        QCOMPARE(daemon.count("/process.Process/Start"), 1);
        const Json asked = parseJson(daemon.first("/process.Process/Connect").body.mid(5)).value();
        QVERIFY(!jsonString(asked.at("process"), "tag").isEmpty());
    }

    void doesNotListenToAnotherProcessOfTheSameNumber()
    {
        Daemon daemon(says(head() + start), says(head() + whole));
        daemon.other = true;
        const Ran ran = run(daemon);
        QCOMPARE(ran.result.error().code, ErrorCode::StreamBroken);
        QCOMPARE(daemon.count("/process.Process/Connect"), 0);
    }

    void startsAgainOnlyAfterAnAnswerThatNothingWasDone()
    {
        for (const int status : {409, 429, 503}) {
            Daemon daemon([status](RawServer::Peer &peer, int before) {
                peer.write(before < 2 ? json(status, R"({"code":1,"message":"later"})", "Retry-After: 3\r\n")
                                      : head() + whole);
            });
            const Ran ran = run(daemon);
            QVERIFY(ran.result.has_value());
            QCOMPARE(ran.result->exitCode, 7);
            QVERIFY(!ran.hasGap());
            QCOMPARE(daemon.count("/process.Process/Start"), 3);
            QVERIFY(daemon.clock.slept() >= 6s);
        }
        for (const int status : {400, 401, 403, 404}) {
            Daemon daemon(says(json(status, R"({"code":1,"message":"no"})")));
            QVERIFY(!run(daemon).result);
            QCOMPARE(daemon.count("/process.Process/Start"), 1);
        }
    }

    void saysThatItsTokenIsNotTaken()
    {
        Daemon daemon(says(json(401, R"({"code":401,"message":"unauthorized access"})")));
        QCOMPARE(run(daemon).result.error().code, ErrorCode::Unauthorized);
    }

    void isLostWhenTheEdgeKnowsNoSuchSandbox()
    {
        Daemon daemon(says(head() + start + data));
        daemon.dead = true;
        const Ran ran = run(daemon);
        QCOMPARE(ran.result.error().code, ErrorCode::SandboxLost);
        QCOMPARE(ran.result.error().args.value(u"sandbox"_s), u"sb"_s);
    }

    void takesUpAStreamThatSaysNothingMore()
    {
        Daemon daemon(
            [](RawServer::Peer &peer, int) {
                peer.write(head() + start + data);
                peer.waitForClose();
            },
            says(head() + start + end + good));
        const Ran ran = run(daemon, 0ms, {}, [](EnvdOptions &options) { options.streamIdle = 200ms; });
        QVERIFY(ran.result.has_value());
        QVERIFY(ran.hasGap());
        QCOMPARE(ran.out, "hi\n");
    }

    void givesUpWhenEveryStreamBreaksAgain()
    {
        Daemon daemon(says(head() + start), says(head() + start));
        const Ran ran = run(daemon);
        QCOMPARE(ran.result.error().code, ErrorCode::StreamBroken);
        QCOMPARE(daemon.count("/process.Process/Start"), 1);
        QVERIFY(daemon.count("/process.Process/Connect") > 5);
        QVERIFY(daemon.clock.slept() <= 60s);
    }

    void refusesAnEnvelopeThatIsTooLarge()
    {
        Daemon daemon(says(head() + start + QByteArray::fromHex("007fffffff") + QByteArray(100'000, 'x')));
        QCOMPARE(run(daemon).result.error().code, ErrorCode::TooLarge);
        Daemon wrong(says(head() + start + EnvelopeParser::encode("{]")));
        QCOMPARE(run(wrong).result.error().code, ErrorCode::ProtocolError);
    }

    void knowsAnEndByTheTimeLimitThatItDidNotHear()
    {
        Daemon *self = nullptr;
        Daemon daemon(says(head() + start), [&self](RawServer::Peer &peer, int) {
            self->clock.advance(2s);
            peer.write(head() + start
                       + EnvelopeParser::encode(
                           R"({"event":{"end":{"exitCode":-1,"status":"signal: killed","error":"signal: killed"}}})")
                       + good);
        });
        self = &daemon;
        const Ran ran = run(daemon, 1s);
        QVERIFY(ran.result.has_value());
        QVERIFY(ran.result->timedOut);
        QCOMPARE(daemon.first("/process.Process/Connect").header("Connect-Timeout-Ms"), "3000");
    }
};

QTEST_GUILESS_MAIN(TestProcessStream)
#include "tst_processstream.moc"
