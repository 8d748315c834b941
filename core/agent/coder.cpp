// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/coder.h"

#include "agent/handover.h"
#include "agent/prompts.h"
#include "agent/sessionchain.h"
#include "agent/spectext.h"
#include "agent/tools/askusertool.h"
#include "agent/tools/bashtool.h"
#include "agent/tools/filetools.h"
#include "agent/tools/proposeprooftool.h"
#include "agent/tools/reviewchangestool.h"
#include "agent/tools/searchcodetool.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestPrevious = 30'000;

QString numbered(const QStringList &steps)
{
    QStringList lines;
    for (const QString &step : steps)
        lines.append(u"%1. %2"_s.arg(lines.size() + 1).arg(step));
    return lines.isEmpty() ? u"(none given)"_s : lines.join(u'\n');
}

QString proofs(const Feature &feature)
{
    QStringList lines;
    for (const Proof &proof : feature.proof) {
        const QString where = proof.cwd.isEmpty() ? QString() : u", in %1"_s.arg(proof.cwd);
        lines.append(u"- %1   (at most %2 s%3)"_s.arg(proof.command).arg(proof.timeoutSeconds).arg(where));
    }
    return lines.isEmpty() ? u"(none)"_s : lines.join(u'\n');
}

QString lastTime(const QString &previous)
{
    if (previous.isEmpty())
        return {};
    const QString shown = previous.size() <= longestPrevious
        ? previous
        : previous.left(longestPrevious / 2) + u"\n[…]\n"_s + previous.right(longestPrevious / 2);
    return u"\nThis feature was worked on before, and its proof did not pass. What the harness saw:\n\n%1\n"_s.arg(
        shown);
}

}  // namespace

Coder::Coder(AgentContext &context)
    : m_context(context)
{
}

Result<SessionOutcome> Coder::implement(const spec::AppSpec &spec, const Feature &feature, const QList<Feature> &all,
                                        const QString &previous, const QString &people, std::stop_token stop)
{
    const auto verified = std::ranges::count(all, FeatureStatus::Verified, &Feature::status);
    const QMap<QString, QString> values {{u"id"_s, feature.id},
                                         {u"description"_s, feature.description},
                                         {u"category"_s, feature.category},
                                         {u"steps"_s, numbered(feature.steps)},
                                         {u"proof"_s, proofs(feature)},
                                         {u"verified"_s, QString::number(verified)},
                                         {u"total"_s, QString::number(all.size())},
                                         {u"previous"_s, lastTime(previous)},
                                         {u"people"_s, people},
                                         {u"spec_file"_s, HandOver::specFile(spec)},
                                         {u"spec"_s, specText(spec)}};
    auto system = prompt(u"code"_s, values);
    if (!system)
        return fail(system.error());
    auto message = prompt(u"code_start"_s, values);
    if (!message)
        return fail(message.error());
    BashTool bash;
    ReadFileTool read;
    WriteFileTool write;
    EditFileTool edit;
    ListFilesTool list;
    SearchFilesTool search;
    AskUserTool ask;
    ProposeProofTool propose(u"code"_s, {feature.id});
    SearchCodeTool searchCode(feature.id);
    ReviewChangesTool review(feature.id, feature.description);
    QList<Tool *> tools {&bash, &read, &write, &edit, &list, &search, &propose, &ask};
    if (SubAgent::isOffered(m_context, u"search"_s, feature.id))
        tools.append(&searchCode);
    if (SubAgent::isOffered(m_context, u"review"_s, feature.id))
        tools.append(&review);
    return runSessions(m_context,
                       {.kind = u"code"_s,
                        .purpose = u"code:"_s + feature.id,
                        .feature = feature.id,
                        .systemPrompt = *system,
                        .firstMessage = *message,
                        .tools = tools,
                        .hearsPeople = true},
                       stop);
}

}  // namespace bw::agent
