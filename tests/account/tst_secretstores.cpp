// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/environmentsecretstore.h"
#include "account/keychainsecretstore.h"
#include "base/redactor.h"

#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::account;

/// What holds in every environment; tst_keychain needs a keyring and has one made for it.
class tst_SecretStores : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theEnvironmentGivesOnlyKnownNames();
    void theEnvironmentKeepsNothing();
    void whatWasReadIsRedacted();
    void withoutASessionBusThereIsNoKeyring();
};

void tst_SecretStores::theEnvironmentGivesOnlyKnownNames()
{
    EnvironmentSecretStore store;
    for (const char *name : secretNames) {
        const QByteArray before = qgetenv(name);
        qputenv(name, " the value of it\n");
        const auto read = store.read(QString::fromLatin1(name));
        QVERIFY(read);
        QCOMPARE(read->reveal(), QByteArray("the value of it"));
        qunsetenv(name);
        QVERIFY(store.read(QString::fromLatin1(name))->isEmpty());
        if (!before.isEmpty())
            qputenv(name, before);
    }
    QVERIFY(qEnvironmentVariableIsSet("PATH"));
    QVERIFY(store.read(u"PATH"_s)->isEmpty());
}

void tst_SecretStores::theEnvironmentKeepsNothing()
{
    EnvironmentSecretStore store;
    const Status written = store.write(u"E2B_API_KEY"_s, SecretString("secret value"));
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::Unsupported);
    QVERIFY(store.remove(u"E2B_API_KEY"_s));
}

void tst_SecretStores::whatWasReadIsRedacted()
{
    const QByteArray before = qgetenv("E2B_API_KEY");
    qputenv("E2B_API_KEY", "a key that has no shape");
    QVERIFY(EnvironmentSecretStore().read(u"E2B_API_KEY"_s));
    before.isEmpty() ? qunsetenv("E2B_API_KEY") : qputenv("E2B_API_KEY", before);
    QCOMPARE(Redactor::redact(u"x a key that has no shape x"_s), u"x [redacted] x"_s);
}

void tst_SecretStores::withoutASessionBusThereIsNoKeyring()
{
    const QByteArray before = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    KeychainSecretStore store;
    if (!KeychainSecretStore::isPossible()) {
        QVERIFY(store.read(u"E2B_API_KEY"_s)->isEmpty());
        const Status written = store.write(u"E2B_API_KEY"_s, SecretString("secret value"));
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Unsupported);
        QVERIFY(store.remove(u"E2B_API_KEY"_s));
    }
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    QVERIFY(KeychainSecretStore::isPossible());
    before.isEmpty() ? qunsetenv("DBUS_SESSION_BUS_ADDRESS") : qputenv("DBUS_SESSION_BUS_ADDRESS", before);
}

QTEST_GUILESS_MAIN(tst_SecretStores)
#include "tst_secretstores.moc"
