// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/localfixture.h"
#include "sandboxd/terminal.h"

#include <QTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;

/// A terminal behind the walls of a real local sandbox: its own devices, its filter of system calls.
class TestLocalTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksBehindTheWalls();
};

namespace
{

/// The client of a local sandbox, which is nobody's business but that of a test.
struct Door : sandbox::EnvdSandbox {
    static sandbox::EnvdClient &of(sandbox::EnvdSandbox &sandbox) { return (sandbox.*(&Door::client))(); }
};

}  // namespace

void TestLocalTerminal::worksBehindTheWalls()
{
    LocalFixture fixture;
    auto made = fixture.provider().create(LocalFixture::request(), {});
    if (!made && made.error().code == ErrorCode::SandboxUnavailable)
        QSKIP(qPrintable(u"no sandbox can be had here: "_s + made.error().detail));
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
    auto &envd = Door::of(dynamic_cast<sandbox::EnvdSandbox &>(**made));
    Terminal terminal(envd, {u"/bin/bash"_s, u"-i"_s, u"-l"_s}, u"/workspace"_s, 90, 20);
    QVERIFY(terminal.type("echo \"size:$(stty size);\" > /dev/tty; tty\n"));
    QVERIFY2(terminal.shows("size:20 90;"), terminal.output().constData());
    QVERIFY(terminal.shows("/dev/pts/"));
    QVERIFY2(!terminal.output().contains("job control"), terminal.output().constData());
    QVERIFY(terminal.resize(120, 40));
    // Nothing may be put into the input of the terminal as if it had been typed.
    QVERIFY(terminal.type(
        "echo \"size:$(stty size);\"; python3 -c 'import fcntl,termios\ntry: fcntl.ioctl(0, termios.TIOCSTI, "
        "b\"x\")\nexcept OSError as e: print(\"refused\", e.errno)'\n"));
    QVERIFY2(terminal.shows("size:40 120;"), terminal.output().constData());
    QVERIFY2(terminal.shows("refused 1\r\n"), terminal.output().constData());
    QVERIFY(terminal.type("exit 5\n"));
    QVERIFY(terminal.end().has_value());
    QCOMPARE(terminal.endEvent().value("exitCode", 0), 5);
}

QTEST_GUILESS_MAIN(TestLocalTerminal)
#include "tst_localterminal.moc"
