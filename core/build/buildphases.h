// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"
#include "agent/coder.h"
#include "agent/planner.h"
#include "build/buildsandbox.h"
#include "build/checkpointkeeper.h"
#include "build/featurequeue.h"
#include "build/featureverification.h"
#include "build/gatekeeper.h"
#include "build/rolechoice.h"

namespace bw::build
{

/// Plan, implement, verify: what a running build does, as straight-line code. May be run again after a sandbox was lost
/// and made anew: it goes on with what is not yet planned or verified.
class BuildPhases final
{
public:
    BuildPhases(BuildRun &run, BuildSandbox &sandbox);

    /// Value: every feature was tried and all were proved again together. Whether they hold stands in the features.
    /// Errors: whatever ended it.
    Status work(std::stop_token stop);

private:
    Status plan(std::stop_token stop);
    Status buildAndProve(std::stop_token stop);
    Status agreeOnDesign(std::stop_token stop);
    Status keepPlan(QList<Feature> features, std::stop_token stop);
    Status implement(std::stop_token stop);
    Status askForHosts(const QString &id);
    Status tryFeature(const Feature &feature, std::stop_token stop);
    Status proveFinished(std::stop_token stop);
    Status sayOwnFault(const QString &feature, const Error &error);
    Status pauseStuck(const QString &id);
    Status leaveOverCeiling(const QString &feature, const Error &error);
    Status verifyAll(std::stop_token stop);
    Status protectFeatureList(std::stop_token stop);
    /// Between two steps nothing is half done: here a stop is heard, and a pause that a person asked for; hosts that
    /// the person allowed meanwhile are opened, and old checkpoints are given up.
    Status safePoint(const std::stop_token &stop);
    Status phase(Phase phase, const std::stop_token &stop, const std::function<Status(std::stop_token)> &body);
    Result<agent::SessionOutcome> codeWithin(agent::Coder &coder, const Feature &feature, const QString &previous,
                                             const std::stop_token &stop);
    [[nodiscard]] agent::PlanRequest planRequest() const;
    [[nodiscard]] agent::AgentContext context(Role role);

    static constexpr int rounds = 2;  ///< what fails when everything is proved together is tried once more

    BuildRun &m_run;
    BuildSandbox &m_sandbox;
    GateKeeper m_gates;
    CheckpointKeeper m_keeper;
    FeatureVerification m_verification;
    FeatureQueue m_queue;
};

}  // namespace bw::build
