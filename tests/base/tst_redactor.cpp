// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/redactor.h"

#include <QtTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Redactor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hidesAKnownSecretWhereverItStands();
    void hidesItInBase64AtEveryAlignment_data();
    void hidesItInBase64AtEveryAlignment();
    void hidesItPercentEncoded();
    void leavesNothingOfALongerSecretBehindAShorterOne();
    void ignoresSecretsTooShortToBeOne();
    void hidesKeysByTheirShape_data();
    void hidesKeysByTheirShape();
    void hidesHeadersAndKeepsTheirNames_data();
    void hidesHeadersAndKeepsTheirNames();
    void hidesPrivateKeysWholeOrCut();
    void leavesOrdinaryTextAlone_data();
    void leavesOrdinaryTextAlone();
    void leavesBytesThatAreNoTextAlone();
    void manyThreadsMayUseItAtOnce();
};

namespace
{

const QByteArray mark = "[redacted]";

// Made from parts, so that no scanner of this repository takes them for keys.
QByteArray key(const char *start, int length)
{
    static constexpr char alphabet[] = "abcDEF0123456789ghiJKLmnoPQR";
    QByteArray made = start;
    for (int i = 0; i < length; ++i)
        made += alphabet[static_cast<size_t>(i * 7 + 3) % 28];
    return made;
}

QByteArray hide(const QByteArray &text) { return Redactor::redact(text); }

}  // namespace

void tst_Redactor::hidesAKnownSecretWhereverItStands()
{
    const QByteArray secret = "correct horse/battery+staple?";
    Redactor::registerSecret(secret);
    QCOMPARE(hide("a " + secret + " b" + secret), "a " + mark + " b" + mark);
    QCOMPARE(Redactor::redact(QString::fromUtf8(secret)), u"[redacted]"_s);
    QCOMPARE(Redactor::redact(u"ä "_s + QString::fromUtf8(secret) + u" ö"_s), u"ä [redacted] ö"_s);
}

void tst_Redactor::hidesItInBase64AtEveryAlignment_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    for (const char *before : {"", "x", "xy", "xyz", "user:", "{\"key\":\""})
        for (const char *after : {"", "z", "zz", "\"}"})
            QTest::addRow("%s|%s", before, after) << QByteArray(before) << QByteArray(after);
}

void tst_Redactor::hidesItInBase64AtEveryAlignment()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    for (const QByteArray &secret :
         {QByteArray("open~~sesame>>>1"), QByteArray("open~~sesame>>>22"), QByteArray("open~~sesame>>>333")}) {
        Redactor::registerSecret(secret);
        const QByteArray whole = before + secret + after;
        for (const auto options :
             {QByteArray::Base64Options(), QByteArray::Base64Options(QByteArray::Base64UrlEncoding)}) {
            const QByteArray hidden = hide("Basic " + whole.toBase64(options));
            QVERIFY2(hidden.contains(mark), hidden.constData());
            // What is left of the secret's own characters gives nothing away.
            QByteArray rest = hidden.mid(6);
            rest.replace(mark, "");
            QVERIFY2(rest.size() <= (before.size() + after.size()) * 4 / 3 + 10, rest.constData());
        }
    }
}

void tst_Redactor::hidesItPercentEncoded()
{
    const QByteArray secret = "p/ss w\xc3\xb6rd=1&2";
    Redactor::registerSecret(secret);
    const QByteArray upper = secret.toPercentEncoding();
    QCOMPARE(hide("?k=" + upper + "&x"), "?k=" + mark + "&x");
    QCOMPARE(hide("?k=p%2fss%20w%c3%b6rd%3d1%262"), "?k=" + mark);
}

void tst_Redactor::leavesNothingOfALongerSecretBehindAShorterOne()
{
    Redactor::registerSecret("shortsecret");
    Redactor::registerSecret("shortsecret-and-more");
    QCOMPARE(hide("x shortsecret-and-more y"), "x " + mark + " y");
    QCOMPARE(hide("x shortsecret y"), "x " + mark + " y");
}

void tst_Redactor::ignoresSecretsTooShortToBeOne()
{
    Redactor::registerSecret("");
    Redactor::registerSecret("is");
    Redactor::registerSecret("12345");
    QCOMPARE(hide("this is 12345"), QByteArray("this is 12345"));
}

