// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <condition_variable>
#include <mutex>

namespace bw::test
{

/// A clock that stands still until a test moves it. Thread-safe. In the automatic form a sleep moves the time itself
/// and returns at once, so that retries and back-off cost a test nothing.
class FakeClock final : public Clock
{
public:
    enum class Sleep { Waits, Advances };
    explicit FakeClock(Sleep sleep = Sleep::Advances, qint64 startMs = 1'800'000'000'000);

    [[nodiscard]] qint64 nowMs() const override;
    [[nodiscard]] std::chrono::milliseconds steady() const override;
    bool sleep(std::chrono::milliseconds duration, std::stop_token stop) override;

    void advance(std::chrono::milliseconds by);
    [[nodiscard]] std::chrono::milliseconds slept() const;  ///< sum of all sleeps that were asked for
    [[nodiscard]] int sleepers() const;                     ///< threads that sleep now (form Waits)

private:
    const Sleep m_form;
    const qint64 m_startMs;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_moved;
    std::chrono::milliseconds m_time {0}, m_slept {0};
    int m_sleepers = 0;
};

}  // namespace bw::test
