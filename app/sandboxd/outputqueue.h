// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

namespace bw::sandboxd
{

struct OutputEvent {
    enum class Kind { Stdout, Stderr, Pty, End } kind = Kind::Stdout;
    std::string data;
};

/// What one listener has still to hear of a process. When 64 chunks wait, the process waits too. Thread-safe.
class OutputQueue
{
public:
    static constexpr size_t capacity = 64;

    OutputQueue();
    ~OutputQueue();
    OutputQueue(const OutputQueue &) = delete;
    OutputQueue &operator=(const OutputQueue &) = delete;

    /// Waits for room; false when `until` came first. A closed queue takes everything and keeps nothing.
    bool push(const OutputEvent &event, std::optional<std::chrono::steady_clock::time_point> until);
    std::optional<OutputEvent> pop();
    /// Readable while something waits; for poll().
    [[nodiscard]] int fd() const { return m_fd; }
    void close();

private:
    int m_fd;
    std::mutex m_mutex;
    std::condition_variable m_room;
    std::deque<OutputEvent> m_events;
    bool m_closed = false;
};

}  // namespace bw::sandboxd
