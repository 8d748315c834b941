// SPDX-License-Identifier: GPL-3.0-or-later
#include "httpserver.h"

#include <QTest>

#include <thread>

#include <sys/socket.h>
#include <unistd.h>

using namespace bw::sandboxd;

/// What goes over the wire, byte by byte: the daemon's own HTTP.
class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersRequestsOneAfterTheOther();
    void readsBodiesByLengthAndInChunks_data();
    void readsBodiesByLengthAndInChunks();
    void dropsWhatAHandlerDoesNotRead();
    void asksForABodyThatWaitsToBeAsked();
    void streamsInChunks();
    void cutsAStreamThatFails();
    void givesPartsOfAFile_data();
    void givesPartsOfAFile();
    void answersHeadWithoutABody();
    void refusesWhatIsNoRequest_data();
    void refusesWhatIsNoRequest();
    void takesAHeaderLineForItsOwnOnly();
};

namespace
{

/// Everything that a server answers to these bytes until it closes the connection.
std::string answerTo(const std::string &bytes, const HttpServer::Handler &handler, bool closes = true)
{
    std::array<int, 2> ends {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return "no socket";
    HttpServer server(handler);
    std::jthread serving([&server, end = ends[1]] { server.serveConnection(end); });
    std::jthread sending([&bytes, closes, end = ends[0]] {
        for (size_t at = 0; at < bytes.size();) {
            const ssize_t n = ::send(end, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
            if (n <= 0)
                break;
            at += static_cast<size_t>(n);
        }
        if (closes)
            ::shutdown(end, SHUT_WR);
    });
    std::string answer;
    std::array<char, 4096> piece {};
    for (ssize_t n = 0; (n = ::recv(ends[0], piece.data(), piece.size(), 0)) > 0;)
        answer.append(piece.data(), static_cast<size_t>(n));
    sending.join();
    ::close(ends[0]);
    return answer;
}

/// Answers with what it was told: "METHOD path body".
void echo(const HttpRequest &request, RequestBody &body, HttpResponse &response)
{
    std::string text;
    const bool whole = body.read([&](std::string_view bytes) {
        text.append(bytes);
        return true;
    });
    response.setBody(request.method + ' ' + request.path + ' ' + text + (whole ? "" : " (broken)"), "text/plain");
}

const std::string get = "GET /a%20b?x=1 HTTP/1.1\r\nHost: h\r\n\r\n";

size_t count(const std::string &text, const std::string &part)
{
    size_t found = 0;
    for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
        ++found;
    return found;
}

}  // namespace

void TestHttpServer::answersRequestsOneAfterTheOther()
{
    const std::string answer = answerTo(get + get + "\r\n" + get, echo);
    QCOMPARE(count(answer, "HTTP/1.1 200 OK\r\n"), 3U);
    QCOMPARE(count(answer, "GET /a b "), 3U);
    const std::string last =
        answerTo("GET / HTTP/1.1\r\nConnection: close\r\n\r\n" + get, echo, false);  // ends by itself
    QCOMPARE(count(last, "HTTP/1.1 200 OK\r\n"), 1U);
    QVERIFY(answerTo("GET / HTTP/1.0\r\n\r\n", echo, false).contains("Connection: close\r\n"));
}

void TestHttpServer::readsBodiesByLengthAndInChunks_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("length") << QByteArray("Content-Length: 5\r\n\r\nhello") << QByteArray("hello");
    QTest::newRow("none") << QByteArray("\r\n") << QByteArray("");
    QTest::newRow("chunks") << QByteArray(
        "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: t\r\n\r\n")
                            << QByteArray("hello");
    QTest::newRow("bad chunk") << QByteArray("Transfer-Encoding: chunked\r\n\r\nzz\r\nhel\r\n")
                               << QByteArray(" (broken)");
    QTest::newRow("cut") << QByteArray("Content-Length: 9\r\n\r\nhel") << QByteArray("hel (broken)");
    QTest::newRow("gzip") << QByteArray("Content-Encoding: gzip\r\nContent-Length: 25\r\n\r\n")
            + QByteArray::fromHex("1f8b0800000000000203cb48cdc9c9070086a6103605000000")
                          << QByteArray("hello");
    QTest::newRow("no gzip") << QByteArray("Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello")
                             << QByteArray(" (broken)");
}

void TestHttpServer::readsBodiesByLengthAndInChunks()
{
    QFETCH(const QByteArray, rest);
    QFETCH(const QByteArray, body);
    const std::string answer = answerTo("POST /p HTTP/1.1\r\n" + rest.toStdString(), echo);
    QVERIFY2(answer.ends_with("\r\n\r\nPOST /p " + body.toStdString()), answer.c_str());
}

void TestHttpServer::dropsWhatAHandlerDoesNotRead()
{
    const std::string big(1 << 20, 'x');
    const std::string post = "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(big.size()) + "\r\n\r\n" + big;
    const std::string answer = answerTo(post + get, [](const auto &request, auto &, auto &response) {
        response.status = request.method == "POST" ? 401 : 204;
    });
    QVERIFY(answer.starts_with("HTTP/1.1 401 Unauthorized\r\n"));
    QVERIFY(answer.ends_with("HTTP/1.1 204 No Content\r\n\r\n"));
}

void TestHttpServer::asksForABodyThatWaitsToBeAsked()
{
    const std::string head = "POST /p HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
    QVERIFY(answerTo(head + "hi", echo).starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
    // Whoever is refused never sends it: the connection ends.
    const std::string refused =
        answerTo(head, [](const auto &, auto &, auto &response) { response.status = 401; }, false);
    QVERIFY(refused.starts_with("HTTP/1.1 401 Unauthorized\r\n"));
}

void TestHttpServer::streamsInChunks()
{
    int over = 0;
    const auto stream = [&over](const HttpRequest &, RequestBody &, HttpResponse &response) {
        response.setStream("text/plain",
                           [](const BodySink &sink) { return sink("abc") && sink("") && sink("0123456789abcdef"); });
        response.whenOver = [&over] { ++over; };
    };
    QVERIFY(answerTo(get, stream).ends_with("\r\n\r\n3\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n"));
    QVERIFY(answerTo("GET / HTTP/1.0\r\n\r\n", stream).ends_with("\r\n\r\nabc0123456789abcdef"));
    QCOMPARE(over, 2);
}

void TestHttpServer::cutsAStreamThatFails()
{
    const std::string answer = answerTo(get + get, [](const auto &, auto &, auto &response) {
        response.setStream("text/plain", [](const BodySink &sink) { return sink("abc") && false; });
    });
    QVERIFY(answer.ends_with("\r\n\r\n3\r\nabc\r\n"));
    const std::string failed =
        answerTo(get, [](const auto &, auto &, auto &) { throw std::runtime_error("something"); });
    QVERIFY(failed.starts_with("HTTP/1.1 500 Internal Server Error\r\n"));
}

void TestHttpServer::givesPartsOfAFile_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("whole") << QByteArray() << QByteArray("200") << QByteArray("Content-Length: 10\r\n")
                           << QByteArray("0123456789");
    QTest::newRow("middle") << QByteArray("bytes=2-5") << QByteArray("206")
                            << QByteArray("Content-Range: bytes 2-5/10\r\n") << QByteArray("2345");
    QTest::newRow("open") << QByteArray("bytes=7-") << QByteArray("206")
                          << QByteArray("Content-Range: bytes 7-9/10\r\n") << QByteArray("789");
    QTest::newRow("end") << QByteArray("bytes=-3") << QByteArray("206") << QByteArray("Content-Range: bytes 7-9/10\r\n")
                         << QByteArray("789");
    QTest::newRow("too far") << QByteArray("bytes=2-99") << QByteArray("206")
                             << QByteArray("Content-Range: bytes 2-9/10\r\n") << QByteArray("23456789");
    QTest::newRow("beyond") << QByteArray("bytes=10-") << QByteArray("416")
                            << QByteArray("Content-Range: bytes */10\r\n") << QByteArray();
    QTest::newRow("several") << QByteArray("bytes=1-2,4-5") << QByteArray("200") << QByteArray("Content-Length: 10\r\n")
                             << QByteArray("0123456789");
    QTest::newRow("backwards") << QByteArray("bytes=5-2") << QByteArray("200") << QByteArray("Content-Length: 10\r\n")
                               << QByteArray("0123456789");
    QTest::newRow("largest") << QByteArray("bytes=0-18446744073709551615") << QByteArray("206")
                             << QByteArray("Content-Range: bytes 0-9/10\r\n") << QByteArray("0123456789");
}

void TestHttpServer::givesPartsOfAFile()
{
    QFETCH(const QByteArray, range);
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, body);
    const std::string asked = range.isEmpty() ? std::string() : "Range: " + range.toStdString() + "\r\n";
    const std::string answer =
        answerTo("GET / HTTP/1.1\r\n" + asked + "\r\n", [](const auto &, auto &, HttpResponse &response) {
            response.size = 10;
            response.part = [](size_t offset, size_t length, const BodySink &sink) {
                return sink(std::string_view("0123456789").substr(offset, std::min<size_t>(length, 3)));
            };
        });
    QVERIFY2(answer.starts_with("HTTP/1.1 " + status.toStdString()), answer.c_str());
    QVERIFY2(answer.contains(header.toStdString()), answer.c_str());
    QVERIFY2(answer.ends_with("\r\n\r\n" + body.toStdString()), answer.c_str());
}

