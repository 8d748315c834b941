// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httprequest.h"

#include <functional>
#include <string>
#include <string_view>

namespace bw::sandboxd
{

/// Where a handler writes an answer that comes piece by piece. False: the client is gone.
using BodySink = std::function<bool(std::string_view)>;

/// What a handler answers: a body, a stream, or a file of known size (of which a client may ask for a part).
struct HttpResponse {
    int status = 200;
    HttpHeaders headers;
    std::string type;
    std::string body;

    /// Runs after the head was sent; its end is the end of the body. False = the connection is cut, so that the client
    /// knows that something is missing.
    std::function<bool(const BodySink &)> stream;
    /// Once, when the answer is over, however it ended.
    std::function<void()> whenOver;

    /// Writes `length` bytes (or fewer, at least one) from `offset` on. False = cannot.
    std::function<bool(size_t offset, size_t length, const BodySink &)> part;
    size_t size = 0;  ///< for `part`

    void setBody(std::string text, std::string mediaType)
    {
        body = std::move(text);
        type = std::move(mediaType);
    }
    void setStream(std::string mediaType, std::function<bool(const BodySink &)> run)
    {
        type = std::move(mediaType);
        stream = std::move(run);
    }
};

/// The reason phrase of a status, for people who read along.
std::string_view reasonOf(int status);

}  // namespace bw::sandboxd
