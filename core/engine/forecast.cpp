// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/forecast.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

/// A coding session, and what goes with it for a feature: its checks, and at the high end a second try.
struct Effort {
    double turns;
    double newInput;  ///< tokens that a turn adds to the context: results of tools
    double output;    ///< tokens of an answer
    double seconds;   ///< of a turn, with its tools
    double factor;    ///< sessions a feature
};
constexpr Effort light {8, 900, 300, 5, 1.2};
constexpr Effort heavy {30, 2'200, 800, 14, 2};

constexpr double promptTokens = 6'000;  // system prompt and tools
constexpr double bytesPerToken = 3.5;   // of a specification
constexpr double sandboxMakes = 2;      // where the agent works, and where proofs run

struct Use {
    double tokens = 0, usd = 0, minutes = 0;
};

Use session(const Effort &effort, double specTokens, const std::optional<claude::Price> &price)
{
    const double first = promptTokens + specTokens;
    const double growth = effort.newInput + effort.output;
    const double context = first + effort.turns * growth;
    const double written = context;
    const double read = effort.turns * first + growth * effort.turns * (effort.turns - 1) / 2;
    const double answered = effort.turns * effort.output;
    Use use {read + written + answered, 0, effort.turns * effort.seconds / 60};
    if (price)
        use.usd = (read * static_cast<double>(price->cacheRead) + written * static_cast<double>(price->cacheWrite5m)
                   + answered * static_cast<double>(price->output))
            / 1e9;
    return use;
}

Use scaled(const Use &use, double by) { return {use.tokens * by, use.usd * by, use.minutes * by}; }

/// Planning is one more session, longer than others for a long list.
Use byTable(const Effort &effort, int features, const ForecastInput &input)
{
    const Use one = session(effort, static_cast<double>(input.specBytes) / bytesPerToken, input.price);
    return scaled(one, effort.factor * features + 1 + features / 40.0);
}

struct Range {
    double low = 0, high = 0;
};

/// What a feature took in earlier builds; nothing where none of them says.
std::optional<Range> perFeature(const QList<PastBuild> &history, const std::function<double(const PastBuild &)> &value)
{
    QList<double> all;
    for (const PastBuild &past : history)
        if (const double found = value(past); found >= 0 && past.features > 0)
            all.append(found / past.features);
    if (all.isEmpty())
        return std::nullopt;
    const auto [least, most] = std::ranges::minmax(all);
    const double wider = 1 + 1.0 / (static_cast<double>(all.size()) + 1);
    return Range {least / wider, most * wider};
}

Money moneyOf(double usd) { return Money {std::llround(usd * 1e9)}; }

}  // namespace

Forecast forecast(const ForecastInput &input)
{
    Use low = byTable(light, input.leastFeatures, input);
    Use high = byTable(heavy, input.mostFeatures, input);
    Forecast made;
    bool priced = input.price.has_value();
    const auto tokens = perFeature(input.history, [](const PastBuild &past) { return double(past.tokens); });
    if (tokens) {
        made.fromHistory = true;
        made.builds = static_cast<int>(input.history.size());
        const auto usd =
            perFeature(input.history, [](const PastBuild &past) { return past.usd ? past.usd->dollars() : -1; });
        const auto ms = perFeature(input.history, [](const PastBuild &past) { return double(past.activeMs); });
        low = {tokens->low * input.leastFeatures, usd ? usd->low * input.leastFeatures : low.usd,
               ms->low * input.leastFeatures / 60'000};
        high = {tokens->high * input.mostFeatures, usd ? usd->high * input.mostFeatures : high.usd,
                ms->high * input.mostFeatures / 60'000};
        priced = priced || usd;
    }
    made.lowTokens = std::llround(low.tokens);
    made.highTokens = std::llround(high.tokens);
    made.lowMinutes = static_cast<qint64>(std::floor(low.minutes));
    made.highMinutes = std::max<qint64>(1, static_cast<qint64>(std::ceil(high.minutes)));
    if (priced) {
        // Of earlier builds the price of sandboxes is in the cost already.
        const double perMinute = made.fromHistory ? 0 : input.sandboxPerSecond.dollars() * 60 * sandboxMakes;
        made.lowUsd = moneyOf(low.usd + low.minutes * perMinute);
        made.highUsd = moneyOf(high.usd + high.minutes * perMinute);
    }
    return made;
}

Json toJson(const Forecast &forecast)
{
    const auto decimal = [](const std::optional<Money> &money) {
        return money ? Json(toStd(money->toDecimal())) : Json();
    };
    return Json {{"low_usd", decimal(forecast.lowUsd)},
                 {"high_usd", decimal(forecast.highUsd)},
                 {"low_tokens", forecast.lowTokens},
                 {"high_tokens", forecast.highTokens},
                 {"low_minutes", forecast.lowMinutes},
                 {"high_minutes", forecast.highMinutes},
                 {"basis", forecast.fromHistory ? "history" : "table"},
                 {"builds", forecast.builds}};
}

Forecast forecastFromJson(const Json &json)
{
    return {Money::fromDecimal(jsonString(json, "low_usd")),
            Money::fromDecimal(jsonString(json, "high_usd")),
            jsonInt(json, "low_tokens"),
            jsonInt(json, "high_tokens"),
            jsonInt(json, "low_minutes"),
            jsonInt(json, "high_minutes"),
            jsonString(json, "basis") == "history"_L1,
            static_cast<int>(jsonInt(json, "builds"))};
}

}  // namespace bw::engine
