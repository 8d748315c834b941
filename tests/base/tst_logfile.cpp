// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logfile.h"

#include <QProcess>
#include <QtTest>

#include <thread>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_LogFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendsLinesToWhatIsThere();
    void isReadableOnlyByItsUser();
    void keepsFiveFilesOfFiveMegabytes();
    void oneFileStartsOver();
    void severalThreadsWriteWholeLines();
    void severalProcessesLoseNoLineWhileTheyRotate();
    void followsAFileThatAnotherProcessRotated();
    void refusesALinkInPlaceOfTheFile();
    void saysThatItCannotBeOpened();
    void aFailureIsToldOnceUntilAWriteWorksAgain();
};

namespace
{

QByteArrayList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArrayList lines = file.readAll().split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QStringList logsIn(const QString &folder) { return QDir(folder).entryList({u"a.log*"_s}, QDir::Files, QDir::Name); }

}  // namespace

void tst_LogFile::appendsLinesToWhatIsThere()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 2; ++i) {
        LogFile file(folder.filePath(u"a.log"_s), 1000, 2);
        QVERIFY(file.open());
        QVERIFY(file.add("line"));
    }
    QCOMPARE(linesOf(folder.filePath(u"a.log"_s)), QByteArrayList({"line", "line"}));
}

void tst_LogFile::isReadableOnlyByItsUser()
{
    const QTemporaryDir folder;
    LogFile file(folder.filePath(u"a.log"_s), 10, 2);
    QVERIFY(file.open());
    QVERIFY(file.add("0123456789"));
    QVERIFY(file.add("0123456789"));
    QCOMPARE(logsIn(folder.path()), QStringList({u"a.log"_s, u"a.log.1"_s}));
    for (const QString &name : logsIn(folder.path())) {
        struct stat info {};
        QCOMPARE(stat(QFile::encodeName(folder.filePath(name)).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
    }
}

void tst_LogFile::keepsFiveFilesOfFiveMegabytes()
{
    const QTemporaryDir folder;
    constexpr qint64 most = 5'000'000;
    LogFile file(folder.filePath(u"a.log"_s), most, 5);
    QVERIFY(file.open());
    const QByteArray filling(9'990, 'x');
    for (int i = 0; i < 3500; ++i)  // 35 MB: more than the five files hold
        QVERIFY(file.add(QByteArray::number(i).rightJustified(8, '0') + ' ' + filling));
    QCOMPARE(logsIn(folder.path()), QStringList({u"a.log"_s, u"a.log.1"_s, u"a.log.2"_s, u"a.log.3"_s, u"a.log.4"_s}));
    int expected = 3499;
    for (const QString &name : logsIn(folder.path())) {
        QVERIFY(QFileInfo(folder.filePath(name)).size() <= most);
        const QByteArrayList lines = linesOf(folder.filePath(name));
        for (qsizetype i = lines.size() - 1; i >= 0; --i)
            QCOMPARE(lines.at(i).left(8).toInt(), expected--);
    }
    QVERIFY(expected < 1500);  // the newest 20 MB and more are there
}

void tst_LogFile::oneFileStartsOver()
{
    const QTemporaryDir folder;
    LogFile file(folder.filePath(u"a.log"_s), 30, 1);
    QVERIFY(file.open());
    for (int i = 0; i < 10; ++i)
        QVERIFY(file.add("line " + QByteArray::number(i)));
    QCOMPARE(logsIn(folder.path()), QStringList(u"a.log"_s));
    QCOMPARE(linesOf(folder.filePath(u"a.log"_s)).last(), QByteArray("line 9"));
}

void tst_LogFile::severalThreadsWriteWholeLines()
{
    const QTemporaryDir folder;
    LogFile file(folder.filePath(u"a.log"_s), 20'000, 50);
    QVERIFY(file.open());
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&file, t] {
                for (int i = 0; i < 500; ++i)
                    (void)file.add(QByteArray(60, static_cast<char>('a' + t)));
            });
    }
    int lines = 0;
    for (const QString &name : logsIn(folder.path()))
        for (const QByteArray &line : linesOf(folder.filePath(name))) {
            QCOMPARE(line, QByteArray(60, line.at(0)));
            ++lines;
        }
    QCOMPARE(lines, 2000);
}

void tst_LogFile::severalProcessesLoseNoLineWhileTheyRotate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.log"_s);
    const QString child = QCoreApplication::applicationDirPath() + u"/bw_base_child"_s;
    std::vector<std::unique_ptr<QProcess>> processes;
    for (int i = 0; i < 4; ++i) {
        processes.push_back(std::make_unique<QProcess>());
        processes.back()->start(child, {u"log"_s, path, u"p%1"_s.arg(i), u"2000"_s});
    }
    for (const auto &process : processes) {
        QVERIFY(process->waitForFinished());
        QCOMPARE(process->exitCode(), 0);
    }
    QSet<QByteArray> seen;
    for (const QString &name : logsIn(folder.path()))
        for (const QByteArray &line : linesOf(folder.filePath(name))) {
            QVERIFY2(line.endsWith(' ' + QByteArray(80, 'x')) && line.startsWith('p'), line.constData());
            seen.insert(line.left(line.size() - 81));
        }
    QCOMPARE(seen.size(), 8000);
    QVERIFY(logsIn(folder.path()).size() > 10);
}

void tst_LogFile::followsAFileThatAnotherProcessRotated()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.log"_s);
    LogFile first(path, 40, 3);
    LogFile second(path, 40, 3);
    QVERIFY(first.open());
    QVERIFY(second.open());
    for (int i = 0; i < 4; ++i)
        QVERIFY(first.add("from the first"));
    QVERIFY(second.add("from the other"));
    QVERIFY(second.add("from the other"));
    // The second held the file that is .1 by now, and must not have renamed the new one away for that.
    QCOMPARE(logsIn(folder.path()), QStringList({u"a.log"_s, u"a.log.1"_s, u"a.log.2"_s}));
    QCOMPARE(linesOf(path).last(), QByteArray("from the other"));
}

void tst_LogFile::refusesALinkInPlaceOfTheFile()
{
    const QTemporaryDir folder;
    const QString victim = folder.filePath(u"victim"_s);
    QVERIFY(QFile::link(victim, folder.filePath(u"a.log"_s)));
    LogFile file(folder.filePath(u"a.log"_s), 1000, 2);
    QVERIFY(!file.open());
    QVERIFY(!QFile::exists(victim));
}

void tst_LogFile::saysThatItCannotBeOpened()
{
    LogFile file(u"/proc/self/none/a.log"_s, 1000, 2);
    const Status status = file.open();
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(status.error().args.value(u"path"_s), u"/proc/self/none/a.log"_s);
}

void tst_LogFile::aFailureIsToldOnceUntilAWriteWorksAgain()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"later"_s);
    LogFile file(place + u"/a.log"_s, 1000, 2);
    QVERIFY(!file.open());
    QVERIFY(!file.add("lost"));
    QVERIFY(file.add("lost, and nobody is told again"));
    QVERIFY(QDir().mkdir(place));
    QVERIFY(file.add("kept"));
    QCOMPARE(linesOf(place + u"/a.log"_s), QByteArrayList {"kept"});
}

QTEST_GUILESS_MAIN(tst_LogFile)
#include "tst_logfile.moc"
