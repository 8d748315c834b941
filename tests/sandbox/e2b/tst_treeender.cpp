// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/e2b/treeender.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw::sandbox;

namespace
{

/// What a bash says of its session that was started by these words.
QByteArray look(const QStringList &words)
{
    QProcess process;
    process.start(words.first(),
                  words.sliced(1) + QStringList {u"-c"_s, QString::fromLatin1(TreeEnder::lookAtSession)});
    process.waitForFinished();
    return process.readAllStandardOutput();
}

}  // namespace

class TestTreeEnder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsNothingInFrontOfACommandThatHasASessionOfItsOwn()
    {
        const QByteArray said = look({u"setsid"_s, u"--wait"_s, u"/bin/bash"_s});
        QCOMPARE(said, "own\n");
        QCOMPARE(TreeEnder::sessionMaker(said), QString());
        Command command;
        command.program = u"/bin/true"_s;
        command.args = {u"a b"_s};
        const Command sent = TreeEnder::inOwnSession(command, TreeEnder::sessionMaker(said));
        QCOMPARE(sent.program, command.program);
        QCOMPARE(sent.args, command.args);
    }

    void putsSetsidInFrontOfOneThatHasNone()
    {
        const QString maker = TreeEnder::sessionMaker(look({u"/bin/bash"_s}));
        QVERIFY2(maker.endsWith(u"/setsid"_s), qPrintable(maker));
        // What it makes of a command has a session of its own.
        Command command;
        command.program = u"/bin/bash"_s;
        const Command sent = TreeEnder::inOwnSession(command, maker);
        QCOMPARE(look(QStringList {sent.program} + sent.args), "own\n");
    }

    void goesWithoutWhereThereIsNoSetsid()
    {
        QCOMPARE(TreeEnder::sessionMaker("none\n"), QString());
        QCOMPARE(TreeEnder::sessionMaker({}), QString());
    }
};

QTEST_GUILESS_MAIN(TestTreeEnder)
#include "tst_treeender.moc"
