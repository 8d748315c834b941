// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/envd/gunzip.h"

#include <algorithm>

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace bw::sandbox
{

namespace
{

constexpr qsizetype pieceBytes = 64 << 10;

std::unexpected<Error> invalid(const QString &why) { return fail(ErrorCode::ArchiveInvalid, why, {{u"why"_s, why}}); }

}  // namespace

struct Gunzip::Stream {
    z_stream z {};
    bool ready = false;
};

Gunzip::Gunzip()
    : m_stream(std::make_unique<Stream>())
{
    constexpr int gzipFormat = 15 + 16;
    m_stream->ready = ::inflateInit2(&m_stream->z, gzipFormat) == Z_OK;
}

Gunzip::~Gunzip()
{
    if (m_stream->ready)
        ::inflateEnd(&m_stream->z);
}

Status Gunzip::feed(QByteArrayView packed, const ByteSink &sink)
{
    if (!m_stream->ready)
        return invalid(u"no memory to unpack it"_s);
    QByteArray piece(pieceBytes, Qt::Uninitialized);
    z_stream &z = m_stream->z;
    while (!packed.isEmpty()) {
        if (m_ended)
            return invalid(u"there is something behind the end of the packed stream"_s);
        const qsizetype size = std::min<qsizetype>(packed.size(), 1 << 30);
        // The library does not write to its input; its type only does not say so.
        z.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(packed.data()));
        z.avail_in = static_cast<uInt>(size);
        do {
            z.next_out = reinterpret_cast<Bytef *>(piece.data());
            z.avail_out = static_cast<uInt>(piece.size());
            const int done = ::inflate(&z, Z_NO_FLUSH);
            // Nothing left to do with an empty input is no error.
            if (done != Z_OK && done != Z_STREAM_END && done != Z_BUF_ERROR)
                return invalid(u"it is not packed as gzip does"_s);
            const qsizetype made = piece.size() - qsizetype(z.avail_out);
            if (made > 0) {
                if (Status taken = sink(QByteArrayView(piece).first(made)); !taken)
                    return taken;
            }
            m_ended = done == Z_STREAM_END;
        } while (!m_ended && z.avail_out == 0);
        packed = packed.sliced(size - qsizetype(z.avail_in));
    }
    return {};
}

Status Gunzip::finish() const { return m_ended ? Status {} : invalid(u"the packed stream breaks off"_s); }

}  // namespace bw::sandbox
