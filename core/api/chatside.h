// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "engine/chataction.h"
#include "engine/chatnotice.h"

#include <functional>
#include <stop_token>

namespace bw::engine
{
class ChatService;
}
namespace bw::net
{
class HttpTransport;
}

namespace bw::api
{

/// The chats of a data directory for whoever acts: the owner's own service, or that of the process which owns the
/// directory, through its control socket. Who acts cannot tell the difference. Blocking; thread-safe. Errors: those of
/// engine::ChatService, and NetworkUnreachable when the owner has gone meanwhile.
class ChatSide final
{
public:
    explicit ChatSide(engine::ChatService &service)
        : m_service(&service)
    {
    }
    explicit ChatSide(net::HttpTransport &transport)
        : m_transport(&transport)
    {
    }

    Result<ChatId> create(const engine::NewChat &chat, std::stop_token stop);
    Result<engine::ChatOutcome> act(const ChatId &chat, const engine::ChatAction &action, std::stop_token stop);
    /// The id of the attachment.
    Result<QString> attach(const ChatId &chat, const QString &name, const QByteArray &bytes, std::stop_token stop);
    Status detach(const ChatId &chat, const QString &attachment, std::stop_token stop);
    /// Every notice on the calling thread until nothing streams any more (Idle) or a stop is requested (Cancelled; the
    /// chat goes on).
    Status follow(const ChatId &chat, const std::function<void(const engine::ChatNotice &)> &observer,
                  std::stop_token stop);

private:
    Result<Json> call(const QByteArray &method, const QString &path, const Json &body, std::stop_token stop);

    engine::ChatService *m_service = nullptr;
    net::HttpTransport *m_transport = nullptr;
};

}  // namespace bw::api
