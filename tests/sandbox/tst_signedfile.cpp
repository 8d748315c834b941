// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/signedfile.h"

#include <QUrlQuery>
#include <QtTest>

using namespace bw;
using namespace bw::sandbox;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray token = "0tQG31xiMp0IOQfaz9dcwi72L1CPo8e0";

}  // namespace

class TestSignedFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsAsEnvdDoes_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("write");
        QTest::addColumn<QString>("user");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("a user") << u"hello.txt"_s << false << u"user"_s << qint64(0)
                                << QByteArray("v1_gUtH/s9YCJWgCizjfUxuWfhFE4QSydOWEIIvfLwDr6E");
        QTest::newRow("no user") << u"hello.txt"_s << false << QString() << qint64(0)
                                 << QByteArray("v1_SnvZASdG5vD8p9rpaldX3434NfwgRVsYsvzCBL6oZbc");
        QTest::newRow("with an end") << u"/home/user/a b.txt"_s << true << u"root"_s << qint64(1'700'000'000)
                                     << QByteArray("v1_40vFR0zgxl/vlrXsNwLeAxJR2pzlWcYq2/M3I5oEWBM");
    }

    void signsAsEnvdDoes()
    {
        QFETCH(QString, path);
        QFETCH(bool, write);
        QFETCH(QString, user);
        QFETCH(qint64, end);
        QFETCH(QByteArray, signature);
        const SignedFile file {path, write ? FileAccess::Write : FileAccess::Read, user,
                               end > 0 ? std::optional(end) : std::nullopt};
        QCOMPARE(file.signature(SecretString(token)), signature);
    }

    void theAddressIsReadAsItWasMeant()
    {
        const SignedFile file {u"/home/user/a b+c&d=e.txt"_s, FileAccess::Write, u"root"_s, 1'700'000'000};
        const SecretString address = file.address(QUrl(u"https://49983-i1.e2b.app/"_s), SecretString(token));
        QVERIFY(!address.reveal().contains('+') && !address.reveal().contains(token));
        const QUrl url(QString::fromUtf8(address.reveal()), QUrl::StrictMode);
        QVERIFY(url.isValid());
        QCOMPARE(url.host(), u"49983-i1.e2b.app"_s);
        QCOMPARE(url.path(), u"/files"_s);
        const QUrlQuery query(url);
        QCOMPARE(query.queryItemValue(u"path"_s, QUrl::FullyDecoded), file.path);
        QCOMPARE(query.queryItemValue(u"username"_s), u"root"_s);
        QCOMPARE(query.queryItemValue(u"signature"_s, QUrl::FullyDecoded).toUtf8(),
                 file.signature(SecretString(token)));
        QCOMPARE(query.queryItemValue(u"signature_expiration"_s), u"1700000000"_s);
    }

    void whatIsLeftOutStandsInNeither()
    {
        const SignedFile file {u"hello.txt"_s, FileAccess::Read, {}, {}};
        const QByteArray address = file.address(QUrl(u"http://127.0.0.1:1"_s), SecretString(token)).reveal();
        QVERIFY(!address.contains("username") && !address.contains("expiration"));
        QVERIFY(address.startsWith("http://127.0.0.1:1/files?path=hello.txt&signature=v1_"));
    }
};

QTEST_GUILESS_MAIN(TestSignedFile)
#include "tst_signedfile.moc"
