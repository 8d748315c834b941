// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/forecastmaker.h"
#include "model/build.h"
#include "readside.h"

namespace bw::cli
{

/// What a person wants to know of the money and the time of a build, beside the one line that every summary has.
Result<engine::SpendingReport> spendingOf(ReadSide &side, const BuildId &build);

/// "$0.40 to $2.10, 5 to 20 minutes, 300 000 to 2 000 000 tokens".
QString forecastText(const engine::Forecast &forecast);
/// The range of a cost that is not certain, the ceilings, the time of sandboxes where it has one, and the forecast
/// beside what the build took.
QStringList spendingLines(const Build &build, const engine::SpendingReport &report);
/// Adds "cost_usd_low", "sandbox_seconds" and "forecast" to the object of a build.
void putSpending(Json &object, const Build &build, const engine::SpendingReport &report);

}  // namespace bw::cli
