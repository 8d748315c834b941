// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/expansionforecast.h"

#include "claude/modelcatalogue.h"

namespace bw::engine
{

namespace
{

// Tokens that a feature takes in a specification, with its part of tables, endpoints and pages; and the frame around
// all of them. From terse to long-winded models.
constexpr qint64 lowFeature = 45, highFeature = 160;
constexpr qint64 lowFrame = 1'200, highFrame = 5'000;
constexpr qint64 promptTokens = 600;

}  // namespace

ExpansionForecast expansionForecast(const QString &model, int features, qint64 descriptionBytes)
{
    const qint64 input = promptTokens + descriptionBytes / 4;
    const qint64 low = lowFrame + lowFeature * features;
    const qint64 high = highFrame + highFeature * features;
    ExpansionForecast forecast;
    forecast.features = features;
    forecast.lowTokens = input + low;
    // A long answer comes in pieces of at most 64,000 tokens, and each of them reads what came before.
    const qint64 pieces = high / 64'000;
    const qint64 reread = pieces * (pieces + 1) / 2 * 64'000;
    forecast.highTokens = input * (pieces + 1) + reread + high;
    if (const auto price = claude::PriceTable::builtIn().price(model, input)) {
        forecast.lowUsd = Money {input * price->input + low * price->output};
        forecast.highUsd = Money {(input * (pieces + 1) + reread) * price->cacheWrite5m + high * price->output};
    }
    return forecast;
}

Json toJson(const ExpansionForecast &forecast)
{
    const auto decimal = [](const std::optional<Money> &money) {
        return money ? Json(toStd(money->toDecimal())) : Json();
    };
    return Json {{"features", forecast.features},
                 {"low_tokens", forecast.lowTokens},
                 {"high_tokens", forecast.highTokens},
                 {"low_usd", decimal(forecast.lowUsd)},
                 {"high_usd", decimal(forecast.highUsd)}};
}

ExpansionForecast expansionForecastFromJson(const Json &json)
{
    return {.lowTokens = jsonInt(json, "low_tokens"),
            .highTokens = jsonInt(json, "high_tokens"),
            .lowUsd = Money::fromDecimal(jsonString(json, "low_usd")),
            .highUsd = Money::fromDecimal(jsonString(json, "high_usd")),
            .features = static_cast<int>(jsonInt(json, "features"))};
}

}  // namespace bw::engine
