// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/retrypolicy.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using bw::Error;
using bw::ErrorCode;
using bw::net::HttpResponse;
using bw::net::RetryHints;
using bw::net::retryHints;
using bw::net::RetryPolicy;
using Wait = std::optional<std::chrono::milliseconds>;

namespace
{

constexpr qint64 now = 1'795'536'000'000;  // Tue, 24 Nov 2026 16:00:00 GMT

RetryHints hints(const QList<bw::net::HttpHeader> &headers)
{
    HttpResponse response;
    response.headers = headers;
    return retryHints(response, now);
}

Error error(ErrorCode code) { return {code, {}, {}, {}}; }

}  // namespace

class TstRetryPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsRetryAfterInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("ms") << QByteArray("retry-after-ms") << QByteArray("1500") << qint64(1500);
        QTest::newRow("part of a ms") << QByteArray("Retry-After-Ms") << QByteArray("0.5") << qint64(1);
        QTest::newRow("seconds") << QByteArray("Retry-After") << QByteArray("2") << qint64(2000);
        QTest::newRow("part of a second") << QByteArray("retry-after") << QByteArray("0.25") << qint64(250);
        QTest::newRow("date") << QByteArray("retry-after") << QByteArray("Tue, 24 Nov 2026 16:00:30 GMT")
                              << qint64(30'000);
        QTest::newRow("date with offset")
            << QByteArray("retry-after") << QByteArray("Tue, 24 Nov 2026 17:00:30 +0100") << qint64(30'000);
        QTest::newRow("past date") << QByteArray("retry-after") << QByteArray("Tue, 24 Nov 2026 15:00:00 GMT")
                                   << qint64(-1);
        QTest::newRow("zero") << QByteArray("retry-after") << QByteArray("0") << qint64(-1);
        QTest::newRow("negative") << QByteArray("retry-after-ms") << QByteArray("-5") << qint64(-1);
        QTest::newRow("absurd") << QByteArray("retry-after") << QByteArray("99999999") << qint64(-1);
        QTest::newRow("not a number") << QByteArray("retry-after") << QByteArray("soon") << qint64(-1);
        QTest::newRow("nan") << QByteArray("retry-after") << QByteArray("nan") << qint64(-1);
    }
    void readsRetryAfterInEveryForm()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(qint64, ms);
        const auto after = hints({{name, value}}).after;
        QCOMPARE(after ? after->count() : -1, ms);
    }

    void prefersTheMilliseconds()
    {
        QCOMPARE(hints({{"retry-after", "9"}, {"retry-after-ms", "20"}}).after, Wait(20ms));
        QCOMPARE(hints({{"retry-after", "9"}, {"retry-after-ms", "x"}}).after, Wait(9000ms));
    }

    void readsShouldRetry()
    {
        QCOMPARE(hints({{"X-Should-Retry", "true"}}).should, std::optional(true));
        QCOMPARE(hints({{"x-should-retry", "false"}}).should, std::optional(false));
        QCOMPARE(hints({{"x-should-retry", "perhaps"}}).should, std::optional<bool>());
    }

    void doublesUpToTheCapWithJitter()
    {
        const RetryPolicy policy({.retries = 20});
        const Error overloaded = error(ErrorCode::Overloaded);
        QCOMPARE(policy.wait(1, overloaded, {}, 0), Wait(500ms));
        QCOMPARE(policy.wait(2, overloaded, {}, 0), Wait(1000ms));
        QCOMPARE(policy.wait(4, overloaded, {}, 0), Wait(4000ms));
        QCOMPARE(policy.wait(5, overloaded, {}, 0), Wait(8000ms));
        QCOMPARE(policy.wait(19, overloaded, {}, 0), Wait(8000ms));
        QCOMPARE(policy.wait(1, overloaded, {}, 0.5), Wait(438ms));
        for (const double chance : {0.0, 0.3, 0.999}) {
            const auto wait = policy.wait(1, overloaded, {}, chance);
            QVERIFY(wait && *wait >= 375ms && *wait <= 500ms);
        }
    }

    void triesTwiceMoreAndNoMore()
    {
        const RetryPolicy policy;
        QVERIFY(policy.wait(2, error(ErrorCode::ServerError), {}, 0));
        QVERIFY(!policy.wait(3, error(ErrorCode::ServerError), {}, 0));
    }

    void obeysTheServersWait()
    {
        QCOMPARE(RetryPolicy().wait(1, error(ErrorCode::RateLimited), {77ms, {}}, 0.9), Wait(77ms));
    }

    void triesOnlyWhatCanPass_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("again");
        const QList<ErrorCode> passing {ErrorCode::NetworkUnreachable, ErrorCode::NetworkTimeout,
                                        ErrorCode::RateLimited, ErrorCode::Overloaded, ErrorCode::ServerError};
        for (const ErrorCode code :
             {ErrorCode::NetworkUnreachable, ErrorCode::NetworkTimeout, ErrorCode::RateLimited, ErrorCode::Overloaded,
              ErrorCode::ServerError, ErrorCode::StreamBroken, ErrorCode::Unauthorized, ErrorCode::PermissionDenied,
              ErrorCode::RequestRejected, ErrorCode::ModelUnknown, ErrorCode::TooLarge, ErrorCode::ProtocolError,
              ErrorCode::SpendLimit, ErrorCode::Cancelled})
            QTest::newRow(qPrintable(bw::toKey(code))) << static_cast<int>(code) << passing.contains(code);
    }
    void triesOnlyWhatCanPass()
    {
        QFETCH(int, code);
        QFETCH(bool, again);
        QCOMPARE(RetryPolicy().wait(1, error(static_cast<ErrorCode>(code)), {}, 0).has_value(), again);
    }

    void obeysShouldRetryInBothDirections()
    {
        QVERIFY(!RetryPolicy().wait(1, error(ErrorCode::Overloaded), {{}, false}, 0));
        QVERIFY(RetryPolicy().wait(1, error(ErrorCode::RequestRejected), {{}, true}, 0));
    }

    void neverRepeatsWhatMayHaveBeenActedOn()
    {
        Error sent = error(ErrorCode::NetworkUnreachable);
        sent.args.insert(u"sent"_s, u"true"_s);
        QVERIFY(!RetryPolicy().wait(1, sent, {{}, true}, 0));
    }

    void neverTriesASpendLimitAgainWhateverTheServerSays()
    {
        QVERIFY(!RetryPolicy().wait(1, error(ErrorCode::SpendLimit), {10ms, true}, 0));
    }
};

QTEST_GUILESS_MAIN(TstRetryPolicy)
#include "tst_retrypolicy.moc"
