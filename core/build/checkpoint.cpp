// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpoint.h"

#include "artifact/tarwriter.h"
#include "artifact/treestore.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

Result<Checkpoint> storeCheckpoint(sandbox::Sandbox &sandbox, store::BlobStore &blobs, const QString &reason,
                                   std::stop_token stop)
{
    auto manifest = artifact::storeTreeFrom(
        [&](const artifact::ByteSink &sink) {
            return sandbox.archiveOut(QString::fromLatin1(sandbox::workspacePath), sink, stop);
        },
        blobs, stop);
    if (!manifest)
        return fail(manifest.error());
    return storeManifest(*manifest, blobs, reason);
}

Result<Checkpoint> storeManifest(const artifact::Manifest &manifest, store::BlobStore &blobs, const QString &reason)
{
    auto hash = blobs.put(artifact::toBytes(manifest));
    if (!hash)
        return fail(hash.error());
    return Checkpoint {hash->value.left(12), *hash, reason, manifest.files(), manifest.bytes()};
}

Status recordCheckpoint(const Checkpoint &checkpoint, store::BuildLog &log)
{
    const auto committed = log.commit(EventType::CheckpointMade,
                                      Json {{"checkpoint", toStd(checkpoint.id)},
                                            {"manifest_blob", toStd(checkpoint.manifest.value)},
                                            {"reason", toStd(checkpoint.reason)},
                                            {"files", checkpoint.files},
                                            {"bytes", checkpoint.bytes}});
    return committed ? Status() : fail(committed.error());
}

Result<Checkpoint> makeCheckpoint(sandbox::Sandbox &sandbox, store::BlobStore &blobs, store::BuildLog &log,
                                  const QString &reason, std::stop_token stop)
{
    auto checkpoint = storeCheckpoint(sandbox, blobs, reason, stop);
    if (!checkpoint)
        return checkpoint;
    if (auto recorded = recordCheckpoint(*checkpoint, log); !recorded)
        return fail(recorded.error());
    return checkpoint;
}

Result<artifact::Manifest> loadManifest(const store::BlobStore &blobs, const BlobHash &manifest)
{
    auto bytes = blobs.get(manifest);
    if (!bytes)
        return fail(bytes.error());
    return artifact::manifestFromBytes(*bytes);
}

Status restoreCheckpoint(sandbox::Sandbox &sandbox, const store::BlobStore &blobs, const BlobHash &manifest,
                         std::stop_token stop)
{
    auto tree = loadManifest(blobs, manifest);
    if (!tree)
        return fail(tree.error());
    return sandbox.archiveIn(QString::fromLatin1(sandbox::workspacePath), artifact::tarSource(std::move(*tree), blobs),
                             stop);
}

}  // namespace bw::build
