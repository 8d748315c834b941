// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/buildchoices.h"

namespace bw
{

using namespace Qt::StringLiterals;

namespace
{

void put(Json &json, const char *key, const QString &value)
{
    if (!value.isEmpty())
        json[key] = toStd(value);
}

void put(Json &json, const char *key, const std::optional<qint64> &value)
{
    if (value)
        json[key] = *value;
}

std::optional<qint64> number(const Json &json, const char *key)
{
    return json.contains(key) ? std::optional(std::max<qint64>(0, jsonInt(json, key))) : std::nullopt;
}

}  // namespace

QString toText(const Gates &gates)
{
    QStringList parts;
    if (gates.design)
        parts.append(u"design"_s);
    if (gates.features)
        parts.append(u"features"_s);
    if (gates.every > 0)
        parts.append(u"every:%1"_s.arg(gates.every));
    if (gates.package)
        parts.append(u"package"_s);
    return parts.join(u',');
}

Result<Gates> gatesFromText(const QString &text)
{
    Gates gates;
    for (const QString &given : text.split(u',', Qt::SkipEmptyParts)) {
        const QString part = given.trimmed();
        bool good = true;
        if (part == "design"_L1)
            gates.design = true;
        else if (part == "features"_L1)
            gates.features = true;
        else if (part == "package"_L1)
            gates.package = true;
        else if (part.startsWith("every:"_L1))
            gates.every = part.mid(6).toInt(&good);
        else
            good = false;
        if (!good || gates.every < 0 || gates.every > 1000 || (part.startsWith("every:"_L1) && gates.every == 0))
            return fail(ErrorCode::InvalidArgument, u"gates: "_s + part,
                        {{u"what"_s, u"--gates "_s + part}, {u"remedy"_s, u"design, features, every:N, package"_s}});
    }
    return gates;
}

Json toJson(const RoleValues &values)
{
    Json json = Json::object();
    put(json, "plan", values.plan);
    put(json, "code", values.code);
    put(json, "verify", values.verify);
    put(json, "review", values.review);
    return json;
}

RoleValues roleValuesFromJson(const Json &json)
{
    return {jsonString(json, "plan"), jsonString(json, "code"), jsonString(json, "verify"), jsonString(json, "review")};
}

Json toJson(const PartCeilings &ceilings)
{
    Json json = Json::object();
    if (ceilings.usd)
        json["usd"] = toStd(ceilings.usd->toDecimal());
    put(json, "tokens", ceilings.tokens);
    put(json, "time_ms", ceilings.timeMs);
    put(json, "sandbox_seconds", ceilings.sandboxSeconds);
    return json;
}

Result<PartCeilings> partCeilingsFromJson(const Json &json)
{
    PartCeilings ceilings {std::nullopt, number(json, "tokens"), number(json, "time_ms"),
                           number(json, "sandbox_seconds")};
    if (!json.contains("usd"))
        return ceilings;
    ceilings.usd = Money::fromDecimal(jsonString(json, "usd"));
    if (!ceilings.usd)
        return fail(ErrorCode::InvalidArgument, u"ceiling usd"_s,
                    {{u"what"_s, u"usd"_s}, {u"remedy"_s, u"see docs/events.md"_s}});
    return ceilings;
}

}  // namespace bw
