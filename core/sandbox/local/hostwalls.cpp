// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/hostwalls.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

std::optional<int> setting(const QString &path)
{
    QFile file(path);
    bool valid = false;
    const int value = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt(&valid) : 0;
    return valid ? std::optional(value) : std::nullopt;
}

/// How this distribution installs packages, from /etc/os-release (os-release(5): ID and ID_LIKE).
QString installCommand()
{
    QFile file(u"/etc/os-release"_s);
    if (!file.open(QIODevice::ReadOnly))
        return u"sudo apt install"_s;
    QString ids;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("ID=") || line.startsWith("ID_LIKE="))
            ids += QString::fromUtf8(line.mid(line.indexOf('=') + 1)).remove(u'"') + u' ';
    }
    if (ids.contains("fedora"_L1) || ids.contains("rhel"_L1))
        return u"sudo dnf install"_s;
    if (ids.contains("arch"_L1))
        return u"sudo pacman -S"_s;
    if (ids.contains("suse"_L1))
        return u"sudo zypper install"_s;
    return u"sudo apt install"_s;
}

QString daemonBeside(const QString &configured)
{
    if (!configured.isEmpty())
        return QFileInfo(configured).isExecutable() ? QFileInfo(configured).absoluteFilePath() : QString();
    const QString own = QCoreApplication::applicationDirPath();
    for (const QString &folder : {own, own + u"/../libexec/buildwright"_s, own + u"/../lib/buildwright"_s}) {
        const QFileInfo info(folder + u"/buildwright-sandboxd"_s);
        if (info.isExecutable())
            return info.canonicalFilePath();
    }
    return {};
}

std::unexpected<Error> unavailable(const QString &why, const QString &remedy)
{
    return fail(ErrorCode::SandboxUnavailable, why, {{u"why"_s, why}, {u"remedy"_s, remedy}});
}

}  // namespace

HostWalls HostWalls::read(const QString &bwrapPath, const QString &daemonPath)
{
    HostWalls walls;
    walls.bwrap = bwrapPath.isEmpty() ? QStandardPaths::findExecutable(u"bwrap"_s) : bwrapPath;
    if (!QFileInfo(walls.bwrap).isExecutable())
        walls.bwrap.clear();
    walls.daemon = daemonBeside(daemonPath);
    walls.isRoot = ::geteuid() == 0;
    const auto forOthers = QFileDevice::ReadOther | QFileDevice::ExeOther;
    walls.daemonReachable = (QFileInfo(walls.daemon).permissions() & forOthers) == forOthers;
    walls.maxUserNamespaces = setting(u"/proc/sys/user/max_user_namespaces"_s);
    walls.unprivilegedUserns = setting(u"/proc/sys/kernel/unprivileged_userns_clone"_s);
    walls.apparmorRestrictsUserns = setting(u"/proc/sys/kernel/apparmor_restrict_unprivileged_userns"_s);
    for (const QString &profile : {u"bwrap"_s, u"bwrap-userns-restrict"_s})
        walls.bwrapHasProfile = walls.bwrapHasProfile || QFileInfo::exists(u"/etc/apparmor.d/"_s + profile);
    walls.seccompFilters = QFileInfo::exists(u"/proc/sys/kernel/seccomp/actions_avail"_s);
    walls.packageCommand = installCommand();
    return walls;
}

Status HostWalls::check() const
{
    if (bwrap.isEmpty())
        return unavailable(u"bubblewrap (bwrap) is not installed"_s, packageCommand + u" bubblewrap"_s);
    if (daemon.isEmpty())
        return unavailable(u"the program buildwright-sandboxd is missing"_s,
                           u"install Buildwright completely: buildwright-sandboxd belongs beside it"_s);
    if (!seccompFilters)
        return unavailable(u"this kernel has no system call filters (seccomp)"_s,
                           u"use a kernel with CONFIG_SECCOMP_FILTER=y, as every distribution ships it"_s);
    if (maxUserNamespaces == 0)
        return unavailable(u"user namespaces are switched off (user.max_user_namespaces is 0)"_s,
                           u"sudo sysctl -w user.max_user_namespaces=15000"_s);
    // From here on: what holds for ordinary users, and as root for the id that a sandbox drops to.
    if (unprivilegedUserns == 0)
        return unavailable(u"user namespaces are for root only (kernel.unprivileged_userns_clone is 0)"_s,
                           u"sudo sysctl -w kernel.unprivileged_userns_clone=1"_s);
    if (apparmorRestrictsUserns == 1 && !bwrapHasProfile)
        return unavailable(
            u"AppArmor forbids user namespaces (kernel.apparmor_restrict_unprivileged_userns is 1)"_s,
            u"install an AppArmor profile that allows them for bwrap (/etc/apparmor.d/bwrap with \"userns,\"), or: "
            "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"_s);
    if (isRoot && !daemonReachable)
        return unavailable(u"other users may not run %1, and sandboxes do not run as root"_s.arg(daemon),
                           u"chmod o+rx "_s + daemon);
    return {};
}

Status requireTool(const QString &tool)
{
    const QStringList inside {u"/usr/local/bin"_s, u"/usr/bin"_s, u"/bin"_s, u"/usr/local/sbin"_s, u"/usr/sbin"_s};
    const QString found = QStandardPaths::findExecutable(tool, inside);
    // A link out of /usr leads nowhere in a sandbox.
    if (!found.isEmpty() && QFileInfo(found).canonicalFilePath().startsWith("/usr/"_L1))
        return {};
    const QString package = tool == "node"_L1 ? u"nodejs"_s : tool;
    QString remedy = installCommand() + u' ' + package;
    const QString elsewhere = found.isEmpty() ? QStandardPaths::findExecutable(tool) : found;
    if (!elsewhere.isEmpty())
        remedy += u" (sandboxes see programs in /usr only, not %1)"_s.arg(elsewhere);
    return fail(ErrorCode::ToolMissing, u"%1 is not in /usr"_s.arg(tool), {{u"tool"_s, tool}, {u"remedy"_s, remedy}});
}

}  // namespace bw::sandbox
