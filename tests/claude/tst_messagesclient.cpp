// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/messagesclient.h"

#include "claude/messagesservice.h"
#include "claude/streamfixture.h"
#include "net/tcphttptransport.h"
#include "support/fakeclock.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw::test;
using bw::ErrorCode;
using bw::claude::Credentials;
using bw::claude::MessagesClient;
using bw::claude::ModelRequest;

class TstMessagesClient : public QObject
{
    Q_OBJECT

    bw::net::TcpHttpTransport m_transport;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<MessagesService> m_service;
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
    bw::Result<bw::claude::Turn> send() { return client()->send(messagesRequest(), m_watcher, {}); }

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_service = std::make_unique<MessagesService>();
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
        QVERIFY(client(true, u"/anthropic/"_s)->send(messagesRequest(), m_watcher, {}));
        const auto seen = m_service->messages().value(0);
        QCOMPARE(seen.target(), QByteArray("/anthropic/v1/messages"));
        QCOMPARE(seen.header("authorization"), QByteArray("Bearer key-of-the-test"));
        QVERIFY(seen.header("x-api-key").isEmpty());
    }

    void sendsABetaWithItsFieldOnlyWhenBetasAreOn()
    {
        m_service->models = RawServer::answer(200, modelWithBetas);
        bw::claude::ModelRequest asked = messagesRequest();
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
        bw::claude::ModelRequest asked = messagesRequest();
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
        QVERIFY(one->send(messagesRequest(), m_watcher, {}));
        QCOMPARE(one->droppedFields(), (QStringList {u"output_config"_s, u"thinking"_s}));
        QVERIFY(one->send(messagesRequest(), m_watcher, {}));
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
        QCOMPARE(one->send(messagesRequest(), m_watcher, {}).error().code, ErrorCode::RequestRejected);
        QVERIFY(one->droppedFields().isEmpty());
    }

    void countsTokensWithAMarginOrBoundsThem()
    {
        auto one = client();
        QCOMPARE(*one->countTokens(messagesRequest(), {}), 1000 + 20 + 64);
        m_service->count = RawServer::answer(404, "no");
        const auto bound = one->countTokens(messagesRequest(), {});
        QVERIFY(bound && *bound > 1500);
        const auto asked = m_service->server.requests().size();
        QVERIFY(one->countTokens(messagesRequest(), {}));
        QCOMPARE(m_service->server.requests().size(), asked);  // remembered
        m_service->count = RawServer::answer(401, "no");
        QCOMPARE(client()->countTokens(messagesRequest(), {}).error().code, ErrorCode::Unauthorized);
        m_service->count = RawServer::answer(200, "[]");
        QCOMPARE(client()->countTokens(messagesRequest(), {}).error().code, ErrorCode::ProtocolError);
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
        QCOMPARE(one.send(messagesRequest(), m_watcher, {}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(one.countTokens(messagesRequest(), {}).error().code, ErrorCode::InvalidArgument);
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
        QCOMPARE(one.send(messagesRequest(), m_watcher, stop.get_token()).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TstMessagesClient)
#include "tst_messagesclient.moc"
