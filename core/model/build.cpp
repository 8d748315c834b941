// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/build.h"

#include <QSet>

#include <algorithm>

namespace bw
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> invalid(const char *what)
{
    return fail(ErrorCode::InvalidArgument, u"build options: "_s + QLatin1StringView(what),
                {{u"what"_s, QString::fromLatin1(what)}, {u"remedy"_s, u"see docs/events.md"_s}});
}

// A number out of range becomes the nearest one that is in it.
int count(const Json &json, const char *key, int fallback)
{
    return static_cast<int>(std::clamp<qint64>(jsonInt(json, key, fallback), 0, 1'000'000'000));
}

void keepUnknown(const Json &json, BuildOptions &options)
{
    static const QSet<QString> known {u"model"_s,      u"base_url"_s,      u"sandbox"_s,      u"network"_s,
                                      u"policy"_s,     u"tier"_s,          u"features"_s,     u"memory_bytes"_s,
                                      u"processes"_s,  u"disk_bytes"_s,    u"niceness"_s,     u"out"_s,
                                      u"budget_usd"_s, u"budget_tokens"_s, u"time_limit_ms"_s};
    for (const auto &[key, value] : json.items()) {
        if (!known.contains(toQString(key)))
            options.unknown[key] = value;
    }
}

}  // namespace

Json toJson(const BuildOptions &options)
{
    Json json {{"model", toStd(options.model)},     {"base_url", toStd(options.baseUrl)},
               {"sandbox", toStd(options.sandbox)}, {"network", toStd(toKey(options.network))},
               {"policy", toStd(options.policy)},   {"tier", toStd(toKey(options.tier))},
               {"features", options.features},      {"memory_bytes", options.memoryBytes},
               {"processes", options.processes},    {"disk_bytes", options.diskBytes},
               {"niceness", options.niceness},      {"out", toStd(options.out)}};
    if (options.budgetUsd)
        json["budget_usd"] = toStd(options.budgetUsd->toDecimal());
    if (options.budgetTokens)
        json["budget_tokens"] = *options.budgetTokens;
    if (options.timeLimitMs)
        json["time_limit_ms"] = *options.timeLimitMs;
    for (const auto &[key, value] : options.unknown.items())
        json[key] = value;
    return json;
}

Result<BuildOptions> buildOptionsFromJson(const Json &json)
{
    if (!json.is_object())
        return invalid("not an object");
    BuildOptions options;
    const auto network = networkPolicyFromKey(jsonString(json, "network", toKey(options.network)));
    const auto tier = tierFromKey(jsonString(json, "tier", toKey(options.tier)));
    if (!network)
        return invalid("network");
    if (!tier)
        return invalid("tier");
    options.network = *network;
    options.tier = *tier;
    options.model = jsonString(json, "model");
    options.baseUrl = jsonString(json, "base_url");
    options.sandbox = jsonString(json, "sandbox", options.sandbox);
    options.policy = jsonString(json, "policy", options.policy);
    options.features = count(json, "features", 0);
    options.memoryBytes = jsonInt(json, "memory_bytes", options.memoryBytes);
    options.processes = count(json, "processes", options.processes);
    options.diskBytes = jsonInt(json, "disk_bytes", options.diskBytes);
    options.niceness = count(json, "niceness", options.niceness);
    options.out = jsonString(json, "out");
    if (json.contains("budget_usd")) {
        options.budgetUsd = Money::fromDecimal(jsonString(json, "budget_usd"));
        if (!options.budgetUsd)
            return invalid("budget_usd");
    }
    if (json.contains("budget_tokens"))
        options.budgetTokens = jsonInt(json, "budget_tokens");
    if (json.contains("time_limit_ms"))
        options.timeLimitMs = jsonInt(json, "time_limit_ms");
    keepUnknown(json, options);
    return options;
}

}  // namespace bw
