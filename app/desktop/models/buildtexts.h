// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/build.h"

#include <QString>

/// Short texts about a build, as lists and headers show them. Pure.
namespace bw::desktop
{

/// "$1.23", "would have cost $1.23" of a demonstration, "cost unknown"; empty before the first call.
QString costText(const Build &build);
QString moneyText(Money money);
/// "3 of 12 features", or that there is no plan yet.
QString progressText(const Build &build);
/// 0 to 1; nothing while there is no plan to measure by.
std::optional<double> progressOf(const Build &build);
/// "12 s", "4 min 05 s", "2 h 10 min".
QString spanText(qint64 ms);
/// How long it has worked, or worked; empty before it began.
QString elapsedText(const Build &build, qint64 nowMs);
/// "just now", "5 minutes ago", then the date.
QString whenText(qint64 ms, qint64 nowMs);
/// What it does now, or why it rests: one line without control characters.
QString lastLine(const Build &build, qint64 nowMs);

}  // namespace bw::desktop
