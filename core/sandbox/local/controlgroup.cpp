// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/controlgroup.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// In one write: that is how these files are told something.
bool tell(const QString &path, const QByteArray &text)
{
    const FileDescriptor file(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC));
    return file.isOpen() && ::write(file.get(), text.constData(), size_t(text.size())) == text.size();
}

bool hasBoth(const QByteArray &controllers)
{
    const QList<QByteArray> names = controllers.simplified().split(' ');
    return names.contains("memory") && names.contains("pids");
}

/// Handed to us, and not merely writable because we are root: the rest of the tree is somebody else's to arrange.
bool isDelegated(const QString &group)
{
    const QByteArray path = QFile::encodeName(group);
    struct stat info {};
    if (::stat(path.constData(), &info) != 0)
        return false;
    if (::geteuid() != 0 && info.st_uid == ::geteuid())
        return true;
    for (const char *name : {"user.delegate", "trusted.delegate"}) {
        std::array<char, 2> value {};
        if (::getxattr(path.constData(), name, value.data(), value.size()) == 1 && value[0] == '1')
            return true;
    }
    return false;
}

bool isUsable(const QString &group)
{
    const auto writable = [&group](const QString &name) {
        return ::access(QFile::encodeName(group + name).constData(), W_OK) == 0;
    };
    // The tree's own root has no type; everything in it is the machine's.
    if (!QFileInfo::exists(group + u"/cgroup.type"_s) || !writable({}) || !writable(u"/cgroup.procs"_s))
        return false;
    if (hasBoth(contentOf(group + u"/cgroup.subtree_control"_s)))
        return true;
    // A group with processes of its own cannot give its children controllers ("no internal processes").
    return hasBoth(contentOf(group + u"/cgroup.controllers"_s)) && contentOf(group + u"/cgroup.procs"_s).isEmpty()
        && tell(group + u"/cgroup.subtree_control"_s, "+memory +pids");
}

/// "oom_kill 3" among other such lines.
qint64 counter(const QByteArray &text, const QByteArray &name)
{
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(name + ' '))
            return line.sliced(name.size() + 1).toLongLong();
    }
    return 0;
}

std::unexpected<Error> noGroup(const QString &path, const QString &what)
{
    const QString why = u"%1: %2"_s.arg(what, QString::fromLocal8Bit(std::strerror(errno)));
    return fail(ErrorCode::SandboxFailed, u"no control group %1: %2"_s.arg(path, why), {{u"why"_s, why}});
}

QString nameOf(const SandboxId &id) { return u"buildwright-"_s + id.value; }

bool removeGroup(const QString &path)
{
    if (!QFileInfo::exists(path))
        return true;
    (void)tell(path + u"/cgroup.kill"_s, "1");
    // What was killed leaves the group when the kernel gets to it.
    for (int tries = 0; tries < 100; ++tries) {
        if (::rmdir(QFile::encodeName(path).constData()) == 0 || errno == ENOENT)
            return true;
        if (errno != EBUSY)
            return false;
        ::usleep(5000);
    }
    return false;
}

}  // namespace

QString ControlGroup::parentHere()
{
    for (const char *mount : {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"}) {
        struct statfs info {};
        if (::statfs(mount, &info) == 0 && info.f_type == CGROUP2_SUPER_MAGIC)
            return parentIn(QString::fromLatin1(mount), u"/proc/self/cgroup"_s);
    }
    return {};
}

QString ControlGroup::parentIn(const QString &mount, const QString &membership)
{
    QString own;
    for (const QByteArray &line : contentOf(membership).split('\n')) {
        if (line.startsWith("0::/"))
            own = QFile::decodeName(line.sliced(3));
    }
    // A group outside of what we see of the tree is shown as "/../x".
    if (own.isEmpty() || own.contains("/../"_L1))
        return {};
    for (QString group = own; group.size() > 1; group = group.first(std::max<qsizetype>(group.lastIndexOf(u'/'), 1))) {
        const QString path = mount + group;
        if (!isDelegated(path))
            return {};  // nor is anything above it
        if (isUsable(path))
            return path;
    }
    return {};
}

ControlGroup::ControlGroup(QString path, const Limits &limits)
    : m_path(std::move(path))
    , m_limits(limits)
{
}

Result<std::unique_ptr<ControlGroup>> ControlGroup::make(const QString &parent, const SandboxId &id,
                                                         const Limits &limits)
{
    const QString path = parent + u'/' + nameOf(id);
    if (::mkdir(QFile::encodeName(path).constData(), 0755) != 0)
        return noGroup(path, u"mkdir"_s);
    return take(path, limits);
}

Result<std::unique_ptr<ControlGroup>> ControlGroup::take(const QString &path, const Limits &limits)
{
    std::unique_ptr<ControlGroup> group(new ControlGroup(path, limits));
    if (!tell(path + u"/memory.max"_s, QByteArray::number(limits.memoryBytes)))
        return noGroup(path, u"memory.max"_s);
    if (!tell(path + u"/pids.max"_s, QByteArray::number(limits.tasks)))
        return noGroup(path, u"pids.max"_s);
    // Where the kernel counts swap, none beside the limit; where it does not there is no such file.
    (void)tell(path + u"/memory.swap.max"_s, "0");
    group->m_entrance.reset(::open(QFile::encodeName(path + u"/cgroup.procs"_s).constData(), O_WRONLY | O_CLOEXEC));
    if (!group->m_entrance.isOpen())
        return noGroup(path, u"cgroup.procs"_s);
    return group;
}

bool ControlGroup::remove(const QString &parent, const SandboxId &id)
{
    return removeGroup(parent + u'/' + nameOf(id));
}

ControlGroup::~ControlGroup()
{
    m_entrance.reset();
    removeGroup(m_path);
}

QStringList ControlGroup::takeHits()
{
    const std::lock_guard lock(m_mutex);
    const qint64 kills = counter(contentOf(m_path + u"/memory.events"_s), "oom_kill");
    const qint64 refusals = counter(contentOf(m_path + u"/pids.events"_s), "max");
    QStringList hits;
    if (kills > m_kills)
        hits.append(u"memory"_s);
    if (refusals > m_refusals)
        hits.append(u"processes"_s);
    m_kills = kills;
    m_refusals = refusals;
    return hits;
}

}  // namespace bw::sandbox
