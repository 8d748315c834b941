// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logfile.h"

#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace bw
{

LogFile::LogFile(QString path, qint64 maxBytes, int files)
    : m_path(std::move(path))
    , m_maxBytes(maxBytes)
    , m_files(files)
{
}

LogFile::~LogFile()
{
    if (m_fd >= 0)
        close(m_fd);
}

Status LogFile::open()
{
    const std::scoped_lock lock(m_mutex);
    return reopen();
}

Status LogFile::reopen()
{
    if (m_fd >= 0)
        close(m_fd);
    m_fd = ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_fd >= 0)
        return {};
    const int number = errno;
    const QString why = QString::fromLocal8Bit(std::strerror(number));
    return fail(number == ENOSPC ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, u"open %1: %2"_s.arg(m_path, why),
                {{u"path"_s, m_path}, {u"why"_s, why}});
}

// False when another process has renamed the file that we hold.
bool LogFile::isCurrent() const
{
    struct stat held {}, named {};
    return fstat(m_fd, &held) == 0 && stat(QFile::encodeName(m_path).constData(), &named) == 0
        && held.st_ino == named.st_ino && held.st_dev == named.st_dev;
}

void LogFile::rotate()
{
    const int old = m_fd;
    flock(old, LOCK_EX);
    if (isCurrent()) {
        for (int n = m_files - 1; n >= 1; --n) {
            const QString from = n == 1 ? m_path : u"%1.%2"_s.arg(m_path).arg(n - 1);
            const QString to = u"%1.%2"_s.arg(m_path).arg(n);
            rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData());
        }
        if (m_files <= 1)
            unlink(QFile::encodeName(m_path).constData());
    }
    m_fd = -1;
    [[maybe_unused]] const Status opened = reopen();
    close(old);  // gives the lock back after the new file stands
}

Status LogFile::add(const QByteArray &line)
{
    const std::scoped_lock lock(m_mutex);
    const QByteArray whole = line + '\n';
    struct stat info {};
    if (m_fd >= 0 && fstat(m_fd, &info) == 0 && info.st_size > 0 && info.st_size + whole.size() > m_maxBytes)
        rotate();
    if (m_fd < 0) [[maybe_unused]]
        const Status again = reopen();  // what stood in the way may be gone
    if (m_fd >= 0 && write(m_fd, whole.constData(), static_cast<size_t>(whole.size())) == whole.size()) {
        m_failed = false;
        return {};
    }
    if (std::exchange(m_failed, true))
        return {};
    return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, u"cannot write the log"_s,
                {{u"path"_s, m_path}, {u"why"_s, QString::fromLocal8Bit(std::strerror(errno))}});
}

}  // namespace bw
