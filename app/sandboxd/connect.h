// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace bw::sandboxd
{

using Json = nlohmann::ordered_json;

/// A failure with one of the Connect protocol's codes ("not_found", …). Thrown inside the daemon only.
class RpcError : public std::runtime_error
{
public:
    RpcError(std::string code, const std::string &message)
        : std::runtime_error(message)
        , m_code(std::move(code))
    {
    }
    [[nodiscard]] const std::string &code() const { return m_code; }

private:
    std::string m_code;
};

/// The HTTP status of a unary error with this code.
int httpStatusOf(std::string_view code);
/// One frame: flags, length (big endian), payload.
std::string envelope(std::string_view payload, std::uint8_t flags = 0);
std::string endOfStream();
std::string endOfStream(const RpcError &error);
/// The length in the first five bytes. Error: RpcError (compressed, over 64 MiB).
size_t envelopeLength(std::string_view head);
/// The payload of the only envelope of a server-streaming request. Error: RpcError invalid_argument.
std::string_view onlyEnvelope(std::string_view body);

std::string base64(std::string_view bytes);
/// Standard and URL alphabets, with or without padding. Error: RpcError invalid_argument.
std::string fromBase64(std::string_view text);

/// Strict parse of a request object. Error: RpcError invalid_argument.
Json parseRequest(std::string_view text);
/// A member under its camelCase name or, as protobuf allows, its snake_case one; null when absent.
const Json &member(const Json &object, const char *camelCase);
std::string stringMember(const Json &object, const char *name);
bool boolMember(const Json &object, const char *name, bool fallback = false);
std::int64_t intMember(const Json &object, const char *name, std::int64_t fallback = 0);
/// Never throws; invalid UTF-8 is replaced.
std::string dump(const Json &json);

}  // namespace bw::sandboxd
