// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace bw::build
{

/// A stop token that also stops by itself: when the outer one does (at once), or when `due` says so (asked every 20 ms,
/// on a thread of its own, so that it works while the caller is blocked).
class StopClock final
{
public:
    StopClock(std::stop_token outer, std::function<bool()> due);
    ~StopClock();
    StopClock(const StopClock &) = delete;
    StopClock &operator=(const StopClock &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }
    [[nodiscard]] bool isDue() const;  ///< true once `due` was, whether or not the outer one stopped too

    /// Due as soon as `grace` of real time has passed since `outer` was stopped: for what a stopped build still does.
    static std::function<bool()> after(std::stop_token outer, std::chrono::milliseconds grace);

private:
    void watch(const std::stop_token &end);

    std::stop_source m_source;
    std::function<bool()> m_due;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_isDue = false;
    std::stop_callback<std::function<void()>> m_outer;
    std::jthread m_thread;
};

}  // namespace bw::build
