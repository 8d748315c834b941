// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ceilings.h"

namespace bw::engine
{

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
    if (featureUsd)
        options.featureCeilings.usd = featureUsd;
    if (phaseUsd)
        options.phaseCeilings.usd = phaseUsd;
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
    if (ceilings.featureUsd)
        json["feature_usd"] = toStd(ceilings.featureUsd->toDecimal());
    if (ceilings.phaseUsd)
        json["phase_usd"] = toStd(ceilings.phaseUsd->toDecimal());
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
    ceilings.featureUsd = Money::fromDecimal(jsonString(json, "feature_usd"));
    ceilings.phaseUsd = Money::fromDecimal(jsonString(json, "phase_usd"));
    return ceilings;
}

}  // namespace bw::engine
