// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

#include "base/json.h"
#include "base/logring.h"
#include "base/secretstring.h"

#include <QtTest>

#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bw;

namespace
{
Q_LOGGING_CATEGORY(logOne, "bw.one")
Q_LOGGING_CATEGORY(logTwo, "bw.two")
}  // namespace

class tst_Logging : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyLineIsAnObject();
    void levelsHaveKeys();
    void aContextNamesBuildAndRequest();
    void aContextBelongsToItsThread();
    void secretsNeverReachTheFile();
    void oddTextStaysOneLine();
    void theLevelIsInfoUnlessOneIsAskedFor_data();
    void theLevelIsInfoUnlessOneIsAskedFor();
    void rulesForSingleCategories();
    void theNewestLinesAreKeptInMemory();
    void goesOnWithoutAFile();

private:
    void start(bool verbose = false);
    QList<Json> lines() const;
    std::unique_ptr<QTemporaryDir> m_folder;
    QByteArray m_wish;
};

void tst_Logging::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_wish = qgetenv("BUILDWRIGHT_LOG");
    qunsetenv("BUILDWRIGHT_LOG");
}

void tst_Logging::cleanup()
{
    stopLogging();
    qputenv("BUILDWRIGHT_LOG", m_wish);
}

void tst_Logging::start(bool verbose)
{
    LogOptions options;
    options.folder = m_folder->path();
    options.verbose = verbose;
    const Status started = startLogging(options);
    QVERIFY(started);
}

