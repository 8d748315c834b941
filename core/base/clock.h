// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <stop_token>

namespace bw
{

/// Time as a dependency, so that tests need not sleep. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall time, UTC, milliseconds since the epoch.
    [[nodiscard]] virtual qint64 nowMs() const = 0;
    /// Never goes back; only differences mean something.
    [[nodiscard]] virtual std::chrono::milliseconds steady() const = 0;
    /// Waits; true if the time passed, false if a stop was requested first (heard within 10 ms).
    virtual bool sleep(std::chrono::milliseconds duration, std::stop_token stop) = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 nowMs() const override;
    [[nodiscard]] std::chrono::milliseconds steady() const override;
    bool sleep(std::chrono::milliseconds duration, std::stop_token stop) override;
};

/// RFC 3339 with milliseconds and Z.
QString toIso(qint64 msUtc);

}  // namespace bw
