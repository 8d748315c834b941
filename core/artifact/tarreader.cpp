// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/tarreader.h"

#include "artifact/posixlocale.h"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qsizetype pieceSize = 256 << 10;
constexpr qint64 endMark = 1024;  // two blocks of zeros end a tar (POSIX.1 pax, "ustar interchange format")

std::unexpected<Error> invalid(const QString &why) { return fail(ErrorCode::ArchiveInvalid, why, {{u"why"_s, why}}); }
}  // namespace

class TarReader::Impl
{
public:
    Impl(ByteSource source, TarLimits limits)
        : m_source(std::move(source))
        , m_limits(limits)
        , m_archive(archive_read_new())
    {
        archive_read_support_format_tar(m_archive);
        archive_read_support_filter_none(m_archive);
    }
    ~Impl() { archive_read_free(m_archive); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    Result<std::optional<TarEntry>> next();
    Result<QByteArray> read();

private:
    static la_ssize_t pull(archive *, void *self, const void **buffer);
    la_ssize_t pullPiece(const void **buffer);
    Status open();
    Status end();
    Result<TarEntry> convert(archive_entry *entry);
    std::unexpected<Error> failure();

    ByteSource m_source;
    TarLimits m_limits;
    archive *m_archive;
    std::optional<Error> m_sourceError;
    QByteArray m_piece;
    qint64 m_trailingZeros = 0;
    qint64 m_entries = 0;
    qint64 m_bytes = 0;
    qint64 m_left = 0;  ///< of the current file's content
    bool m_opened = false;
    bool m_ended = false;
};

la_ssize_t TarReader::Impl::pull(archive *, void *self, const void **buffer)
{
    return static_cast<Impl *>(self)->pullPiece(buffer);
}

la_ssize_t TarReader::Impl::pullPiece(const void **buffer)
{
    auto piece = m_source();
    if (!piece) {
        m_sourceError = piece.error();
        archive_set_error(m_archive, EIO, "source");
        return ARCHIVE_FATAL;
    }
    m_piece = std::move(*piece);
    qsizetype zeros = 0;
    while (zeros < m_piece.size() && zeros < endMark && m_piece.at(m_piece.size() - 1 - zeros) == '\0')
        ++zeros;
    m_trailingZeros = zeros == m_piece.size() ? m_trailingZeros + zeros : zeros;
    *buffer = m_piece.constData();
    return m_piece.size();
}

std::unexpected<Error> TarReader::Impl::failure()
{
    m_ended = true;
    if (m_sourceError)
        return fail(*m_sourceError);
    const char *text = archive_error_string(m_archive);
    return invalid(text != nullptr ? QString::fromUtf8(text) : u"not a tar stream"_s);
}

Status TarReader::Impl::open()
{
    if (m_opened)
        return {};
    m_opened = true;
    if (archive_read_open(m_archive, this, nullptr, &Impl::pull, nullptr) != ARCHIVE_OK)
        return failure();
    return {};
}

/// A stream that simply stops between two entries looks like a whole one to libarchive; only the end mark tells.
Status TarReader::Impl::end()
{
    m_ended = true;
    while (true) {
        const void *ignored = nullptr;
        const la_ssize_t got = pullPiece(&ignored);
        if (got < 0)
            return failure();
        if (got == 0)
            break;
    }
    if (m_trailingZeros < endMark)
        return invalid(u"the stream ends before its end mark"_s);
    return {};
}

Result<std::optional<TarEntry>> TarReader::Impl::next()
{
    const PosixLocale locale;
    if (m_ended)
        return std::nullopt;
    if (auto opened = open(); !opened)
        return fail(opened.error());
    while (true) {
        archive_entry *entry = nullptr;
        const int code = archive_read_next_header(m_archive, &entry);
        if (code == ARCHIVE_EOF) {
            if (auto ended = end(); !ended)
                return fail(ended.error());
            return std::nullopt;
        }
        if (code != ARCHIVE_OK && code != ARCHIVE_WARN)  // a warning is about a name that is not UTF-8: we take bytes
            return failure();
        if (++m_entries > m_limits.entries)
            return fail(ErrorCode::TooLarge, {},
                        {{u"what"_s, u"archive entries"_s}, {u"limit"_s, QString::number(m_limits.entries)}});
        auto converted = convert(entry);
        if (!converted)
            return fail(converted.error());
        if (!converted->path.isEmpty())
            return std::optional(std::move(*converted));
    }
}

Result<TarEntry> TarReader::Impl::convert(archive_entry *entry)
{
    TarEntry result;
    const char *name = archive_entry_pathname(entry);
    if (name == nullptr)
        return invalid(u"an entry without a name"_s);
    auto path = cleanEntryPath(name);
    if (!path)
        return fail(path.error());
    result.path = *path;
    result.mode = static_cast<quint32>(archive_entry_perm(entry)) & 07777U;
    m_left = 0;
    if (const char *link = archive_entry_hardlink(entry); link != nullptr) {
        auto target = cleanEntryPath(link);
        if (!target)
            return fail(target.error());
        result.target = *target;
        result.hardLink = true;
        return result;
    }
    const auto type = archive_entry_filetype(entry);
    if (type == AE_IFREG) {
        // A few bytes of it would unfold to gigabytes of nothing; nobody packs a workspace that way.
        if (archive_entry_sparse_count(entry) > 0)
            return invalid(u"%1 is a sparse file"_s.arg(QString::fromUtf8(result.path)));
        result.size = archive_entry_size(entry);
        m_left = result.size;
        m_bytes += result.size;
        if (result.size < 0 || m_bytes > m_limits.bytes)
            return fail(ErrorCode::TooLarge, {},
                        {{u"what"_s, u"archive bytes"_s}, {u"limit"_s, QString::number(m_limits.bytes)}});
    } else if (type == AE_IFDIR) {
        result.type = EntryType::Directory;
    } else if (type == AE_IFLNK) {
        result.type = EntryType::Symlink;
        const char *target = archive_entry_symlink(entry);
        result.target = target != nullptr ? QByteArray(target) : QByteArray();
        if (result.target.isEmpty() || result.target.size() > 4096)
            return invalid(u"a symbolic link without a usable target"_s);
    } else {
        return invalid(u"%1 is neither a file, a folder nor a link"_s.arg(QString::fromUtf8(result.path)));
    }
    if (result.path.isEmpty() && result.type != EntryType::Directory)
        return invalid(u"the root of the tree is not a folder"_s);
    return result;
}

Result<QByteArray> TarReader::Impl::read()
{
    if (m_left == 0 || m_ended)
        return QByteArray();
    QByteArray piece(qMin<qint64>(pieceSize, m_left), Qt::Uninitialized);
    const la_ssize_t got = archive_read_data(m_archive, piece.data(), static_cast<size_t>(piece.size()));
    if (got < 0)
        return failure();
    if (got == 0)
        return invalid(u"a file is shorter than its header says"_s);
    piece.resize(got);
    m_left -= got;
    return piece;
}

TarReader::TarReader(ByteSource source, TarLimits limits)
    : m_impl(std::make_unique<Impl>(std::move(source), limits))
{
}
TarReader::~TarReader() = default;
Result<std::optional<TarEntry>> TarReader::next() { return m_impl->next(); }
Result<QByteArray> TarReader::read() { return m_impl->read(); }

}  // namespace bw::artifact
