// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json.h"
#include "model/money.h"

#include <optional>

namespace bw::engine
{

/// What it takes to write a specification of that many features, as a range.
struct ExpansionForecast {
    qint64 lowTokens = 0, highTokens = 0;
    std::optional<Money> lowUsd {}, highUsd {};  ///< nothing: the price is unknown
    int features = 0;
    friend bool operator==(const ExpansionForecast &, const ExpansionForecast &) = default;
};
Json toJson(const ExpansionForecast &forecast);
ExpansionForecast expansionForecastFromJson(const Json &json);

/// Pure. `model` is whose price counts.
ExpansionForecast expansionForecast(const QString &model, int features, qint64 descriptionBytes);

}  // namespace bw::engine
