// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>

#include <functional>

namespace bw::artifact
{

/// A stream that is pulled: an empty piece is its end.
using ByteSource = std::function<Result<QByteArray>()>;
/// A stream that is pushed.
using ByteSink = std::function<Status(QByteArrayView)>;

enum class EntryType { File, Directory, Symlink };
QString toKey(EntryType type);  ///< "file", "directory", "symlink"

/// A name as a tree may hold it: bytes, mostly UTF-8 but not by law; relative, parts divided by '/', no ".", "..",
/// empty part or NUL.
struct TarEntry {
    QByteArray path;
    EntryType type = EntryType::File;
    quint32 mode = 0;       ///< permission bits, 07777 at most
    qint64 size = 0;        ///< of a file's content
    QByteArray target;      ///< of a symlink, any bytes; of a hard link, the path of an earlier entry
    bool hardLink = false;  ///< a second name of `target`; has no content of its own
    friend bool operator==(const TarEntry &, const TarEntry &) = default;
};

/// What a stream may hold at most (architecture §7).
struct TarLimits {
    qint64 entries = 100'000;
    qint64 bytes = 4LL << 30;
};

/// The clean form of an entry's name ("./a//b/" → "a/b"; the root itself gives an empty name). ArchiveInvalid for
/// anything that would lead out of the tree: absolute, "..", NUL.
Result<QByteArray> cleanEntryPath(const QByteArray &path);

}  // namespace bw::artifact
