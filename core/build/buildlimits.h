// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/money.h"

#include <QString>
#include <QTimeZone>

#include <optional>

namespace bw::build
{

/// Limits of all builds together. 0 or nothing = none.
struct BuildLimits {
    int perHour = 0;  ///< builds that may begin within an hour
    std::optional<qint64> tokensPerDay {}, tokensPerMonth {};
    std::optional<Money> usdPerDay {}, usdPerMonth {};
    friend bool operator==(const BuildLimits &, const BuildLimits &) = default;
};

/// What counts against them: what was used, and what is promised to calls under way.
struct LimitUse {
    QList<qint64> begunMs;  ///< when builds began, within the last hour, in order
    qint64 tokensToday = 0, tokensThisMonth = 0;
    Money usdToday, usdThisMonth;
};

/// Why a build waits, or a call is not made.
struct Hold {
    QString reason;      ///< key, see buildreasons.h
    QString text;        ///< English sentence with the figures, for the log
    qint64 untilMs = 0;  ///< UTC, when it is worth looking again; 0 = nobody knows
    friend bool operator==(const Hold &, const Hold &) = default;
};

/// Why no build may begin now; nothing = it may. Pure.
std::optional<Hold> holdOfBegin(const BuildLimits &limits, const LimitUse &use, qint64 nowMs, const QTimeZone &zone);
/// Why a call that may take that much may not be made now; nothing = it may. Of several limits, the one that holds
/// longest. `usd` nothing = its price is unknown: only tokens count. Pure.
std::optional<Hold> holdOfCall(const BuildLimits &limits, const LimitUse &use, qint64 tokens, std::optional<Money> usd,
                               qint64 nowMs, const QTimeZone &zone);

/// Where the day and the month of a moment begin, and the next ones; ms UTC.
qint64 dayBegin(qint64 nowMs, const QTimeZone &zone);
qint64 monthBegin(qint64 nowMs, const QTimeZone &zone);
qint64 nextDay(qint64 nowMs, const QTimeZone &zone);
qint64 nextMonth(qint64 nowMs, const QTimeZone &zone);

}  // namespace bw::build
