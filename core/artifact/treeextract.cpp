// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/treeextract.h"

#include "base/filedescriptor.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QScopeGuard>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{

constexpr quint32 permissionBits = 0777;

std::unexpected<Error> failure(const QString &path, int code = errno)
{
    const QString why = QString::fromLocal8Bit(std::strerror(code));
    if (code == ENOSPC || code == EDQUOT)
        return fail(ErrorCode::DiskFull, why, {{u"path"_s, path}});
    return fail(ErrorCode::FileUnwritable, why, {{u"path"_s, path}, {u"why"_s, why}});
}

class Extraction
{
public:
    Extraction(const store::BlobStore &blobs, const QString &root)
        : m_blobs(blobs)
        , m_root(root)
        , m_rootFd(::open(QFile::encodeName(root).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW))
    {
    }

    Status run(const Manifest &manifest, std::stop_token stop);
    [[nodiscard]] ExtractedTree result() const { return m_result; }

private:
    /// The folder that holds `path`, and its last part.
    Result<FileDescriptor> parentOf(const QByteArray &path, QByteArray &name);
    Status write(const ManifestEntry &entry);
    Status content(const ManifestEntry &entry, int fd);
    Status closeFolder(const ManifestEntry &entry);
    [[nodiscard]] QString shown(const QByteArray &path) const { return m_root + u'/' + QString::fromUtf8(path); }

    const store::BlobStore &m_blobs;
    QString m_root;
    FileDescriptor m_rootFd;
    ExtractedTree m_result;
};

Result<FileDescriptor> Extraction::parentOf(const QByteArray &path, QByteArray &name)
{
    FileDescriptor folder(::fcntl(m_rootFd.get(), F_DUPFD_CLOEXEC, 3));
    const QList<QByteArray> parts = path.split('/');
    name = parts.last();
    for (qsizetype i = 0; i + 1 < parts.size() && folder.isOpen(); ++i)
        folder = FileDescriptor(
            ::openat(folder.get(), parts.at(i).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!folder.isOpen())
        return failure(shown(path));
    return folder;
}

Status Extraction::content(const ManifestEntry &entry, int fd)
{
    qint64 written = 0;
    auto read = m_blobs.read(entry.hash, [&](QByteArrayView piece) -> Status {
        for (qsizetype at = 0; at < piece.size();) {
            const ssize_t n = ::write(fd, piece.data() + at, static_cast<size_t>(piece.size() - at));
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0)
                return failure(shown(entry.path));
            at += n;
        }
        written += piece.size();
        return {};
    });
    if (!read)
        return read;
    if (written != entry.size)
        return fail(
            ErrorCode::ArchiveInvalid, u"a blob has another size than its manifest says"_s,
            {{u"why"_s, u"%1 has %2 bytes instead of %3"_s.arg(shown(entry.path)).arg(written).arg(entry.size)}});
    m_result.bytes += written;
    ++m_result.files;
    return {};
}

Status Extraction::write(const ManifestEntry &entry)
{
    QByteArray name;
    auto parent = parentOf(entry.path, name);
    if (!parent)
        return fail(parent.error());
    if (entry.type == EntryType::Directory) {
        // Open to us until everything in it is written; its own mode comes last.
        return ::mkdirat(parent->get(), name.constData(), 0700) == 0 ? Status() : failure(shown(entry.path));
    }
    if (entry.type == EntryType::Symlink)
        return ::symlinkat(entry.target.constData(), parent->get(), name.constData()) == 0 ? Status()
                                                                                           : failure(shown(entry.path));
    FileDescriptor file(
        ::openat(parent->get(), name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isOpen())
        return failure(shown(entry.path));
    if (auto done = content(entry, file.get()); !done)
        return done;
    if (::fchmod(file.get(), entry.mode & permissionBits) != 0 || !file.close())
        return failure(shown(entry.path));
    return {};
}

Status Extraction::closeFolder(const ManifestEntry &entry)
{
    QByteArray name;
    auto parent = parentOf(entry.path, name);
    if (!parent)
        return fail(parent.error());
    const FileDescriptor folder(
        ::openat(parent->get(), name.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!folder.isOpen() || ::fchmod(folder.get(), entry.mode & permissionBits) != 0)
        return failure(shown(entry.path));
    return {};
}

Status Extraction::run(const Manifest &manifest, std::stop_token stop)
{
    if (!m_rootFd.isOpen())
        return failure(m_root);
    for (const bool links : {false, true}) {
        for (const ManifestEntry &entry : manifest.entries) {
            if (stop.stop_requested())
                return fail(ErrorCode::Cancelled);
            if ((entry.type == EntryType::Symlink) != links)
                continue;
            if (auto done = write(entry); !done)
                return done;
        }
    }
    // From the inside out, so that a folder which nobody may enter is closed after what lies in it.
    for (auto entry = manifest.entries.crbegin(); entry != manifest.entries.crend(); ++entry) {
        if (entry->type != EntryType::Directory)
            continue;
        if (auto done = closeFolder(*entry); !done)
            return done;
    }
    return {};
}

/// A half-made tree may hold folders that are closed to us already.
void removeTree(const QString &folder)
{
    QDirIterator it(folder, QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden | QDir::NoSymLinks,
                    QDirIterator::Subdirectories);
    while (it.hasNext())
        ::chmod(QFile::encodeName(it.next()).constData(), 0700);
    QDir(folder).removeRecursively();
}

}  // namespace

Result<ExtractedTree> extractTree(const Manifest &manifest, const store::BlobStore &blobs, const QString &folder,
                                  std::stop_token stop)
{
    if (auto whole = checkTree(manifest); !whole)
        return fail(whole.error());
    const QString target = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    const QFileInfo there(target);
    if (there.isSymLink()
        || (there.exists()
            && (!there.isDir()
                || !QDir(target).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))))
        return fail(ErrorCode::FileUnwritable, u"the target is not empty"_s,
                    {{u"path"_s, target}, {u"why"_s, u"it is not an empty folder"_s}});
    const QString parent = there.absolutePath();
    if (!QDir().mkpath(parent))
        return failure(parent);
    const QString beside = u"%1/.%2.%3.part"_s.arg(parent, there.fileName()).arg(::getpid());
    if (::mkdir(QFile::encodeName(beside).constData(), 0700) != 0)
        return failure(beside);
    const auto sweep = qScopeGuard([&] { removeTree(beside); });
    Extraction extraction(blobs, beside);
    if (auto done = extraction.run(manifest, stop); !done)
        return fail(done.error());
    if (::chmod(QFile::encodeName(beside).constData(), 0755) != 0
        || ::rename(QFile::encodeName(beside).constData(), QFile::encodeName(target).constData()) != 0)
        return failure(target);
    return extraction.result();
}

}  // namespace bw::artifact
