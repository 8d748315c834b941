// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ceilings.h"

namespace bw::engine
{

namespace
{

void apply(const PartCeilings &part, PartCeilings &to)
{
    if (part.usd)
        to.usd = part.usd;
    if (part.tokens)
        to.tokens = part.tokens;
    if (part.timeMs)
        to.timeMs = part.timeMs;
    if (part.sandboxSeconds)
        to.sandboxSeconds = part.sandboxSeconds;
}

PartCeilings partFrom(const Json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_object() ? partCeilingsFromJson(*found).value_or(PartCeilings {})
                                                     : PartCeilings {};
}

}  // namespace

BuildOptions Ceilings::appliedTo(BuildOptions options) const
{
    if (usd)
        options.budgetUsd = usd;
    if (tokens)
        options.budgetTokens = tokens;
    if (timeLimitMs)
        options.timeLimitMs = timeLimitMs;
    if (sandboxSeconds)
        options.budgetSandboxSeconds = sandboxSeconds;
    apply(feature, options.featureCeilings);
    apply(phase, options.phaseCeilings);
    return options;
}

Json toJson(const Ceilings &ceilings)
{
    Json json = Json::object();
    if (ceilings.usd)
        json["usd"] = toStd(ceilings.usd->toDecimal());
    if (ceilings.tokens)
        json["tokens"] = *ceilings.tokens;
    if (ceilings.timeLimitMs)
        json["time_limit_ms"] = *ceilings.timeLimitMs;
    if (ceilings.sandboxSeconds)
        json["sandbox_seconds"] = *ceilings.sandboxSeconds;
    if (ceilings.feature.any())
        json["feature"] = toJson(ceilings.feature);
    if (ceilings.phase.any())
        json["phase"] = toJson(ceilings.phase);
    return json;
}

Ceilings ceilingsFromJson(const Json &json)
{
    Ceilings ceilings;
    if (!json.is_object())
        return ceilings;
    ceilings.usd = Money::fromDecimal(jsonString(json, "usd"));
    if (const qint64 tokens = jsonInt(json, "tokens"); tokens > 0)
        ceilings.tokens = tokens;
    if (const qint64 limit = jsonInt(json, "time_limit_ms"); limit > 0)
        ceilings.timeLimitMs = limit;
    if (const qint64 seconds = jsonInt(json, "sandbox_seconds"); seconds > 0)
        ceilings.sandboxSeconds = seconds;
    ceilings.feature = partFrom(json, "feature");
    ceilings.phase = partFrom(json, "phase");
    return ceilings;
}

}  // namespace bw::engine
