// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/tarentry.h"
#include "base/executor.h"

#include <QList>
#include <QString>

#include <stop_token>

namespace bw::artifact
{

struct ZipItem {
    QString name;  ///< relative; without a slash at its end
    EntryType type = EntryType::File;
    quint32 mode = 0644;
    qint64 size = 0;
    QString contentPath;  ///< of a file: where its bytes lie (a blob), read only
    QByteArray target;    ///< of a symlink
};

struct ZipSummary {
    QString sha256;  ///< of the whole file, lower-case hex
    qint64 bytes = 0;
    int entries = 0;
};

/// Writes a zip in the classic format (no zip64), in bounded memory (64 MiB of contents under way), to a temporary name
/// beside `path`, synced and renamed, so that `path` is whole or absent. Deterministic: the same items give the same
/// bytes on any day and in any time zone (sorted names, 1980-01-01, unix modes). Files up to 16 MiB are deflated by the
/// executor's threads and added raw; the calling thread deflates what no thread has taken yet, so a busy executor only
/// makes it slower. Errors: ArchiveTooLarge {what, names, remedy}, DiskFull, FileUnwritable, FileUnreadable, Cancelled.
class ZipWriter final
{
public:
    /// `comment` is that of the archive, plain ASCII; tools show it when they list or unpack.
    /// ArchiveInvalid also for a name that is not relative and clean, holds a backslash, or comes twice.
    static Result<ZipSummary> write(const QString &path, QList<ZipItem> items, Executor &executor, std::stop_token stop,
                                    const QString &comment = {});

    /// What the classic format holds.
    static constexpr qint64 largestArchive = 0xFFFFFFFELL;
    static constexpr qsizetype mostEntries = 65'534;
};

}  // namespace bw::artifact
