// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/builddesk.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

bool BuildDesk::asks(const QString &kind) const { return kind == "agent"_L1 || m_run.job.options.attended; }

Result<std::optional<QString>> BuildDesk::answer(const agent::Question &question)
{
    const bool agentAsks = question.kind == "agent"_L1;
    for (QuestionRecord &known : m_run.people.questions) {
        if (known.kind != question.kind || !known.answer || known.used)
            continue;
        // What a rule leaves open counts for the whole build; what the model asks only where it was asked.
        const bool same =
            agentAsks ? known.text == question.text && known.feature == m_feature : known.subject == question.subject;
        if (!same)
            continue;
        if (!agentAsks && *known.answer == agent::permission::once) {
            auto heard =
                m_run.log.commit(EventType::MessageHeard, Json {{"message", toStd(known.question)}, {"session", ""}});
            if (!heard)
                return fail(heard.error());
            known.used = true;
        }
        return known.answer;
    }
    const auto &remembered = m_run.environment.rememberedAnswer;
    if (agentAsks || !remembered)
        return std::nullopt;
    return remembered(question.kind, question.subject);
}

Status BuildDesk::ask(const agent::Question &question)
{
    const QString id = u"q%1"_s.arg(m_run.people.questions.size() + 1);
    Json choices = Json::array();
    for (const QString &choice : question.choices)
        choices.push_back(toStd(choice));
    Json payload {{"question", toStd(id)},
                  {"text", toStd(question.text)},
                  {"choices", std::move(choices)},
                  {"kind", toStd(question.kind)}};
    if (!question.subject.isEmpty())
        payload["subject"] = toStd(question.subject);
    if (!m_feature.isEmpty())
        payload["feature"] = toStd(m_feature);
    if (!question.toolUseId.isEmpty())
        payload["tool_use_id"] = toStd(question.toolUseId);
    auto asked = m_run.log.commit(EventType::QuestionAsked, std::move(payload));
    if (!asked)
        return fail(asked.error());
    m_run.people.questions.append({.question = id,
                                   .kind = question.kind,
                                   .text = question.text,
                                   .subject = question.subject,
                                   .feature = m_feature,
                                   .choices = question.choices,
                                   .answer = {}});
    m_asked = true;
    return {};
}

}  // namespace bw::build
