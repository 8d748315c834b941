// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/stopclock.h"

#include <chrono>
#include <optional>

namespace bw::build
{

using namespace std::chrono_literals;

StopClock::StopClock(std::stop_token outer, std::function<bool()> due)
    : m_due(std::move(due))
    , m_outer(std::move(outer), [this] { m_source.request_stop(); })
    , m_thread([this](const std::stop_token &end) { watch(end); })
{
}

StopClock::~StopClock() = default;  // the thread is asked to end, and joined, before anything else goes

bool StopClock::isDue() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isDue;
}

void StopClock::watch(const std::stop_token &end)
{
    std::unique_lock lock(m_mutex);
    while (!end.stop_requested() && !m_isDue) {
        m_isDue = m_due();
        if (!m_isDue)
            m_wake.wait_for(lock, end, 20ms, [] { return false; });
    }
    const bool stop = m_isDue;
    lock.unlock();
    if (stop)
        m_source.request_stop();
}

std::function<bool()> StopClock::after(std::stop_token outer, std::chrono::milliseconds grace)
{
    using SteadyClock = std::chrono::steady_clock;
    return [outer = std::move(outer), grace, since = std::optional<SteadyClock::time_point>()]() mutable {
        if (!outer.stop_requested())
            return false;
        if (!since)
            since = SteadyClock::now();
        return SteadyClock::now() - *since >= grace;
    };
}

}  // namespace bw::build
