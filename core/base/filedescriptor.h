// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#include <unistd.h>

namespace bw
{

/// Owns an open descriptor. Movable; -1 = none.
class FileDescriptor final
{
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd)
        : m_fd(fd)
    {
    }
    ~FileDescriptor() { reset(); }
    FileDescriptor(FileDescriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    FileDescriptor &operator=(FileDescriptor &&other) noexcept
    {
        reset(std::exchange(other.m_fd, -1));
        return *this;
    }

    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    explicit operator bool() const { return isOpen(); }
    /// Closing is the last chance of a file system to say that it kept nothing: false then.
    [[nodiscard]] bool close() { return ::close(std::exchange(m_fd, -1)) == 0; }
    void reset(int fd = -1)
    {
        if (const int former = std::exchange(m_fd, fd); former >= 0)
            ::close(former);
    }

private:
    int m_fd = -1;
};

}  // namespace bw
