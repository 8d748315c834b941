// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/artifactbuilder.h"

#include "artifact/excludes.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QStringDecoder>

#include <fcntl.h>
#include <unistd.h>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{

/// A zip's name is text. Bytes that are none become %XX, so that every file gets in and none is lost without a word.
QString textOf(const QByteArray &bytes)
{
    // A byte order mark is part of a name like any other character.
    QStringDecoder whole(QStringDecoder::Utf8,
                         QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = whole(bytes);
    if (!whole.hasError())
        return text.replace(u'\\', u"%5C"_s);
    text.clear();
    for (const char byte : bytes) {
        if (static_cast<unsigned char>(byte) < 0x80 && byte != '\\')
            text += QLatin1Char(byte);
        else
            text += u'%' + QString::number(static_cast<unsigned char>(byte), 16).toUpper();
    }
    return text;
}

void syncFolder(const QString &folder)
{
    const int descriptor = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
}

}  // namespace

ArtifactBuilder::ArtifactBuilder(const store::BlobStore &blobs, Executor &executor, QString folder)
    : m_blobs(blobs)
    , m_executor(executor)
    , m_folder(std::move(folder))
{
}

Result<QList<ZipItem>> ArtifactBuilder::items(const Manifest &manifest) const
{
    QList<ZipItem> items;
    QSet<QString> names;
    for (const ManifestEntry &entry : manifest.entries) {
        if (isExcluded(entry.path))
            continue;
        ZipItem item {textOf(entry.path), entry.type, entry.mode, entry.size, {}, entry.target};
        while (names.contains(item.name))
            item.name += u'_';
        names.insert(item.name);
        if (entry.type == EntryType::File) {
            if (!m_blobs.contains(entry.hash))
                return fail(ErrorCode::NotFound, item.name, {{u"kind"_s, u"blob"_s}, {u"name"_s, entry.hash.value}});
            item.contentPath = m_blobs.path(entry.hash);
        }
        items.append(std::move(item));
    }
    return items;
}

QString ArtifactBuilder::incompleteComment(int verified, int total)
{
    return u"Buildwright: incomplete, %1 of %2 features verified"_s.arg(verified).arg(total);
}

Result<ArtifactFile> ArtifactBuilder::make(const BuildId &build, const Manifest &manifest, std::stop_token stop,
                                           const QString &comment) const
{
    auto content = items(manifest);
    if (!content)
        return fail(content.error());
    if (!QDir().mkpath(m_folder))
        return fail(ErrorCode::FileUnwritable, m_folder,
                    {{u"path"_s, m_folder}, {u"why"_s, u"the folder cannot be made"_s}});
    int n = 1;
    const auto path = [&] { return u"%1/%2-%3.zip"_s.arg(m_folder, build.value).arg(n); };
    while (QFile::exists(path()))
        ++n;
    auto summary = ZipWriter::write(path(), std::move(*content), m_executor, std::move(stop), comment);
    if (!summary)
        return fail(summary.error());
    syncFolder(m_folder);
    return ArtifactFile {path(), summary->sha256, summary->bytes, summary->entries};
}

}  // namespace bw::artifact
