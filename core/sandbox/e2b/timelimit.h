// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

namespace bw::sandbox
{

/// A stop token that is requested after a time, for calls that must come to an end and have no caller who could stop
/// them. Real time: what is waited for is another machine.
class TimeLimit final
{
public:
    explicit TimeLimit(std::chrono::milliseconds limit)
        : m_thread([this, limit](const std::stop_token &stop) {
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, stop, limit, [] { return false; });
            if (!stop.stop_requested())
                m_end.request_stop();
        })
    {
    }
    [[nodiscard]] std::stop_token token() const { return m_end.get_token(); }

private:
    std::stop_source m_end;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::jthread m_thread;
};

}  // namespace bw::sandbox
