// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/circuitbreaker.h"

#include <algorithm>

using std::chrono::milliseconds;

namespace bw::net
{

bool CircuitBreaker::allow()
{
    const std::lock_guard lock(m_mutex);
    switch (stateLocked()) {
    case State::Closed:
        return true;
    case State::Open:
        return false;
    case State::HalfOpen:
        break;
    }
    if (m_probing)
        return false;
    m_probing = true;
    return true;
}

void CircuitBreaker::succeeded()
{
    const std::lock_guard lock(m_mutex);
    m_failures.clear();
    m_open = m_probing = false;
}

void CircuitBreaker::failed()
{
    const std::lock_guard lock(m_mutex);
    const milliseconds now = m_clock.steady();
    m_failures.removeIf([now](milliseconds t) { return now - t > window; });
    m_failures.append(now);
    if (m_open ? m_probing : m_failures.size() >= threshold) {
        m_open = true;
        m_openedAt = now;
    }
    m_probing = false;
}

void CircuitBreaker::abandoned()
{
    const std::lock_guard lock(m_mutex);
    m_probing = false;
}

CircuitBreaker::State CircuitBreaker::state() const
{
    const std::lock_guard lock(m_mutex);
    return stateLocked();
}

milliseconds CircuitBreaker::remaining() const
{
    const std::lock_guard lock(m_mutex);
    if (stateLocked() != State::Open)
        return milliseconds(0);
    return m_openedAt + openFor - m_clock.steady();
}

CircuitBreaker::State CircuitBreaker::stateLocked() const
{
    if (!m_open)
        return State::Closed;
    return m_clock.steady() - m_openedAt >= openFor ? State::HalfOpen : State::Open;
}

}  // namespace bw::net
