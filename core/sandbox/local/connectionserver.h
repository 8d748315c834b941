// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/filedescriptor.h"

#include <functional>
#include <memory>
#include <thread>

namespace bw::sandbox
{

/// Accepts connections of a listening socket and serves each on a thread of its own. The destructor makes the stop
/// descriptor readable and waits until every handler came back. Thread: any.
class ConnectionServer final
{
public:
    /// `number`: how many connections are open, this one included. Connections beyond `most` are closed unread.
    using Handler = std::function<void(FileDescriptor client, int stopFd, int number)>;
    ConnectionServer(FileDescriptor listening, int most, Handler handler);
    ~ConnectionServer();
    ConnectionServer(const ConnectionServer &) = delete;
    ConnectionServer &operator=(const ConnectionServer &) = delete;

private:
    struct State;
    static void accept(const std::shared_ptr<State> &state);
    std::shared_ptr<State> m_state;
    std::jthread m_acceptor;
};

}  // namespace bw::sandbox
