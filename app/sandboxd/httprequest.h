// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bw::sandboxd
{

/// Names of headers are the same in any case (RFC 9110 §5.1).
struct HeaderOrder {
    using is_transparent = void;
    bool operator()(std::string_view a, std::string_view b) const;
};
using HttpHeaders = std::multimap<std::string, std::string, HeaderOrder>;

/// "bytes=2-5", "bytes=2-", "bytes=-5" (RFC 9110 §14.1.2).
struct ByteRange {
    std::optional<size_t> first;
    std::optional<size_t> last;  ///< without `first`: so many bytes of the end
};

/// One request without its body. Values are as they came; path and parameters are percent-decoded.
struct HttpRequest {
    std::string method;
    std::string path;
    std::multimap<std::string, std::string, std::less<>> parameters;
    HttpHeaders headers;
    std::optional<ByteRange> range;  ///< the only one; several at once are answered with the whole
    bool isOld = false;              ///< HTTP/1.0
    int connection = -1;             ///< its socket: to notice a client that goes away

    /// The first value, or nothing.
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] bool hasHeader(std::string_view name) const { return headers.contains(name); }
    [[nodiscard]] std::string parameter(std::string_view name) const;
    [[nodiscard]] bool hasParameter(std::string_view name) const { return parameters.contains(name); }
    /// Media type without its parameters, in lower case.
    [[nodiscard]] std::string mediaType() const;
    /// A parameter of the media type, e.g. "boundary"; empty if there is none.
    [[nodiscard]] std::string mediaParameter(std::string_view name) const;

    /// Reads a head up to and without the empty line. Error: the HTTP status that refuses it.
    static std::expected<HttpRequest, int> parse(std::string_view head);
};

/// %41 becomes A, and "+" a blank where forms write it so; what is no escape stays.
std::string percentDecoded(std::string_view text, bool plusIsBlank);
/// The value of `name` in "a; name=value; name2=\"value\"".
std::string headerParameter(std::string_view value, std::string_view name);

}  // namespace bw::sandboxd
