// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/manifest.h"
#include "store/blobstore.h"

#include <stop_token>

namespace bw::artifact
{

struct ExtractedTree {
    qint64 files = 0;
    qint64 bytes = 0;
};

/// Writes a tree below `folder`, which must not exist or be empty. It is made beside it and renamed at the end, so that
/// the folder is whole or as it was. The tree comes out of a sandbox and is hostile: every part of a name is opened
/// without following links, links are made last and never followed, set-id bits are dropped. Names, contents, modes
/// (07777 but for those bits), links and empty folders are the checkpoint's, byte for byte. Errors: FileUnwritable
/// (with the path), DiskFull, NotFound (a blob), ArchiveInvalid, Cancelled.
Result<ExtractedTree> extractTree(const Manifest &manifest, const store::BlobStore &blobs, const QString &folder,
                                  std::stop_token stop);

}  // namespace bw::artifact
