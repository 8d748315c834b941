// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/apierror.h"

#include "base/secretstring.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using bw::Error;
using bw::ErrorCode;
using bw::net::HttpResponse;

namespace
{

Error errorOf(int status, const QByteArray &body, const QList<bw::net::HttpHeader> &headers = {})
{
    HttpResponse response;
    response.status = status;
    response.body = body;
    response.headers = headers;
    return bw::claude::errorFromResponse(response, u"Claude"_s, u"claude-x"_s, 0);
}

QByteArray bodyOf(const QByteArray &type, const QByteArray &details = {})
{
    return R"({"type":"error","error":{"type":")" + type + R"(","message":"the message")"
        + (details.isEmpty() ? "" : ",\"details\":" + details) + R"(},"request_id":"req_body"})";
}

}  // namespace

class TstApiError : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mapsEveryStatus_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("code");
        const auto row = [](int status, ErrorCode code) {
            QTest::newRow(QByteArray::number(status).constData()) << status << static_cast<int>(code);
        };
        row(400, ErrorCode::RequestRejected);
        row(401, ErrorCode::Unauthorized);
        row(402, ErrorCode::SpendLimit);
        row(403, ErrorCode::PermissionDenied);
        row(404, ErrorCode::ModelUnknown);
        row(408, ErrorCode::ServerError);
        row(409, ErrorCode::ServerError);
        row(412, ErrorCode::RequestRejected);
        row(413, ErrorCode::TooLarge);
        row(422, ErrorCode::RequestRejected);
        row(429, ErrorCode::RateLimited);
        row(431, ErrorCode::RequestRejected);
        row(500, ErrorCode::ServerError);
        row(503, ErrorCode::ServerError);
        row(504, ErrorCode::ServerError);
        row(529, ErrorCode::Overloaded);
        row(302, ErrorCode::ProtocolError);
    }
    void mapsEveryStatus()
    {
        QFETCH(int, status);
        QFETCH(int, code);
        QCOMPARE(static_cast<int>(errorOf(status, {}).code), code);
    }

    void tellsASpendLimitFromARateLimitByItsCode()
    {
        for (const char *code : {"enforced_spend_limit_reached", "contract_spend_limit_reached"})
            QCOMPARE(errorOf(429, bodyOf("rate_limit_error", "{\"error_code\":\"" + QByteArray(code) + "\"}")).code,
                     ErrorCode::SpendLimit);
        QCOMPARE(errorOf(429, bodyOf("rate_limit_error", R"({"error_code":"ramp_limit_exceeded"})")).code,
                 ErrorCode::RateLimited);
        QCOMPARE(errorOf(429, bodyOf("rate_limit_error", "7")).code, ErrorCode::RateLimited);
        // Never by its words.
        QCOMPARE(errorOf(429, R"({"error":{"type":"rate_limit_error","message":"enforced_spend_limit_reached"}})").code,
                 ErrorCode::RateLimited);
    }

    void keepsTheRequestIdAndTheWait()
    {
        const Error error = errorOf(429, bodyOf("rate_limit_error"), {{"Request-Id", "req_42"}, {"retry-after", "3"}});
        QCOMPARE(error.args.value(u"request_id"_s), u"req_42"_s);
        QVERIFY(error.detail.contains(u"req_42"_s));
        QCOMPARE(error.retryAfter, std::optional(std::chrono::milliseconds(3000)));
        QCOMPARE(error.args.value(u"why"_s), u"the message"_s);
        QCOMPARE(error.args.value(u"service"_s), u"Claude"_s);
        QCOMPARE(error.args.value(u"status"_s), u"429"_s);
    }

    void showsTheBeginningOfABodyThatIsNoJson()
    {
        const Error error = errorOf(413, "<html>\n<body>" + QByteArray(1000, 'x'));
        QCOMPARE(error.code, ErrorCode::TooLarge);
        QVERIFY(error.args.value(u"why"_s).startsWith(u"<html> <body>xxx"_s));
        QVERIFY(error.args.value(u"why"_s).size() <= 200);
        QVERIFY(errorOf(500, {}).args.value(u"why"_s).isEmpty());
    }

    void readsOtherServersShapes()
    {
        QCOMPARE(errorOf(400, R"({"error":"plain words"})").args.value(u"why"_s), u"plain words"_s);
        QCOMPARE(errorOf(500, R"({"error":{"code":500,"message":"llama","type":"server_error"}})").args.value(u"why"_s),
                 u"llama"_s);
        QCOMPARE(errorOf(400, R"({"error":7})").code, ErrorCode::RequestRejected);
        QCOMPARE(errorOf(404, bodyOf("not_found_error")).args.value(u"model"_s), u"claude-x"_s);
    }

    void showsNoSecret()
    {
        const bw::SecretString key("sk-ant-api03-very-secret-value");
        const Error error = errorOf(
            401, R"({"error":{"type":"authentication_error","message":"bad key sk-ant-api03-very-secret-value"}})");
        QVERIFY(!error.detail.contains(u"very-secret"_s));
        QVERIFY(!error.args.value(u"why"_s).contains(u"very-secret"_s));
        QVERIFY(!key.isEmpty());
    }

    void readsTheErrorEventOfAStream()
    {
        const auto code = [](QByteArrayView data) {
            return bw::claude::errorFromEvent(data, u"Claude"_s, u"req_1"_s).code;
        };
        QCOMPARE(code(bodyOf("overloaded_error")), ErrorCode::Overloaded);
        QCOMPARE(code(bodyOf("authentication_error")), ErrorCode::Unauthorized);
        QCOMPARE(code(bodyOf("rate_limit_error", R"({"error_code":"enforced_spend_limit_reached"})")),
                 ErrorCode::SpendLimit);
        QCOMPARE(code(bodyOf("timeout_error")), ErrorCode::ServerError);
        QCOMPARE(code(bodyOf("never_heard_of")), ErrorCode::ServerError);
        QCOMPARE(code("broken"), ErrorCode::ServerError);
        QCOMPARE(bw::claude::errorFromEvent(bodyOf("api_error"), u"Claude"_s, u"req_1"_s).args.value(u"request_id"_s),
                 u"req_1"_s);
    }
};

QTEST_GUILESS_MAIN(TstApiError)
#include "tst_apierror.moc"
