// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/planner.h"

#include "agent/handover.h"
#include "agent/prompts.h"
#include "agent/sessionchain.h"
#include "agent/spectext.h"
#include "agent/tools/askusertool.h"
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

const QString designFile = u"/workspace/DESIGN.md"_s;
constexpr qint64 longestDesign = 4 << 20;

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

Result<SessionOutcome> Planner::session(const PlanRequest &request, Part part, const QList<Tool *> &tools,
                                        std::function<bool()> finishWhen, std::stop_token stop)
{
    const bool onlyDesign = part == Part::Design;
    const QMap<QString, QString> values {
        {u"name"_s, request.spec.name},
        {u"tier"_s, toKey(tierOf(request))},
        {u"feature_count"_s, inWords(featureTarget(request))},
        {u"spec_file"_s, HandOver::specFile(request.spec)},
        {u"spec"_s, specText(request.spec)},
        {u"people"_s, request.people},
        {u"part"_s,
         onlyDesign ? u"\nThis session does only the first part: a person looks at DESIGN.md before the "
                      u"feature list is made. Write it whole, in one call, as the last thing you do; where "
                      u"there is nothing to see, end your turn without it.\n"_s
                    : QString()}};
    auto system = prompt(u"plan"_s, values);
    if (!system)
        return fail(system.error());
    auto message = prompt(u"plan_start"_s, values);
    if (!message)
        return fail(message.error());
    auto outcome = runSessions(m_context,
                               {.kind = u"plan"_s,
                                .purpose = u"plan"_s,
                                .feature = {},
                                .systemPrompt = *system,
                                .firstMessage = *message,
                                .tools = tools,
                                .maxTokens = planTokens,
                                .finishWhen = std::move(finishWhen),
                                .hearsPeople = true},
                               stop);
    m_asked = outcome && outcome->end == SessionEnd::Asked;
    return outcome;
}

Result<QList<Feature>> Planner::plan(const PlanRequest &request, std::stop_token stop)
{
    const FeatureTarget target = featureTarget(request);
    ListFilesTool list;
    ReadFileTool read;
    SearchFilesTool search;
    WriteFileTool write;
    BashTool bash;
    AskUserTool ask;
    ProposeFeaturesTool propose(target.least, target.most);
    auto outcome =
        session(request, Part::Whole, {&list, &read, &search, &write, &bash, &ask, &propose}, {}, std::move(stop));
    if (!outcome)
        return fail(outcome.error());
    if (m_asked)
        return QList<Feature>();
    QList<Feature> features = propose.features();
    const auto count = static_cast<int>(features.size());
    QString text;
    if (count == 0 && !propose.whySentBack().isEmpty())
        text = u"The plan was sent back: %1"_s.arg(propose.whySentBack());
    else if (count > 0 && !ProposeFeaturesTool::isWanted(count, target.least, target.most))
        text = u"The plan has %1 features; %2 were wanted."_s.arg(count).arg(inWords(target));
    if (!text.isEmpty()) {
        auto noted = m_context.log.append(EventType::BuildNote, Json {{"level", "warn"}, {"text", toStd(text)}});
        if (!noted)
            return fail(noted.error());
    }
    std::ranges::stable_sort(features, {}, &Feature::priority);
    return features;
}

Result<bool> Planner::design(const PlanRequest &request, std::stop_token stop)
{
    // A design that a person sent back lies there already: only one that was written now counts.
    const auto before = m_context.sandbox.stat(designFile, stop);
    if (!before && before.error().code != ErrorCode::NotFound)
        return fail(before.error());
    const auto old =
        before ? m_context.sandbox.read(designFile, longestDesign, stop) : Result<QByteArray>(QByteArray());
    if (!old)
        return fail(old.error());
    const auto written = [this, &old, stop] {
        const auto now = m_context.sandbox.read(designFile, longestDesign, stop);
        return now && !now->isEmpty() && *now != *old;
    };
    ListFilesTool list;
    ReadFileTool read;
    SearchFilesTool search;
    WriteFileTool write;
    AskUserTool ask;
    auto outcome = session(request, Part::Design, {&list, &read, &search, &write, &ask}, written, stop);
    if (!outcome)
        return fail(outcome.error());
    return written();
}

}  // namespace bw::agent
