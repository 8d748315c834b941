// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentsession.h"
#include "model/feature.h"
#include "spec/appspec.h"

namespace bw::agent
{

struct PlanRequest {
    const spec::AppSpec &spec;
    Tier tier = Tier::Standard;
    int features = 0;   ///< wanted number; 0 = what the specification and the tier say
    QString people {};  ///< what a person said so far, for the model; empty = nothing
};

/// The planning session: reads the specification, writes DESIGN.md where there is a user interface, and proposes the
/// feature list through the tool `propose_features`, which refuses cycles, unknown dependencies and missing proofs
/// until they are repaired.
class Planner final
{
public:
    explicit Planner(AgentContext &context);
    /// The plan, in order, every status unverified. Empty: the session ended without one. Events: session.*, turn.*,
    /// tool.*; features.planned is the caller's.
    Result<QList<Feature>> plan(const PlanRequest &request, std::stop_token stop);
    /// Only the first part of it, for a person's look before the rest: ends when DESIGN.md was written. True: it was;
    /// false: there is nothing to see in this application.
    Result<bool> design(const PlanRequest &request, std::stop_token stop);
    /// The last session ended with a question to the person; nothing was planned.
    [[nodiscard]] bool asked() const { return m_asked; }

private:
    enum class Part { Design, Whole };
    Result<SessionOutcome> session(const PlanRequest &request, Part part, const QList<Tool *> &tools,
                                   std::function<bool()> finishWhen, std::stop_token stop);

    AgentContext &m_context;
    bool m_asked = false;
};

/// The wanted number of features: the option, else what the specification names, else the tier's.
struct FeatureTarget {
    int least = 0;
    int most = 0;
};
FeatureTarget featureTarget(const PlanRequest &request);

}  // namespace bw::agent
