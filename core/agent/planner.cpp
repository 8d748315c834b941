// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/planner.h"

#include "agent/handover.h"
#include "agent/prompts.h"
#include "agent/spectext.h"
#include "agent/tools/bashtool.h"
#include "agent/tools/filetools.h"
#include "agent/tools/proposefeaturestool.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int planTokens = 64'000;  // a list of 250 features does not fit into less

/// The default cannot be told from a wish, so a tier that the specification names stands against it.
Tier tierOf(const PlanRequest &request)
{
    return request.tier != Tier::Standard ? request.tier : request.spec.tier.value_or(Tier::Standard);
}

QString inWords(const FeatureTarget &target)
{
    return target.least == target.most ? QString::number(target.least)
                                       : u"%1 to %2"_s.arg(target.least).arg(target.most);
}

}  // namespace

FeatureTarget featureTarget(const PlanRequest &request)
{
    if (request.features > 0)
        return {request.features, request.features};
    if (request.spec.targetFeatures && *request.spec.targetFeatures > 0)
        return {*request.spec.targetFeatures, *request.spec.targetFeatures};
    // What a person listed is the least; half as many again leaves room for what they stand on.
    if (const auto listed = static_cast<int>(request.spec.features.size()); listed > 0)
        return {listed, listed + (listed + 1) / 2};
    switch (tierOf(request)) {
    case Tier::Simple:
        return {20, 40};
    case Tier::Standard:
        return {60, 120};
    case Tier::Production:
        return {150, 250};
    }
    return {};
}

Planner::Planner(AgentContext &context)
    : m_context(context)
{
}

Result<QList<Feature>> Planner::plan(const PlanRequest &request, std::stop_token stop)
{
    const FeatureTarget target = featureTarget(request);
    const QMap<QString, QString> values {{u"name"_s, request.spec.name},
                                         {u"tier"_s, toKey(tierOf(request))},
                                         {u"feature_count"_s, inWords(target)},
                                         {u"spec_file"_s, HandOver::specFile(request.spec)},
                                         {u"spec"_s, specText(request.spec)}};
    auto system = prompt(u"plan"_s, values);
    if (!system)
        return fail(system.error());
    auto message = prompt(u"plan_start"_s, values);
    if (!message)
        return fail(message.error());
    ListFilesTool list;
    ReadFileTool read;
    SearchFilesTool search;
    WriteFileTool write;
    BashTool bash;
    ProposeFeaturesTool propose(target.least, target.most);
    AgentSession session(m_context,
                         {.kind = u"plan"_s,
                          .purpose = u"plan"_s,
                          .feature = {},
                          .systemPrompt = *system,
                          .firstMessage = *message,
                          .tools = {&list, &read, &search, &write, &bash, &propose},
                          .maxTokens = planTokens});
    auto outcome = session.run(stop);
    if (!outcome)
        return fail(outcome.error());
    QList<Feature> features = propose.features();
    std::ranges::stable_sort(features, {}, &Feature::priority);
    return features;
}

}  // namespace bw::agent
