// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httprequest.h"
#include "socketreader.h"

#include <functional>
#include <string_view>

namespace bw::sandboxd
{

/// The body of one request, read from its connection while a handler wants it: by length or in chunks, unpacked when it
/// came as gzip. One thread.
class RequestBody
{
public:
    /// False = enough; the rest is read and dropped.
    using Sink = std::function<bool(std::string_view)>;

    RequestBody(const HttpRequest &request, SocketReader &reader);

    /// Why this request cannot be served at all (its length is not to be known, an unknown packing); 0 = it can.
    [[nodiscard]] int refusal() const { return m_refusal; }
    /// To its end, once. False: the client went away, or what it sent is no body.
    bool read(const Sink &sink);
    /// Reads what the handler did not. False when the connection cannot go on.
    bool drop();

private:
    bool readPlain(const Sink &sink);
    bool readChunks(const Sink &sink);
    bool readGzip(const Sink &sink);
    bool pass(size_t size, const Sink &sink);

    SocketReader &m_reader;
    int m_refusal = 0;
    bool m_chunked = false;
    bool m_gzip = false;
    bool m_askFirst = false;
    bool m_begun = false;
    bool m_whole = true;
    size_t m_length = 0;
};

}  // namespace bw::sandboxd
