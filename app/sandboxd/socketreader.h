// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace bw::sandboxd
{

/// One connection: bytes in through a buffer, bytes out whole. Waits by poll, ten minutes at most for the next byte of
/// a client; one that reads slowly is waited for as long as it lives, which is the back-pressure. One thread.
class SocketReader
{
public:
    explicit SocketReader(int fd)
        : m_fd(fd)
    {
    }

    /// Something is there to be read. False when the client is gone or silent for ten minutes.
    bool waitForBytes();
    /// At least one byte and at most `most`, good until the next call; empty = the client is gone.
    std::string_view some(size_t most);
    /// Up to and without the end of the line. Nothing: gone, or longer than `most`.
    std::optional<std::string> line(size_t most);
    /// Up to and without the empty line that ends a head. Nothing: gone, or longer than `most` (then `tooLong`).
    std::optional<std::string> head(size_t most, bool &tooLong);
    bool send(std::string_view bytes);
    [[nodiscard]] int fd() const { return m_fd; }

private:
    [[nodiscard]] bool ready(short events, int timeoutMs) const;
    bool fill();

    int m_fd;
    std::array<char, 32 << 10> m_buffer;  // not filled with zeros: most connections need little of it
    bool m_tooLong = false;
    size_t m_at = 0;
    size_t m_size = 0;
};

}  // namespace bw::sandboxd
