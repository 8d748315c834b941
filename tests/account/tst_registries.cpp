// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/registries.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::account;

class tst_Registries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBuiltInListIsGood();
    void hostsAndHostsBelowAHost_data();
    void hostsAndHostsBelowAHost();
    void everythingElseIsRefused_data();
    void everythingElseIsRefused();
    void badListsAreRefusedWhole_data();
    void badListsAreRefusedWhole();
};

void tst_Registries::theBuiltInListIsGood()
{
    const QStringList hosts = builtInRegistries();
    QVERIFY(hosts.size() > 10);
    QCOMPARE((QSet<QString>(hosts.begin(), hosts.end()).size()), hosts.size());
    for (const QString &host : hosts)
        QVERIFY2(isHostPattern(host), qPrintable(host));
}

void tst_Registries::hostsAndHostsBelowAHost_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"a.example", "*.example.org", "a-b.c-d.example", "xn--bcher-kva.example", "1.example", "a.b.c.d.e.example"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_Registries::hostsAndHostsBelowAHost()
{
    QFETCH(QString, text);
    QVERIFY(isHostPattern(text));
}

void tst_Registries::everythingElseIsRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             "localhost",
                             "*",
                             "*.",
                             "*.org",
                             "a.*.org",
                             "127.0.0.1",
                             "10.1",
                             "[::1]",
                             "::1",
                             "a.example:443",
                             "https://a.example",
                             "a.example/x",
                             "user@a.example",
                             "A.EXAMPLE",
                             "-a.example",
                             "a-.example",
                             "a..example",
                             ".example.org",
                             "a.example.",
                             "a b.example",
                             "a.example\n",
                             "a_b.example",
                             "a.123"})
        QTest::newRow(*text == '\0' ? "empty" : text) << QString::fromLatin1(text);
    QTest::newRow("other writing") << u"bücher.example"_s;
    QTest::newRow("long part") << QString(64, u'a') + u".example"_s;
    QTest::newRow("long name") << u"a."_s.repeated(130) + u"example"_s;
}

void tst_Registries::everythingElseIsRefused()
{
    QFETCH(QString, text);
    // "*.org" would open a whole top-level domain.
    QVERIFY(!isHostPattern(text));
}

void tst_Registries::badListsAreRefusedWhole_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no list") << QByteArray("{}");
    QTest::newRow("list of texts") << QByteArray(R"({"registries":["a.example"]})");
    QTest::newRow("no hosts") << QByteArray(R"({"registries":[{"name":"a"}]})");
    QTest::newRow("host is a number") << QByteArray(R"({"registries":[{"hosts":[1]}]})");
    QTest::newRow("one bad host") << QByteArray(R"({"registries":[{"hosts":["a.example","127.0.0.1"]}]})");
}

void tst_Registries::badListsAreRefusedWhole()
{
    QFETCH(QByteArray, json);
    const auto hosts = parseRegistries(json);
    QVERIFY(!hosts);
    QCOMPARE(hosts.error().code, ErrorCode::ProtocolError);
    QCOMPARE(*parseRegistries(R"({"registries":[{"name":"x","hosts":["b.example","a.example"]}]})"),
             QStringList({u"b.example"_s, u"a.example"_s}));
}

QTEST_GUILESS_MAIN(tst_Registries)
#include "tst_registries.moc"
