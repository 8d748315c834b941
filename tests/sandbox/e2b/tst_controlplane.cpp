// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"
#include "net/tcphttptransport.h"
#include "sandbox/e2b/controlplane.h"
#include "support/fakeclock.h"
#include "support/http/rawserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using namespace bw::sandbox;

namespace
{

const QByteArray planted = "e2b_planted0123456789abcdef";
const QByteArray made = R"({"sandboxID":"iabc","templateID":"t","envdVersion":"0.6.13","envdAccessToken":"tokentoken",)"
                        R"("trafficAccessToken":"traffictraffic","domain":null,"new":{"x":1}})";

/// Answers by number; the last one goes on.
struct Stage {
    explicit Stage(QList<QByteArray> answers)
        : server([this, answers = std::move(answers)](test::RawServer::Peer &peer, const test::RawServer::Seen &) {
            const QByteArray &answer = answers.at(std::min<qsizetype>(asked++, answers.size() - 1));
            if (!answer.isEmpty())
                peer.write(answer);
        })
    {
        E2bSettings settings;
        settings.key = SecretString(planted);
        settings.apiUrl = server.url(QString());
        control = std::make_unique<ControlPlane>(
            transport, clock, settings, ControlPlane::Options {.retry = {.retries = 3}, .chance = [] { return 0.0; }});
    }
    std::atomic<qsizetype> asked = 0;
    test::FakeClock clock;
    net::TcpHttpTransport transport;
    test::RawServer server;
    std::unique_ptr<ControlPlane> control;
};

QByteArray answer(int status, const QByteArray &body = {}, const QByteArray &headers = {})
{
    return test::RawServer::answer(status, body, headers);
}

QByteArray refusal(int code, const QByteArray &message)
{
    return R"({"code":)" + QByteArray::number(code) + R"(,"message":")" + message + "\"}";
}

}  // namespace

