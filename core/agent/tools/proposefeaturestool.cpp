// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/proposefeaturestool.h"

#include "agent/proofcheck.h"
#include "agent/tools/toolinput.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

ProposeFeaturesTool::ProposeFeaturesTool(int least, int most)
    : m_least(least)
    , m_most(most)
{
}

QString ProposeFeaturesTool::description() const
{
    return u"Hand over the feature list, whole. Each feature is one verifiable behaviour with an id, a description, "
           u"steps, what it "
           "depends on, and at least one proof: a command that exits with 0 only when the feature works. Where no "
           "command can tell (how something looks or "
           "sounds, a paper that comes out of a printer), proof is empty and manual says why and what a person should "
           "try. Call it again to replace the list."_s;
}

Json ProposeFeaturesTool::schema() const
{
    const Json text {{"type", "string"}};
    const Json texts {{"type", "array"}, {"items", text}};
    const Json proof = {{"type", "object"},
                        {"properties", {{"command", text}, {"cwd", text}, {"timeout_s", {{"type", "integer"}}}}},
                        {"required", {"command"}}};
    const Json feature = {{"type", "object"},
                          {"properties",
                           {{"id", text},
                            {"category", text},
                            {"description", text},
                            {"steps", texts},
                            {"priority", {{"type", "integer"}}},
                            {"blocking", {{"type", "boolean"}}},
                            {"depends_on", texts},
                            {"manual", text},
                            {"proof", {{"type", "array"}, {"items", proof}}}}},
                          {"required", {"id", "description", "steps", "priority", "proof"}}};
    return Json {{"type", "object"},
                 {"properties", {{"features", {{"type", "array"}, {"items", feature}}}}},
                 {"required", {"features"}}};
}

bool ProposeFeaturesTool::isWanted(int count, int least, int most)
{
    return most <= 0 || (count * 10 >= least * 9 && count * 10 <= most * 11);
}

ToolResult ProposeFeaturesTool::sentBack(const QString &why)
{
    m_sentBack = why;
    return toolError(why);
}

Result<ToolResult> ProposeFeaturesTool::run(const ToolCall &call, std::stop_token)
{
    m_sentBack.clear();
    if (!call.input.contains("features"))
        return sentBack(u"features is missing."_s);
    auto features = featuresFromJson(call.input.at("features"));
    if (!features)
        return sentBack(features.error().detail);
    if (features->isEmpty())
        return sentBack(u"The list is empty."_s);
    for (Feature &feature : *features) {
        const QString manual = jsonString(feature.unknown, "manual").simplified();
        if (feature.proof.isEmpty() && manual.size() < leastManual)
            return sentBack(
                u"%1 has no proof. Name a command that exits with 0 only when it works; only where no command can tell, leave proof empty and say in manual why, and what a person should try."_s
                    .arg(feature.id));
        for (const Proof &proof : std::as_const(feature.proof))
            if (const QString why = whyProvesNothing(proof); !why.isEmpty())
                return sentBack(u"A proof of %1 proves nothing (%2): %3"_s.arg(feature.id, why, proof.command));
        // Whatever a plan claims: nothing is proved yet.
        feature.status = FeatureStatus::Unverified;
        feature.evidence.clear();
    }
    m_features = *features;
    const auto count = static_cast<int>(features->size());
    if (!isWanted(count, m_least, m_most) && !m_told) {
        m_told = true;
        const QString wanted = m_least == m_most ? QString::number(m_least) : u"%1 to %2"_s.arg(m_least).arg(m_most);
        return sentBack(
            u"The list has %1 features; %2 are wanted. Split or join features and hand it over again, or hand over the same list if that would make it worse."_s
                .arg(count)
                .arg(wanted));
    }
    return ToolResult {u"Accepted: %1 features."_s.arg(count), false};
}

}  // namespace bw::agent
