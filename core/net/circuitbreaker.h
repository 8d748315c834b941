// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QList>

#include <chrono>
#include <mutex>

namespace bw::net
{

/// Keeps calls away from a service that is down: opens after 5 failures within 60 s, lets one probe through after 30 s
/// (half-open), closes when it succeeds. Thread-safe.
class CircuitBreaker
{
public:
    enum class State { Closed, Open, HalfOpen };
    explicit CircuitBreaker(const Clock &clock)
        : m_clock(clock)
    {
    }

    /// True if a call may be made now; in the half-open state only for one caller at a time.
    [[nodiscard]] bool allow();
    void succeeded();
    void failed();
    /// The call was given up before it had an outcome: the next one may probe.
    void abandoned();
    [[nodiscard]] State state() const;
    /// Time until the next probe; 0 unless open.
    [[nodiscard]] std::chrono::milliseconds remaining() const;

    static constexpr int threshold = 5;
    static constexpr std::chrono::milliseconds window {60'000};
    static constexpr std::chrono::milliseconds openFor {30'000};

private:
    [[nodiscard]] State stateLocked() const;

    const Clock &m_clock;
    mutable std::mutex m_mutex;
    QList<std::chrono::milliseconds> m_failures;
    std::chrono::milliseconds m_openedAt {0};
    bool m_open = false;
    bool m_probing = false;
};

}  // namespace bw::net
