// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/policyopinion.h"

#include "commands/commands.h"
#include "usertext/detailtext.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

QString answerText(const QString &answer)
{
    if (answer == "allow"_L1)
        return text(QT_TRANSLATE_NOOP("bw::cli", "allowed"));
    return answer == "ask"_L1 ? text(QT_TRANSLATE_NOOP("bw::cli", "a question; denied where nobody is asked"))
                              : text(QT_TRANSLATE_NOOP("bw::cli", "denied"));
}

ExitCode listPolicies(const Invocation &invocation)
{
    for (const engine::PolicyInfo &policy : engine::policies()) {
        invocation.out().object(Json {{"policy", toStd(policy.name)}, {"title", toStd(policy.title)}});
        invocation.out().line(u"%1  %2"_s.arg(policy.name, -11).arg(usertext::detailText(policy.title)));
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
    const auto opinion = engine::policyOpinion(
        invocation.has(u"policy"_s) ? invocation.value(u"policy"_s) : u"balanced"_s, invocation.arguments.at(1));
    if (!opinion)
        return report(invocation, opinion.error());
    Terminal &out = invocation.out();
    out.object(Json {{"policy", toStd(opinion->policy)},
                     {"answer", toStd(opinion->answer)},
                     {"rule", toStd(opinion->rule)},
                     {"part", toStd(opinion->part)},
                     {"why", toStd(opinion->why)}});
    const bool allowed = opinion->answer == "allow"_L1;
    const QString answer = answerText(opinion->answer);
    out.line((allowed ? out.good(answer) : out.bad(answer))
             + text(QT_TRANSLATE_NOOP("bw::cli", " (rule %1 of the policy %2)")).arg(opinion->rule, opinion->policy));
    if (!allowed)
        out.line(u"%1: %2"_s.arg(usertext::plainTerminalText(opinion->part), usertext::detailText(opinion->why)));
    return ExitCode::Done;
}

}  // namespace bw::cli
