// SPDX-License-Identifier: GPL-3.0-or-later
#include "outputqueue.h"

#include "connect.h"

#include <sys/eventfd.h>
#include <unistd.h>

namespace bw::sandboxd
{

OutputQueue::OutputQueue()
    : m_fd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_fd < 0)
        throw RpcError("resource_exhausted", "no descriptor left for a stream");
}

OutputQueue::~OutputQueue() { ::close(m_fd); }

bool OutputQueue::push(const OutputEvent &event, std::optional<std::chrono::steady_clock::time_point> until)
{
    std::unique_lock lock(m_mutex);
    const auto room = [this] { return m_closed || m_events.size() < capacity; };
    if (!until)
        m_room.wait(lock, room);
    else if (!m_room.wait_until(lock, *until, room))
        return false;
    if (!m_closed) {
        m_events.push_back(event);
        ::eventfd_write(m_fd, 1);
    }
    return true;
}

std::optional<OutputEvent> OutputQueue::pop()
{
    const std::lock_guard lock(m_mutex);
    if (m_events.empty())
        return std::nullopt;
    OutputEvent event = std::move(m_events.front());
    m_events.pop_front();
    if (m_events.empty()) {
        eventfd_t count = 0;
        ::eventfd_read(m_fd, &count);
    }
    m_room.notify_all();
    return event;
}

void OutputQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_events.clear();
    m_room.notify_all();
}

}  // namespace bw::sandboxd
