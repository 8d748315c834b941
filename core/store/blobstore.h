// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

namespace bw::store
{

/// Large things by SHA-256 on disk (`blobs/ab/cdef…` below the data directory). Written to a temporary name, fsynced,
/// renamed, folder fsynced, so that an event may name a blob as soon as put() returned. Thread-safe. Errors: DiskFull,
/// FileUnwritable, NotFound.
class BlobStore
{
public:
    explicit BlobStore(QString folder);

    Result<BlobHash> put(QByteArrayView bytes);
    /// For what does not fit in memory: write pieces, then finish(). Dropped without finish() leaves nothing.
    class Writer
    {
    public:
        virtual ~Writer() = default;
        virtual Status write(QByteArrayView bytes) = 0;
        virtual Result<BlobHash> finish() = 0;
    };
    Result<std::unique_ptr<Writer>> writer();

    Result<QByteArray> get(const BlobHash &hash, qint64 maxBytes = 256LL << 20) const;
    /// Streams; the sink's error ends it and is returned.
    Status read(const BlobHash &hash, const std::function<Status(QByteArrayView)> &sink) const;
    [[nodiscard]] bool contains(const BlobHash &hash) const;
    [[nodiscard]] QString path(const BlobHash &hash) const;
    Status remove(const BlobHash &hash);

private:
    QString m_folder;
};

}  // namespace bw::store
