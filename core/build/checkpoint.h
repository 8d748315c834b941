// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/manifest.h"
#include "sandbox/sandbox.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

namespace bw::build
{

/// The whole workspace at one moment: a manifest and content blobs. Made from the sandbox's archive stream, so that a
/// build can go on from it anywhere.
struct Checkpoint {
    QString id;         ///< first 12 hex digits of the manifest's hash: equal trees have equal ids
    BlobHash manifest;  ///< blob with the manifest (artifact/manifest.h)
    QString reason;     ///< "planned", "feature", "end" …
    qint64 files = 0;
    qint64 bytes = 0;
    friend bool operator==(const Checkpoint &, const Checkpoint &) = default;
};

/// Stores the workspace without an event. Errors: those of the sandbox, of the blobs, ArchiveInvalid, Cancelled.
Result<Checkpoint> storeCheckpoint(sandbox::Sandbox &sandbox, store::BlobStore &blobs, const QString &reason,
                                   std::stop_token stop);
/// The checkpoint of a tree whose contents are stored already.
Result<Checkpoint> storeManifest(const artifact::Manifest &manifest, store::BlobStore &blobs, const QString &reason);
/// The event checkpoint.made, committed before it returns.
Status recordCheckpoint(const Checkpoint &checkpoint, store::BuildLog &log);
/// storeCheckpoint() with the event checkpoint.made, committed before it returns; blobs are durable before the event.
Result<Checkpoint> makeCheckpoint(sandbox::Sandbox &sandbox, store::BlobStore &blobs, store::BuildLog &log,
                                  const QString &reason, std::stop_token stop);

Result<artifact::Manifest> loadManifest(const store::BlobStore &blobs, const BlobHash &manifest);

/// Fills an empty workspace. Afterwards its tree is byte-identical to the checkpoint's.
Status restoreCheckpoint(sandbox::Sandbox &sandbox, const store::BlobStore &blobs, const BlobHash &manifest,
                         std::stop_token stop);

}  // namespace bw::build
