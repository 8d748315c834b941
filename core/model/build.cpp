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
    static const QSet<QString> known {u"model"_s,
                                      u"base_url"_s,
                                      u"sandbox"_s,
                                      u"network"_s,
                                      u"policy"_s,
                                      u"tier"_s,
                                      u"features"_s,
                                      u"memory_bytes"_s,
                                      u"processes"_s,
                                      u"disk_bytes"_s,
                                      u"niceness"_s,
                                      u"out"_s,
                                      u"budget_usd"_s,
                                      u"budget_tokens"_s,
                                      u"time_limit_ms"_s,
                                      u"budget_sandbox_seconds"_s,
                                      u"feature_ceilings"_s,
                                      u"phase_ceilings"_s,
                                      u"gates"_s,
                                      u"role_models"_s,
                                      u"role_efforts"_s,
                                      u"effort"_s,
                                      u"retries"_s,
                                      u"priority"_s,
                                      u"attended"_s,
                                      u"project"_s,
                                      u"template_image"_s,
                                      u"node_version"_s};
    for (const auto &[key, value] : json.items()) {
        if (!known.contains(toQString(key)))
            options.unknown[key] = value;
    }
}

// Written only where they differ from what a build without a word gets, so that a record stays readable.
void putChoices(const BuildOptions &options, Json &json)
{
    if (options.budgetSandboxSeconds)
        json["budget_sandbox_seconds"] = *options.budgetSandboxSeconds;
    if (options.featureCeilings.any())
        json["feature_ceilings"] = toJson(options.featureCeilings);
    if (options.phaseCeilings.any())
        json["phase_ceilings"] = toJson(options.phaseCeilings);
    if (options.gates.any())
        json["gates"] = toStd(toText(options.gates));
    if (options.roleModels != RoleValues {})
        json["role_models"] = toJson(options.roleModels);
    if (options.roleEfforts != RoleValues {})
        json["role_efforts"] = toJson(options.roleEfforts);
    if (!options.effort.isEmpty())
        json["effort"] = toStd(options.effort);
    if (options.retries > 0)
        json["retries"] = options.retries;
    if (options.priority != 0)
        json["priority"] = options.priority;
    if (options.attended)
        json["attended"] = true;
    if (!options.project.isEmpty())
        json["project"] = toStd(options.project);
    if (!options.templateImage.isEmpty())
        json["template_image"] = toStd(options.templateImage);
    if (!options.nodeVersion.isEmpty())
        json["node_version"] = toStd(options.nodeVersion);
}

Status readChoices(const Json &json, BuildOptions &options)
{
    if (json.contains("budget_sandbox_seconds"))
        options.budgetSandboxSeconds = jsonInt(json, "budget_sandbox_seconds");
    auto feature = partCeilingsFromJson(json.value("feature_ceilings", Json::object()));
    auto phase = partCeilingsFromJson(json.value("phase_ceilings", Json::object()));
    auto gates = gatesFromText(jsonString(json, "gates"));
    if (!feature)
        return invalid("feature_ceilings");
    if (!phase)
        return invalid("phase_ceilings");
    if (!gates)
        return invalid("gates");
    options.featureCeilings = *feature;
    options.phaseCeilings = *phase;
    options.gates = *gates;
    options.roleModels = roleValuesFromJson(json.value("role_models", Json::object()));
    options.roleEfforts = roleValuesFromJson(json.value("role_efforts", Json::object()));
    options.effort = jsonString(json, "effort");
    options.retries = count(json, "retries", 0);
    options.priority = static_cast<int>(std::clamp<qint64>(jsonInt(json, "priority"), -1000, 1000));
    options.attended = jsonBool(json, "attended");
    options.project = jsonString(json, "project");
    options.templateImage = jsonString(json, "template_image");
    options.nodeVersion = jsonString(json, "node_version");
    return {};
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
    putChoices(options, json);
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
    if (auto choices = readChoices(json, options); !choices)
        return fail(choices.error());
    keepUnknown(json, options);
    return options;
}

}  // namespace bw
