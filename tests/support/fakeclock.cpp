// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeclock.h"

namespace bw::test
{

FakeClock::FakeClock(Sleep sleep, qint64 startMs)
    : m_form(sleep)
    , m_startMs(startMs)
{
}

qint64 FakeClock::nowMs() const { return m_startMs + steady().count(); }

std::chrono::milliseconds FakeClock::steady() const
{
    const std::scoped_lock lock(m_mutex);
    return m_time;
}

bool FakeClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_slept += duration;
    if (stop.stop_requested())
        return false;
    if (m_form == Sleep::Advances) {
        m_time += duration;
        m_moved.notify_all();
        return true;
    }
    const auto end = m_time + duration;
    ++m_sleepers;
    const bool passed = m_moved.wait(lock, stop, [&] { return m_time >= end; });
    --m_sleepers;
    return passed;
}

void FakeClock::advance(std::chrono::milliseconds by)
{
    const std::scoped_lock lock(m_mutex);
    m_time += by;
    m_moved.notify_all();
}

std::chrono::milliseconds FakeClock::slept() const
{
    const std::scoped_lock lock(m_mutex);
    return m_slept;
}

int FakeClock::sleepers() const
{
    const std::scoped_lock lock(m_mutex);
    return m_sleepers;
}

}  // namespace bw::test
