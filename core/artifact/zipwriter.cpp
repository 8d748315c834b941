// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/zipwriter.h"

#include "artifact/deflatejob.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QScopeGuard>
#include <QTimeZone>

#include <quazip/quazip.h>
#include <quazip/quazipfile.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <deque>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 deflatedWhole = 8 << 20;  // larger files are deflated as they stream through
constexpr qint64 mostBytesAhead = 64 << 20;
constexpr size_t mostJobsAhead = 512;
constexpr qint64 headersOf = 30 + 46;  // local header and central directory entry without the two names

std::unexpected<Error> tooLarge(const QString &what, QList<ZipItem> items, qsizetype shown = 5)
{
    std::ranges::stable_sort(items, std::greater {}, &ZipItem::size);
    QStringList names;
    for (const ZipItem &item : items.first(qMin(shown, items.size())))
        names.append(u"%1 (%2 MiB)"_s.arg(item.name).arg(item.size >> 20));
    return fail(ErrorCode::ArchiveTooLarge, what,
                {{u"what"_s, what},
                 {u"names"_s, names.join(u", "_s)},
                 {u"remedy"_s, u"remove generated data from the workspace, or keep it in an excluded folder"_s}});
}

quint32 externalAttributes(const ZipItem &item)
{
    quint32 type = S_IFREG;
    if (item.type == EntryType::Directory)
        type = S_IFDIR;
    else if (item.type == EntryType::Symlink)
        type = S_IFLNK;
    const quint32 dosFolder = item.type == EntryType::Directory ? 0x10U : 0U;
    return (type | (item.mode & 07777U)) << 16 | dosFolder;
}

class Session
{
public:
    Session(QString path, QList<ZipItem> items, Executor &executor, std::stop_token stop, const QString &comment)
        : m_path(std::move(path))
        , m_items(std::move(items))
        , m_executor(executor)
        , m_stop(std::move(stop))
        , m_file(m_path + u".part"_s)
        , m_zip(&m_file)
    {
        m_zip.setComment(comment);
        m_size += comment.size();
    }
    Status check();
    Result<ZipSummary> write();

private:
    struct Ahead {
        std::shared_ptr<DeflateJob> job;
        qint64 size;
    };
    static bool streams(const ZipItem &item) { return item.type == EntryType::File && item.size > deflatedWhole; }
    Status addAll();
    void submitAhead();
    Status add(const ZipItem &item);
    Status addStreamed(const ZipItem &item, const QuaZipNewInfo &info);
    Status addPacked(const ZipItem &item, QuaZipNewInfo info);
    Status put(QuaZipFile &entry, const QByteArray &bytes);
    Result<ZipSummary> finish();
    Error fileError() const;

    QString m_path;
    QList<ZipItem> m_items;
    Executor &m_executor;
    std::stop_token m_stop;
    QFile m_file;
    QuaZip m_zip;
    std::deque<Ahead> m_ahead;
    qsizetype m_submitted = 0;
    qint64 m_bytesAhead = 0;
    qint64 m_size = 22;  ///< of the archive so far, its directory and end record included
};

Error Session::fileError() const
{
    if (m_file.error() == QFileDevice::ResourceError || errno == ENOSPC)
        return {ErrorCode::DiskFull, m_file.errorString(), {{u"path"_s, m_path}}, std::nullopt};
    return {ErrorCode::FileUnwritable,
            m_file.errorString(),
            {{u"path"_s, m_path}, {u"why"_s, m_file.errorString()}},
            std::nullopt};
}

Status Session::check()
{
    std::ranges::sort(m_items, [](const ZipItem &a, const ZipItem &b) { return a.name.toUtf8() < b.name.toUtf8(); });
    if (m_items.size() > ZipWriter::mostEntries)
        return tooLarge(u"%1 entries; a zip holds %2"_s.arg(m_items.size()).arg(ZipWriter::mostEntries), m_items);
    QList<ZipItem> huge;
    const ZipItem *before = nullptr;
    for (const ZipItem &item : std::as_const(m_items)) {
        if (item.size > ZipWriter::largestArchive)
            huge.append(item);
        const QByteArray name = item.name.toUtf8();
        if (name.isEmpty() || name.contains('\\') || cleanEntryPath(name).value_or(QByteArray()) != name)
            return fail(ErrorCode::ArchiveInvalid, item.name, {{u"why"_s, u"a name that a zip cannot hold"_s}});
        if (before != nullptr && before->name == item.name)
            return fail(ErrorCode::ArchiveInvalid, item.name, {{u"why"_s, u"a name that comes twice"_s}});
        before = &item;
    }
    if (!huge.isEmpty())
        return tooLarge(u"a file of 4 GiB or more"_s, huge);
    return {};
}

Result<ZipSummary> Session::write()
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Truncate))
        return fail(fileError());
    auto cleanUp = qScopeGuard([this] {
        if (m_zip.isOpen())
            m_zip.close();
        m_file.close();
        m_file.remove();
    });
    m_zip.setAutoClose(false);
    m_zip.setZip64Enabled(false);  // 7z and unzip misread what QuaZip writes with it
    m_zip.setUtf8Enabled(true);
    m_zip.setDataDescriptorWritingEnabled(false);
    m_zip.setOsCode(3);  // unix: the upper half of the external attributes is a mode
    errno = 0;
    if (!m_zip.open(QuaZip::mdCreate))
        return fail(fileError());
    if (auto added = addAll(); !added)
        return fail(added.error());
    errno = 0;
    m_zip.close();
    if (m_zip.getZipError() != ZIP_OK || !m_file.flush() || ::fsync(m_file.handle()) != 0)
        return fail(fileError());
    auto summary = finish();
    if (summary)
        cleanUp.dismiss();
    return summary;
}

