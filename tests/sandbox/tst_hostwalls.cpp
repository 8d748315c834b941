// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/launcher.h"
#include "sandbox/local/hostwalls.h"
#include "sandbox/local/localprovider.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw;
using sandbox::HostWalls;

class TestHostWalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAMachineThatHasEverything();
    void refusesWithTheExactRemedy_data();
    void refusesWithTheExactRemedy();
    void startsNothingWhereAWallIsMissing();
    void tellsWhatBwrapComplainedAbout();
    void refusesSomethingThatIsNoBwrap();
    void namesAMissingToolWithItsRemedy();
};

namespace
{

HostWalls complete()
{
    HostWalls walls;
    walls.bwrap = u"/usr/bin/bwrap"_s;
    walls.daemon = u"/usr/libexec/buildwright/buildwright-sandboxd"_s;
    walls.maxUserNamespaces = 15000;
    walls.packageCommand = u"sudo apt install"_s;
    return walls;
}

/// Makes a program that stands for bwrap.
QString script(const QTemporaryDir &folder, const QByteArray &text)
{
    QFile file(folder.path() + u"/bwrap"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write("#!/bin/sh\n" + text);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner | QFileDevice::ReadOther
                        | QFileDevice::ExeOther);
    return file.fileName();
}

}  // namespace

void TestHostWalls::takesAMachineThatHasEverything()
{
    QVERIFY(complete().check().has_value());
    HostWalls debian = complete();
    debian.unprivilegedUserns = 1;
    QVERIFY(debian.check().has_value());
    HostWalls ubuntu = complete();
    ubuntu.apparmorRestrictsUserns = 1;
    ubuntu.bwrapHasProfile = true;
    QVERIFY(ubuntu.check().has_value());
}

void TestHostWalls::refusesWithTheExactRemedy_data()
{
    QTest::addColumn<std::function<void(HostWalls &)>>("change");
    QTest::addColumn<QString>("remedy");
    const auto row = [](const char *name, std::function<void(HostWalls &)> change, const QString &remedy) {
        QTest::newRow(name) << std::move(change) << remedy;
    };
    row("no bwrap", [](HostWalls &w) { w.bwrap.clear(); }, u"sudo apt install bubblewrap"_s);
    row("no daemon", [](HostWalls &w) { w.daemon.clear(); }, u"buildwright-sandboxd"_s);
    row("no seccomp", [](HostWalls &w) { w.seccompFilters = false; }, u"CONFIG_SECCOMP_FILTER"_s);
    row(
        "no namespaces", [](HostWalls &w) { w.maxUserNamespaces = 0; },
        u"sudo sysctl -w user.max_user_namespaces=15000"_s);
    row(
        "root only", [](HostWalls &w) { w.unprivilegedUserns = 0; },
        u"sudo sysctl -w kernel.unprivileged_userns_clone=1"_s);
    row(
        "AppArmor", [](HostWalls &w) { w.apparmorRestrictsUserns = 1; },
        u"sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"_s);
    row(
        "root's own daemon",
        [](HostWalls &w) {
            w.isRoot = true;
            w.daemonReachable = false;
        },
        u"chmod o+rx /usr/libexec/buildwright/buildwright-sandboxd"_s);
}

void TestHostWalls::refusesWithTheExactRemedy()
{
    QFETCH(std::function<void(HostWalls &)>, change);
    QFETCH(QString, remedy);
    HostWalls walls = complete();
    change(walls);
    const Status can = walls.check();
    QVERIFY(!can);
    QCOMPARE(can.error().code, ErrorCode::SandboxUnavailable);
    QVERIFY(!can.error().args.value(u"why"_s).isEmpty());
    QVERIFY2(can.error().args.value(u"remedy"_s).contains(remedy), qPrintable(can.error().args.value(u"remedy"_s)));
}

void TestHostWalls::startsNothingWhereAWallIsMissing()
{
    QTemporaryDir folder;
    SystemClock clock;
    Launcher launcher;
    sandbox::LocalProviderConfig config {folder.path() + u"/sandboxes"_s, {}, {}};
    config.walls = [](const QString &, const QString &) {
        HostWalls walls = complete();
        walls.maxUserNamespaces = 0;
        return walls;
    };
    sandbox::LocalProvider provider(config, launcher, clock);
    QCOMPARE(provider.check({}).error().code, ErrorCode::SandboxUnavailable);
    const auto made = provider.create({}, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::SandboxUnavailable);
    QVERIFY(!QDir(folder.path() + u"/sandboxes"_s).exists());
}

void TestHostWalls::tellsWhatBwrapComplainedAbout()
{
    QTemporaryDir folder;
    folder.setAutoRemove(true);
    SystemClock clock;
    Launcher launcher;
    const QString bwrap = script(folder, "echo 'bwrap: Creating new namespace failed: No space left' >&2\nexit 1\n");
    sandbox::LocalProvider provider(
        {folder.path() + u"/sandboxes"_s, QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd"), bwrap}, launcher,
        clock);
    const auto made = provider.create({}, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::SandboxUnavailable);
    QVERIFY2(made.error().args.value(u"why"_s).contains("Creating new namespace failed"_L1),
             qPrintable(made.error().detail));
    QVERIFY(made.error().args.value(u"remedy"_s).contains("user.max_user_namespaces"_L1));
    QCOMPARE(QDir(folder.path() + u"/sandboxes"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestHostWalls::refusesSomethingThatIsNoBwrap()
{
    QTemporaryDir folder;
    SystemClock clock;
    Launcher launcher;
    // Names a process that is not its own: nobody may come to harm by that.
    LaunchRequest other;
    other.program = u"/bin/sleep"_s;
    other.arguments = {u"1000"_s};
    const auto bystander = launcher.launch(other);
    QVERIFY(bystander.has_value());
    const QString bwrap = script(folder,
                                 "for f in 5 6 7; do echo '{\"child-pid\": " + QByteArray::number((*bystander)->pid())
                                     + "}' >&$f; done 2>/dev/null\n");
    sandbox::LocalProvider provider(
        {folder.path() + u"/sandboxes"_s, QStringLiteral(BW_BINARY_DIR "/bin/buildwright-sandboxd"), bwrap}, launcher,
        clock);
    const auto made = provider.create({}, {});
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::SandboxUnavailable);
    QCOMPARE((*bystander)->wait(std::chrono::milliseconds(0), {}).error().code, ErrorCode::Timeout);
}

void TestHostWalls::namesAMissingToolWithItsRemedy()
{
    QVERIFY(sandbox::requireTool(u"bash"_s).has_value());
    const Status missing = sandbox::requireTool(u"no-such-tool-anywhere"_s);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::ToolMissing);
    QCOMPARE(missing.error().args.value(u"tool"_s), u"no-such-tool-anywhere"_s);
    QVERIFY(missing.error().args.value(u"remedy"_s).endsWith(" no-such-tool-anywhere"_L1));
}

QTEST_GUILESS_MAIN(TestHostWalls)
#include "tst_hostwalls.moc"
