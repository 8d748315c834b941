// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/wallreport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace bw;

class TestWallReport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesWhatWasAskedFor();
    void refusesAnyDifference_data();
    void refusesAnyDifference();
};

namespace
{

Json mount(const char *point, const char *type, const char *mode, const char *size = nullptr)
{
    Json super = Json::array({"rw"});
    if (size != nullptr)
        super.push_back(size);
    return {{"point", point}, {"type", type}, {"options", {mode, "nosuid", "relatime"}}, {"super_options", super}};
}

Json whole()
{
    const char *none = "0000000000000000";
    return {
        {"pid", 1},
        {"uid", 1000},
        {"gid", 1000},
        {"uid_map", "      1000          0          1\n"},
        {"gid_map", "      1000          0          1\n"},
        {"capabilities", {{"CapInh", none}, {"CapPrm", none}, {"CapEff", none}, {"CapBnd", none}, {"CapAmb", none}}},
        {"no_new_privs", 1},
        {"seccomp", 2},
        {"dumpable", 0},
        {"limits", {{"core", {{"soft", 0}, {"hard", 0}}}}},
        {"interfaces", {"lo"}},
        {"inherited", {0, 1, 2, 3}},
        {"mounts",
         {mount("/", "tmpfs", "ro"), mount("/usr", "ext4", "ro"), mount("/usr/share", "ext4", "ro"),
          mount("/proc", "proc", "rw"), mount("/dev", "tmpfs", "ro"), mount("/dev/null", "devtmpfs", "rw"),
          mount("/workspace", "tmpfs", "rw", "size=1024k")}}};
}

Status compare(const Json &report)
{
    return sandbox::compareWalls(report, {{u"/workspace"_s, {1024 * 1024}}}, {u"/"_s, u"/usr"_s, u"/dev"_s});
}

}  // namespace

void TestWallReport::takesWhatWasAskedFor()
{
    const Status same = compare(whole());
    QVERIFY2(same.has_value(), same ? "" : qPrintable(same.error().detail));
}

void TestWallReport::refusesAnyDifference_data()
{
    QTest::addColumn<std::function<void(Json &)>>("change");
    const auto row = [](const char *name, std::function<void(Json &)> change) { QTest::newRow(name) << change; };
    row("another user", [](Json &r) { r["uid"] = 0; });
    row("more users", [](Json &r) { r["uid_map"] = "0 0 4294967295\n"; });
    row("two lines of users", [](Json &r) { r["uid_map"] = "1000 0 1\n0 1 1\n"; });
    row("more groups", [](Json &r) { r["gid_map"] = "1000 0 2\n"; });
    row("processes of the machine", [](Json &r) { r["pid"] = 4711; });
    row("a capability", [](Json &r) { r["capabilities"]["CapEff"] = "0000000000200000"; });
    row("a capability to come", [](Json &r) { r["capabilities"]["CapBnd"] = "000001ffffffffff"; });
    row("no capabilities told", [](Json &r) { r["capabilities"] = Json::object(); });
    row("new privileges", [](Json &r) { r["no_new_privs"] = 0; });
    row("no filter", [](Json &r) { r["seccomp"] = 0; });
    row("nothing about the filter", [](Json &r) { r.erase("seccomp"); });
    row("readable daemon", [](Json &r) { r["dumpable"] = 1; });
    row("core files", [](Json &r) { r["limits"]["core"]["hard"] = -1; });
    row("an interface", [](Json &r) { r["interfaces"].push_back("eth0"); });
    row("a descriptor", [](Json &r) { r["inherited"].push_back(7); });
    row("a mount more", [](Json &r) { r["mounts"].push_back(mount("/home/person", "ext4", "ro")); });
    row("a writable mount", [](Json &r) { r["mounts"][1] = mount("/usr", "ext4", "rw"); });
    row("a writable mount below", [](Json &r) { r["mounts"][2] = mount("/usr/share", "ext4", "rw"); });
    row("a writable root", [](Json &r) { r["mounts"][0] = mount("/", "tmpfs", "rw"); });
    row("a folder instead of a tmpfs", [](Json &r) { r["mounts"][6] = mount("/workspace", "ext4", "rw"); });
    row("a tmpfs without a size", [](Json &r) { r["mounts"][6] = mount("/workspace", "tmpfs", "rw"); });
    row("a larger tmpfs", [](Json &r) { r["mounts"][6] = mount("/workspace", "tmpfs", "rw", "size=2048k"); });
    row("a mount missing", [](Json &r) { r["mounts"].erase(6); });
    row("set-user programs", [](Json &r) { r["mounts"][1]["options"] = {"ro", "relatime"}; });
    row("nothing at all", [](Json &r) { r = Json::object(); });
}

void TestWallReport::refusesAnyDifference()
{
    QFETCH(std::function<void(Json &)>, change);
    Json report = whole();
    change(report);
    const Status same = compare(report);
    QVERIFY(!same);
    QCOMPARE(same.error().code, ErrorCode::SandboxUnavailable);
    QVERIFY(!same.error().args.value(u"why"_s).isEmpty());
    QVERIFY(!same.error().args.value(u"remedy"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestWallReport)
#include "tst_wallreport.moc"
