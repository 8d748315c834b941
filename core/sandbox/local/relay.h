// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>
#include <functional>

namespace bw::sandbox
{

/// Carries bytes between two sockets both ways at once, with one small buffer each way: a slow side slows the other,
/// and neither can block the opposite direction. Thread: the caller's; not shared.
class Relay final
{
public:
    /// May change a piece before it goes on (also to nothing). False ends everything.
    using Filter = std::function<bool(QByteArray &piece)>;
    enum class AtEnd {
        HalfClose,  ///< tell the other side, go on with the opposite direction
        Finish,     ///< deliver what was read, then end everything
        Abort       ///< end everything at once
    };

    Relay(int client, int server);
    /// Bytes that were read too early; sent first, unfiltered.
    void preload(const QByteArray &toServer, const QByteArray &toClient);
    void filterClient(Filter filter) { m_up.filter = std::move(filter); }
    void filterServer(Filter filter) { m_down.filter = std::move(filter); }
    /// What the end of the client's or the server's bytes means from now on.
    void whenClientEnds(AtEnd what) { m_up.atEnd = what; }
    void whenServerEnds(AtEnd what) { m_down.atEnd = what; }
    /// Until both ended, one failed, nothing moved for `idle`, or a stop.
    void run(int stopFd, std::chrono::milliseconds idle);

private:
    struct Direction {
        int from, to;
        QByteArray pending;
        Filter filter;
        AtEnd atEnd = AtEnd::HalfClose;
        bool ended = false;   ///< nothing more to read
        bool closed = false;  ///< the other side was told
    };
    static bool read(Direction &direction);
    static bool write(Direction &direction);
    [[nodiscard]] bool finished() const;
    Direction m_up, m_down;
};

}  // namespace bw::sandbox
