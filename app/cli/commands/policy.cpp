// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/policy/commandpolicy.h"
#include "commands/commands.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString answerText(agent::PolicyAnswer answer)
{
    switch (answer) {
    case agent::PolicyAnswer::Allow:
        return text(QT_TRANSLATE_NOOP("bw::cli", "allowed"));
    case agent::PolicyAnswer::Ask:
        return text(QT_TRANSLATE_NOOP("bw::cli", "would be asked"));
    case agent::PolicyAnswer::Deny:
        return text(QT_TRANSLATE_NOOP("bw::cli", "denied"));
    }
    return {};
}

ExitCode listPolicies(const Invocation &invocation)
{
    for (const QString &name : agent::policyPresets()) {
        const auto rules = agent::policyPreset(name);
        if (!rules)
            return report(invocation, rules.error());
        invocation.out().object(Json {{"policy", toStd(name)}, {"title", toStd(rules->title)}});
        invocation.out().line(u"%1  %2"_s.arg(name, -11).arg(rules->title));
    }
    return ExitCode::Done;
}

}  // namespace

ExitCode runPolicy(const Invocation &invocation)
{
    if (invocation.arguments.isEmpty())
        return listPolicies(invocation);
    if (invocation.arguments.size() != 2 || invocation.arguments.first() != "check"_L1)
        return report(invocation,
                      Error {ErrorCode::InvalidArgument,
                             u"policy"_s,
                             {{u"what"_s, invocation.arguments.first()}, {u"remedy"_s, u"policy check 'COMMAND'"_s}},
                             std::nullopt});
    const auto rules = agent::policyPreset(invocation.has(u"policy"_s) ? invocation.value(u"policy"_s) : u"balanced"_s);
    if (!rules)
        return report(invocation, rules.error());
    const agent::PolicyVerdict verdict = agent::CommandPolicy(*rules).judge(invocation.arguments.at(1));
    Terminal &out = invocation.out();
    out.object(Json {{"policy", toStd(rules->name)},
                     {"answer", toStd(agent::toKey(verdict.answer))},
                     {"rule", toStd(verdict.rule)},
                     {"part", toStd(verdict.part)},
                     {"why", toStd(verdict.why)}});
    const QString answer = answerText(verdict.answer);
    out.line((verdict.answer == agent::PolicyAnswer::Allow ? out.good(answer) : out.bad(answer))
             + text(QT_TRANSLATE_NOOP("bw::cli", " by rule %1 of the policy %2")).arg(verdict.rule, rules->name));
    if (verdict.answer != agent::PolicyAnswer::Allow)
        out.line(u"%1: %2"_s.arg(usertext::plainTerminalText(verdict.part), verdict.why));
    return ExitCode::Done;
}

}  // namespace bw::cli
