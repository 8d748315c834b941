// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/paths.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw::paths
{

namespace
{

QString byVariable(const char *variable, const QString &fallback)
{
    const QString value = QFile::decodeName(qgetenv(variable));
    const QString base = value.startsWith(u'/') ? QDir::cleanPath(value) : fallback;
    return base + u"/buildwright"_s;
}

std::unexpected<Error> unwritable(const QString &folder, int number)
{
    const QString why = QString::fromLocal8Bit(std::strerror(number));
    return fail(number == ENOSPC || number == EDQUOT ? ErrorCode::DiskFull : ErrorCode::FileUnwritable,
                u"mkdir %1: %2"_s.arg(folder, why), {{u"path"_s, folder}, {u"why"_s, why}});
}

}  // namespace

QString dataFolder()
{
    const QString own = QFile::decodeName(qgetenv("BUILDWRIGHT_DATA"));
    if (!own.isEmpty())
        return QDir::cleanPath(QDir::current().absoluteFilePath(own));
    return byVariable("XDG_DATA_HOME", QDir::homePath() + u"/.local/share"_s);
}

QString stateFolder() { return byVariable("XDG_STATE_HOME", QDir::homePath() + u"/.local/state"_s); }

QString configFolder() { return byVariable("XDG_CONFIG_HOME", QDir::homePath() + u"/.config"_s); }

QString cacheFolder() { return byVariable("XDG_CACHE_HOME", QDir::homePath() + u"/.cache"_s); }

QString runtimeFolder()
{
    const QString value = QFile::decodeName(qgetenv("XDG_RUNTIME_DIR"));
    if (value.startsWith(u'/'))
        return QDir::cleanPath(value) + u"/buildwright"_s;
    return u"/tmp/buildwright-%1"_s.arg(getuid());
}

Status ensurePrivate(const QString &folder)
{
    const QString parent = QDir::cleanPath(folder + u"/.."_s);
    if (parent != folder && !QFile::exists(parent)) {
        if (auto made = ensurePrivate(parent); !made)
            return made;
    }
    const QByteArray name = QFile::encodeName(folder);
    if (mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return unwritable(folder, errno);
    struct stat info {};
    if (lstat(name.constData(), &info) != 0)
        return unwritable(folder, errno);
    // A link to a folder of one's own is a choice; one into which somebody else can write is not.
    if (S_ISLNK(info.st_mode) && info.st_uid == getuid() && stat(name.constData(), &info) != 0)
        return unwritable(folder, errno);
    if (!S_ISDIR(info.st_mode))
        return unwritable(folder, ENOTDIR);
    if (info.st_uid != getuid())
        return unwritable(folder, EPERM);
    return {};
}

}  // namespace bw::paths
