// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/strayprocesses.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

StrayProcesses StrayProcesses::find()
{
    StrayProcesses strays;
    const QByteArray option = mark().toLatin1();
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        if (!isNumber)
            continue;
        // The moment of its start is read first: whoever gets the number later is somebody else.
        const std::optional<HostProcess> process = HostProcess::of(pid);
        QFile file(u"/proc/%1/cmdline"_s.arg(pid));
        if (!process || !file.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> words = file.readAll().split('\0');
        const QByteArray program = words.first().sliced(words.first().lastIndexOf('/') + 1);
        const qsizetype at = words.indexOf(option);
        if ((program == "bwrap" || program == "sandboxd") && at > 0 && at + 1 < words.size())
            strays.m_processes.insert(QString::fromUtf8(words.at(at + 1)), *process);
    }
    return strays;
}

}  // namespace bw::sandbox
