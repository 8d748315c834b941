// SPDX-License-Identifier: GPL-3.0-or-later
#include "httprequest.h"

#include <algorithm>
#include <charconv>

namespace bw::sandboxd
{

namespace
{

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool isTokenCharacter(char c)
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || marks.contains(c);
}

bool isToken(std::string_view text) { return !text.empty() && std::ranges::all_of(text, isTokenCharacter); }

std::string_view trimmed(std::string_view text)
{
    const size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<unsigned> hexDigit(char c)
{
    const char small = lower(c);
    if (c >= '0' && c <= '9')
        return static_cast<unsigned>(c - '0');
    if (small >= 'a' && small <= 'f')
        return static_cast<unsigned>(small - 'a' + 10);
    return std::nullopt;
}

std::optional<size_t> wholeNumber(std::string_view text)
{
    size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc {} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// What is not understood is no range: the whole is the answer then.
std::optional<ByteRange> rangeOf(std::string_view value)
{
    constexpr std::string_view unit = "bytes=";
    const size_t dash = value.find('-');
    if (!value.starts_with(unit) || dash == std::string_view::npos || value.contains(','))
        return std::nullopt;
    const std::string_view from = value.substr(unit.size(), dash - unit.size());
    const std::string_view to = value.substr(dash + 1);
    const ByteRange range {wholeNumber(from), wholeNumber(to)};
    const bool bad = (!from.empty() && !range.first) || (!to.empty() && !range.last) || (from.empty() && to.empty())
        || (range.first && range.last && *range.last < *range.first);
    return bad ? std::nullopt : std::optional(range);
}

void readQuery(HttpRequest &request, std::string_view query)
{
    while (!query.empty()) {
        const size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        const size_t equals = pair.find('=');
        if (!pair.empty())
            request.parameters.emplace(
                percentDecoded(pair.substr(0, equals), true),
                equals == std::string_view::npos ? std::string() : percentDecoded(pair.substr(equals + 1), true));
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
    }
}

/// "GET /path?query HTTP/1.1". Gives the status that refuses it, 0 when it is well.
int readRequestLine(HttpRequest &request, std::string_view line)
{
    const size_t first = line.find(' ');
    const size_t second = line.rfind(' ');
    if (first == std::string_view::npos || first == second)
        return 400;
    const std::string_view version = line.substr(second + 1);
    const std::string_view target = line.substr(first + 1, second - first - 1);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return version.starts_with("HTTP/") ? 505 : 400;
    if (!isToken(line.substr(0, first)) || !target.starts_with('/') || target.contains(' '))
        return 400;
    request.isOld = version == "HTTP/1.0";
    request.method = line.substr(0, first);
    const size_t question = target.find('?');
    request.path = percentDecoded(target.substr(0, question), false);
    if (question != std::string_view::npos)
        readQuery(request, target.substr(question + 1));
    return 0;
}

}  // namespace

bool HeaderOrder::operator()(std::string_view a, std::string_view b) const
{
    return std::ranges::lexicographical_compare(a, b, {}, lower, lower);
}

std::string percentDecoded(std::string_view text, bool plusIsBlank)
{
    std::string result;
    result.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        const auto high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : std::nullopt;
        const auto low = high ? hexDigit(text[i + 2]) : std::nullopt;
        if (low) {
            result += static_cast<char>(*high << 4 | *low);
            i += 2;
        } else {
            result += plusIsBlank && text[i] == '+' ? ' ' : text[i];
        }
    }
    return result;
}

std::string headerParameter(std::string_view value, std::string_view name)
{
    for (size_t at = value.find(';'); at != std::string_view::npos;) {
        size_t end = at + 1;
        // A semicolon in quotes separates nothing.
        for (bool quoted = false; end < value.size() && (quoted || value[end] != ';'); ++end) {
            if (value[end] == '\\' && quoted)
                ++end;
            else if (value[end] == '"')
                quoted = !quoted;
        }
        const std::string_view part = trimmed(value.substr(at + 1, std::min(end, value.size()) - at - 1));
        const size_t equals = part.find('=');
        const bool same =
            equals != std::string_view::npos && std::ranges::equal(part.substr(0, equals), name, {}, lower, lower);
        if (same) {
            std::string_view text = part.substr(equals + 1);
            if (!text.starts_with('"') || text.size() < 2 || !text.ends_with('"'))
                return std::string(text);
            std::string plain;
            text = text.substr(1, text.size() - 2);
            for (size_t i = 0; i < text.size(); ++i)
                plain += text[i] == '\\' && i + 1 < text.size() ? text[++i] : text[i];
            return plain;
        }
        at = end < value.size() ? end : std::string_view::npos;
    }
    return {};
}

std::string HttpRequest::header(std::string_view name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::string HttpRequest::parameter(std::string_view name) const
{
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

std::string HttpRequest::mediaType() const
{
    const std::string value = header("Content-Type");
    std::string type(trimmed(std::string_view(value).substr(0, value.find(';'))));
    std::ranges::transform(type, type.begin(), lower);
    return type;
}

std::string HttpRequest::mediaParameter(std::string_view name) const
{
    return headerParameter(header("Content-Type"), name);
}

std::expected<HttpRequest, int> HttpRequest::parse(std::string_view head)
{
    HttpRequest request;
    bool first = true;
    while (!head.empty()) {
        const size_t end = head.find('\n');
        std::string_view line = head.substr(0, end);
        head = end == std::string_view::npos ? std::string_view() : head.substr(end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.find_first_of(std::string_view("\0\r", 2)) != std::string_view::npos)
            return std::unexpected(400);
        if (first) {
            if (const int status = readRequestLine(request, line); status != 0)
                return std::unexpected(status);
            first = false;
            continue;
        }
        const size_t colon = line.find(':');
        // A line that begins with a blank would go on with the one before: nobody may send that any more.
        if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
            return std::unexpected(400);
        request.headers.emplace(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
    if (first)
        return std::unexpected(400);
    request.range = rangeOf(request.header("Range"));
    return request;
}

}  // namespace bw::sandboxd
