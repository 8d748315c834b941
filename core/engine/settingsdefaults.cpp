// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/settingsdefaults.h"

#include "account/settings.h"

namespace bw::engine
{

BuildOptions buildOptionsFrom(const account::Settings &settings)
{
    const account::BuildDefaults build = settings.build();
    const account::BudgetSettings budget = settings.budget();
    const account::SandboxSettings sandbox = settings.sandbox();
    BuildOptions options;
    options.model = build.model;
    options.roleModels = {build.modelPlan, build.modelCode, build.modelVerify, build.modelReview};
    options.effort = build.effort;
    options.baseUrl = settings.model().baseUrl;
    options.sandbox = build.sandbox;
    options.network = build.network;
    options.policy = build.policy;
    options.attended = build.asksAlways;
    options.tier = build.tier;
    options.features = build.features;
    options.retries = build.retries;
    options.budgetUsd = budget.usd;
    options.budgetTokens = budget.tokens;
    if (budget.minutes)
        options.timeLimitMs = *budget.minutes * 60'000;
    options.featureCeilings.usd = budget.featureUsd;
    options.phaseCeilings.usd = budget.phaseUsd;
    if (budget.sandboxMinutes)
        options.budgetSandboxSeconds = *budget.sandboxMinutes * 60;
    const account::CloudSettings cloud = settings.cloud();
    options.templateImage = cloud.templateName;
    options.nodeVersion = cloud.nodeVersion;
    options.memoryBytes = sandbox.memoryBytes;
    options.processes = sandbox.processes;
    options.diskBytes = sandbox.diskBytes;
    options.niceness = sandbox.niceness;
    return options;
}

}  // namespace bw::engine
