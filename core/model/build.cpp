// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/build.h"

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

}  // namespace

Json toJson(const BuildOptions &options)
{
    Json json {{"model", toStd(options.model)},
               {"base_url", toStd(options.baseUrl)},
               {"sandbox", toStd(options.sandbox)},
               {"network", toStd(toKey(options.network))},
               {"tier", toStd(toKey(options.tier))},
               {"features", options.features},
               {"memory_bytes", options.memoryBytes},
               {"processes", options.processes},
               {"disk_bytes", options.diskBytes},
               {"niceness", options.niceness},
               {"out", toStd(options.out)}};
    if (options.budgetUsd)
        json["budget_usd"] = toStd(options.budgetUsd->toDecimal());
    if (options.budgetTokens)
        json["budget_tokens"] = *options.budgetTokens;
    if (options.timeLimitMs)
        json["time_limit_ms"] = *options.timeLimitMs;
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
    options.features = static_cast<int>(jsonInt(json, "features"));
    options.memoryBytes = jsonInt(json, "memory_bytes", options.memoryBytes);
    options.processes = static_cast<int>(jsonInt(json, "processes", options.processes));
    options.diskBytes = jsonInt(json, "disk_bytes", options.diskBytes);
    options.niceness = static_cast<int>(jsonInt(json, "niceness", options.niceness));
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
    return options;
}

}  // namespace bw
