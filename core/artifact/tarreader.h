// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/tarentry.h"

#include <memory>
#include <optional>

namespace bw::artifact
{

/// Reads a tar stream (GNU, ustar, pax) entry by entry, in bounded memory. Names are bytes; only pax ones come with
/// their accents composed (libarchive does that), so our own streams are GNU ones. It comes out of a sandbox,
/// so nothing in it is trusted: an entry that is not a file, folder, symbolic or hard link, a name that leads out of
/// the tree, and a stream without its end mark are refused. Not thread-safe. Errors: ArchiveInvalid, TooLarge, and
/// whatever the source says.
class TarReader final
{
public:
    explicit TarReader(ByteSource source, TarLimits limits = {});
    ~TarReader();

    /// The next entry, or nothing at the end. Content that was not read is skipped. The root ("./") is left out.
    Result<std::optional<TarEntry>> next();
    /// The next piece (at most 256 KiB) of the current file; empty at its end.
    Result<QByteArray> read();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::artifact
