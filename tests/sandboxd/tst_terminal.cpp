// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/plainsandbox.h"
#include "sandboxd/terminal.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Programs with a terminal, of the daemon alone.
class TestTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isTheControllingTerminalOfItsProgram();
    void tellsTheProgramItsNewSize();
    void interruptsTheJobInFront();
    void endsAtTheEndOfInput();
    void tellsHowTheProgramEnded();
    void endsThoughAJobInTheBackgroundKeepsIt();
    void killsTheWholeTree();
    void waitsForNoReaderWhenItIsResized();
    void showsAllThatWasWrittenBeforeTheEnd();
    void refusesWhatIsNotForTerminals();
    void leavesNoTerminalBehind();

private:
    std::unique_ptr<Terminal> shell(int columns = 80, int rows = 24);
    std::unique_ptr<Terminal> line(const QString &text);
    std::unique_ptr<PlainSandbox> m_sandbox;
};

namespace
{

bool runs(const QByteArray &pid) { return QFile::exists(u"/proc/%1"_s.arg(QString::fromLatin1(pid))); }

bool ends(const QByteArray &pid)
{
    QElapsedTimer timer;
    timer.start();
    while (runs(pid) && timer.elapsed() < 10'000)
        std::this_thread::sleep_for(5ms);
    return !runs(pid);
}

/// What stands between two words in the output, e.g. the process id of a job.
QByteArray between(const QByteArray &text, const QByteArray &before, const QByteArray &after)
{
    const qsizetype begin = text.lastIndexOf(before);
    const qsizetype end = text.indexOf(after, begin + before.size());
    return begin < 0 || end < 0 ? QByteArray() : text.sliced(begin + before.size(), end - begin - before.size());
}

}  // namespace

void TestTerminal::init()
{
    auto made = PlainSandbox::create({});
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
    m_sandbox = std::move(*made);
}

std::unique_ptr<Terminal> TestTerminal::shell(int columns, int rows)
{
    return std::make_unique<Terminal>(m_sandbox->envd(), QStringList {u"/bin/bash"_s, u"--norc"_s, u"-i"_s},
                                      m_sandbox->root(), columns, rows);
}

std::unique_ptr<Terminal> TestTerminal::line(const QString &text)
{
    return std::make_unique<Terminal>(m_sandbox->envd(), QStringList {u"/bin/bash"_s, u"-c"_s, text},
                                      m_sandbox->root());
}

void TestTerminal::isTheControllingTerminalOfItsProgram()
{
    const auto terminal = shell(91, 17);
    QVERIFY(terminal->shows("$ "));
    // What goes to /dev/tty arrives, the shell leads its session and its group is the one in front.
    QVERIFY(terminal->type(
        "echo up > /dev/tty; stty size; ps -o pid=,sid=,tpgid= -p $$ | awk '{print \"ids:\" ($1 == $2) ($1 != "
        "$3) \";\"}'\n"));
    QVERIFY2(terminal->shows("ids:11;"), terminal->output().constData());
    QVERIFY(terminal->shows("17 91"));
    QVERIFY(terminal->output().contains("\nup\r\n"));
    // A shell that could not control jobs would say so.
    QVERIFY2(!terminal->output().contains("job control"), terminal->output().constData());
}

void TestTerminal::tellsTheProgramItsNewSize()
{
    const auto terminal = line(uR"(exec python3 -c '
import os, signal
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGWINCH])
print("ready", flush=True)
while signal.sigwait([signal.SIGWINCH]):
    size = os.get_terminal_size(0)
    print(f"now:{size.lines} {size.columns}:", flush=True)
')"_s);
    QVERIFY(terminal->shows("ready"));
    QVERIFY(terminal->resize(132, 43));
    QVERIFY2(terminal->shows("now:43 132:"), terminal->output().constData());
    QVERIFY(terminal->resize(20, 5));
    QVERIFY(terminal->shows("now:5 20:"));
}

void TestTerminal::interruptsTheJobInFront()
{
    const auto terminal = shell();
    QVERIFY(terminal->shows("$ "));
    QVERIFY(terminal->type("sh -c 'echo in\"\"front; exec sleep 313'; echo never\n"));
    QVERIFY(terminal->shows("infront"));
    QVERIFY(terminal->type("\x03"));
    QVERIFY2(terminal->shows("^C\r\n$ "), terminal->output().constData());
    QVERIFY(terminal->type("echo \"then:$?;\"\n"));
    QVERIFY2(terminal->shows("then:130;"), terminal->output().constData());
}

void TestTerminal::endsAtTheEndOfInput()
{
    const auto terminal = line(u"echo begin; cat; echo over"_s);
    QVERIFY(terminal->shows("begin"));
    QVERIFY(terminal->type("typed\n"));
    QVERIFY(terminal->shows("typed\r\ntyped\r\n"));  // the echo, and cat
    QVERIFY(terminal->type("\x04"));
    QVERIFY(terminal->end().has_value());
    QVERIFY(terminal->output().endsWith("over\r\n"));
}

