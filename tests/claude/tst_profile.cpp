// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/profile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::ErrorCode;
using bw::claude::Credentials;
using bw::claude::profileFor;

namespace
{
Credentials key() { return {bw::SecretString("k"), false}; }
Credentials token() { return {bw::SecretString("t"), true}; }
}  // namespace

class TstProfile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void speaksTheNewestVersionToAnthropic()
    {
        for (const QString &base : {u""_s, u"https://api.anthropic.com"_s, u"https://API.anthropic.com/"_s}) {
            const auto profile = profileFor(base, key());
            QVERIFY(profile);
            QCOMPARE(profile->apiVersion, QByteArray("2026-10-21"));
            QVERIFY(profile->bearer && profile->anthropic);
            QCOMPARE(profile->service, u"Claude"_s);
            QCOMPARE(profile->url(u"/v1/messages"_s).host(), u"api.anthropic.com"_s);
            QCOMPARE(profile->url(u"/v1/messages"_s).path(), u"/v1/messages"_s);
        }
    }

    void speaksTheOldVersionToEverybodyElse()
    {
        const auto profile = profileFor(u"http://localhost:11434"_s, key());
        QVERIFY(profile);
        QCOMPARE(profile->apiVersion, QByteArray("2023-06-01"));
        QVERIFY(!profile->bearer && !profile->anthropic);
        QCOMPARE(profile->service, u"localhost"_s);
        QVERIFY(profileFor(u"http://localhost:11434"_s, token())->bearer);
        QVERIFY(!profileFor(u"https://api.anthropic.com.evil.example"_s, key())->anthropic);
    }

    void joinsThePath_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("url");
        QTest::newRow("plain") << u"http://h:1"_s << u"http://h:1/v1/messages"_s;
        QTest::newRow("slash") << u"http://h:1/"_s << u"http://h:1/v1/messages"_s;
        QTest::newRow("prefix") << u"https://h/anthropic"_s << u"https://h/anthropic/v1/messages"_s;
        QTest::newRow("prefix with slash") << u" https://h/a%20b/ "_s << u"https://h/a%20b/v1/messages"_s;
        QTest::newRow("query is dropped") << u"https://h/?beta=true#x"_s << u"https://h/v1/messages"_s;
    }
    void joinsThePath()
    {
        QFETCH(QString, base);
        QFETCH(QString, url);
        QCOMPARE(QString::fromLatin1(profileFor(base, key())->url(u"/v1/messages"_s).toEncoded()), url);
    }

    void refusesWhatIsNoAddress_data()
    {
        QTest::addColumn<QString>("base");
        for (const char *base : {"ftp://h", "localhost:8080", "http://", "file:///x", "nonsense", "https:///path"})
            QTest::newRow(base) << QString::fromLatin1(base);
    }
    void refusesWhatIsNoAddress()
    {
        QFETCH(QString, base);
        const auto profile = profileFor(base, key());
        QVERIFY(!profile);
        QCOMPARE(profile.error().code, ErrorCode::InvalidArgument);
        QVERIFY(!profile.error().args.value(u"remedy"_s).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstProfile)
#include "tst_profile.moc"
