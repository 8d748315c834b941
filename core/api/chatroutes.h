// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace httplib
{
class Server;
}

namespace bw::engine
{
class ChatService;
}

namespace bw::api
{

/// The routes of the control socket for chats (controlprotocol.h lists them). A stream is one notice a line until
/// nothing streams in the chat any more; an empty line every few seconds finds out whether the client is still there.
class ChatRoutes final
{
public:
    explicit ChatRoutes(engine::ChatService &chats);
    ~ChatRoutes();

    void addTo(httplib::Server &server);
    /// Ends every stream, so that nothing keeps the server from stopping. The chats go on.
    void stop();

    static constexpr int mostStreams = 5;  ///< at a time: each holds a thread of the server

private:
    class Impl;
    std::shared_ptr<Impl> m_impl;
};

}  // namespace bw::api