void TestTerminal::tellsHowTheProgramEnded()
{
    const auto exits = line(u"exit 7"_s);
    QVERIFY(exits->end().has_value());
    QVERIFY(exits->end()->has_value());
    QCOMPARE(exits->endEvent().value("exitCode", 0), 7);
    QCOMPARE(exits->endEvent().value("status", std::string()), "exit status 7");
    const auto killed = line(u"echo here; exec sleep 314"_s);
    QVERIFY(killed->shows("here"));
    QVERIFY(killed->signal("SIGNAL_SIGTERM"));
    QVERIFY(killed->end().has_value());
    QCOMPARE(killed->endEvent().value("status", std::string()), "signal: terminated");
}

void TestTerminal::endsThoughAJobInTheBackgroundKeepsIt()
{
    const auto terminal = shell();
    QVERIFY(terminal->shows("$ "));
    QVERIFY(terminal->type("setsid -f sleep 315; exit 3\n"));
    QVERIFY(terminal->end().has_value());
    QCOMPARE(terminal->endEvent().value("exitCode", 0), 3);
}

void TestTerminal::killsTheWholeTree()
{
    const auto terminal = shell();
    QVERIFY(terminal->shows("$ "));
    // One in front, one in the background, one that ignores the hang-up, each in a group of its own.
    QVERIFY(terminal->type(
        "sleep 316 & echo \"a:$!;\"; (trap '' HUP TERM; echo \"b:$BASHPID;\"; exec sleep 317) & sleep 0.1; echo "
        "on; sleep 318\n"));
    QVERIFY(terminal->shows("\non\r\n"));
    const QByteArray first = between(terminal->output(), "\na:", ";");
    const QByteArray second = between(terminal->output(), "\nb:", ";");
    QVERIFY2(runs(first) && runs(second), terminal->output().constData());
    const QByteArray own = QByteArray::number(terminal->pid());
    QVERIFY(terminal->signal("SIGNAL_SIGKILL"));
    QVERIFY(terminal->end().has_value());
    QCOMPARE(terminal->endEvent().value("status", std::string()), "signal: killed");
    for (const QByteArray &one : {first, second, own})
        QVERIFY2(ends(one), one.constData());
}

void TestTerminal::waitsForNoReaderWhenItIsResized()
{
    const auto terminal = line(u"stty raw -echo; echo deaf; sleep 319"_s);
    QVERIFY(terminal->shows("deaf"));
    // More than any terminal holds: the call waits for a reader that never comes, until the program ends.
    Status sent;
    std::jthread writer([&] { sent = terminal->type(QByteArray(1 << 20, 'x')); });
    QVERIFY(terminal->resize(100, 30));
    QVERIFY(terminal->resize(101, 31));
    QVERIFY(terminal->signal("SIGNAL_SIGKILL"));
    QVERIFY(terminal->end().has_value());
    writer.join();
    QVERIFY(!sent.has_value());
}

void TestTerminal::showsAllThatWasWrittenBeforeTheEnd()
{
    for (int i = 0; i < 20; ++i) {
        const auto terminal = line(u"seq 1 3000; printf last"_s);
        QVERIFY(terminal->end().has_value());
        QVERIFY2(terminal->output().endsWith("\n3000\r\nlast"), terminal->output().right(60).constData());
        QCOMPARE(terminal->output().count('\n'), 3000);
    }
}

void TestTerminal::refusesWhatIsNotForTerminals()
{
    const auto terminal = shell();
    QVERIFY(terminal->shows("$ "));
    sandbox::EnvdClient &envd = m_sandbox->envd();
    const auto stdinCall = envd.call(u"process.Process/SendInput"_s,
                                     {{"process", terminal->selector()}, {"input", {{"stdin", "eA=="}}}}, {});
    QVERIFY(!stdinCall && stdinCall.error().detail.contains("should be written to the pty"_L1));
    const auto close = envd.call(u"process.Process/CloseStdin"_s, {{"process", terminal->selector()}}, {});
    QVERIFY(!close && close.error().detail.contains("Ctrl+D"_L1));
    QVERIFY(terminal->type("echo still\"here\"\n"));
    QVERIFY(terminal->shows("stillhere"));

    sandbox::Command command;
    command.program = u"/bin/cat"_s;
    command.cwd = m_sandbox->root();
    const auto piped = m_sandbox->start(command, true, {});
    QVERIFY(piped.has_value());
    const Json other {{"pid", (*piped)->pid()}};
    const auto resized = envd.call(u"process.Process/Update"_s,
                                   {{"process", other}, {"pty", {{"size", {{"cols", 9}, {"rows", 9}}}}}}, {});
    QVERIFY(!resized && resized.error().detail.contains("tty not assigned"_L1));
    const auto typed =
        envd.call(u"process.Process/SendInput"_s, {{"process", other}, {"input", {{"pty", "eA=="}}}}, {});
    QVERIFY(!typed && typed.error().detail.contains("tty not assigned"_L1));
    QVERIFY((*piped)->kill().has_value());
}

void TestTerminal::leavesNoTerminalBehind()
{
    // The system gives the lowest number that is free: a daemon that kept them would count up.
    QSet<QByteArray> names;
    for (int i = 0; i < 12; ++i) {
        const auto terminal = line(u"tty"_s);
        QVERIFY(terminal->end().has_value());
        names.insert(terminal->output());
    }
    QVERIFY2(names.size() <= 6, qPrintable(QString::number(names.size())));
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
