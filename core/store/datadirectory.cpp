// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/datadirectory.h"

#include "store/migrator.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

Error unusable(const QString &path, int error)
{
    const QString why = QString::fromLocal8Bit(std::strerror(error));
    if (error == ENOSPC || error == EDQUOT)
        return {ErrorCode::DiskFull, why, {{u"path"_s, path}}, {}};
    return {ErrorCode::DataDirUnusable, why, {{u"path"_s, path}, {u"why"_s, why}}, {}};
}

Status makeFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0700) == 0)
        return {};
    if (errno != EEXIST)
        return fail(unusable(path, errno));
    if (!QFileInfo(path).isDir())
        return fail(unusable(path, ENOTDIR));
    return {};
}

Status makeFolders(const QString &path)
{
    const QString parent = QFileInfo(path).absolutePath();
    if (parent != path && !QFileInfo::exists(parent))
        if (auto made = makeFolders(parent); !made)
            return made;
    return makeFolder(path);
}

QString lockPath(const QString &path) { return path + u"/owner.lock"_s; }

/// A file of some size is written and forced to the disk, since a full or failing one says so only then.
Status probe(const QString &folder)
{
    const QString path = folder + u"/.probe"_s;
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return fail(unusable(folder, errno));
    const QByteArray bytes(64 * 1024, '\1');
    const ssize_t written = ::write(file, bytes.constData(), static_cast<size_t>(bytes.size()));
    int error = written < 0 ? errno : (written < bytes.size() ? ENOSPC : 0);
    if (error == 0 && ::fsync(file) != 0)
        error = errno;
    ::close(file);
    ::unlink(name.constData());
    if (error != 0)
        return fail(unusable(folder, error));
    return {};
}

/// What can be known without touching anything.
Result<bool> inspect(const QString &path)
{
    const QFileInfo info(path);
    if (info.exists() && !info.isDir())
        return fail(unusable(path, ENOTDIR));
    const QString database = path + u"/buildwright.db"_s;
    if (!QFileInfo::exists(database))
        return false;
    const auto version = Migrator::versionInHeader(database);
    if (!version && version.error().code == ErrorCode::FileUnreadable)
        return fail(unusable(path, EACCES));
    if (!version)
        return fail(version.error());
    if (*version > Migrator::supportedVersion())
        return fail(Migrator::newer(database, *version, Migrator::supportedVersion()));
    return QFileInfo(database).size() > 0;
}

std::optional<qint64> pidIn(int lock)
{
    char text[32] = {};
    const ssize_t size = ::pread(lock, text, sizeof text - 1, 0);
    bool ok = false;
    const qint64 pid = QByteArray(text, size > 0 ? size : 0).trimmed().toLongLong(&ok);
    return ok ? std::optional(pid) : std::nullopt;
}

/// The descriptor that holds the lock. A file that is there is only opened, so that nothing is touched yet.
Result<int> takeLock(const QString &path)
{
    const int lock = ::open(QFile::encodeName(lockPath(path)).constData(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (lock < 0)
        return fail(unusable(path, errno));
    if (::flock(lock, LOCK_EX | LOCK_NB) == 0)
        return lock;
    const int error = errno;
    const auto pid = pidIn(lock);
    ::close(lock);
    if (error != EWOULDBLOCK)
        return fail(unusable(path, error));
    return fail(ErrorCode::DataDirInUse, u"another process holds the lock"_s,
                {{u"path"_s, path}, {u"pid"_s, pid ? QString::number(*pid) : QString()}});
}

Status writePid(int lock, const QString &path)
{
    const QByteArray pid = QByteArray::number(static_cast<qint64>(::getpid())) + '\n';
    if (::ftruncate(lock, 0) != 0)
        return fail(unusable(path, errno));
    const ssize_t written = ::pwrite(lock, pid.constData(), static_cast<size_t>(pid.size()), 0);
    if (written != pid.size())
        return fail(unusable(path, written < 0 ? errno : ENOSPC));
    return {};
}

/// SQLite would make it readable for others; its -wal and -shm files take the mode of this one.
Status makePrivateFile(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_CREAT | O_WRONLY | O_CLOEXEC | O_EXCL, 0600);
    if (file >= 0)
        ::close(file);
    else if (errno != EEXIST)
        return fail(unusable(path, errno));
    return {};
}

Status prepareAsOwner(const DataDirectory &directory, int lock)
{
    if (auto written = writePid(lock, directory.path()); !written)
        return written;
    for (const QString &folder : {directory.blobs(), directory.artifacts(), directory.sandboxes()})
        if (auto made = makeFolder(folder); !made)
            return made;
    QDir(directory.tmp()).removeRecursively();
    if (auto made = makeFolder(directory.tmp()); !made)
        return made;
    if (auto works = probe(directory.tmp()); !works)
        return works;
    return makePrivateFile(directory.database());
}

}  // namespace

Result<std::unique_ptr<DataDirectory>> DataDirectory::open(const QString &path, Mode mode)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    // Where a lock file is, it is tried first: the owner may be this very process, and closing a second descriptor of
    // the database would cancel the locks that SQLite holds for it (https://www.sqlite.org/howtocorrupt.html §2.2).
    const bool lockFirst = mode == Mode::Owner && QFileInfo::exists(lockPath(absolute));
    std::unique_ptr<DataDirectory> directory;
    if (lockFirst) {
        const auto lock = takeLock(absolute);
        if (!lock)
            return fail(lock.error());
        directory.reset(new DataDirectory(QFileInfo(absolute).canonicalFilePath(), Mode::Owner, *lock));
    }
    const auto exists = inspect(absolute);
    if (!exists)
        return fail(exists.error());
    if (mode == Mode::ReadOnly) {
        if (!*exists)
            return fail(ErrorCode::NotFound, u"no database yet"_s,
                        {{u"kind"_s, u"data_directory"_s}, {u"name"_s, absolute}});
        directory.reset(new DataDirectory(QFileInfo(absolute).canonicalFilePath(), Mode::ReadOnly, -1));
        return directory;
    }
    if (!directory) {
        if (auto made = makeFolders(absolute); !made)
            return fail(made.error());
        const auto lock = takeLock(absolute);
        if (!lock)
            return fail(lock.error());
        directory.reset(new DataDirectory(QFileInfo(absolute).canonicalFilePath(), Mode::Owner, *lock));
    }
    if (auto prepared = prepareAsOwner(*directory, directory->m_lock); !prepared)
        return fail(prepared.error());
    return directory;
}

std::optional<qint64> DataDirectory::ownerPid(const QString &path)
{
    const int lock = ::open(QFile::encodeName(lockPath(path)).constData(), O_RDONLY | O_CLOEXEC);
    if (lock < 0)
        return std::nullopt;
    std::optional<qint64> pid;
    if (::flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        pid = pidIn(lock).value_or(0);
    ::close(lock);
    return pid;
}

DataDirectory::~DataDirectory()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

}  // namespace bw::store
