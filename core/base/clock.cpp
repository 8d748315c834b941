// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QTimeZone>

#include <condition_variable>
#include <mutex>

namespace bw
{

qint64 SystemClock::nowMs() const { return QDateTime::currentMSecsSinceEpoch(); }

std::chrono::milliseconds SystemClock::steady() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

bool SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    const auto end = std::chrono::steady_clock::now() + duration;
    std::mutex mutex;
    std::condition_variable_any condition;
    std::unique_lock lock(mutex);
    condition.wait_until(lock, stop, end, [] { return false; });
    return std::chrono::steady_clock::now() >= end || !stop.stop_requested();
}

QString toIso(qint64 msUtc)
{
    return QDateTime::fromMSecsSinceEpoch(msUtc, QTimeZone::UTC).toString(Qt::ISODateWithMs);
}

}  // namespace bw
