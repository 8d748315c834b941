// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <zlib.h>

namespace bw::sandboxd
{

/// Packs a stream in gzip's format, piece by piece.
class GzipStream
{
public:
    GzipStream();
    ~GzipStream();
    GzipStream(const GzipStream &) = delete;
    GzipStream &operator=(const GzipStream &) = delete;
    std::string add(std::string_view bytes, bool last);

private:
    z_stream m_stream {};
};

}  // namespace bw::sandboxd
