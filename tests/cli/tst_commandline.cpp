// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QTest>

using namespace bw::cli;
using namespace Qt::StringLiterals;

class tst_CommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesOptionsBeforeAndAfterTheCommand();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void everyCommandHasHelpThatNamesItsOptions();
    void optionsAreNeverShortened();
    void doubleDashEndsOptions();
    void whatStandsBehindABuildIsTheCommandsOwn_data();
    void whatStandsBehindABuildIsTheCommandsOwn();
};

void tst_CommandLine::takesOptionsBeforeAndAfterTheCommand()
{
    const ParsedLine line = parseLine({u"--data"_s, u"/tmp/d"_s, u"show"_s, u"last"_s, u"--json"_s}, commandTable());
    QVERIFY2(line.error.isEmpty(), qPrintable(line.error));
    QCOMPARE(QString::fromLatin1(line.command->name), u"show"_s);
    QCOMPARE(line.arguments, QStringList {u"last"_s});
    QCOMPARE(line.options.value(u"data"_s), u"/tmp/d"_s);
    QVERIFY(line.json());
}

void tst_CommandLine::saysWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown command") << QStringList {u"bild"_s} << u"bild"_s;
    QTest::newRow("unknown option") << QStringList {u"builds"_s, u"--jason"_s} << u"--jason"_s;
    QTest::newRow("short option") << QStringList {u"builds"_s, u"-j"_s} << u"-j"_s;
    QTest::newRow("missing value") << QStringList {u"build"_s, u"--spec"_s} << u"--spec"_s;
    QTest::newRow("value for a switch") << QStringList {u"builds"_s, u"--json=yes"_s} << u"--json"_s;
    QTest::newRow("missing argument") << QStringList {u"show"_s} << u"ID"_s;
    QTest::newRow("too many arguments") << QStringList {u"show"_s, u"a"_s, u"b"_s} << u"b"_s;
    QTest::newRow("given twice") << QStringList {u"builds"_s, u"--data"_s, u"a"_s, u"--data=b"_s} << u"--data"_s;
}

void tst_CommandLine::saysWhatIsWrong()
{
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    const ParsedLine line = parseLine(words, commandTable());
    QVERIFY(!line.error.isEmpty());
    QVERIFY2(line.error.contains(named), qPrintable(line.error));
}

void tst_CommandLine::everyCommandHasHelpThatNamesItsOptions()
{
    const QString general = generalHelp(commandTable());
    for (const CommandInfo &command : commandTable()) {
        const QString help = commandHelp(command);
        for (const OptionInfo &option : command.options)
            QVERIFY2(help.contains(u"--"_s + QString::fromLatin1(option.name)), command.name);
        QCOMPARE(general.contains(u"\n  "_s + QString::fromLatin1(command.name)), !command.hidden);
        QVERIFY(parseLine({QString::fromLatin1(command.name), u"--help"_s}, commandTable()).help);
    }
}

void tst_CommandLine::optionsAreNeverShortened()
{
    QVERIFY(!parseLine({u"builds"_s, u"--js"_s}, commandTable()).error.isEmpty());
}

void tst_CommandLine::doubleDashEndsOptions()
{
    const ParsedLine line = parseLine({u"show"_s, u"--"_s, u"--json"_s}, commandTable());
    QVERIFY2(line.error.isEmpty(), qPrintable(line.error));
    QCOMPARE(line.arguments, QStringList {u"--json"_s});
    QVERIFY(!line.json());
}

void tst_CommandLine::whatStandsBehindABuildIsTheCommandsOwn_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("json");
    QTest::newRow("a shell") << QStringList {u"shell"_s, u"last"_s} << QStringList {u"last"_s} << false;
    QTest::newRow("options of the command")
        << QStringList {u"shell"_s, u"last"_s, u"ls"_s, u"-la"_s, u"--json"_s, u"--data=x"_s}
        << QStringList {u"last"_s, u"ls"_s, u"-la"_s, u"--json"_s, u"--data=x"_s} << false;
    QTest::newRow("options of ours in front")
        << QStringList {u"--data"_s, u"d"_s, u"shell"_s, u"--json"_s, u"last"_s, u"ls"_s, u"--help"_s}
        << QStringList {u"last"_s, u"ls"_s, u"--help"_s} << true;
    QTest::newRow("the first double dash is ours")
        << QStringList {u"shell"_s, u"last"_s, u"--"_s, u"ls"_s, u"--"_s, u"-x"_s}
        << QStringList {u"last"_s, u"ls"_s, u"--"_s, u"-x"_s} << false;
}

void tst_CommandLine::whatStandsBehindABuildIsTheCommandsOwn()
{
    QFETCH(QStringList, words);
    QFETCH(QStringList, arguments);
    QFETCH(bool, json);
    const ParsedLine line = parseLine(words, commandTable());
    QVERIFY2(line.error.isEmpty(), qPrintable(line.error));
    QCOMPARE(line.arguments, arguments);
    QCOMPARE(line.json(), json);
    QVERIFY(!line.help);
    QVERIFY(line.command && QByteArrayView(line.command->name) == "shell");
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
