// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/rolechoice.h"

#include "claude/modelcatalogue.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

QString of(const RoleValues &values, Role role)
{
    switch (role) {
    case Role::Plan:
        return values.plan;
    case Role::Code:
        return values.code;
    case Role::Verify:
        return values.verify;
    case Role::Review:
        return values.review;
    }
    return {};
}

QString *memberOf(RoleValues &values, QStringView role)
{
    return role == "plan"_L1  ? &values.plan
        : role == "code"_L1   ? &values.code
        : role == "verify"_L1 ? &values.verify
        : role == "review"_L1 ? &values.review
                              : nullptr;
}

std::unexpected<Error> noEffort(const QString &given)
{
    return fail(ErrorCode::InvalidArgument, u"effort: "_s + given,
                {{u"what"_s, u"--effort "_s + given},
                 {u"remedy"_s, efforts().join(u", "_s) + u"; for single roles: high,plan=max,review=low"_s}});
}

}  // namespace

QStringList efforts() { return {u"low"_s, u"medium"_s, u"high"_s, u"xhigh"_s, u"max"_s}; }

RoleChoice roleChoice(const BuildOptions &options, Role role, const QString &own, bool demonstration)
{
    const QString effort = of(options.roleEfforts, role);
    RoleChoice choice {own, effort.isEmpty() ? options.effort : effort};
    if (demonstration)
        return choice;
    if (const QString chosen = of(options.roleModels, role); !chosen.isEmpty())
        choice.model = chosen;
    else if (role == Role::Review) {
        const QString cheaper = claude::PriceTable::builtIn().cheaperFor(own);
        choice.model = cheaper.isEmpty() ? own : cheaper;
    }
    return choice;
}

QStringList roleModels(const BuildOptions &options, const QString &own, bool demonstration)
{
    QStringList models {own};
    for (const Role role : {Role::Plan, Role::Code, Role::Verify, Role::Review})
        models.append(roleChoice(options, role, own, demonstration).model);
    models.removeDuplicates();
    return models;
}

Status readEfforts(const QString &text, BuildOptions &options)
{
    for (const QString &given : text.split(u',')) {
        const QString part = given.trimmed();
        const QString effort = part.section(u'=', -1).trimmed();
        QString *member =
            part.contains(u'=') ? memberOf(options.roleEfforts, part.section(u'=', 0, 0).trimmed()) : &options.effort;
        if (!member || !efforts().contains(effort))
            return noEffort(text);
        *member = effort;
    }
    return {};
}

Status checkRoles(const BuildOptions &options)
{
    const RoleValues &roles = options.roleEfforts;
    for (const QString &effort : {options.effort, roles.plan, roles.code, roles.verify, roles.review}) {
        if (!effort.isEmpty() && !efforts().contains(effort))
            return noEffort(effort);
    }
    const RoleValues &models = options.roleModels;
    for (const QString &model : {models.plan, models.code, models.verify, models.review}) {
        if (model == "demo"_L1 || model.startsWith("recording:"_L1))
            return fail(ErrorCode::InvalidArgument, u"model of a role: "_s + model,
                        {{u"what"_s, model},
                         {u"remedy"_s, u"a model id; a recording answers in every role or in none (--model)"_s}});
    }
    return {};
}

}  // namespace bw::build
