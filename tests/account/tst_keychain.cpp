// SPDX-License-Identifier: GPL-3.0-or-later
#include "account/keychainsecretstore.h"
#include "base/redactor.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bw::account;

/// Runs inside a session bus of its own with an unlocked keyring (keychain.sh).
class tst_Keychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMissingSecretIsEmpty();
    void keepsReadsAndRemoves_data();
    void keepsReadsAndRemoves();
    void replacesWhatWasKept();
    void namesDoNotMix();
};

namespace
{

const QString name = u"ANTHROPIC_API_KEY"_s;

}  // namespace

void tst_Keychain::aMissingSecretIsEmpty()
{
    KeychainSecretStore store;
    QVERIFY(KeychainSecretStore::isPossible());
    const auto read = store.read(u"never written"_s);
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QVERIFY(read->isEmpty());
    QVERIFY(store.remove(u"never written"_s));
}

void tst_Keychain::keepsReadsAndRemoves_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("text") << QByteArray("a secret in the keyring");
    QTest::newRow("unicode") << QByteArray("\xc3\xa4\xf0\x9f\x98\x80 keyring");
    QTest::newRow("long") << QByteArray(10'000, 'k');
}

void tst_Keychain::keepsReadsAndRemoves()
{
    QFETCH(QByteArray, secret);
    KeychainSecretStore store;
    const Status written = store.write(name, SecretString(secret));
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    const auto read = KeychainSecretStore().read(name);
    QVERIFY(read);
    QCOMPARE(read->reveal(), secret);
    QCOMPARE(Redactor::redact(secret), QByteArray("[redacted]"));
    QVERIFY(store.remove(name));
    QVERIFY(store.read(name)->isEmpty());
    QVERIFY(store.remove(name));
}

void tst_Keychain::replacesWhatWasKept()
{
    KeychainSecretStore store;
    QVERIFY(store.write(name, SecretString("the first one")));
    QVERIFY(store.write(name, SecretString("the second one")));
    QCOMPARE(store.read(name)->reveal(), QByteArray("the second one"));
    QVERIFY(store.remove(name));
}

void tst_Keychain::namesDoNotMix()
{
    KeychainSecretStore store;
    QVERIFY(store.write(name, SecretString("of the one name")));
    QVERIFY(store.write(u"E2B_API_KEY"_s, SecretString("of the other name")));
    QVERIFY(store.remove(name));
    QCOMPARE(store.read(u"E2B_API_KEY"_s)->reveal(), QByteArray("of the other name"));
    QVERIFY(store.read(name)->isEmpty());
    QVERIFY(store.remove(u"E2B_API_KEY"_s));
}

QTEST_GUILESS_MAIN(tst_Keychain)
#include "tst_keychain.moc"
