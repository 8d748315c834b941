// SPDX-License-Identifier: GPL-3.0-or-later
#include "requestbody.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include <zlib.h>

namespace bw::sandboxd
{

namespace
{

constexpr size_t longestLine = 8 << 10;  ///< of a chunk's size, or of a trailer
constexpr int mostTrailers = 64;

std::optional<size_t> number(std::string_view text, int base)
{
    size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

}  // namespace

RequestBody::RequestBody(const HttpRequest &request, SocketReader &reader)
    : m_reader(reader)
{
    const std::string coding = request.header("Transfer-Encoding");
    const std::string packing = request.header("Content-Encoding");
    const auto lengths = request.headers.count("Content-Length");
    // Two ways to tell an end are how one request is smuggled behind another (RFC 9112 §6.3).
    if ((!coding.empty() && lengths != 0) || lengths > 1)
        m_refusal = 400;
    else if (!coding.empty() && coding != "chunked")
        m_refusal = 501;
    else if (lengths == 1 && !number(request.header("Content-Length"), 10))
        m_refusal = 400;
    else if (!packing.empty() && packing != "identity" && packing != "gzip")
        m_refusal = 415;
    m_chunked = coding == "chunked";
    m_gzip = packing == "gzip";
    m_askFirst = request.header("Expect") == "100-continue";
    if (lengths == 1)
        m_length = number(request.header("Content-Length"), 10).value_or(0);
}

bool RequestBody::read(const Sink &sink)
{
    if (m_begun)
        return m_whole;
    m_begun = true;
    if (m_askFirst && (m_chunked || m_length > 0))
        m_whole = m_reader.send("HTTP/1.1 100 Continue\r\n\r\n");
    m_whole = m_whole && (m_gzip ? readGzip(sink) : readPlain(sink));
    return m_whole;
}

bool RequestBody::drop()
{
    // Who still waits to be asked has not sent anything, and never will.
    if (!m_begun && m_askFirst && (m_chunked || m_length > 0))
        return false;
    return read([](std::string_view) { return false; });
}

bool RequestBody::readPlain(const Sink &sink) { return m_chunked ? readChunks(sink) : pass(m_length, sink); }

bool RequestBody::pass(size_t size, const Sink &sink)
{
    bool wanted = true;
    while (size > 0) {
        const std::string_view piece = m_reader.some(size);
        if (piece.empty())
            return false;
        size -= piece.size();
        wanted = wanted && sink(piece);
    }
    return true;
}

bool RequestBody::readChunks(const Sink &sink)
{
    bool wanted = true;
    const Sink forward = [&](std::string_view piece) { return wanted = wanted && sink(piece); };
    for (;;) {
        const auto line = m_reader.line(longestLine);
        if (!line)
            return false;
        const auto size = number(std::string_view(*line).substr(0, line->find_first_of(" \t;")), 16);
        if (!size)
            return false;
        if (*size == 0)
            break;
        if (!pass(*size, forward) || m_reader.line(longestLine) != "")
            return false;
    }
    for (int i = 0; i < mostTrailers; ++i) {
        const auto trailer = m_reader.line(longestLine);
        if (!trailer)
            return false;
        if (trailer->empty())
            return true;
    }
    return false;
}

bool RequestBody::readGzip(const Sink &sink)
{
    constexpr int gzipFormat = 15 + 16;
    z_stream stream {};
    if (::inflateInit2(&stream, gzipFormat) != Z_OK)
        return false;
    const std::unique_ptr<z_stream, int (*)(z_stream *)> end(&stream, &::inflateEnd);
    std::array<unsigned char, 32 << 10> plain {};
    int state = Z_OK;
    bool wanted = true;
    const bool whole = readPlain([&](std::string_view piece) {
        std::string input(piece);
        stream.next_in = reinterpret_cast<unsigned char *>(input.data());
        stream.avail_in = static_cast<unsigned>(input.size());
        do {
            stream.next_out = plain.data();
            stream.avail_out = static_cast<unsigned>(plain.size());
            state = ::inflate(&stream, Z_NO_FLUSH);
            if (state != Z_OK && state != Z_STREAM_END)
                return false;
            const size_t size = plain.size() - stream.avail_out;
            wanted = wanted && (size == 0 || sink({reinterpret_cast<const char *>(plain.data()), size}));
        } while (wanted && state == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0));
        return wanted && state == Z_OK;
    });
    return whole && (state == Z_STREAM_END || !wanted);
}

}  // namespace bw::sandboxd
