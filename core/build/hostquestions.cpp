// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/hostquestions.h"

#include "build/builddesk.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

const QString hostKind = u"host"_s;

}  // namespace

Result<bool> HostQuestions::ask(const QString &feature)
{
    if (!m_run.job.options.attended || m_run.job.options.network != NetworkPolicy::Registries)
        return false;
    const auto &remembered = m_run.environment.rememberedAnswer;
    BuildDesk desk(m_run, feature);
    for (const QString &host : std::as_const(m_run.people.deniedHosts)) {
        const bool known = std::ranges::any_of(m_run.people.questions, [&host](const QuestionRecord &question) {
            return question.kind == hostKind && question.subject == host;
        });
        if (known || (remembered && remembered(hostKind, host)))
            continue;
        auto asked = desk.ask({.kind = hostKind,
                               .text = u"May the sandbox reach this host? The network policy does not list it."_s,
                               .choices = agent::permissions(),
                               .subject = host,
                               .toolUseId = {}});
        if (!asked)
            return fail(asked.error());
    }
    return desk.waits();
}

Result<QStringList> HostQuestions::granted()
{
    // A sandbox is made before the first safe point, where the record is read otherwise.
    if (m_run.environment.people) {
        auto record = m_run.environment.people();
        if (!record)
            return fail(record.error());
        m_run.people = std::move(*record);
    }
    QStringList hosts;
    for (QuestionRecord &question : m_run.people.questions) {
        const bool isGranted =
            question.kind == hostKind && question.answer && *question.answer != agent::permission::never;
        if (!isGranted || question.used)
            continue;
        if (*question.answer == agent::permission::once) {
            auto heard = m_run.log.commit(EventType::MessageHeard,
                                          Json {{"message", toStd(question.question)}, {"session", ""}});
            if (!heard)
                return fail(heard.error());
            question.used = true;
        }
        hosts.append(question.subject);
    }
    if (m_run.environment.rememberedHosts)
        hosts += m_run.environment.rememberedHosts();
    return hosts;
}

}  // namespace bw::build
