// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/hostprocess.h"

#include "base/filedescriptor.h"

#include <QByteArray>
#include <QFile>
#include <QList>
#include <QString>

#include <csignal>

#include <poll.h>
#include <sys/syscall.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

/// The fields of /proc/<pid>/stat from the third on: the name in front of them may hold anything.
QList<QByteArray> statFields(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (pid <= 0 || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    const qsizetype close = line.lastIndexOf(')');
    return close < 0 ? QList<QByteArray>() : line.sliced(close + 1).simplified().split(' ');
}

constexpr qsizetype stateField = 0;
constexpr qsizetype parentField = 1;
constexpr qsizetype startField = 19;

}  // namespace

std::optional<HostProcess> HostProcess::of(qint64 pid)
{
    const QList<QByteArray> fields = statFields(pid);
    if (fields.size() <= startField)
        return std::nullopt;
    return HostProcess {pid, fields.at(startField).toULongLong()};
}

HostProcess HostProcess::self() { return of(::getpid()).value_or(HostProcess {::getpid(), 0}); }

qint64 HostProcess::parentOf(qint64 pid)
{
    const QList<QByteArray> fields = statFields(pid);
    return fields.size() > parentField ? fields.at(parentField).toLongLong() : 0;
}

bool HostProcess::isAlive() const
{
    const QList<QByteArray> fields = statFields(pid);
    return fields.size() > startField && fields.at(startField).toULongLong() == startTicks
        && fields.at(stateField) != "Z" && fields.at(stateField) != "X";
}

bool HostProcess::killAndWait(std::chrono::milliseconds limit) const
{
    if (!isAlive())
        return true;
    // The descriptor holds on to whoever has the number now; only then is it worth comparing again.
    const FileDescriptor held(static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(pid), 0U)));
    if (!held.isOpen() || !isAlive())
        return true;
    ::syscall(SYS_pidfd_send_signal, held.get(), SIGKILL, nullptr, 0U);
    pollfd wait {held.get(), POLLIN, 0};
    return ::poll(&wait, 1, static_cast<int>(limit.count())) > 0;
}

}  // namespace bw::sandbox
