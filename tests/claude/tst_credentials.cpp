// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/credentials.h"

#include <QTest>

using namespace Qt::StringLiterals;
using bw::ErrorCode;
using bw::claude::credentialsFromEnvironment;

class TstCredentials : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        for (const char *name : {"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL"})
            qunsetenv(name);
    }

    void prefersTheKey()
    {
        qputenv("ANTHROPIC_AUTH_TOKEN", "token");
        QVERIFY(credentialsFromEnvironment()->bearer);
        QCOMPARE(credentialsFromEnvironment()->key.reveal(), QByteArray("token"));
        qputenv("ANTHROPIC_API_KEY", " key\n");
        QVERIFY(!credentialsFromEnvironment()->bearer);
        QCOMPARE(credentialsFromEnvironment()->key.reveal(), QByteArray("key"));
    }

    void namesTheVariableThatIsMissing()
    {
        qputenv("ANTHROPIC_API_KEY", "  ");
        const auto none = credentialsFromEnvironment();
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::KeyMissing);
        QCOMPARE(none.error().args.value(u"variable"_s), u"ANTHROPIC_API_KEY"_s);
    }

    void readsTheBaseAddress()
    {
        QVERIFY(bw::claude::baseUrlFromEnvironment().isEmpty());
        qputenv("ANTHROPIC_BASE_URL", " http://localhost:1 ");
        QCOMPARE(bw::claude::baseUrlFromEnvironment(), u"http://localhost:1"_s);
    }
};

QTEST_GUILESS_MAIN(TstCredentials)
#include "tst_credentials.moc"
