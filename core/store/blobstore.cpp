// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/blobstore.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

Error fileError(const QString &path, int error)
{
    const QString why = QString::fromLocal8Bit(std::strerror(error));
    if (error == ENOSPC || error == EDQUOT)
        return {ErrorCode::DiskFull, why, {{u"path"_s, path}}, {}};
    return {ErrorCode::FileUnwritable, why, {{u"path"_s, path}, {u"why"_s, why}}, {}};
}

Error notFound(const BlobHash &hash)
{
    return {ErrorCode::NotFound, u"no such blob"_s, {{u"kind"_s, u"blob"_s}, {u"name"_s, hash.value}}, {}};
}

bool isHash(const QString &text)
{
    return text.size() == 64
        && std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

Status syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(fileError(folder, errno));
    const int error = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (error != 0)
        return fail(fileError(folder, error));
    return {};
}

Status makeFolder(const QString &folder)
{
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) == 0)
        return syncFolder(QFileInfo(folder).absolutePath());
    if (errno != EEXIST)
        return fail(fileError(folder, errno));
    return {};
}

class FileWriter final : public BlobStore::Writer
{
public:
    FileWriter(const BlobStore &store, QString temporary, int file)
        : m_store(store)
        , m_temporary(std::move(temporary))
        , m_file(file)
    {
    }
    ~FileWriter() override { drop(); }
    FileWriter(const FileWriter &) = delete;
    FileWriter &operator=(const FileWriter &) = delete;

    Status write(QByteArrayView bytes) override
    {
        m_hash.addData(bytes);
        while (!bytes.isEmpty()) {
            const ssize_t written = ::write(m_file, bytes.data(), static_cast<size_t>(bytes.size()));
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return fail(fileError(m_temporary, written < 0 ? errno : ENOSPC));
            bytes = bytes.sliced(written);
        }
        return {};
    }

    Result<BlobHash> finish() override
    {
        const BlobHash hash {QString::fromLatin1(m_hash.result().toHex())};
        const QString target = m_store.path(hash);
        // The same bytes are there already. Their time is renewed: a removal that runs at the same time spares blobs
        // that somebody has just asked for.
        if (m_store.contains(hash) && ::utimensat(AT_FDCWD, QFile::encodeName(target).constData(), nullptr, 0) == 0) {
            drop();
            return hash;
        }
        if (::fsync(m_file) != 0)
            return fail(fileError(m_temporary, errno));
        const QString folder = QFileInfo(target).absolutePath();
        if (auto made = makeFolder(folder); !made)
            return fail(made.error());
        if (std::rename(QFile::encodeName(m_temporary).constData(), QFile::encodeName(target).constData()) != 0)
            return fail(fileError(target, errno));
        ::close(std::exchange(m_file, -1));
        if (auto synced = syncFolder(folder); !synced)
            return fail(synced.error());
        return hash;
    }

private:
    void drop()
    {
        if (m_file < 0)
            return;
        ::close(std::exchange(m_file, -1));
        ::unlink(QFile::encodeName(m_temporary).constData());
    }

    const BlobStore &m_store;
    QString m_temporary;
    int m_file;
    QCryptographicHash m_hash {QCryptographicHash::Sha256};
};

}  // namespace

BlobStore::BlobStore(QString folder)
    : m_folder(std::move(folder))
{
}

Result<BlobHash> BlobStore::put(QByteArrayView bytes)
{
    const BlobHash hash {QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())};
    if (contains(hash) && ::utimensat(AT_FDCWD, QFile::encodeName(path(hash)).constData(), nullptr, 0) == 0)
        return hash;
    auto out = writer();
    if (!out)
        return fail(out.error());
    if (auto written = (*out)->write(bytes); !written)
        return fail(written.error());
    return (*out)->finish();
}

Result<std::unique_ptr<BlobStore::Writer>> BlobStore::writer()
{
    if (auto made = makeFolder(m_folder); !made)
        return fail(made.error());
    QByteArray name = QFile::encodeName(m_folder + u"/.new-XXXXXX"_s);
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0)
        return fail(fileError(m_folder, errno));
    return std::make_unique<FileWriter>(*this, QFile::decodeName(name), file);
}

Result<QByteArray> BlobStore::get(const BlobHash &hash, qint64 maxBytes) const
{
    QFile file(path(hash));
    if (!isHash(hash.value) || !file.open(QIODevice::ReadOnly))
        return fail(notFound(hash));
    if (file.size() > maxBytes)
        return fail(ErrorCode::TooLarge, u"blob of %1 bytes"_s.arg(file.size()),
                    {{u"what"_s, u"blob"_s}, {u"limit"_s, QString::number(maxBytes)}});
    QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::FileUnreadable, file.errorString(),
                    {{u"path"_s, file.fileName()}, {u"why"_s, file.errorString()}});
    return bytes;
}

Status BlobStore::read(const BlobHash &hash, const std::function<Status(QByteArrayView)> &sink) const
{
    QFile file(path(hash));
    if (!isHash(hash.value) || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(notFound(hash));
    QByteArray buffer(256 * 1024, Qt::Uninitialized);
    while (true) {
        const qint64 size = file.read(buffer.data(), buffer.size());
        if (size < 0)
            return fail(ErrorCode::FileUnreadable, file.errorString(),
                        {{u"path"_s, file.fileName()}, {u"why"_s, file.errorString()}});
        if (size == 0)
            return {};
        if (auto taken = sink(QByteArrayView(buffer.constData(), size)); !taken)
            return taken;
    }
}

bool BlobStore::contains(const BlobHash &hash) const { return isHash(hash.value) && QFileInfo(path(hash)).isFile(); }

QString BlobStore::path(const BlobHash &hash) const
{
    return m_folder + u'/' + hash.value.left(2) + u'/' + hash.value.mid(2);
}

Status BlobStore::remove(const BlobHash &hash)
{
    if (!contains(hash))
        return fail(notFound(hash));
    if (::unlink(QFile::encodeName(path(hash)).constData()) != 0 && errno != ENOENT)
        return fail(fileError(path(hash), errno));
    return {};
}

}  // namespace bw::store
