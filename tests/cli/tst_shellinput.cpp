// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellinput.h"

#include <QtTest>

using Sign = bw::cli::ShellInput::LeaveSign;

class TestShellInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTildeAndAFullStopAtTheBeginningOfALineLeave_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("passed");
        QTest::addColumn<bool>("leaves");
        QTest::newRow("text") << QByteArray("ls -l\r") << QByteArray("ls -l\r") << false;
        QTest::newRow("at once") << QByteArray("~.") << QByteArray() << true;
        QTest::newRow("behind a line") << QByteArray("ls\r~.more") << QByteArray("ls\r") << true;
        QTest::newRow("in a line") << QByteArray("a~.") << QByteArray("a~.") << false;
        QTest::newRow("a folder") << QByteArray("\r~/x\r") << QByteArray("\r~/x\r") << false;
        QTest::newRow("one that is meant") << QByteArray("\r~~.") << QByteArray("\r~.") << false;
        QTest::newRow("a path of a user") << QByteArray("cd ~\r~root\r") << QByteArray("cd ~\r~root\r") << false;
    }

    void aTildeAndAFullStopAtTheBeginningOfALineLeave()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, passed);
        QFETCH(bool, leaves);
        Sign whole;
        bool wants = false;
        QCOMPARE(whole.pass(typed, wants), passed);
        QCOMPARE(wants, leaves);
        // Key by key.
        Sign single;
        QByteArray text;
        wants = false;
        for (qsizetype i = 0; i < typed.size() && !wants; ++i)
            text += single.pass(typed.sliced(i, 1), wants);
        QCOMPARE(text, passed);
        QCOMPARE(wants, leaves);
    }
};

QTEST_GUILESS_MAIN(TestShellInput)
#include "tst_shellinput.moc"
