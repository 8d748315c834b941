// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/projectfiles.h"
#include "artifact/manifest.h"
#include "model/feature.h"
#include "store/blobstore.h"

#include <QSet>

#include <memory>

namespace bw::build
{

/// A checkpoint's tree as proofs are judged by it. Contents are read from the blobs; neither they nor the tree may go
/// before the result does.
agent::ProjectFiles projectFiles(std::shared_ptr<const artifact::Manifest> tree, const store::BlobStore &blobs);

/// Names the contents of the files by which a proof proves: equal texts for equal files. Empty when it has none.
QString contentsOfProof(const Proof &proof, const artifact::Manifest &tree, const agent::ProjectFiles &project);

/// `earlier` with nothing but these files of `now` laid over it.
artifact::Manifest withFilesOf(const artifact::Manifest &earlier, const artifact::Manifest &now,
                               const QStringList &files);

/// What a session changed that can matter to others: not git's own files, installed packages, notes, and what the
/// harness writes.
QSet<QByteArray> filesChanged(const artifact::Manifest &before, const artifact::Manifest &after);

}  // namespace bw::build
