// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <chrono>
#include <deque>
#include <mutex>

namespace bw::net
{

/// At most so many calls within any minute, shared by everybody who calls the same service. Thread-safe.
class RateLimiter final
{
public:
    explicit RateLimiter(const Clock &clock)
        : m_clock(clock)
    {
    }
    /// 0 = no limit.
    void setPerMinute(int calls);
    /// Takes the right to one call: 0. Else the time after which it is worth asking again; nothing was taken.
    [[nodiscard]] std::chrono::milliseconds take();
    /// A call was made without asking, such as a retry inside a client: it counts all the same.
    void count();

    static constexpr std::chrono::milliseconds window {60'000};

private:
    void forgetOld();

    const Clock &m_clock;
    std::mutex m_mutex;
    int m_perMinute = 0;
    std::deque<std::chrono::milliseconds> m_calls;  ///< times of the last minute, oldest first
};

}  // namespace bw::net
