// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <string_view>

namespace bw
{

/// The newest log lines in memory of fixed size, readable from a signal handler. Adding is lock-free; a line that is
/// being written while a crash is reported may come out mixed, never out of bounds.
class LogRing final
{
public:
    static constexpr size_t lines = 100;
    static constexpr size_t lineBytes = 600;

    void add(std::string_view line);
    /// Async-signal-safe: writes the lines to a descriptor, oldest first.
    void writeTo(int fd) const;

private:
    std::array<std::array<char, lineBytes>, lines> m_text {};
    std::array<std::atomic<unsigned short>, lines> m_size {};
    std::atomic<size_t> m_next = 0;
};

/// The ring of the process: the message handler adds, the crash handler reads. Memory of the program, never destroyed.
LogRing &logRing();

}  // namespace bw
