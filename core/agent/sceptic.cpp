// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/sceptic.h"

#include "agent/handover.h"
#include "agent/prompts.h"
#include "agent/tools/bashtool.h"
#include "agent/tools/filetools.h"
#include "agent/tools/proposeprooftool.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostTurns = 60;

QString shown(const Feature &feature)
{
    QString text = u"## %1\n%2\n"_s.arg(feature.id, feature.description);
    for (qsizetype i = 0; i < feature.steps.size(); ++i)
        text += u"%1. %2\n"_s.arg(i + 1).arg(feature.steps.at(i));
    for (const Proof &proof : feature.proof)
        text += u"Proof: %1%2\n"_s.arg(proof.command, proof.cwd.isEmpty() ? QString() : u"   (in %1)"_s.arg(proof.cwd));
    return text;
}

}  // namespace

Result<SessionOutcome> Sceptic::look(const spec::AppSpec &spec, const QList<Feature> &features, const QString &notes,
                                     const JudgeProofTool::Against &against, std::stop_token stop)
{
    QStringList ids, texts;
    for (const Feature &feature : features) {
        ids.append(feature.id);
        texts.append(shown(feature));
    }
    const QMap<QString, QString> values {{u"features"_s, texts.join(u'\n')},
                                         {u"notes"_s, notes.isEmpty() ? QString() : notes + u'\n'},
                                         {u"spec_file"_s, HandOver::specFile(spec)}};
    auto system = prompt(u"verify"_s, values);
    if (!system)
        return fail(system.error());
    auto message = prompt(u"verify_start"_s, values);
    if (!message)
        return fail(message.error());
    ReadFileTool read;
    ListFilesTool list;
    SearchFilesTool search;
    BashTool bash;
    JudgeProofTool judge(features, against);
    ProposeProofTool propose(u"verify"_s, ids);
    AgentSession session(m_context,
                         {.kind = u"verify"_s,
                          .purpose = QString::fromLatin1(purpose),
                          .feature = {},
                          .systemPrompt = *system,
                          .firstMessage = *message,
                          .tools = {&read, &list, &search, &bash, &judge, &propose},
                          .maxTurns = mostTurns});
    return session.run(stop);
}

}  // namespace bw::agent
