// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/controlgroup.h"

#include "base/launcher.h"
#include "sandbox/localfixture.h"
#include "sandbox/processes.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace bw;
using sandbox::ControlGroup;

/// Where groups may be made, on trees of plain files that look like the kernel's; and what the kernel does with a
/// group, where a tree of its own can be had. (Which needs root here. Memory and process limits of a group act only
/// where systemd or a container hands a part of the tree to us.)
class TestControlGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsTheNearestGroupThatIsHandedToUs();
    void givesControllersToTheChildrenOfAnEmptyGroup();
    void leavesAloneWhatIsNotHandedToUs();
    void findsNothingWithoutAUnifiedTree();
    void setsLimitsAndTellsWhatActed();
    void refusesAGroupWithoutControllers();
    void goesOnWithoutAGroupWhenNoneCanBeMade();
    void isEnteredBeforeTheProgramRunsAndEndsWithAllInIt();

private:
    [[nodiscard]] QString path(const QString &group) const { return m_folder->path() + group; }
    void group(const QString &name, bool isOurs, const QByteArray &subtree, const QByteArray &processes);
    void member(const QByteArray &text) const { put(path(u"/member"_s), text); }
    [[nodiscard]] QString found() const { return ControlGroup::parentIn(m_folder->path(), path(u"/member"_s)); }
    static void put(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestControlGroup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QByteArray name = QFile::encodeName(m_folder->path());
    // An ordinary user owns what it makes; for root a group says so by an attribute.
    if (::geteuid() == 0 && ::setxattr(name.constData(), "user.delegate", "1", 1, 0) != 0)
        QSKIP("this file system keeps no attributes");
    ::removexattr(name.constData(), "user.delegate");
}

void TestControlGroup::group(const QString &name, bool isOurs, const QByteArray &subtree, const QByteArray &processes)
{
    QVERIFY(QDir().mkpath(path(name)));
    put(path(name) + u"/cgroup.type"_s, "domain\n");
    put(path(name) + u"/cgroup.controllers"_s, "cpu memory pids\n");
    put(path(name) + u"/cgroup.subtree_control"_s, subtree);
    put(path(name) + u"/cgroup.procs"_s, processes);
    if (isOurs && ::geteuid() == 0)
        QCOMPARE(::setxattr(QFile::encodeName(path(name)).constData(), "user.delegate", "1", 1, 0), 0);
}

void TestControlGroup::findsTheNearestGroupThatIsHandedToUs()
{
    group(u"/user.slice"_s, false, "memory pids\n", {});
    group(u"/user.slice/user.service"_s, true, "memory pids\n", {});
    group(u"/user.slice/user.service/app.slice"_s, true, "cpu memory pids\n", {});
    group(u"/user.slice/user.service/app.slice/terminal.scope"_s, true, {}, "123\n");
    member("1:name=systemd:/x\n0::/user.slice/user.service/app.slice/terminal.scope\n");
    QCOMPARE(found(), path(u"/user.slice/user.service/app.slice"_s));
    // What has processes cannot give its children anything; nothing was tried.
    QCOMPARE(test::fileContent(path(u"/user.slice/user.service/app.slice/terminal.scope/cgroup.subtree_control"_s)),
             "");
    put(path(u"/user.slice/user.service/app.slice/cgroup.subtree_control"_s), "pids\n");
    put(path(u"/user.slice/user.service/app.slice/cgroup.procs"_s), "9\n");
    QCOMPARE(found(), path(u"/user.slice/user.service"_s));
}

void TestControlGroup::givesControllersToTheChildrenOfAnEmptyGroup()
{
    group(u"/a"_s, true, {}, {});
    group(u"/a/b"_s, true, {}, "123\n");
    member("0::/a/b\n");
    QCOMPARE(found(), path(u"/a"_s));
    QCOMPARE(test::fileContent(path(u"/a/cgroup.subtree_control"_s)), "+memory +pids");
}

void TestControlGroup::leavesAloneWhatIsNotHandedToUs()
{
    if (::geteuid() != 0)
        QSKIP("an ordinary user owns every group of this tree");
    group(u"/a"_s, true, "memory pids\n", {});
    group(u"/a/b"_s, false, "memory pids\n", {});
    member("0::/a/b\n");
    QCOMPARE(found(), QString());
}

void TestControlGroup::findsNothingWithoutAUnifiedTree()
{
    group(u"/a"_s, true, "memory pids\n", {});
    for (const QByteArray text : {"", "4:memory:/a\n", "0::/\n", "0::/../a\n", "0::/gone\n"}) {
        member(text);
        QCOMPARE(found(), QString());
    }
    member("0::/a\n");
    QCOMPARE(found(), path(u"/a"_s));
    QVERIFY(QFile::remove(path(u"/a/cgroup.type"_s)));
    QCOMPARE(found(), QString());
}

