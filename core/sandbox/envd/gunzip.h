// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandbox.h"

#include <memory>

namespace bw::sandbox
{

/// Unpacks what comes in gzip's format, piece by piece: never more than one piece of 64 KiB lies in memory, however far
/// the stream is packed. One thread.
class Gunzip final
{
public:
    Gunzip();
    ~Gunzip();
    Gunzip(const Gunzip &) = delete;
    Gunzip &operator=(const Gunzip &) = delete;

    /// Hands on what these bytes unpack to. Errors: ArchiveInvalid for what is not packed so, and the sink's own.
    Status feed(QByteArrayView packed, const ByteSink &sink);
    /// ArchiveInvalid when the stream did not come to its end.
    [[nodiscard]] Status finish() const;

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_ended = false;
};

}  // namespace bw::sandbox
