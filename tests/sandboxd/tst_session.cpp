// SPDX-License-Identifier: GPL-3.0-or-later
#include "session.h"

#include <QTest>

using namespace bw::sandboxd;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsTheReferenceSays();
    void encodesAndDecodesBase64();
    void resolvesPaths();
    void takesASecondTokenOnlyWithTheFirst();
};

void TestSession::signsAsTheReferenceSays()
{
    const std::string token = "0tQG31xiMp0IOQfaz9dcwi72L1CPo8e0";
    QCOMPARE(Session::signature("hello.txt", "read", "user", token, ""),
             "v1_gUtH/s9YCJWgCizjfUxuWfhFE4QSydOWEIIvfLwDr6E");
    QCOMPARE(Session::signature("hello.txt", "read", "", token, ""), "v1_SnvZASdG5vD8p9rpaldX3434NfwgRVsYsvzCBL6oZbc");
    QCOMPARE(Session::signature("/home/user/a b.txt", "write", "root", token, "1700000000"),
             "v1_40vFR0zgxl/vlrXsNwLeAxJR2pzlWcYq2/M3I5oEWBM");
}

void TestSession::encodesAndDecodesBase64()
{
    for (int size = 0; size < 70; ++size) {
        QByteArray bytes;
        for (int i = 0; i < size; ++i)
            bytes.append(static_cast<char>(i * 37 + size));
        const std::string text = base64(bytes.toStdString());
        QCOMPARE(QByteArray::fromStdString(text), bytes.toBase64());
        QCOMPARE(QByteArray::fromStdString(fromBase64(text)), bytes);
        QCOMPARE(QByteArray::fromStdString(fromBase64(
                     bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals).toStdString())),
                 bytes);
    }
    QVERIFY_THROWS_EXCEPTION(RpcError, fromBase64("a*bc"));
    QVERIFY_THROWS_EXCEPTION(RpcError, fromBase64("abcde"));
}

void TestSession::resolvesPaths()
{
    Options options;
    options.home = "/home/me";
    const Session session(options);
    QCOMPARE(session.resolve("/a/../b//c/"), "/b/c");
    QCOMPARE(session.resolve("x/y"), "/home/me/x/y");
    QCOMPARE(session.resolve("~/x"), "/home/me/x");
    QCOMPARE(session.resolve("~"), "/home/me");
    QCOMPARE(session.resolve(""), "/home/me");
    QVERIFY_THROWS_EXCEPTION(RpcError, (void)session.resolve("~other/x"));
}

void TestSession::takesASecondTokenOnlyWithTheFirst()
{
    Session session(Options {});
    httplib::Request plain;
    QVERIFY(session.authorised(plain));
    QCOMPARE(session.init(plain, {{"accessToken", "first-token"}}), 204);
    QVERIFY(!session.authorised(plain));
    QCOMPARE(session.init(plain, {{"accessToken", "mine-now"}}), 401);
    QCOMPARE(session.init(plain, {{"envVars", {{"A", "b"}}}}), 401);
    QVERIFY(session.variables().empty());
    httplib::Request shown;
    shown.set_header("X-Access-Token", "first-token");
    QVERIFY(session.authorised(shown));
    QCOMPARE(session.init(shown, {{"accessToken", "second-token"}, {"envVars", {{"A", "b"}}}}), 204);
    QVERIFY(!session.authorised(shown));
    QCOMPARE(session.environment({{"C", "d"}}).at("A"), "b");
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
