// SPDX-License-Identifier: GPL-3.0-or-later
#include "gzipstream.h"

#include <array>
#include <new>

namespace bw::sandboxd
{

GzipStream::GzipStream()
{
    constexpr int gzipFormat = 15 + 16;
    if (::deflateInit2(&m_stream, Z_BEST_SPEED, Z_DEFLATED, gzipFormat, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
}

GzipStream::~GzipStream() { ::deflateEnd(&m_stream); }

std::string GzipStream::add(std::string_view bytes, bool last)
{
    std::string packed;
    std::array<unsigned char, 32 << 10> piece {};
    std::string input(bytes);
    m_stream.next_in = reinterpret_cast<unsigned char *>(input.data());
    m_stream.avail_in = static_cast<unsigned>(input.size());
    do {
        m_stream.next_out = piece.data();
        m_stream.avail_out = static_cast<unsigned>(piece.size());
        ::deflate(&m_stream, last ? Z_FINISH : Z_NO_FLUSH);
        packed.append(reinterpret_cast<const char *>(piece.data()), piece.size() - m_stream.avail_out);
    } while (m_stream.avail_out == 0);
    return packed;
}

}  // namespace bw::sandboxd