class TestControlPlane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesASandboxByTheSecondVersion()
    {
        Stage stage({answer(201, made)});
        NewCloudSandbox wanted;
        wanted.metadata = {{u"product"_s, u"buildwright"_s}};
        wanted.env = {{u"A"_s, u"b"_s}};
        const auto sandbox = stage.control->create(wanted, {});
        QVERIFY(sandbox.has_value());
        QCOMPARE(sandbox->id, u"iabc"_s);
        QCOMPARE(sandbox->accessToken.reveal(), "tokentoken");
        QCOMPARE(sandbox->trafficToken.reveal(), "traffictraffic");
        QVERIFY(sandbox->domain.isEmpty());
        const auto seen = stage.server.requests().first();
        QCOMPARE(seen.target(), "/v2/sandboxes");
        QCOMPARE(seen.header("X-API-Key"), planted);
        const Json body = parseJson(seen.body).value();
        QCOMPARE(jsonString(body, "templateID"), u"base"_s);
        QCOMPARE(jsonInt(body, "timeout"), 300);
        QVERIFY(!body.contains("secure"));
    }

    void fallsBackToTheFirstVersionAndRemembersIt_data()
    {
        QTest::addColumn<QByteArray>("unknown");
        QTest::newRow("method") << answer(400, refusal(400, "validation error: method not allowed"));
        QTest::newRow("operation") << answer(404, refusal(404, "validation error: no matching operation was found"));
        QTest::newRow("page") << answer(404, "404 page not found");
    }
    void fallsBackToTheFirstVersionAndRemembersIt()
    {
        QFETCH(QByteArray, unknown);
        Stage stage({unknown, answer(201, made)});
        QVERIFY(stage.control->create({}, {}).has_value());
        QVERIFY(stage.control->create({}, {}).has_value());
        const auto seen = stage.server.requests();
        QCOMPARE(seen.size(), 3);
        QCOMPARE(seen.at(1).target(), "/sandboxes");
        QCOMPARE(seen.at(2).target(), "/sandboxes");
        QVERIFY(jsonBool(parseJson(seen.at(1).body).value(), "secure"));
    }

    void anUnknownTemplateIsNotAnUnknownAddress()
    {
        Stage stage({answer(404, refusal(404, "template 'x' not found"))});
        QCOMPARE(stage.control->create({}, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(stage.server.requests().size(), 1);
    }

    void errorsGoByTheNumberInTheBody_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("key") << 401 << refusal(401, "Invalid API key") << ErrorCode::Unauthorized;
        QTest::newRow("key, empty") << 401 << QByteArray() << ErrorCode::Unauthorized;
        QTest::newRow("blocked") << 403 << refusal(403, "blocked") << ErrorCode::PermissionDenied;
        QTest::newRow("unknown") << 404 << refusal(404, "Sandbox x doesn't exist") << ErrorCode::NotFound;
        QTest::newRow("by body") << 400 << refusal(404, "Sandbox x doesn't exist") << ErrorCode::NotFound;
        QTest::newRow("conflict") << 409 << refusal(409, "is being paused") << ErrorCode::WrongState;
        QTest::newRow("wrong") << 400 << refusal(400, "Timeout cannot be greater than 1 hours")
                               << ErrorCode::RequestRejected;
        QTest::newRow("many") << 429
                              << refusal(429, "you have reached the maximum number of concurrent E2B sandboxes (20)")
                              << ErrorCode::LimitHit;
        QTest::newRow("often") << 429 << refusal(429, "slow down") << ErrorCode::RateLimited;
        QTest::newRow("page") << 500 << QByteArray("<html>") << ErrorCode::ServerError;
        QTest::newRow("edge") << 502 << QByteArray() << ErrorCode::ServerError;
        QTest::newRow("full") << 503 << refusal(503, "no capacity") << ErrorCode::Overloaded;
        QTest::newRow("late") << 504 << refusal(504, "placement") << ErrorCode::Overloaded;
    }
    void errorsGoByTheNumberInTheBody()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Stage stage({answer(status, body)});
        const auto failed = stage.control->get(u"iabc"_s, {});
        QVERIFY(!failed);
        QTEST(failed.error().code, "code");
        QVERIFY(!failed.error().detail.isEmpty());
    }

    void waitsAsLongAsTheServerSays()
    {
        Stage stage({answer(429, refusal(429, "slow down"), "Retry-After: 7\r\n"), answer(201, made)});
        QVERIFY(stage.control->create({}, {}).has_value());
        QCOMPARE(stage.clock.slept(), 7s);
    }

    void doesNotWaitForALimitWithoutATime()
    {
        Stage stage({answer(429, refusal(429, "slow down"))});
        QCOMPARE(stage.control->create({}, {}).error().code, ErrorCode::RateLimited);
        QCOMPARE(stage.server.requests().size(), 1);
        QCOMPARE(stage.control->get(u"iabc"_s, {}).error().code, ErrorCode::RateLimited);
        QCOMPARE(stage.server.requests().size(), 2);
    }

    void makingIsRepeatedOnlyWhereNothingWasDone()
    {
        Stage full({answer(503, refusal(503, "no capacity")), answer(201, made)});
        QVERIFY(full.control->create({}, {}).has_value());
        for (const int status : {500, 502}) {
            Stage failing({answer(status)});
            QCOMPARE(failing.control->create({}, {}).error().code, ErrorCode::ServerError);
            QCOMPARE(failing.server.requests().size(), 1);
        }
        Stage cut({QByteArray()});
        const auto unknown = cut.control->create({}, {});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().args.value(u"sent"_s), u"true"_s);
        QCOMPARE(cut.server.requests().size(), 1);
    }

    void readingAndEndingAreRepeated()
    {
        Stage stage({answer(502), QByteArray(), answer(204)});
        QCOMPARE(stage.control->end(u"iabc"_s, {}).value(), true);
        QCOMPARE(stage.server.requests().size(), 3);
        Stage never({answer(500)});
        QCOMPARE(never.control->get(u"iabc"_s, {}).error().code, ErrorCode::ServerError);
        QCOMPARE(never.server.requests().size(), 4);
    }

    void endingWhatIsGoneIsNoError()
    {
        Stage stage({answer(404, refusal(404, "doesn't exist"))});
        QCOMPARE(stage.control->end(u"iabc"_s, {}).value(), false);
    }

    void pausingWhatIsPausedIsNoError()
    {
        Stage stage({answer(409, refusal(409, "already paused"))});
        QCOMPARE(stage.control->pause(u"iabc"_s, true, {}).value(), false);
    }

    void readsAllPages()
    {
        Stage stage({answer(200,
                            R"([{"sandboxID":"a","state":"running","metadata":{"build":"x"},"memoryMB":512,)"
                            R"("startedAt":"2026-01-02T03:04:05.678Z"}])",
                            "X-Next-Token: a b/c\r\n"),
                     answer(200, R"([{"sandboxID":"b","state":"paused"}])")});
        const auto all =
            stage.control->list({.metadata = {{u"k"_s, u"v"_s}}, .states = {u"running"_s, u"paused"_s}}, {});
        QVERIFY(all.has_value());
        QCOMPARE(all->size(), 2);
        QCOMPARE(all->at(0).memoryBytes, 512LL << 20);
        QCOMPARE(all->at(0).metadata.value(u"build"_s), u"x"_s);
        QVERIFY(all->at(0).startedMs > 0);
        const auto seen = stage.server.requests();
        QCOMPARE(seen.at(0).target(), "/v2/sandboxes?limit=100&state=running,paused&metadata=k%3Dv");
        QVERIFY(seen.at(1).target().endsWith("&nextToken=a%20b%2Fc"));
    }

    void anAnswerThatIsNoneIsSaid()
    {
        Stage text({answer(201, "hello")});
        QCOMPARE(text.control->create({}, {}).error().code, ErrorCode::ProtocolError);
        Stage nameless({answer(201, "{}")});
        QCOMPARE(nameless.control->create({}, {}).error().code, ErrorCode::ProtocolError);
    }

    void theKeyIsInNoError()
    {
        for (const QByteArray &said :
             {answer(401, refusal(401, "bad key " + planted)), QByteArray(), answer(500, planted)}) {
            Stage stage({said});
            const auto failed = stage.control->create({}, {});
            QVERIFY(!failed);
            QString all = Redactor::redact(failed.error().detail);
            for (const QString &part : failed.error().args)
                all += Redactor::redact(part);
            QVERIFY2(!all.contains(QString::fromLatin1(planted)), qPrintable(all));
        }
    }

    void withoutAKeyNothingIsSent()
    {
        Stage stage({answer(200, "[]")});
        E2bSettings settings;
        settings.apiUrl = stage.server.url(QString());
        ControlPlane keyless(stage.transport, stage.clock, settings);
        QCOMPARE(keyless.checkKey({}).error().code, ErrorCode::KeyMissing);
        QCOMPARE(stage.server.connections(), 0);
    }

    void aStopEndsTheWait()
    {
        Stage stage({answer(429, refusal(429, "slow down"), "Retry-After: 7\r\n")});
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(stage.control->get(u"iabc"_s, stop.get_token()).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestControlPlane)
#include "tst_controlplane.moc"
