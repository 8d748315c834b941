// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/ratelimiter.h"

#include <algorithm>

using std::chrono::milliseconds;

namespace bw::net
{

void RateLimiter::setPerMinute(int calls)
{
    const std::lock_guard lock(m_mutex);
    m_perMinute = std::max(0, calls);
}

milliseconds RateLimiter::take()
{
    const std::lock_guard lock(m_mutex);
    forgetOld();
    const milliseconds now = m_clock.steady();
    if (m_perMinute > 0 && m_calls.size() >= static_cast<size_t>(m_perMinute)) {
        // There is room when so many have left the window that fewer than the limit remain.
        const size_t leaves = m_calls.size() - static_cast<size_t>(m_perMinute);
        return std::max(milliseconds(1), m_calls[leaves] + window - now);
    }
    m_calls.push_back(now);
    return milliseconds(0);
}

void RateLimiter::count()
{
    const std::lock_guard lock(m_mutex);
    forgetOld();
    m_calls.push_back(m_clock.steady());
}

void RateLimiter::forgetOld()
{
    const milliseconds oldest = m_clock.steady() - window;
    while (!m_calls.empty() && m_calls.front() <= oldest)
        m_calls.pop_front();
}

}  // namespace bw::net
