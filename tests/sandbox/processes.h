// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QList>
#include <QString>

namespace bw::test
{

inline QByteArray fileContent(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "pid:[4026532…]"; empty when the process is gone.
inline QString processNamespace(qint64 pid)
{
    return QFile::symLinkTarget(QStringLiteral("/proc/%1/ns/pid").arg(pid)).section(QLatin1Char('/'), -1);
}

/// Every process of this machine that lives in a namespace, zombies not counted.
inline QList<qint64> processesIn(const QString &space)
{
    QList<qint64> found;
    for (const QString &name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const qint64 pid = name.toLongLong(&isNumber);
        if (!isNumber || processNamespace(pid) != space)
            continue;
        if (!fileContent(QStringLiteral("/proc/%1/cmdline").arg(pid)).isEmpty())
            found.append(pid);
    }
    return found;
}

/// bwraps that nobody waits for any more.
inline int strayBwraps()
{
    int count = 0;
    for (const QString &name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        const QByteArray status = fileContent(QStringLiteral("/proc/%1/status").arg(name));
        const bool stray = status.startsWith("Name:\tbwrap\n") && status.contains("\nPPid:\t1\n");
        count += stray && !status.contains("\nState:\tZ") ? 1 : 0;
    }
    return count;
}

}  // namespace bw::test
