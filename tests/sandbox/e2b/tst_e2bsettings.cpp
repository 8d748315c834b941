// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/cloudidentity.h"
#include "sandbox/e2b/cloudvalues.h"
#include "sandbox/e2b/e2bsettings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::sandbox;

class TestE2bSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"E2B_API_KEY", "E2B_DOMAIN", "E2B_API_URL", "E2B_SANDBOX_URL", "E2B_DEBUG"})
            qunsetenv(name);
    }

    void nothingSetMeansTheHostedServiceAndNoKey()
    {
        const auto settings = E2bSettings::fromEnvironment();
        QCOMPARE(settings.check().error().code, ErrorCode::KeyMissing);
        QCOMPARE(settings.check().error().args.value(u"variable"_s), u"E2B_API_KEY"_s);
        QCOMPARE(settings.controlPlane(), QUrl(u"https://api.e2b.app"_s));
        QCOMPARE(settings.daemon(u"iabc"_s, {}), QUrl(u"https://sandbox.e2b.app"_s));
        QCOMPARE(settings.port(u"iabc"_s, {}, 5173), QUrl(u"https://5173-iabc.e2b.app"_s));
    }

    void anotherDomainIsReachedByHostNames()
    {
        qputenv("E2B_DOMAIN", "cloud.example.org");
        const auto settings = E2bSettings::fromEnvironment();
        QCOMPARE(settings.controlPlane(), QUrl(u"https://api.cloud.example.org"_s));
        QCOMPARE(settings.daemon(u"iabc"_s, {}), QUrl(u"https://49983-iabc.cloud.example.org"_s));
        QCOMPARE(settings.daemon(u"iabc"_s, u"e2b.dev"_s), QUrl(u"https://sandbox.e2b.dev"_s));
        QCOMPARE(settings.port(u"iabc"_s, u"eu.example.org"_s, 80), QUrl(u"https://80-iabc.eu.example.org"_s));
    }

    void wholeAddressesWinOverTheDomain()
    {
        qputenv("E2B_API_KEY", "e2b_0011223344");
        qputenv("E2B_API_URL", "http://127.0.0.1:3900");
        qputenv("E2B_SANDBOX_URL", "http://127.0.0.1:3902");
        const auto settings = E2bSettings::fromEnvironment();
        QVERIFY(settings.check().has_value());
        QCOMPARE(settings.controlPlane(), QUrl(u"http://127.0.0.1:3900"_s));
        QCOMPARE(settings.daemon(u"iabc"_s, u"e2b.dev"_s), QUrl(u"http://127.0.0.1:3902"_s));
    }

    void debugNeedsNoKey()
    {
        qputenv("E2B_DEBUG", "True");
        const auto settings = E2bSettings::fromEnvironment();
        QVERIFY(settings.check().has_value());
        QCOMPARE(settings.controlPlane(), QUrl(u"http://localhost:3000"_s));
        QCOMPARE(settings.daemon(u"iabc"_s, {}), QUrl(u"http://localhost:49983"_s));
        QCOMPARE(settings.port(u"iabc"_s, {}, 5173), QUrl(u"http://localhost:5173"_s));
    }

    void anAddressThatIsNoneIsRefused()
    {
        qputenv("E2B_API_KEY", "e2b_0011223344");
        qputenv("E2B_SANDBOX_URL", "sandboxes");
        QCOMPARE(E2bSettings::fromEnvironment().check().error().code, ErrorCode::InvalidArgument);
    }

    void metadataIsEncodedThreeTimes()
    {
        QCOMPARE(metadataQuery({{u"a b"_s, u"x&y=z"_s}}), "a%252520b%3Dx%252526y%25253Dz");
        QCOMPARE(metadataQuery({{u"k"_s, u"v"_s}, {u"l"_s, u"w"_s}}), "k%3Dv%26l%3Dw");
    }

    void aDataDirectoryKeepsItsIdAndACopyIsAnother()
    {
        QTemporaryDir folder;
        const QString first = folder.filePath(u"first"_s);
        const QString second = folder.filePath(u"second"_s);
        QDir().mkpath(first);
        QDir().mkpath(second);
        QVERIFY(CloudIdentity(first).id().isEmpty());
        const auto taken = CloudIdentity(first).take(u"one"_s);
        QVERIFY(taken.has_value());
        QCOMPARE(CloudIdentity(first).take(u"two"_s).value(), *taken);
        QCOMPARE(CloudIdentity(first).id(), *taken);
        QCOMPARE(CloudIdentity(first).lastOwner(), u"two"_s);
        QVERIFY(QFile::copy(first + u"/e2b.json"_s, second + u"/e2b.json"_s));
        QVERIFY(CloudIdentity(second).id() != *taken);
        QCOMPARE(QFile(first + u"/e2b.json"_s).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    }
};

QTEST_GUILESS_MAIN(TestE2bSettings)
#include "tst_e2bsettings.moc"
