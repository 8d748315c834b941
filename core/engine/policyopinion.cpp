// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/policyopinion.h"

#include "agent/policy/commandpolicy.h"

namespace bw::engine
{

Result<PolicyOpinion> policyOpinion(const QString &policy, const QString &command)
{
    auto rules = agent::policyPreset(policy);
    if (!rules)
        return fail(rules.error());
    const agent::PolicyVerdict verdict = agent::CommandPolicy(std::move(*rules)).judge(command);
    return PolicyOpinion {policy, toKey(verdict.answer), verdict.rule, verdict.part, verdict.why};
}

QList<PolicyInfo> policies()
{
    QList<PolicyInfo> all;
    for (const QString &name : agent::policyPresets())
        if (const auto rules = agent::policyPreset(name))
            all.append({name, rules->title});
    return all;
}

}  // namespace bw::engine
