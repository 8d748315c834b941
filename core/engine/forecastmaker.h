// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/forecast.h"
#include "engine/specsource.h"

namespace bw::store
{
class Database;
}

namespace bw::engine
{

/// Makes a forecast for a build that could begin now, from its specification, its options and what the store knows of
/// earlier builds of that model; a demonstration rests on demonstrations only. `modelId` is whose price counts, null
/// `database` means that there is no history. A prompt has no specification yet: then the tier says how many features
/// there will be. Reads the disk. Errors: those of the store.
Result<Forecast> makeForecast(store::Database *database, const SpecSource &source, const BuildOptions &options,
                              const QString &modelId, bool demonstration);

/// What the log of a build says of its money, beside what stands in its row.
struct SpendingReport {
    std::optional<Forecast> forecast;
    Money uncertain;  ///< the part of the cost that calls may have cost which broke
    int broken = 0;   ///< such calls
    qint64 activeMs = 0, sandboxMs = 0;
};
/// Up to `nowMs`. Reads the disk. Errors: those of the store.
Result<SpendingReport> spendingReport(store::Database &database, const BuildId &build, qint64 nowMs);

}  // namespace bw::engine
