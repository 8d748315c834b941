// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/manifest.h"
#include "artifact/zipwriter.h"
#include "store/blobstore.h"

namespace bw::artifact
{

struct ArtifactFile {
    QString path;  ///< absolute
    QString sha256;
    qint64 bytes = 0;
    int entries = 0;
};

/// Makes the zip that a person gets, from a checkpoint's manifest and blobs: nothing of a sandbox is opened, nothing
/// that depends on time or place is added. Thread-safe for different builds.
class ArtifactBuilder final
{
public:
    ArtifactBuilder(const store::BlobStore &blobs, Executor &executor, QString folder);

    /// Writes `<folder>/<build>-<n>.zip` with the first free n ≥ 1. Names that are not UTF-8 get their odd bytes as
    /// %XX, and backslashes (folders, where somebody unpacks on Windows) %5C. An archive that is not complete says so
    /// in its comment (see incompleteComment()). Errors: those of ZipWriter; NotFound when a blob is missing.
    Result<ArtifactFile> make(const BuildId &build, const Manifest &manifest, std::stop_token stop,
                              const QString &comment = {}) const;

    /// What a zip of an unfinished or unverified build says of itself.
    static QString incompleteComment(int verified, int total);

    /// What would go into the zip.
    [[nodiscard]] Result<QList<ZipItem>> items(const Manifest &manifest) const;

private:
    const store::BlobStore &m_blobs;
    Executor &m_executor;
    QString m_folder;
};

}  // namespace bw::artifact
