// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace bw
{

/// Turns SIGINT, SIGTERM and SIGHUP into stop requests while it lives: the first asks for a clean stop, the second for
/// one at once, a third ends the process with 128 + signal. Signals are not blocked, so children inherit no mask. A
/// signal that was ignored before (nohup) stays ignored. At most one object at a time; the former handlers come back
/// with its end.
class StopSignals final
{
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }
    /// Requested by the second signal: do not wait for anything any more.
    [[nodiscard]] std::stop_token atOnceToken() const { return m_atOnce.get_token(); }
    /// Number of signals so far, and the newest (0 = none).
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] int lastSignal() const { return m_last; }

private:
    void listen();

    std::stop_source m_stop, m_atOnce;
    std::atomic<int> m_count = 0, m_last = 0;
    int m_readEnd = -1;
    std::thread m_thread;
};

}  // namespace bw
