// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/gzip.h"

#include <zlib.h>

namespace bw::sandbox
{

QByteArray gzip(QByteArrayView bytes)
{
    constexpr int gzipFormat = 15 + 16;
    constexpr int memoryLevel = 8;
    z_stream stream {};
    if (::deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipFormat, memoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(qsizetype(::deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    // The library does not write to its input; its type only does not say so.
    stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    const int done = ::deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    ::deflateEnd(&stream);
    return done == Z_STREAM_END ? packed : QByteArray();
}

}  // namespace bw::sandbox
