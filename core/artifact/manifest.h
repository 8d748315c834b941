// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/tarentry.h"
#include "base/ids.h"
#include "base/json.h"

#include <QList>

namespace bw::artifact
{

struct ManifestEntry {
    QByteArray path;
    EntryType type = EntryType::File;
    quint32 mode = 0;
    qint64 size = 0;
    BlobHash hash;      ///< of a file's content
    QByteArray target;  ///< of a symlink
    friend bool operator==(const ManifestEntry &, const ManifestEntry &) = default;
};

/// A whole tree: what it holds, and by hash where each content lies. Sorted by the bytes of the paths, so that equal
/// trees give equal manifests.
struct Manifest {
    QList<ManifestEntry> entries;
    friend bool operator==(const Manifest &, const Manifest &) = default;

    [[nodiscard]] qint64 bytes() const;  ///< sum of the contents
    [[nodiscard]] qint64 files() const;  ///< entries that are files
    [[nodiscard]] const ManifestEntry *find(const QByteArray &path) const;
};

/// No name twice, and nothing below something that is not a folder: such a tree cannot exist, so somebody forged it.
/// The entries must be sorted. Error: ArchiveInvalid.
Status checkTree(const Manifest &manifest);

/// {"version":1,"entries":[{"path"|"path_base64","type","mode" (octal
/// text),"size","sha256","target"|"target_base64"}]}; the base64 forms carry names that are not UTF-8. Equal manifests
/// give equal bytes.
QByteArray toBytes(const Manifest &manifest);
/// Error: ArchiveInvalid.
Result<Manifest> manifestFromBytes(const QByteArray &bytes);

/// What differs between two trees, as sorted paths.
struct ManifestDiff {
    QList<QByteArray> added, removed, changed;
};
ManifestDiff difference(const Manifest &before, const Manifest &after);

}  // namespace bw::artifact
