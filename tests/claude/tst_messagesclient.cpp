// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/messagesclient.h"

#include "claude/streamfixture.h"
#include "net/tcphttptransport.h"
#include "support/fakeclock.h"
#include "support/http/rawserver.h"

#include <QTest>

#include <deque>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw::test;
using bw::ErrorCode;
using bw::claude::Credentials;
using bw::claude::MessagesClient;
using bw::claude::ModelRequest;

namespace
{

constexpr auto model =
    R"({"type":"model","id":"claude-opus-5-5","display_name":"Opus","max_input_tokens":900000,"max_tokens":64000,)"
    R"("capabilities":{"thinking":{"types":{"adaptive":{"supported":true}}},"effort":{"supported":true,"high":{"supported":true}}}})";

constexpr auto modelWithBetas =
    R"({"type":"model","id":"claude-opus-5-5","max_input_tokens":900000,"max_tokens":64000,"capabilities":)"
    R"({"context_management":{"supported":true,"clear_tool_uses_20250919":{"supported":true}},"compaction":{"summarize":{"supported":true}}}})";

QByteArray streamAnswer(const QByteArray &stream)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nrequest-id: req_ok\r\nContent-Length: "
        + QByteArray::number(stream.size()) + "\r\n\r\n" + stream;
}

QByteArray errorAnswer(int status, const QByteArray &type, const QByteArray &headers = {}, const QByteArray &more = {})
{
    return RawServer::answer(
        status, R"({"type":"error","error":{"type":")" + type + R"(","message":"said by the test")" + more + "}}",
        "request-id: req_bad\r\n" + headers);
}

/// A service that answers messages from a list and describes one model.
class Service
{
public:
    std::deque<QByteArray> answers;  // of POST /v1/messages; "" = close without an answer
    QByteArray models = RawServer::answer(200, model);
    QByteArray count = RawServer::answer(200, R"({"input_tokens":1000})");
    RawServer server {[this](RawServer::Peer &peer, const RawServer::Seen &seen) {
        if (seen.target().contains("/v1/models"))
            peer.write(models);
        else if (seen.target() == "/v1/messages/count_tokens")
            peer.write(count);
        else if (!answers.empty()) {
            const QByteArray next = answers.front();
            answers.pop_front();
            peer.write(next);
        }
    }};

    [[nodiscard]] QList<RawServer::Seen> messages() const
    {
        auto seen = server.requests();
        seen.removeIf([](const RawServer::Seen &one) { return !one.target().endsWith("/v1/messages"); });
        return seen;
    }
};

ModelRequest request()
{
    ModelRequest made;
    made.model = u"claude-opus-5-5"_s;
    made.effort = u"high"_s;
    made.systemJson = R"([{"type":"text","text":"Be brief."}])";
    made.messages = {R"({"role":"user","content":"hi"})"};
    return made;
}

}  // namespace

class TstMessagesClient : public QObject
{
    Q_OBJECT

    bw::net::TcpHttpTransport m_transport;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<Service> m_service;
    Watcher m_watcher;