void tst_Redactor::hidesKeysByTheirShape_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("Anthropic") << key("sk-"
                                      "ant-api03-",
                                      60);
    QTest::newRow("Anthropic, admin") << key("sk-"
                                             "ant-admin01-",
                                             40);
    QTest::newRow("Anthropic, OAuth") << key("sk-"
                                             "ant-oat01-",
                                             40);
    QTest::newRow("others' sk-") << key("sk-", 40);
    QTest::newRow("others' sk-proj-") << key("sk-"
                                             "proj-",
                                             40);
    QTest::newRow("E2B") << key("e2"
                                "b_",
                                40);
    QTest::newRow("AWS") << QByteArray("AK"
                                       "IA")
            + "IOSFODNN7EXAMPLE";
    QTest::newRow("AWS, temporary") << QByteArray("AS"
                                                  "IA")
            + "IOSFODNN7EXAMPLE";
    QTest::newRow("JWT") << key("ey"
                                "Jh",
                                20)
            + '.'
            + key("ey"
                  "Jz",
                  30)
            + '.' + key("", 43);
    for (const char *start : {"gh"
                              "p_",
                              "gh"
                              "o_",
                              "gh"
                              "u_",
                              "gh"
                              "s_",
                              "gh"
                              "r_"})
        QTest::newRow(start) << key(start, 36);
    QTest::newRow("GitHub, fine-grained") << key("git"
                                                 "hub_pat_",
                                                 60);
    QTest::newRow("GitLab") << key("gl"
                                   "pat-",
                                   20);
    QTest::newRow("npm") << key("np"
                                "m_",
                                36);
    QTest::newRow("Slack") << QByteArray("xo"
                                         "xb-")
            + "123456789012-123456789012-abcdefABCDEF";
    QTest::newRow("Google") << key("AI"
                                   "za",
                                   35);
}

void tst_Redactor::hidesKeysByTheirShape()
{
    QFETCH(QByteArray, secret);
    QCOMPARE(hide(secret), mark);
    QCOMPARE(hide("KEY=" + secret + "\nnext"), "KEY=" + mark + "\nnext");
    QCOMPARE(hide("\"" + secret + "\","), "\"" + mark + "\",");
    // Inside JSON a line ends with two characters, the second of which is a letter.
    QCOMPARE(hide("one\\n" + secret + "\\ntwo"), "one\\n" + mark + "\\ntwo");
    QCOMPARE(hide("(" + secret + ")"), "(" + mark + ")");
}

void tst_Redactor::hidesHeadersAndKeepsTheirNames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(expected);
    };
    row("Authorization: Bearer abc.def-123", "Authorization: Bearer [redacted]");
    row("authorization: bearer abc", "authorization: bearer [redacted]");
    row("AUTHORIZATION: BASIC dXNlcg", "AUTHORIZATION: BASIC [redacted]");
    row("Authorization: token abc\r\nAccept: */*", "Authorization: token [redacted]\r\nAccept: */*");
    row("\"authorization\":\"Bearer abc\",\"a\":1", "\"authorization\":\"Bearer [redacted]\",\"a\":1");
    row("Proxy-Authorization: Basic abc", "Proxy-Authorization: Basic [redacted]");
    row("Authorization: plainsecret", "Authorization: [redacted]");
    row("x-api-key: abc", "x-api-key: [redacted]");
    row("X-API-Key: abc", "X-API-Key: [redacted]");
    row("X-Api-key: abc", "X-Api-key: [redacted]");
    row("'x-api-key': 'abc'", "'x-api-key': '[redacted]'");
    row("X-Access-Token: abc", "X-Access-Token: [redacted]");
    row("e2b-traffic-access-token: abc", "e2b-traffic-access-token: [redacted]");
    row("https://user:pass@host.example/x", "https://user:[redacted]@host.example/x");
    row("git clone https://x-access-token:abc@host/r.git", "git clone https://x-access-token:[redacted]@host/r.git");
}

void tst_Redactor::hidesHeadersAndKeepsTheirNames()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(hide(text), expected);
}

void tst_Redactor::hidesPrivateKeysWholeOrCut()
{
    const QByteArray begin = QByteArray("-----BEGIN RSA PRIVATE ") + "KEY-----\nMIIB\n";
    const QByteArray end = QByteArray("AAAA\n-----END RSA PRIVATE ") + "KEY-----";
    QCOMPARE(hide("a " + begin + end + " b"), "a " + mark + " b");
    QCOMPARE(hide("a " + begin + "cut"), "a " + mark);
}

void tst_Redactor::leavesOrdinaryTextAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "a task-force of desk-jockeys", "risk-free", "sk-", "sk-1", "ghosts", "xoxo", "eyJ.not.one",
          "authorization is needed", "the api-key is missing", "https://host.example:8080/a@b",
          "node@18 http://localhost:3000", "sha256 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
          "npm_config_cache=/x", "2026-01-01T00:00:00.000Z", "mailto:a@b.example"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_Redactor::leavesOrdinaryTextAlone()
{
    QFETCH(QByteArray, text);
    QCOMPARE(hide(text), text);
}

void tst_Redactor::leavesBytesThatAreNoTextAlone()
{
    QByteArray all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    QCOMPARE(hide(all), all);
    const QByteArray secret = key("sk-"
                                  "ant-api03-",
                                  60);
    QCOMPARE(hide(all + ' ' + secret + ' ' + all), all + ' ' + mark + ' ' + all);
}

void tst_Redactor::manyThreadsMayUseItAtOnce()
{
    std::vector<std::jthread> threads;
    std::atomic<int> wrong = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([t, &wrong] {
            for (int i = 0; i < 200; ++i) {
                const QByteArray secret = "thread-secret-" + QByteArray::number(t) + '-' + QByteArray::number(i) + '.';
                Redactor::registerSecret(secret);
                if (hide("a " + secret) != "a " + mark)
                    ++wrong;
            }
        });
    threads.clear();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(tst_Redactor)
#include "tst_redactor.moc"
