// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/blobstore.h"

namespace bw::agent
{

/// Keeps the beginning and the end of a text of any length in bounded memory; what does not fit goes, whole, to a blob.
class HeadTail final
{
public:
    static constexpr qsizetype limit = 30'000;  ///< bytes that a model gets of one result

    explicit HeadTail(store::BlobStore &blobs);
    Status add(QByteArrayView bytes);
    [[nodiscard]] qint64 total() const { return m_total; }

    struct Kept {
        QString text;  ///< whole, or head and tail with a line between that says what is missing and where it is
        QString blob;  ///< hash of the whole text when it was longer than the limit; else empty
    };
    Result<Kept> finish();

private:
    store::BlobStore &m_blobs;
    std::unique_ptr<store::BlobStore::Writer> m_writer;
    QByteArray m_head, m_tail;
    qint64 m_total = 0;
};

}  // namespace bw::agent