void TestControlGroup::setsLimitsAndTellsWhatActed()
{
    group(u"/g"_s, true, {}, {});
    for (const QString &name : {u"memory.max"_s, u"memory.swap.max"_s, u"pids.max"_s})
        put(path(u"/g/"_s + name), "max");
    put(path(u"/g/memory.events"_s), "low 0\noom 0\noom_kill 0\n");
    put(path(u"/g/pids.events"_s), "max 0\n");
    const auto taken = ControlGroup::take(path(u"/g"_s), {64 << 20, 40});
    QVERIFY(taken.has_value());
    QCOMPARE(test::fileContent(path(u"/g/memory.max"_s)), "67108864");
    QCOMPARE(test::fileContent(path(u"/g/memory.swap.max"_s)), "0ax");
    QCOMPARE(test::fileContent(path(u"/g/pids.max"_s)), "40x");
    QCOMPARE((*taken)->takeHits(), QStringList());
    put(path(u"/g/memory.events"_s), "low 0\noom 5\noom_kill 2\noom_group_kill 0\n");
    QCOMPARE((*taken)->takeHits(), QStringList {u"memory"_s});
    QCOMPARE((*taken)->takeHits(), QStringList());
    put(path(u"/g/pids.events"_s), "max 1\n");
    QCOMPARE((*taken)->takeHits(), QStringList {u"processes"_s});
}

void TestControlGroup::refusesAGroupWithoutControllers()
{
    group(u"/g"_s, true, {}, {});
    const auto taken = ControlGroup::take(path(u"/g"_s), {64 << 20, 40});
    QVERIFY(!taken.has_value());
    QCOMPARE(taken.error().code, ErrorCode::SandboxFailed);
    QVERIFY(taken.error().detail.contains("memory.max"_L1));
}

void TestControlGroup::goesOnWithoutAGroupWhenNoneCanBeMade()
{
    SystemClock clock;
    Launcher launcher;
    sandbox::LocalProvider provider({.sandboxesFolder = path(u"/sandboxes"_s),
                                     .daemonPath = QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd"),
                                     .bwrapPath = {},
                                     .walls = {},
                                     .controlGroups = path(u"/nowhere"_s)},
                                    launcher, clock);
    if (const Status can = provider.check({}); !can)
        QSKIP(qPrintable(can.error().detail));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"no control group .*nowhere"_s));
    const auto made = provider.create(test::LocalFixture::request(), {});
    QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().detail));
    QCOMPARE(test::LocalFixture::run(**made, u"echo here"_s).text, "here\n");
    QVERIFY(jsonString((*made)->limits()["memory"], "by").startsWith("watchdog"_L1));
}

void TestControlGroup::isEnteredBeforeTheProgramRunsAndEndsWithAllInIt()
{
    const QString mount = path(u"/tree"_s);
    QVERIFY(QDir().mkpath(mount));
    // In a view of this thread and its children: the machine's own is not touched.
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
        || ::mount("none", QFile::encodeName(mount).constData(), "cgroup2", 0, nullptr) != 0)
        QSKIP("no tree of control groups can be mounted here");
    const SandboxId id {u"test%1"_s.arg(::getpid())};
    const QString name = u"/buildwright-"_s + id.value;
    if (!QDir().mkdir(mount + name)) {
        ::umount2(QFile::encodeName(mount).constData(), MNT_DETACH);
        QSKIP("no control group can be made here");
    }
    const FileDescriptor entrance(
        ::open(QFile::encodeName(mount + name + u"/cgroup.procs"_s).constData(), O_WRONLY | O_CLOEXEC));
    Launcher launcher;
    LaunchRequest request;
    request.program = u"/bin/sh"_s;
    request.arguments = {u"-c"_s, u"sleep 1000 & wait"_s};
    request.groupFd = entrance.get();
    const auto process = launcher.launch(request);
    QVERIFY(process.has_value());
    QVERIFY(test::fileContent(u"/proc/%1/cgroup"_s.arg((*process)->pid())).contains("0::" + name.toUtf8() + '\n'));
    QVERIFY(!test::fileContent(u"/proc/self/cgroup"_s).contains(name.toUtf8()));
    QVERIFY(ControlGroup::remove(mount, id));
    QVERIFY(!QDir(mount + name).exists());
    QCOMPARE((*process)->wait(5s, {}).value(), (ExitStatus {SIGKILL, true}));
    QVERIFY(ControlGroup::remove(mount, id));
    ::umount2(QFile::encodeName(mount).constData(), MNT_DETACH);
}

QTEST_GUILESS_MAIN(TestControlGroup)
#include "tst_controlgroup.moc"
