// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"

#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;

class tst_Process : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leavesNoCoreAndNoFileForOthersAndTakesFilesEnough_data();
    void leavesNoCoreAndNoFileForOthersAndTakesFilesEnough();
};

void tst_Process::leavesNoCoreAndNoFileForOthersAndTakesFilesEnough_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QByteArray>("expected");  // dumpable, largest core file, umask, files enough
    QTest::newRow("not dumpable") << u"not"_s << QByteArray("0 0 77 1");
    QTest::newRow("dumpable") << u"dumpable"_s << QByteArray("1 0 77 1");
}

void tst_Process::leavesNoCoreAndNoFileForOthersAndTakesFilesEnough()
{
    QFETCH(QString, choice);
    QFETCH(QByteArray, expected);
    QProcess child;
    child.start(QCoreApplication::applicationDirPath() + u"/bw_base_child"_s, {u"harden"_s, choice});
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.readAllStandardOutput().trimmed(), expected);
}

QTEST_GUILESS_MAIN(tst_Process)
#include "tst_process.moc"
