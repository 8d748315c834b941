// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentsession.h"
#include "model/feature.h"
#include "spec/appspec.h"

namespace bw::agent
{

/// A coding session: one feature, from a fresh context (specification, feature, notes, history of git).
class Coder final
{
public:
    explicit Coder(AgentContext &context);
    /// `previous`: what the last verification of this feature said; empty at the first try. `people`: what a person
    /// said that concerns this session; empty = nothing.
    Result<SessionOutcome> implement(const spec::AppSpec &spec, const Feature &feature, const QList<Feature> &all,
                                     const QString &previous, const QString &people, std::stop_token stop);

private:
    AgentContext &m_context;
};

}  // namespace bw::agent
