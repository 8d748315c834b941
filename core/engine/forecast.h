// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "claude/modelcatalogue.h"
#include "model/money.h"

#include <QList>

#include <optional>

namespace bw::engine
{

/// What a build is expected to take; ends of ranges.
struct Forecast {
    std::optional<Money> lowUsd, highUsd;  ///< nothing: a price is unknown
    qint64 lowTokens = 0, highTokens = 0;
    qint64 lowMinutes = 0, highMinutes = 0;
    bool fromHistory = false;  ///< of builds on this machine; else of the table in forecast.cpp
    int builds = 0;            ///< that it rests on
    friend bool operator==(const Forecast &, const Forecast &) = default;
};
/// The payload of forecast.made.
Json toJson(const Forecast &forecast);
/// Lenient: what is not there is zero, or nothing.
Forecast forecastFromJson(const Json &json);

/// An earlier build of the same model that tried all its features.
struct PastBuild {
    int features = 0;
    qint64 tokens = 0;
    std::optional<Money> usd;
    qint64 activeMs = 0;
};

struct ForecastInput {
    int leastFeatures = 1, mostFeatures = 1;
    qint64 specBytes = 0;
    std::optional<claude::Price> price;
    Money sandboxPerSecond {};
    QList<PastBuild> history {};
};

/// Pure. With earlier builds: what a feature took there, from the cheapest to the dearest of them, widened the more the
/// fewer there are. Without: what a session takes by its number of turns, whose context is sent again with every turn.
Forecast forecast(const ForecastInput &input);

}  // namespace bw::engine
