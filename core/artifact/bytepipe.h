// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "artifact/tarentry.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace bw::artifact
{

/// Joins a producer that pushes with a consumer that pulls, on two threads, with back-pressure. Thread-safe: one of
/// each.
class BytePipe final
{
public:
    explicit BytePipe(qint64 capacity = 4 << 20);

    /// Producer: waits while the pipe is full. Cancelled when the consumer has gone.
    Status write(QByteArrayView bytes);
    /// Producer: nothing more will come; an error is what the consumer reads after the bytes before it.
    void finish(std::optional<Error> error = std::nullopt);

    /// Consumer: the next piece; empty at the end.
    Result<QByteArray> read();
    /// Consumer: wants nothing more.
    void abandon();

private:
    const qint64 m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_pieces;
    qint64 m_size = 0;
    bool m_finished = false;
    bool m_abandoned = false;
    std::optional<Error> m_error;
};

}  // namespace bw::artifact
