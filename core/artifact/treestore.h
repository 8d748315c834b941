// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/manifest.h"
#include "store/blobstore.h"

#include <stop_token>

namespace bw::artifact
{

/// Reads a tar stream into blobs and a manifest. A hard link becomes a copy (the manifest names the same blob), content
/// that is already stored is not written again. Errors: those of TarReader and BlobStore, Cancelled.
Result<Manifest> storeTree(const ByteSource &source, store::BlobStore &blobs, std::stop_token stop,
                           TarLimits limits = {});

/// The same, from a producer that pushes (`Sandbox::archiveOut`): the producer runs on the calling thread, at most 4
/// MiB ahead of the reader.
Result<Manifest> storeTreeFrom(const std::function<Status(const ByteSink &)> &producer, store::BlobStore &blobs,
                               std::stop_token stop, TarLimits limits = {});

}  // namespace bw::artifact
