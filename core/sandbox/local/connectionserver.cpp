// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/local/connectionserver.h"

#include "sandbox/local/socketio.h"

#include <cerrno>
#include <condition_variable>
#include <mutex>

#include <sys/eventfd.h>
#include <sys/socket.h>

using namespace std::chrono_literals;

namespace bw::sandbox
{

struct ConnectionServer::State {
    FileDescriptor listening;
    int most;
    Handler handler;
    FileDescriptor stop {::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::mutex mutex;
    std::condition_variable allGone;
    int open = 0;

    int enter()
    {
        const std::scoped_lock lock(mutex);
        return open < most ? ++open : 0;
    }
    void leave()
    {
        const std::scoped_lock lock(mutex);
        if (--open == 0)
            allGone.notify_all();
    }
};

ConnectionServer::ConnectionServer(FileDescriptor listening, int most, Handler handler)
    : m_state(std::make_shared<State>(std::move(listening), most, std::move(handler)))
    , m_acceptor([state = m_state] { accept(state); })
{
}

ConnectionServer::~ConnectionServer()
{
    ::eventfd_write(m_state->stop.get(), 1);
    m_acceptor.join();
    std::unique_lock lock(m_state->mutex);
    m_state->allGone.wait(lock, [this] { return m_state->open == 0; });
}

void ConnectionServer::accept(const std::shared_ptr<State> &state)
{
    for (;;) {
        if (!waitReadable(state->listening.get(), state->stop.get(), 1h)) {
            if (waitReadable(state->stop.get(), -1, 0ms))
                return;
            continue;
        }
        FileDescriptor client(::accept4(state->listening.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!client) {
            // Out of descriptors or memory: the waiting connection keeps the socket readable, so do not spin.
            if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED)
                (void)waitReadable(state->stop.get(), -1, 20ms);
            continue;
        }
        const int number = state->enter();
        if (number == 0)
            continue;
        try {
            std::thread([state, number, connection = std::move(client)]() mutable {
                state->handler(std::move(connection), state->stop.get(), number);
                state->leave();
            }).detach();
        } catch (const std::system_error &) {
            state->leave();
        }
    }
}

}  // namespace bw::sandbox
