// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/crashreport.h"

#include <QProcess>
#include <QtTest>

#include <csignal>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_CrashReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCrashLeavesVersionStackAndNewestLines_data();
    void aCrashLeavesVersionStackAndNewestLines();
    void theProcessEndsAsItWouldHave();
    void aReportIsTakenOnce();
    void onlyTheNewestTenAreKept();
    void nothingIsThereWithoutACrash();
};

namespace
{

const QByteArray secret = "the secret of the crashing one";

int crash(const QString &folder, const QString &how)
{
    QProcess child;
    child.start(QCoreApplication::applicationDirPath() + u"/bw_base_child"_s,
                {u"crash"_s, folder, how, QString::fromLatin1(secret)});
    if (!child.waitForFinished(15'000) || child.exitStatus() != QProcess::CrashExit)
        return -1;
    return child.exitCode();  // of a process that a signal ended, this is the signal
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

void tst_CrashReport::aCrashLeavesVersionStackAndNewestLines_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("segv") << QByteArray("SIGSEGV");
    QTest::newRow("abort") << QByteArray("SIGABRT");
    QTest::newRow("fpe") << QByteArray("SIGFPE");
    QTest::newRow("overflow") << QByteArray("SIGSEGV");
}

void tst_CrashReport::aCrashLeavesVersionStackAndNewestLines()
{
    QFETCH(QByteArray, name);
    const QTemporaryDir folder;
    QVERIFY(crash(folder.path(), QString::fromLatin1(QTest::currentDataTag())) > 0);
    const QStringList reports = takeNewCrashReports(folder.path());
    QCOMPARE(reports.size(), 1);
    const QByteArray report = contentOf(reports.first());
    QVERIFY2(report.startsWith("Buildwright " BUILDWRIGHT_VERSION " ended by " + name + '\n'),
             report.left(80).constData());
    const qsizetype stack = report.indexOf("\nStack\n");
    const qsizetype lines = report.indexOf("\nNewest log lines\n");
    QVERIFY(stack > 0 && lines > stack);
    QVERIFY(report.sliced(stack, lines - stack).count("bw_base_child") >= 2);
    QCOMPARE(report.sliced(lines + 18).count('\n'), 100);
    QVERIFY(report.contains("line 149 with [redacted]."));
    QVERIFY(report.contains("line 50 with [redacted]."));
    QVERIFY(!report.contains("line 49 with"));
    QVERIFY(!report.contains(secret));
    struct stat info {};
    QCOMPARE(stat(QFile::encodeName(reports.first()).constData(), &info), 0);
    QCOMPARE(info.st_mode & 0777U, 0600U);
}

void tst_CrashReport::theProcessEndsAsItWouldHave()
{
    const QTemporaryDir folder;
    QCOMPARE(crash(folder.path(), u"segv"_s), SIGSEGV);
    QCOMPARE(crash(folder.path(), u"abort"_s), SIGABRT);
}

void tst_CrashReport::aReportIsTakenOnce()
{
    const QTemporaryDir folder;
    QVERIFY(crash(folder.path(), u"abort"_s) > 0);
    const QStringList first = takeNewCrashReports(folder.path());
    QCOMPARE(first.size(), 1);
    QCOMPARE(takeNewCrashReports(folder.path()), QStringList());
    QVERIFY(QFile::exists(first.first()));
    QVERIFY(crash(folder.path(), u"abort"_s) > 0);
    const QStringList second = takeNewCrashReports(folder.path());
    QCOMPARE(second.size(), 1);
    QVERIFY(second != first);
}

void tst_CrashReport::onlyTheNewestTenAreKept()
{
    const QTemporaryDir folder;
    for (int i = 10; i < 25; ++i) {
        QFile file(folder.filePath(u"crash-202601%1T000000Z-1.txt"_s.arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const QStringList taken = takeNewCrashReports(folder.path());
    QCOMPARE(taken.size(), 10);
    QVERIFY(taken.first().endsWith(u"crash-20260115T000000Z-1.txt"_s));
    QVERIFY(taken.last().endsWith(u"crash-20260124T000000Z-1.txt"_s));
    QCOMPARE(QDir(folder.path()).entryList({u"crash-*.txt"_s}).size(), 10);
}

void tst_CrashReport::nothingIsThereWithoutACrash()
{
    const QTemporaryDir folder;
    QCOMPARE(takeNewCrashReports(folder.path()), QStringList());
    QCOMPARE(takeNewCrashReports(folder.filePath(u"missing"_s)), QStringList());
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(tst_CrashReport)
#include "tst_crashreport.moc"
