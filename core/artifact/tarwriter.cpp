// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/tarwriter.h"

#include "artifact/posixlocale.h"

#include <QFile>

#include <archive.h>
#include <archive_entry.h>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qint64 pieceSize = 256 << 10;
}

class TarWriter::Impl
{
public:
    Impl(Manifest manifest, const store::BlobStore &blobs)
        : m_manifest(std::move(manifest))
        , m_blobs(blobs)
        , m_archive(archive_write_new())
    {
        // Names are bytes in this format. In pax they are UTF-8 by law: readers compose their accents, and names that
        // are not UTF-8 need a keyword that GNU tar does not know.
        archive_write_set_format_gnutar(m_archive);
        archive_write_add_filter_none(m_archive);
        archive_write_set_bytes_per_block(m_archive, 0);  // no blocking: every piece comes at once
        const PosixLocale locale;
        archive_write_open(m_archive, this, nullptr, &Impl::take, nullptr);
    }
    ~Impl() { archive_write_free(m_archive); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    Result<QByteArray> next();

private:
    static la_ssize_t take(archive *, void *self, const void *bytes, size_t size)
    {
        static_cast<Impl *>(self)->m_out.append(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
        return static_cast<la_ssize_t>(size);
    }
    Status step();
    Status beginEntry(const ManifestEntry &entry);
    Status copyContent();
    std::unexpected<Error> invalid(const QString &why) const
    {
        return fail(ErrorCode::ArchiveInvalid, why, {{u"why"_s, why}});
    }

    Manifest m_manifest;
    const store::BlobStore &m_blobs;
    archive *m_archive;
    QByteArray m_out;
    qsizetype m_next = 0;
    QFile m_file;
    qint64 m_left = 0;
    bool m_closed = false;
};

Result<QByteArray> TarWriter::Impl::next()
{
    const PosixLocale locale;
    while (m_out.size() < pieceSize && !m_closed) {
        if (auto done = step(); !done)
            return fail(done.error());
    }
    return std::exchange(m_out, {});
}

Status TarWriter::Impl::step()
{
    if (m_left > 0)
        return copyContent();
    if (m_next < m_manifest.entries.size())
        return beginEntry(m_manifest.entries.at(m_next++));
    m_closed = true;
    if (archive_write_close(m_archive) != ARCHIVE_OK)
        return invalid(QString::fromUtf8(archive_error_string(m_archive)));
    return {};
}

Status TarWriter::Impl::beginEntry(const ManifestEntry &entry)
{
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> header(archive_entry_new(),
                                                                               &archive_entry_free);
    archive_entry_set_pathname(header.get(), entry.path.constData());
    archive_entry_set_perm(header.get(), static_cast<__LA_MODE_T>(entry.mode));
    archive_entry_set_mtime(header.get(), 0, 0);
    switch (entry.type) {
    case EntryType::File:
        archive_entry_set_filetype(header.get(), AE_IFREG);
        archive_entry_set_size(header.get(), entry.size);
        break;
    case EntryType::Directory:
        archive_entry_set_filetype(header.get(), AE_IFDIR);
        break;
    case EntryType::Symlink:
        archive_entry_set_filetype(header.get(), AE_IFLNK);
        archive_entry_set_symlink(header.get(), entry.target.constData());
        break;
    }
    const int code = archive_write_header(m_archive, header.get());
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN)  // a name that is not UTF-8 is written as the bytes it is
        return invalid(QString::fromUtf8(archive_error_string(m_archive)));
    if (entry.type != EntryType::File || entry.size == 0)
        return {};
    m_file.close();
    m_file.setFileName(m_blobs.path(entry.hash));
    if (!m_file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, m_file.errorString(), {{u"kind"_s, u"blob"_s}, {u"name"_s, entry.hash.value}});
    m_left = entry.size;
    return {};
}

Status TarWriter::Impl::copyContent()
{
    const QByteArray piece = m_file.read(qMin(pieceSize, m_left));
    if (piece.isEmpty())
        return invalid(u"blob %1 is shorter than its manifest says"_s.arg(m_file.fileName()));
    if (archive_write_data(m_archive, piece.constData(), static_cast<size_t>(piece.size())) < 0)
        return invalid(QString::fromUtf8(archive_error_string(m_archive)));
    m_left -= piece.size();
    if (m_left == 0)
        m_file.close();
    return {};
}

TarWriter::TarWriter(Manifest manifest, const store::BlobStore &blobs)
    : m_impl(std::make_unique<Impl>(std::move(manifest), blobs))
{
}
TarWriter::~TarWriter() = default;
Result<QByteArray> TarWriter::next() { return m_impl->next(); }

ByteSource tarSource(Manifest manifest, const store::BlobStore &blobs)
{
    return [writer = std::make_shared<TarWriter>(std::move(manifest), blobs)] { return writer->next(); };
}

}  // namespace bw::artifact
