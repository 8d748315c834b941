// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/messagesclient.h"
#include "support/http/rawserver.h"

#include <deque>

namespace bw::test
{

inline constexpr auto model =
    R"({"type":"model","id":"claude-opus-5-5","display_name":"Opus","max_input_tokens":900000,"max_tokens":64000,)"
    R"("capabilities":{"thinking":{"types":{"adaptive":{"supported":true}}},"effort":{"supported":true,"high":{"supported":true}}}})";

inline constexpr auto modelWithBetas =
    R"({"type":"model","id":"claude-opus-5-5","max_input_tokens":900000,"max_tokens":64000,"capabilities":)"
    R"({"context_management":{"supported":true,"clear_tool_uses_20250919":{"supported":true}},"compaction":{"summarize":{"supported":true}}}})";

inline QByteArray streamAnswer(const QByteArray &stream)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nrequest-id: req_ok\r\nContent-Length: "
        + QByteArray::number(stream.size()) + "\r\n\r\n" + stream;
}

inline QByteArray errorAnswer(int status, const QByteArray &type, const QByteArray &headers = {},
                              const QByteArray &more = {})
{
    return RawServer::answer(
        status, R"({"type":"error","error":{"type":")" + type + R"(","message":"said by the test")" + more + "}}",
        "request-id: req_bad\r\n" + headers);
}

/// A service that answers messages from a list and describes one model.
class MessagesService
{
public:
    std::deque<QByteArray> answers;  // of POST /v1/messages; "" = close without an answer
    QByteArray models = RawServer::answer(200, model);
    QByteArray count = RawServer::answer(200, R"({"input_tokens":1000})");
    RawServer server {[this](RawServer::Peer &peer, const RawServer::Seen &seen) {
        // A test may put another answer in its place as soon as the client has read this one whole: a copy is sent.
        if (seen.target().contains("/v1/models")) {
            const QByteArray answer = models;
            peer.write(answer);
        } else if (seen.target() == "/v1/messages/count_tokens") {
            const QByteArray answer = count;
            peer.write(answer);
        } else if (!answers.empty()) {
            const QByteArray next = answers.front();
            answers.pop_front();
            peer.write(next);
        }
    }};

    [[nodiscard]] QList<RawServer::Seen> messages() const
    {
        auto seen = server.requests();
        seen.removeIf([](const RawServer::Seen &one) { return !one.target().endsWith("/v1/messages"); });
        return seen;
    }
};

inline claude::ModelRequest messagesRequest()
{
    claude::ModelRequest made;
    made.model = QStringLiteral("claude-opus-5-5");
    made.effort = QStringLiteral("high");
    made.systemJson = R"([{"type":"text","text":"Be brief."}])";
    made.messages = {R"({"role":"user","content":"hi"})"};
    return made;
}

}  // namespace bw::test