QList<Json> tst_Logging::lines() const
{
    QFile file(m_folder->filePath(u"buildwright.log"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Json> list;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (!line.isEmpty())
            list << parseJson(line).value_or(Json("not JSON"));
    return list;
}

void tst_Logging::everyLineIsAnObject()
{
    start();
    qCInfo(logOne, "hello \"world\"\\");
    qInfo("without a category");
    const auto found = lines();
    QCOMPARE(found.size(), 2);
    QCOMPARE(jsonString(found.at(0), "text"), u"hello \"world\"\\"_s);
    QCOMPARE(jsonString(found.at(0), "category"), u"bw.one"_s);
    QCOMPARE(jsonString(found.at(0), "level"), u"info"_s);
    QVERIFY(!found.at(0).contains("build"));
    QVERIFY(!found.at(0).contains("request"));
    QCOMPARE(jsonString(found.at(1), "category"), u"default"_s);
    static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"_s);
    QVERIFY(time.match(jsonString(found.at(0), "time")).hasMatch());
}

void tst_Logging::levelsHaveKeys()
{
    qputenv("BUILDWRIGHT_LOG", "debug");
    start();
    qCDebug(logOne, "1");
    qCInfo(logOne, "2");
    qCWarning(logOne, "3");
    qCCritical(logOne, "4");
    QStringList levels;
    for (const Json &line : lines())
        levels << jsonString(line, "level");
    QCOMPARE(levels, QStringList({u"debug"_s, u"info"_s, u"warning"_s, u"error"_s}));
}

void tst_Logging::aContextNamesBuildAndRequest()
{
    start();
    {
        const LogContext outer(u"b1"_s);
        qCInfo(logOne, "1");
        {
            const LogContext inner({}, u"req_1"_s);
            qCInfo(logOne, "2");
            const LogContext other(u"b2"_s, u"req_2"_s);
            qCInfo(logOne, "3");
        }
        qCInfo(logOne, "4");
    }
    qCInfo(logOne, "5");
    QStringList found;
    for (const Json &line : lines())
        found << jsonString(line, "build", u"-"_s) + u' ' + jsonString(line, "request", u"-"_s);
    QCOMPARE(found, QStringList({u"b1 -"_s, u"b1 req_1"_s, u"b2 req_2"_s, u"b1 -"_s, u"- -"_s}));
}

void tst_Logging::aContextBelongsToItsThread()
{
    start();
    const LogContext here(u"here"_s);
    std::jthread([] { qCInfo(logOne, "there"); }).join();
    QCOMPARE(lines().size(), 1);
    QVERIFY(!lines().at(0).contains("build"));
}

void tst_Logging::secretsNeverReachTheFile()
{
    start(false);
    const SecretString secret("a secret of this test");
    qCInfo(logOne, "key %s in base64 %s", secret.reveal().constData(), secret.reveal().toBase64().constData());
    qCInfo(logOne).noquote() << u"Authorization: Bearer abcdef"_s;
    QFile file(m_folder->filePath(u"buildwright.log"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.contains(secret.reveal()));
    QVERIFY(!bytes.contains(secret.reveal().toBase64().left(24)));
    QVERIFY(!bytes.contains("abcdef"));
    QCOMPARE(bytes.count("[redacted]"), 3);
}

void tst_Logging::oddTextStaysOneLine()
{
    start();
    const QString odd = u"a\nb\r\tc\0d\u001b[31m \u2028 \U0001f600 "_s + QChar(0xd800);
    qCInfo(logOne).noquote() << odd;
    const auto found = lines();
    QCOMPARE(found.size(), 1);
    QVERIFY(jsonString(found.at(0), "text").startsWith(u"a\nb\r\tc"_s));
    QVERIFY(jsonString(found.at(0), "text").contains(u"\U0001f600"_s));
}

void tst_Logging::theLevelIsInfoUnlessOneIsAskedFor_data()
{
    QTest::addColumn<QByteArray>("wish");
    QTest::addColumn<bool>("verbose");
    QTest::addColumn<int>("lines");
    QTest::newRow("nothing") << QByteArray() << false << 3;
    QTest::newRow("debug") << QByteArray("debug") << false << 4;
    QTest::newRow("info") << QByteArray("info") << false << 3;
    QTest::newRow("warning") << QByteArray("Warning") << false << 2;
    QTest::newRow("error") << QByteArray(" error ") << false << 1;
}

void tst_Logging::theLevelIsInfoUnlessOneIsAskedFor()
{
    QFETCH(QByteArray, wish);
    QFETCH(bool, verbose);
    QFETCH(int, lines);
    qputenv("BUILDWRIGHT_LOG", wish);
    start(verbose);
    qCDebug(logOne, "debug");
    qCInfo(logOne, "info");
    qCWarning(logOne, "warning");
    qCCritical(logOne, "error");
    QCOMPARE(this->lines().size(), lines);
}

void tst_Logging::rulesForSingleCategories()
{
    qputenv("BUILDWRIGHT_LOG", "bw.one.debug=true;bw.two.info=false");
    start();
    qCDebug(logOne, "shown");
    qCDebug(logTwo, "hidden");
    qCInfo(logTwo, "hidden");
    qCWarning(logTwo, "shown");
    QCOMPARE(lines().size(), 2);
    for (const Json &line : lines())
        QCOMPARE(jsonString(line, "text"), u"shown"_s);
}

void tst_Logging::theNewestLinesAreKeptInMemory()
{
    start();
    for (int i = 0; i < 250; ++i)
        qCInfo(logOne, "number %d %s", i, QByteArray(i == 249 ? 5000 : 1, 'z').constData());
    QFile kept(m_folder->filePath(u"ring"_s));
    QVERIFY(kept.open(QIODevice::ReadWrite));
    logRing().writeTo(kept.handle());
    kept.seek(0);
    const QByteArrayList lines = kept.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), qsizetype(LogRing::lines));
    QVERIFY(lines.first().contains("number 150 "));
    QVERIFY(lines.last().contains("number 249 "));
    QCOMPARE(lines.last().size(), qsizetype(LogRing::lineBytes));
}

void tst_Logging::goesOnWithoutAFile()
{
    LogOptions options;
    options.folder = u"/proc/self/none"_s;
    const Status started = startLogging(options);
    QVERIFY(!started);
    QCOMPARE(started.error().code, ErrorCode::FileUnwritable);
    qCInfo(logOne, "into memory");
    QFile kept(m_folder->filePath(u"ring"_s));
    QVERIFY(kept.open(QIODevice::ReadWrite));
    logRing().writeTo(kept.handle());
    kept.seek(0);
    QVERIFY(kept.readAll().trimmed().split('\n').last().contains("into memory"));
}

QTEST_GUILESS_MAIN(tst_Logging)
#include "tst_logging.moc"
