// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect.h"

#include <array>
#include <cctype>
#include <charconv>
#include <map>

namespace bw::sandboxd
{

namespace
{
constexpr size_t maxEnvelope = 64U << 20;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t sextet(char c)
{
    if (c == '-')
        c = '+';
    else if (c == '_')
        c = '/';
    const size_t at = alphabet.find(c);
    if (at == std::string_view::npos)
        throw RpcError("invalid_argument", "invalid base64 in a bytes field");
    return static_cast<std::uint32_t>(at);
}

std::string snake(std::string_view camel)
{
    std::string name;
    for (const char c : camel) {
        if (std::isupper(static_cast<unsigned char>(c)) != 0)
            name += '_';
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}
}  // namespace

int httpStatusOf(std::string_view code)
{
    static const std::map<std::string_view, int> statuses {{"canceled", 499},
                                                           {"unknown", 500},
                                                           {"invalid_argument", 400},
                                                           {"deadline_exceeded", 504},
                                                           {"not_found", 404},
                                                           {"already_exists", 409},
                                                           {"permission_denied", 403},
                                                           {"resource_exhausted", 429},
                                                           {"failed_precondition", 400},
                                                           {"aborted", 409},
                                                           {"out_of_range", 400},
                                                           {"unimplemented", 501},
                                                           {"internal", 500},
                                                           {"unavailable", 503},
                                                           {"data_loss", 500},
                                                           {"unauthenticated", 401}};
    const auto found = statuses.find(code);
    return found == statuses.end() ? 500 : found->second;
}

std::string envelope(std::string_view payload, std::uint8_t flags)
{
    const auto length = static_cast<std::uint32_t>(payload.size());
    std::string frame;
    frame.reserve(payload.size() + 5);
    frame += static_cast<char>(flags);
    for (int shift = 24; shift >= 0; shift -= 8)
        frame += static_cast<char>((length >> shift) & 0xff);
    return frame.append(payload);
}

std::string endOfStream() { return envelope("{}", 2); }

std::string endOfStream(const RpcError &error)
{
    return envelope(dump({{"error", {{"code", error.code()}, {"message", error.what()}}}}), 2);
}

size_t envelopeLength(std::string_view head)
{
    size_t length = 0;
    for (size_t i = 1; i < 5; ++i)
        length = (length << 8) | static_cast<unsigned char>(head[i]);
    if ((head[0] & 1) != 0)
        throw RpcError("unimplemented", "compressed envelopes are not supported");
    if (length > maxEnvelope)
        throw RpcError("resource_exhausted", "an envelope over 64 MiB");
    return length;
}

std::string_view onlyEnvelope(std::string_view body)
{
    if (body.size() < 5)
        throw RpcError("invalid_argument", "protocol error: incomplete envelope");
    if (body.size() - 5 != envelopeLength(body))
        throw RpcError("invalid_argument", "protocol error: expected exactly one envelope");
    return body.substr(5);
}

std::string base64(std::string_view bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (size_t k = 0; k < 3; ++k)
            group = (group << 8) | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (size_t k = 0; k < 4; ++k)
            text += i + k > bytes.size() ? '=' : alphabet[(group >> (18 - 6 * k)) & 63];
    }
    return text;
}

std::string fromBase64(std::string_view text)
{
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    if (text.size() % 4 == 1)
        throw RpcError("invalid_argument", "invalid base64 in a bytes field");
    std::string bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t group = 0;
    int bits = 0;
    for (const char c : text) {
        group = (group << 6) | sextet(c);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((group >> bits) & 0xff);
        }
    }
    return bytes;
}

Json parseRequest(std::string_view text)
{
    if (text.empty())
        return Json::object();
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        throw RpcError("invalid_argument", "the request is not a JSON object");
    return json;
}

const Json &member(const Json &object, const char *camelCase)
{
    static const Json none;
    if (!object.is_object())
        return none;
    if (const auto found = object.find(camelCase); found != object.end())
        return *found;
    const auto found = object.find(snake(camelCase));
    return found == object.end() ? none : *found;
}

std::string stringMember(const Json &object, const char *name)
{
    const Json &value = member(object, name);
    if (value.is_null())
        return {};
    if (!value.is_string())
        throw RpcError("invalid_argument", std::string(name) + " is not a string");
    return value.get<std::string>();
}

bool boolMember(const Json &object, const char *name, bool fallback)
{
    const Json &value = member(object, name);
    return value.is_boolean() ? value.get<bool>() : fallback;
}

std::int64_t intMember(const Json &object, const char *name, std::int64_t fallback)
{
    const Json &value = member(object, name);
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (!value.is_string())
        return fallback;
    const auto text = value.get<std::string>();
    std::int64_t number = fallback;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string dump(const Json &json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace bw::sandboxd
