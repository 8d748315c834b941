// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/processsample.h"

#include "base/filedescriptor.h"

#include <QByteArray>

#include <memory>

#include <dirent.h>
#include <fcntl.h>

namespace bw::sandbox
{

namespace
{

/// Files of /proc are made when they are read: whole, in one go, without a size.
QByteArray contentOf(const QByteArray &path)
{
    const FileDescriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC));
    QByteArray bytes;
    if (!file.isOpen())
        return bytes;
    for (;;) {
        const qsizetype at = bytes.size();
        bytes.resize(at + 4096);
        const ssize_t n = ::read(file.get(), bytes.data() + at, 4096);
        bytes.resize(at + std::max<ssize_t>(n, 0));
        if (n <= 0)
            return bytes;
    }
}

/// The value of "Name:   123 kB" in bytes.
qint64 kilobytesOf(const QByteArray &text, const QByteArray &name)
{
    const qsizetype at = text.startsWith(name) ? 0 : text.indexOf('\n' + name) + 1;
    if (at == 0 && !text.startsWith(name))
        return 0;
    const QByteArray line = text.mid(at + name.size(), 40);
    return line.left(line.indexOf("kB")).trimmed().toLongLong() * 1024;
}

QByteArray folderOf(qint64 pid) { return "/proc/" + QByteArray::number(pid); }

}  // namespace

ProcessSample ProcessSample::take(qint64 root)
{
    static const qint64 page = ::sysconf(_SC_PAGESIZE);
    ProcessSample sample;
    QList<qint64> waiting {root};
    // The list grows while it is read: what it holds are the processes that were found.
    for (qsizetype i = 0; i < waiting.size(); ++i) {
        const QByteArray folder = folderOf(waiting.at(i));
        const QList<QByteArray> memory = contentOf(folder + "/statm").split(' ');
        const std::unique_ptr<DIR, int (*)(DIR *)> tasks(::opendir((folder + "/task").constData()), &::closedir);
        if (memory.size() < 2 || !tasks)
            continue;
        const qint64 resident = memory.at(1).toLongLong() * page;
        sample.processes.append({waiting.at(i), resident});
        sample.residentBytes += resident;
        while (const dirent *task = ::readdir(tasks.get())) {
            if (task->d_name[0] == '.')
                continue;
            ++sample.tasks;
            const QByteArray children = contentOf(folder + "/task/" + task->d_name + "/children");
            for (const QByteArray &child : children.simplified().split(' ')) {
                if (!child.isEmpty())
                    waiting.append(child.toLongLong());
            }
        }
    }
    return sample;
}

qint64 ProcessSample::proportionalBytes(qint64 pid)
{
    const QByteArray text = contentOf(folderOf(pid) + "/smaps_rollup");
    return kilobytesOf(text, "Pss:") + kilobytesOf(text, "SwapPss:");
}

qint64 ProcessSample::hostAvailableBytes() { return kilobytesOf(contentOf("/proc/meminfo"), "MemAvailable:"); }
qint64 ProcessSample::hostTotalBytes() { return kilobytesOf(contentOf("/proc/meminfo"), "MemTotal:"); }

}  // namespace bw::sandbox
