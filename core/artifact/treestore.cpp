// SPDX-License-Identifier: GPL-3.0-or-later
#include "artifact/treestore.h"

#include "artifact/bytepipe.h"
#include "artifact/tarreader.h"

#include <QHash>
#include <QScopeGuard>

#include <algorithm>
#include <thread>

namespace bw::artifact
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 inMemory = 8 << 20;  // up to here a content is hashed first, and written only when it is new

std::unexpected<Error> invalid(const QString &why) { return fail(ErrorCode::ArchiveInvalid, why, {{u"why"_s, why}}); }

Result<BlobHash> storeContent(TarReader &reader, qint64 size, store::BlobStore &blobs, const std::stop_token &stop)
{
    std::unique_ptr<store::BlobStore::Writer> writer;
    QByteArray whole;
    if (size > inMemory) {
        auto made = blobs.writer();
        if (!made)
            return fail(made.error());
        writer = std::move(*made);
    } else {
        whole.reserve(size);
    }
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        auto piece = reader.read();
        if (!piece)
            return fail(piece.error());
        if (piece->isEmpty())
            break;
        if (!writer) {
            whole += *piece;
        } else if (auto written = writer->write(*piece); !written) {
            return fail(written.error());
        }
    }
    if (writer)
        return writer->finish();
    // Also for a content that is there: its time is renewed, so that a removal at this moment spares it.
    return blobs.put(whole);
}

}  // namespace

Result<Manifest> storeTree(const ByteSource &source, store::BlobStore &blobs, std::stop_token stop, TarLimits limits)
{
    TarReader reader(source, limits);
    Manifest manifest;
    QHash<QByteArray, qsizetype> files;  // for hard links
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled);
        auto next = reader.next();
        if (!next)
            return fail(next.error());
        if (!*next)
            break;
        const TarEntry &tar = **next;
        ManifestEntry entry {tar.path, tar.type, tar.mode, tar.size, {}, tar.target};
        if (tar.hardLink) {
            const auto first = files.constFind(tar.target);
            if (first == files.constEnd())
                return invalid(u"a hard link to a file that is not in the archive"_s);
            const ManifestEntry &original = manifest.entries.at(*first);
            entry.size = original.size;
            entry.mode = original.mode;
            entry.hash = original.hash;
            entry.target.clear();
        } else if (tar.type == EntryType::File) {
            auto hash = storeContent(reader, tar.size, blobs, stop);
            if (!hash)
                return fail(hash.error());
            entry.hash = *hash;
        }
        if (entry.type == EntryType::File)
            files.insert(entry.path, manifest.entries.size());
        manifest.entries.append(std::move(entry));
    }
    std::ranges::stable_sort(manifest.entries, {}, &ManifestEntry::path);
    if (auto sound = checkTree(manifest); !sound)
        return fail(sound.error());
    return manifest;
}

Result<Manifest> storeTreeFrom(const std::function<Status(const ByteSink &)> &producer, store::BlobStore &blobs,
                               std::stop_token stop, TarLimits limits)
{
    BytePipe pipe;
    Result<Manifest> manifest = fail(ErrorCode::Internal, u"the tree was not read"_s);
    std::optional<Error> producerError;
    {
        const std::jthread consumer([&] {
            const auto done = qScopeGuard([&] { pipe.abandon(); });
            manifest = storeTree([&pipe] { return pipe.read(); }, blobs, stop, limits);
        });
        const Status pushed = producer([&pipe](QByteArrayView bytes) { return pipe.write(bytes); });
        if (!pushed)
            producerError = pushed.error();
        pipe.finish(producerError);
    }
    // The consumer's own error is the cause when it left first; the producer then only says that nobody reads.
    if (!manifest)
        return manifest;
    if (producerError)
        return fail(*producerError);
    return manifest;
}

}  // namespace bw::artifact
