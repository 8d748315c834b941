// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/launcher.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;

class TestLauncher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheExitCodeAndTheSignal();
    void handsOverExactlyTheDescriptorsAndTheEnvironment();
    void swapsDescriptorsThatStandInEachOthersWay();
    void startsWithDefaultSignalsNoCoreFileAndASessionOfItsOwn();
    void tellsWhyAProgramDidNotStart();
    void outlivesTheThreadThatAsked();
    void endsItsChildrenWithItself();
    void waitEndsOnAStopAndAtItsLimit();
    void becomesAnotherUserWhoSeesOnlyWhatWasPlaced();
    void endsAChildOfAnotherUserWithTheOwner();

private:
    /// Runs a shell text and gives what it printed on descriptor 1.
    static QByteArray shell(Launcher &launcher, const QString &text, QMap<int, int> descriptors = {});
    Launcher m_launcher;
};

namespace
{

LaunchRequest sleeper()
{
    LaunchRequest request;
    request.program = u"/bin/sleep"_s;
    request.arguments = {u"1000"_s};
    return request;
}

bool isAlive(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray stat = file.readAll();
    return stat.mid(stat.lastIndexOf(')') + 2, 1) != "Z";
}

}  // namespace

QByteArray TestLauncher::shell(Launcher &launcher, const QString &text, QMap<int, int> descriptors)
{
    QTemporaryDir folder;
    const QByteArray path = (folder.path() + u"/out"_s).toLocal8Bit();
    const int fd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    descriptors.insert(1, fd);
    LaunchRequest request;
    request.program = u"/bin/sh"_s;
    request.arguments = {u"-c"_s, text};
    request.environment = {{u"ONLY"_s, u"this"_s}, {u"PATH"_s, u"/usr/bin:/bin"_s}};
    request.descriptors = descriptors;
    auto process = launcher.launch(request);
    if (process)
        (void)(*process)->wait(20s, {});
    ::close(fd);
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

void TestLauncher::givesTheExitCodeAndTheSignal()
{
    LaunchRequest request;
    request.program = u"/bin/sh"_s;
    request.arguments = {u"-c"_s, u"exit 7"_s};
    auto process = m_launcher.launch(request);
    QVERIFY(process.has_value());
    QCOMPARE((*process)->wait(20s, {}).value(), (ExitStatus {7, false}));
    QCOMPARE((*process)->wait(20s, {}).value(), (ExitStatus {7, false}));
    (*process)->kill();
    auto slept = m_launcher.launch(sleeper());
    QVERIFY(slept.has_value());
    (*slept)->kill();
    QCOMPARE((*slept)->wait(20s, {}).value(), (ExitStatus {SIGKILL, true}));
}

void TestLauncher::handsOverExactlyTheDescriptorsAndTheEnvironment()
{
    const int open = ::open("/etc", O_RDONLY);  // one that could leak: it is not closed by exec
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    // The last number is the folder that is being listed.
    QCOMPARE(shell(m_launcher, u"cd /proc/self/fd; echo *; readlink 5"_s, {{5, null}}).simplified(),
             "0 1 2 3 5 /dev/null");
    ::close(open);
    ::close(null);
    QCOMPARE(shell(m_launcher, u"env -u PWD -u _ -u SHLVL -u OLDPWD | sort"_s), "ONLY=this\nPATH=/usr/bin:/bin\n");
}

void TestLauncher::swapsDescriptorsThatStandInEachOthersWay()
{
    QTemporaryDir folder;
    const auto make = [&folder](const char *name) {
        return ::open((folder.path().toLocal8Bit() + name).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    };
    const int a = make("/a");
    const int b = make("/b");
    const QByteArray out =
        shell(m_launcher, u"readlink /proc/$$/fd/%1 /proc/$$/fd/%2"_s.arg(a).arg(b), {{a, b}, {b, a}});
    ::close(a);
    ::close(b);
    QCOMPARE(out, folder.path().toLocal8Bit() + "/b\n" + folder.path().toLocal8Bit() + "/a\n");
}

void TestLauncher::startsWithDefaultSignalsNoCoreFileAndASessionOfItsOwn()
{
    ::signal(SIGUSR1, SIG_IGN);
    sigset_t blocked {};
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    sigset_t former {};
    ::pthread_sigmask(SIG_BLOCK, &blocked, &former);
    Launcher launcher;  // its thread inherits the mask
    ::pthread_sigmask(SIG_SETMASK, &former, nullptr);
    const QByteArray out =
        shell(launcher, u"grep -E '^Sig(Blk|Ign)' /proc/self/status; ulimit -c; umask; ps -o sid= -p $$; echo $$"_s);
    ::signal(SIGUSR1, SIG_DFL);
    const QList<QByteArray> words = out.simplified().split(' ');
    QCOMPARE(words.size(), 8);
    QCOMPARE(words.at(1), "0000000000000000");
    QCOMPARE(words.at(3), "0000000000000000");
    QCOMPARE(words.at(4), "0");
    QCOMPARE(words.at(5), "0022");
    QCOMPARE(words.at(6), words.at(7));
}

void TestLauncher::tellsWhyAProgramDidNotStart()
{
    LaunchRequest request;
    request.program = u"/nowhere/at/all"_s;
    auto missing = m_launcher.launch(request);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QCOMPARE(missing.error().args.value(u"name"_s), request.program);
    request.program = u"/etc/passwd"_s;
    auto refused = m_launcher.launch(request);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::PermissionDenied);
}

void TestLauncher::outlivesTheThreadThatAsked()
{
    Result<std::unique_ptr<LaunchedProcess>> process = fail(ErrorCode::Internal);
    std::thread([&] { process = m_launcher.launch(sleeper()); }).join();
    QVERIFY(process.has_value());
    QCOMPARE((*process)->wait(100ms, {}).error().code, ErrorCode::Timeout);
    QVERIFY(isAlive((*process)->pid()));
}

void TestLauncher::endsItsChildrenWithItself()
{
    std::unique_ptr<LaunchedProcess> process;
    {
        Launcher launcher;
        process = std::move(*launcher.launch(sleeper()));
        QVERIFY(isAlive(process->pid()));
    }
    QCOMPARE(process->wait(20s, {}).value(), (ExitStatus {SIGKILL, true}));
    const qint64 pid = std::exchange(process, nullptr)->pid();
    QVERIFY(!isAlive(pid));
}

void TestLauncher::waitEndsOnAStopAndAtItsLimit()
{
    auto process = m_launcher.launch(sleeper());
    QVERIFY(process.has_value());
    std::stop_source stop;
    Result<ExitStatus> end = ExitStatus {};
    std::jthread waiter([&] { end = (*process)->wait(-1ms, stop.get_token()); });
    stop.request_stop();
    waiter.join();
    QVERIFY(!end);
    QCOMPARE(end.error().code, ErrorCode::Cancelled);
    QCOMPARE((*process)->wait(0ms, {}).error().code, ErrorCode::Timeout);
}

void TestLauncher::becomesAnotherUserWhoSeesOnlyWhatWasPlaced()
{
    if (::geteuid() != 0)
        QSKIP("for root only");
    QTemporaryDir folder;  // mode 0700
    const QString inner = folder.path() + u"/inner"_s;
    QVERIFY(QDir().mkpath(inner));
    QFile file(inner + u"/file"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("content\n");
    file.close();
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::ReadOther));
    QVERIFY(QFile::setPermissions(inner, QFileDevice::ReadOther | QFileDevice::ExeOther));
    const QByteArray out = (folder.path() + u"/out"_s).toLocal8Bit();
    const int fd = ::open(out.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    LaunchRequest request;
    request.program = u"/bin/sh"_s;
    request.arguments = {u"-c"_s, u"id -u; id -G; ls /tmp /tmp/folder; cat /tmp/one; grep CapEff /proc/self/status"_s};
    request.environment = {{u"PATH"_s, u"/usr/bin:/bin"_s}};
    request.places = {{u"/tmp/folder"_s, inner}, {u"/tmp/one"_s, file.fileName()}};
    request.userId = 60'700;
    request.descriptors = {{1, fd}};
    auto process = m_launcher.launch(request);
    QVERIFY2(process.has_value(), process ? "" : qPrintable(process.error().detail));
    QCOMPARE((*process)->wait(20s, {}).value(), (ExitStatus {0, false}));
    ::close(fd);
    QFile result(QString::fromLocal8Bit(out));
    QVERIFY(result.open(QIODevice::ReadOnly));
    QCOMPARE(result.readAll(),
             "60700\n60700\n/tmp:\nfolder\none\n\n/tmp/folder:\nfile\ncontent\n"
             "CapEff:\t0000000000000000\n");
    QVERIFY(QFile::exists(folder.path()));  // our own view is as it was
}

void TestLauncher::endsAChildOfAnotherUserWithTheOwner()
{
    if (::geteuid() != 0)
        QSKIP("for root only");
    std::unique_ptr<LaunchedProcess> process;
    {
        Launcher launcher;
        LaunchRequest request = sleeper();
        request.userId = 60'700;
        process = std::move(*launcher.launch(request));
    }
    QCOMPARE(process->wait(20s, {}).value(), (ExitStatus {SIGKILL, true}));
}

QTEST_GUILESS_MAIN(TestLauncher)
#include "tst_launcher.moc"
