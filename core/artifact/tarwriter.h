// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/manifest.h"
#include "store/blobstore.h"

#include <memory>

namespace bw::artifact
{

/// Makes a GNU tar stream of a manifest and its blobs, piece by piece, in bounded memory: for `Sandbox::archiveIn`.
/// Deterministic: equal manifests give equal bytes (times are 0, owner 0). Not thread-safe. Errors: NotFound when a
/// blob is missing, FileUnreadable, ArchiveInvalid when a blob does not have the size the manifest says.
class TarWriter final
{
public:
    TarWriter(Manifest manifest, const store::BlobStore &blobs);
    ~TarWriter();

    /// The next piece; empty at the end.
    Result<QByteArray> next();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The same as a source; lives as long as its last copy.
ByteSource tarSource(Manifest manifest, const store::BlobStore &blobs);

}  // namespace bw::artifact