/// Jobs run ahead of the writing, in order, as far as the memory for them allows.
void Session::submitAhead()
{
    while (m_submitted < m_items.size() && m_ahead.size() < mostJobsAhead) {
        const ZipItem &item = m_items.at(m_submitted);
        const qint64 size = item.type == EntryType::File ? item.size : 0;
        if (!m_ahead.empty() && m_bytesAhead + size > mostBytesAhead)
            return;
        ++m_submitted;
        if (streams(item) || item.type == EntryType::Directory)
            continue;
        auto job = std::make_shared<DeflateJob>(item, m_stop);
        if (item.type == EntryType::File)
            m_executor.run([job] { job->run(); });
        m_ahead.push_back({std::move(job), size});
        m_bytesAhead += size;
    }
}

Status Session::addAll()
{
    for (const ZipItem &item : std::as_const(m_items)) {
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        submitAhead();
        if (auto added = add(item); !added)
            return added;
        if (m_size > ZipWriter::largestArchive)
            return tooLarge(u"an archive of 4 GiB or more"_s, m_items);
    }
    return {};
}

Status Session::add(const ZipItem &item)
{
    QuaZipNewInfo info(item.type == EntryType::Directory ? item.name + u'/' : item.name);
    info.dateTime = QDateTime(QDate(1980, 1, 1), QTime(0, 0), QTimeZone::UTC);
    info.externalAttr = externalAttributes(item);
    m_size += headersOf + 2 * info.name.toUtf8().size();
    if (streams(item))
        return addStreamed(item, info);
    if (item.type != EntryType::Directory)
        return addPacked(item, info);
    QuaZipFile entry(&m_zip);
    if (!entry.open(QIODevice::WriteOnly, info, nullptr, 0, 0, 0, true))
        return fail(fileError());
    entry.close();
    return entry.getZipError() == ZIP_OK ? Status() : fail(fileError());
}

Status Session::put(QuaZipFile &entry, const QByteArray &bytes)
{
    errno = 0;
    return entry.write(bytes) == bytes.size() ? Status() : fail(fileError());
}

Status Session::addPacked(const ZipItem &, QuaZipNewInfo info)
{
    const Ahead ahead = std::move(m_ahead.front());
    m_ahead.pop_front();
    auto content = ahead.job->take();
    m_bytesAhead -= ahead.size;
    if (!content)
        return fail(content.error());
    m_size += content->data.size();
    if (m_size > ZipWriter::largestArchive)
        return tooLarge(u"an archive of 4 GiB or more"_s, m_items);
    info.uncompressedSize = static_cast<ulong>(content->size);
    QuaZipFile entry(&m_zip);
    if (!entry.open(QIODevice::WriteOnly, info, nullptr, content->crc, content->deflated ? Z_DEFLATED : 0,
                    content->deflated ? 6 : 0, true))
        return fail(fileError());
    if (auto written = put(entry, content->data); !written)
        return written;
    entry.close();
    return entry.getZipError() == ZIP_OK ? Status() : fail(fileError());
}

Status Session::addStreamed(const ZipItem &item, const QuaZipNewInfo &info)
{
    const auto unreadable = [&item](const QString &why) {
        return fail(ErrorCode::FileUnreadable, why, {{u"path"_s, item.contentPath}, {u"why"_s, why}});
    };
    QFile content(item.contentPath);
    if (!content.open(QIODevice::ReadOnly))
        return unreadable(content.errorString());
    const qint64 before = m_file.pos();
    QuaZipFile entry(&m_zip);
    if (!entry.open(QIODevice::WriteOnly, info, nullptr, 0, Z_DEFLATED, 6))
        return fail(fileError());
    qint64 left = item.size;
    while (left > 0) {
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        const QByteArray piece = content.read(qMin<qint64>(left, 256 << 10));
        if (piece.isEmpty())
            return unreadable(u"it is shorter than expected"_s);
        if (auto written = put(entry, piece); !written)
            return written;
        left -= piece.size();
        if (m_size + m_file.pos() - before > ZipWriter::largestArchive)
            return tooLarge(u"an archive of 4 GiB or more"_s, m_items);
    }
    entry.close();
    m_size += m_file.pos() - before;
    return entry.getZipError() == ZIP_OK ? Status() : fail(fileError());
}

Result<ZipSummary> Session::finish()
{
    ZipSummary summary;
    summary.entries = static_cast<int>(m_items.size());
    summary.bytes = m_file.size();
    QCryptographicHash hash(QCryptographicHash::Sha256);
    m_file.seek(0);
    if (!hash.addData(&m_file))
        return fail(fileError());
    summary.sha256 = QString::fromLatin1(hash.result().toHex());
    m_file.close();
    if (std::rename(QFile::encodeName(m_file.fileName()).constData(), QFile::encodeName(m_path).constData()) != 0)
        return fail(ErrorCode::FileUnwritable, qt_error_string(errno),
                    {{u"path"_s, m_path}, {u"why"_s, qt_error_string(errno)}});
    return summary;
}

}  // namespace

Result<ZipSummary> ZipWriter::write(const QString &path, QList<ZipItem> items, Executor &executor, std::stop_token stop,
                                    const QString &comment)
{
    Session session(path, std::move(items), executor, std::move(stop), comment);
    if (auto checked = session.check(); !checked)
        return fail(checked.error());
    return session.write();
}

}  // namespace bw::artifact