void TestHttpServer::answersHeadWithoutABody()
{
    const std::string answer = answerTo("HEAD /x HTTP/1.1\r\n\r\n" + get, echo);
    QVERIFY(answer.contains("Content-Length: 8\r\n\r\nHTTP/1.1 200 OK\r\n"));
}

void TestHttpServer::refusesWhatIsNoRequest_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("no version") << QByteArray("GET /\r\n\r\n") << QByteArray("400");
    QTest::newRow("other version") << QByteArray("GET / HTTP/2.0\r\n\r\n") << QByteArray("505");
    QTest::newRow("no path") << QByteArray("GET x HTTP/1.1\r\n\r\n") << QByteArray("400");
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\0\x05\n\n", 7) << QByteArray("400");
    QTest::newRow("folded header") << QByteArray("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n") << QByteArray("400");
    QTest::newRow("blank before colon") << QByteArray("GET / HTTP/1.1\r\nA : b\r\n\r\n") << QByteArray("400");
    QTest::newRow("NUL") << QByteArray("GET / HTTP/1.1\r\nA: \0\r\n\r\n", 23) << QByteArray("400");
    QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
                                 << QByteArray("400");
    QTest::newRow("length and chunks") << QByteArray(
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                       << QByteArray("400");
    QTest::newRow("negative length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n")
                                     << QByteArray("400");
    QTest::newRow("unknown coding") << QByteArray("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n")
                                    << QByteArray("501");
    QTest::newRow("unknown packing") << QByteArray("POST / HTTP/1.1\r\nContent-Encoding: br\r\n\r\n")
                                     << QByteArray("415");
    QTest::newRow("endless line") << QByteArray("GET / HTTP/1.1\r\nA: ") + QByteArray(200'000, 'x')
                                  << QByteArray("431");
    QTest::newRow("endless head") << QByteArray("GET / HTTP/1.1\r\n") + QByteArray("A: b\r\n").repeated(50'000)
                                  << QByteArray("431");
}

void TestHttpServer::refusesWhatIsNoRequest()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, status);
    int handled = 0;
    const std::string answer =
        answerTo(request.toStdString() + get, [&handled](const auto &, auto &, auto &) { ++handled; });
    QVERIFY2(answer.starts_with("HTTP/1.1 " + status.toStdString() + ' '), answer.c_str());
    QCOMPARE(count(answer, "HTTP/1.1 "), 1U);
    QCOMPARE(handled, 0);
}

void TestHttpServer::takesAHeaderLineForItsOwnOnly()
{
    const std::string answer = answerTo(get, [](const auto &, auto &, HttpResponse &response) {
        response.headers.emplace("X-Name", "a\r\nX-Forged: b");
        response.status = 204;
    });
    QCOMPARE(answer, "HTTP/1.1 204 No Content\r\n\r\n");
}

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_httpserver.moc"
