// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QTimeZone>

#include <condition_variable>
#include <mutex>

namespace bw {

qint64 SystemClock::nowMs() const { return QDateTime::currentMSecsSinceEpoch(); }

std::chrono::milliseconds SystemClock::steady() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

bool SystemClock::sleep(std::chrono::milliseconds duration, std::stop_token stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_for(lock, stop, duration, [] { return false; });
    return !stop.stop_requested();
}

QString toIso(qint64 msUtc)
{
    return QDateTime::fromMSecsSinceEpoch(msUtc, QTimeZone::UTC).toString(Qt::ISODateWithMs);
}

}  // namespace bw
