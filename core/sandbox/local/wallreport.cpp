// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/wallreport.h"

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

std::unexpected<Error> differs(const QString &what)
{
    return fail(ErrorCode::SandboxUnavailable, u"the sandbox is not what was asked for: "_s + what,
                {{u"why"_s, u"a wall of the sandbox is missing: %1"_s.arg(what)},
                 {u"remedy"_s, u"use an unchanged bubblewrap of your distribution, and report this if it is one"_s}});
}

QStringList strings(const Json &array)
{
    QStringList list;
    for (const Json &item : array) {
        if (item.is_string())
            list.append(toQString(item.get<std::string>()));
    }
    return list;
}

const Json &member(const Json &object, const char *key)
{
    static const Json nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

Status compareUser(const Json &report)
{
    if (jsonInt(report, "uid", -1) != LaunchPlan::userId || jsonInt(report, "gid", -1) != LaunchPlan::userId)
        return differs(u"user"_s);
    for (const char *key : {"uid_map", "gid_map"}) {
        // Exactly one id: "inside outside count".
        const QStringList words = jsonString(report, key).simplified().split(u' ');
        if (words.size() != 3 || words.at(0) != QString::number(LaunchPlan::userId) || words.at(2) != "1"_L1)
            return differs(QString::fromLatin1(key));
    }
    if (jsonInt(report, "pid") != 1)
        return differs(u"processes of its own"_s);
    return {};
}

Status comparePowers(const Json &report)
{
    const Json &capabilities = member(report, "capabilities");
    if (!capabilities.is_object() || capabilities.size() < 5)
        return differs(u"capabilities"_s);
    for (const auto &[name, value] : capabilities.items()) {
        const QString bits = value.is_string() ? toQString(value.get<std::string>()) : u"?"_s;
        if (bits.count(u'0') != bits.size() || bits.isEmpty())
            return differs(u"capabilities %1 %2"_s.arg(toQString(name), bits));
    }
    if (jsonInt(report, "no_new_privs") != 1)
        return differs(u"no new privileges"_s);
    if (jsonInt(report, "seccomp") != 2)
        return differs(u"system call filter"_s);
    if (jsonInt(report, "dumpable", -1) != 0)
        return differs(u"the daemon's memory can be read"_s);
    if (jsonInt(member(member(report, "limits"), "core"), "hard", -1) != 0)
        return differs(u"core files"_s);
    if (strings(member(report, "interfaces")) != QStringList {u"lo"_s})
        return differs(u"network interfaces "_s + strings(member(report, "interfaces")).join(u' '));
    // Input, output and errors; then the port forwarder's socket. The daemon's own came as input.
    if (member(report, "inherited") != Json::array({0, 1, 2, 3}))
        return differs(u"descriptors %1"_s.arg(toQString(member(report, "inherited").dump())));
    return {};
}

bool isKernels(const QString &point)
{
    static const QSet<QString> devices {u"/dev/null"_s,    u"/dev/zero"_s, u"/dev/full"_s, u"/dev/random"_s,
                                        u"/dev/urandom"_s, u"/dev/tty"_s,  u"/dev/pts"_s,  u"/proc"_s};
    return devices.contains(point);
}

bool isBelow(const QString &point, const QSet<QString> &folders)
{
    for (const QString &folder : folders) {
        if (folder != "/"_L1 && folder != "/dev"_L1 && point.startsWith(folder + u'/'))
            return true;
    }
    return point.startsWith("/proc/"_L1);
}

/// True for a tmpfs whose size is the one that was asked for. The kernel writes size=1024k.
bool hasSize(const Json &mount, qint64 bytes)
{
    for (const QString &option : strings(member(mount, "super_options"))) {
        if (option.startsWith("size="_L1) && option.endsWith(u'k'))
            return option.sliced(5).chopped(1).toLongLong() * 1024 == bytes;
    }
    return false;
}

}  // namespace

Status compareWalls(const Json &report, const QMap<QString, WritableMount> &writable, const QSet<QString> &readOnly)
{
    if (const Status user = compareUser(report); !user)
        return user;
    if (const Status powers = comparePowers(report); !powers)
        return powers;
    QSet<QString> missing = readOnly;
    for (const QString &point : writable.keys())
        missing.insert(point);
    for (const Json &mount : member(report, "mounts")) {
        const QString point = jsonString(mount, "point");
        const QStringList options = strings(member(mount, "options"));
        missing.remove(point);
        if (!options.contains(u"nosuid"_s))
            return differs(u"programs with powers of their own below "_s + point);
        if (isKernels(point))
            continue;
        if (const auto asked = writable.find(point); asked != writable.end()) {
            if (jsonString(mount, "type") != "tmpfs"_L1 || !hasSize(mount, asked->size))
                return differs(u"size of "_s + point);
        } else if (!readOnly.contains(point) && !isBelow(point, readOnly)) {
            return differs(u"a mount at "_s + point);
        } else if (!options.contains(u"ro"_s)) {
            return differs(u"a writable mount at "_s + point);
        }
    }
    if (!missing.isEmpty())
        return differs(u"no mount at "_s + QStringList(missing.begin(), missing.end()).join(u' '));
    return {};
}

}  // namespace bw::sandbox