    std::unique_ptr<MessagesClient> client(bool bearer = false, const QString &path = {},
                                           std::optional<bool> betas = {})
    {
        MessagesClient::Options options;
        options.baseUrl = m_service->server.url(path).toString();
        options.credentials = Credentials {bw::SecretString("key-of-the-test"), bearer};
        options.chance = [] { return 0.0; };
        options.betas = betas;
        return std::make_unique<MessagesClient>(m_transport, *m_clock, options);
    }
    bw::Result<bw::claude::Turn> send() { return client()->send(request(), m_watcher, {}); }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_service = std::make_unique<Service>();
        m_watcher = {};
    }

    void sendsTheHeadersAndReadsTheAnswer()
    {
        m_service->answers = {streamAnswer(fullStream())};
        const auto turn = send();
        QVERIFY2(turn, turn ? "" : qPrintable(turn.error().detail));
        QCOMPARE(turn->contentJson, fullContent());
        QCOMPARE(turn->requestId, u"req_ok"_s);
        const auto seen = m_service->messages().value(0);
        QCOMPARE(seen.header("x-api-key"), QByteArray("key-of-the-test"));
        QVERIFY(seen.header("authorization").isEmpty());
        QCOMPARE(seen.header("anthropic-version"), QByteArray("2023-06-01"));
        QCOMPARE(seen.header("content-type"), QByteArray("application/json"));
        QCOMPARE(seen.header("accept"), QByteArray("application/json"));
        QVERIFY(seen.header("user-agent").startsWith("Buildwright/"));
        QVERIFY(seen.header("anthropic-beta").isEmpty());
        QVERIFY(seen.body.contains(R"("thinking":{"type":"adaptive")"));
        QVERIFY(seen.body.contains(R"("effort":"high")"));
        QVERIFY(seen.body.contains("cache_control"));
    }

    void sendsATokenAsBearerAndKeepsAPathPrefix()
    {
        m_service->answers = {streamAnswer(fullStream())};
        QVERIFY(client(true, u"/anthropic/"_s)->send(request(), m_watcher, {}));
        const auto seen = m_service->messages().value(0);
        QCOMPARE(seen.target(), QByteArray("/anthropic/v1/messages"));
        QCOMPARE(seen.header("authorization"), QByteArray("Bearer key-of-the-test"));
        QVERIFY(seen.header("x-api-key").isEmpty());
    }

    void sendsABetaWithItsFieldOnlyWhenBetasAreOn()
    {
        m_service->models = RawServer::answer(200, modelWithBetas);
        bw::claude::ModelRequest asked = request();
        asked.clearAbove = 50'000;
        m_service->answers = {streamAnswer(fullStream()), streamAnswer(fullStream())};
        auto plain = client();
        QVERIFY(plain->send(asked, m_watcher, {}));
        QVERIFY(!plain->info(asked.model, {})->clearsToolResults);
        QVERIFY(m_service->messages().value(0).header("anthropic-beta").isEmpty());
        QVERIFY(!m_service->messages().value(0).body.contains("context_management"));
        auto betas = client(false, {}, true);
        QVERIFY(betas->send(asked, m_watcher, {}));
        QVERIFY(betas->info(asked.model, {})->clearsToolResults);
        QCOMPARE(m_service->messages().value(1).header("anthropic-beta"), QByteArray("context-management-2025-06-27"));
        QVERIFY(m_service->messages().value(1).body.contains(R"("value":50000)"));
    }

    void neverAsksForASummaryWhereNoneCanBeMade()
    {
        bw::claude::ModelRequest asked = request();
        asked.summarize = u"Sum up."_s;
        QCOMPARE(client()->send(asked, m_watcher, {}).error().code, ErrorCode::Unsupported);
        QVERIFY(m_service->messages().isEmpty());
        // A service that refuses the beta is not asked again, and not asked for an answer instead.
        m_service->models = RawServer::answer(200, modelWithBetas);
        m_service->answers = {RawServer::answer(
            400,
            R"({"type":"error","error":{"type":"invalid_request_error","message":"Unexpected value(s) `compact-2026-09-04` for the `anthropic-beta` header."}})")};
        auto betas = client(false, {}, true);
        QVERIFY(betas->info(asked.model, {})->summarizes);
        QCOMPARE(betas->send(asked, m_watcher, {}).error().code, ErrorCode::Unsupported);
        QCOMPARE(m_service->messages().size(), 1);
        QVERIFY(!betas->info(asked.model, {})->summarizes);
    }

    void sendsOnlyTheBaseFieldsToAServerThatDescribesNothing()
    {
        m_service->models = RawServer::answer(404, "not here");
        m_service->answers = {streamAnswer(fullStream())};
        QVERIFY(send());
        const QByteArray body = m_service->messages().value(0).body;
        for (const char *field : {"thinking", "output_config", "cache_control"})
            QVERIFY2(!body.contains(field), field);
    }

    void triesTwiceMoreAndTellsTheObserver_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("429") << 429 << QByteArray("rate_limit_error");
        QTest::newRow("500") << 500 << QByteArray("api_error");
        QTest::newRow("504") << 504 << QByteArray("timeout_error");
        QTest::newRow("529") << 529 << QByteArray("overloaded_error");
        QTest::newRow("409") << 409 << QByteArray("conflict_error");
    }
    void triesTwiceMoreAndTellsTheObserver()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        m_service->answers = {errorAnswer(status, type), errorAnswer(status, type), streamAnswer(fullStream())};
        QVERIFY(send());
        QCOMPARE(m_watcher.waits, (QList<std::chrono::milliseconds> {500ms, 1000ms}));
        QCOMPARE(m_watcher.discarded, 0);
        m_service->answers = {errorAnswer(status, type), errorAnswer(status, type), errorAnswer(status, type)};
        const auto failed = send();
        QVERIFY(!failed);
        QCOMPARE(failed.error().args.value(u"request_id"_s), u"req_bad"_s);
        QCOMPARE(m_service->messages().size(), 6);
    }

    void waitsAsLongAsTheServerSays()
    {
        m_service->answers = {errorAnswer(429, "rate_limit_error", "retry-after-ms: 1234\r\nretry-after: 9\r\n"),
                              errorAnswer(429, "rate_limit_error", "retry-after: 2\r\n"), streamAnswer(fullStream())};
        QVERIFY(send());
        QCOMPARE(m_watcher.waits, (QList<std::chrono::milliseconds> {1234ms, 2000ms}));
        QCOMPARE(m_clock->slept(), 3234ms);
    }

    void obeysShouldRetry()
    {
        m_service->answers = {errorAnswer(529, "overloaded_error", "x-should-retry: false\r\n")};
        QCOMPARE(send().error().code, ErrorCode::Overloaded);
        QCOMPARE(m_service->messages().size(), 1);
        m_service->answers = {errorAnswer(400, "invalid_request_error", "x-should-retry: true\r\n"),
                              streamAnswer(fullStream())};
        QVERIFY(send());
    }

    void neverRetriesASpendLimit()
    {
        m_service->answers = {errorAnswer(429, "rate_limit_error", "x-should-retry: true\r\n",
                                          R"(,"details":{"error_code":"enforced_spend_limit_reached"})")};
        QCOMPARE(send().error().code, ErrorCode::SpendLimit);
        QCOMPARE(m_service->messages().size(), 1);
    }

    void neverRetriesWhatCannotPass_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        for (const auto &[status, code] : {std::pair {400, ErrorCode::RequestRejected},
                                           {401, ErrorCode::Unauthorized},
                                           {402, ErrorCode::SpendLimit},
                                           {403, ErrorCode::PermissionDenied},
                                           {404, ErrorCode::ModelUnknown},
                                           {413, ErrorCode::TooLarge}})
            QTest::newRow(QByteArray::number(status).constData()) << status << static_cast<int>(code);
    }
    void neverRetriesWhatCannotPass()
    {
        QFETCH(int, status);
        QFETCH(int, code);
        m_service->answers = {RawServer::answer(status, "<html>no</html>")};
        const auto turn = send();
        QCOMPARE(static_cast<int>(turn.error().code), code);
        QCOMPARE(m_service->messages().size(), 1);
        QVERIFY(!turn.error().args.contains(u"sent"_s));
    }

    void doesNotRepeatARequestThatWasReadAndNotAnswered()
    {
        m_service->answers = {QByteArray()};
        const auto turn = send();
        QCOMPARE(turn.error().code, ErrorCode::NetworkUnreachable);
        QCOMPARE(turn.error().args.value(u"sent"_s), u"true"_s);
        QCOMPARE(m_service->messages().size(), 1);
    }

    void doesNotRepeatAStreamThatBroke()
    {
        const QByteArray stream = fullStream();
        const QByteArray cut = stream.first(stream.indexOf("toolu_1") + 200);
        m_service->answers = {streamAnswer(stream).replace(stream, cut)};
        const auto turn = send();
        QCOMPARE(turn.error().code, ErrorCode::StreamBroken);
        QCOMPARE(turn.error().args.value(u"sent"_s), u"true"_s);
        QCOMPARE(turn.error().args.value(u"request_id"_s), u"req_ok"_s);
        QCOMPARE(m_watcher.discarded, 1);
        QCOMPARE(m_service->messages().size(), 1);
    }

    void anErrorInTheStreamIsThatErrorAndNotRepeated()
    {
        m_service->answers = {streamAnswer(
            messageStart() + sse(R"({"type":"error","error":{"type":"overloaded_error","message":"x"}})"))};
        const auto turn = send();
        QCOMPARE(turn.error().code, ErrorCode::Overloaded);
        QCOMPARE(turn.error().args.value(u"sent"_s), u"true"_s);
        QCOMPARE(m_watcher.discarded, 0);
        QCOMPARE(m_service->messages().size(), 1);
    }

    void aConnectionThatBreaksAfterMessageStopTookNothingAway()
    {
        QByteArray whole = streamAnswer(fullStream());
        whole.replace("Content-Length: ", "Content-Length: 9");
        m_service->answers = {whole};
        const auto turn = send();
        QVERIFY(turn);
        QCOMPARE(turn->contentJson, fullContent());
    }

    void dropsAFieldThatTheServerRefusesAndRemembersIt()
    {
        const auto refusal = [](const char *field) {
            return RawServer::answer(400,
                                     R"({"type":"error","error":{"type":"invalid_request_error","message":")"
                                         + QByteArray(field) + R"(: Extra inputs are not permitted"}})");
        };
        m_service->answers = {refusal("output_config"), refusal("thinking"), streamAnswer(fullStream()),
                              streamAnswer(fullStream())};
        auto one = client();
        QVERIFY(one->send(request(), m_watcher, {}));
        QCOMPARE(one->droppedFields(), (QStringList {u"output_config"_s, u"thinking"_s}));
        QVERIFY(one->send(request(), m_watcher, {}));
        const auto seen = m_service->messages();
        QCOMPARE(seen.size(), 4);
        QVERIFY(seen[1].body.contains("\"thinking\"") && !seen[1].body.contains("output_config"));
        QVERIFY(!seen[3].body.contains("\"thinking\"") && !seen[3].body.contains("output_config"));
        QVERIFY(seen[3].body.contains("cache_control"));
        QVERIFY(m_watcher.retries.isEmpty());
    }

    void aRefusedThinkingBlockIsNotAnUnknownField()
    {
        m_service->answers = {RawServer::answer(
            400,
            R"({"error":{"type":"invalid_request_error","message":"messages.1.content.0: Invalid signature in thinking block."}})")};
        auto one = client();
        QCOMPARE(one->send(request(), m_watcher, {}).error().code, ErrorCode::RequestRejected);
        QVERIFY(one->droppedFields().isEmpty());
    }

    void countsTokensWithAMarginOrBoundsThem()
    {
        auto one = client();
        QCOMPARE(*one->countTokens(request(), {}), 1000 + 20 + 64);
        m_service->count = RawServer::answer(404, "no");
        const auto bound = one->countTokens(request(), {});
        QVERIFY(bound && *bound > 1500);
        const auto asked = m_service->server.requests().size();
        QVERIFY(one->countTokens(request(), {}));
        QCOMPARE(m_service->server.requests().size(), asked);  // remembered
        m_service->count = RawServer::answer(401, "no");
        QCOMPARE(client()->countTokens(request(), {}).error().code, ErrorCode::Unauthorized);
        m_service->count = RawServer::answer(200, "[]");
        QCOMPARE(client()->countTokens(request(), {}).error().code, ErrorCode::ProtocolError);
    }

    void asksForAModelOnce()
    {
        auto one = client();
        const auto info = one->info(u"claude-opus-5-5"_s, {});
        QVERIFY(info);
        QCOMPARE(info->contextWindow, 900'000);
        QCOMPARE(info->maxOutput, 64'000);
        QVERIFY(one->info(u"claude-opus-5-5"_s, {}));
        QCOMPARE(m_service->server.requests().size(), 1);
    }

    void knowsItsOwnModelsWithoutTheService()
    {
        m_service->models = RawServer::answer(500, "no");
        QCOMPARE(client()->info(u"claude-opus-5-5"_s, {})->contextWindow, 1'000'000);
        QCOMPARE(client()->info(u"never-heard-of"_s, {}).error().code, ErrorCode::ServerError);
        m_service->models = RawServer::answer(401, "no");
        QCOMPARE(client()->info(u"claude-opus-5-5"_s, {}).error().code, ErrorCode::Unauthorized);
    }

    void listsEveryPageOfModels()
    {
        m_service->models = RawServer::answer(200, R"({"object":"list","data":[{"id":"local-a"},{"id":"local-b"}]})");
        const auto models = client()->models({});
        QVERIFY(models);
        QCOMPARE(models->size(), 2);
        m_service->models = RawServer::answer(404, "no");
        QVERIFY(client()->models({})->size() > 10);  // the built-in table
    }

    void saysThatAnAddressIsNone()
    {
        MessagesClient::Options options;
        options.baseUrl = u"ftp://x"_s;
        MessagesClient one(m_transport, *m_clock, options);
        QCOMPARE(one.send(request(), m_watcher, {}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(one.countTokens(request(), {}).error().code, ErrorCode::InvalidArgument);
    }

    void stopsWhileItWaitsToTryAgain()
    {
        FakeClock standing(FakeClock::Sleep::Waits);
        m_service->answers = {errorAnswer(529, "overloaded_error")};
        MessagesClient::Options options;
        options.baseUrl = m_service->server.url().toString();
        MessagesClient one(m_transport, standing, options);
        std::stop_source stop;
        std::jthread stopper([&] {
            while (standing.sleepers() == 0)
                std::this_thread::yield();
            stop.request_stop();
        });
        QCOMPARE(one.send(request(), m_watcher, stop.get_token()).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TstMessagesClient)
#include "tst_messagesclient.moc"
