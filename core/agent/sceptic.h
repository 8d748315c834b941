// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentsession.h"
#include "agent/tools/judgeprooftool.h"
#include "model/feature.h"
#include "spec/appspec.h"

namespace bw::agent
{

/// The verification session: looks, with a context of its own and no stake in the work, for proofs that prove nothing.
/// It may take a status away and add proofs; it gives nothing. Its sandbox is a copy of the checkpoint, so what it does
/// there changes nothing.
class Sceptic final
{
public:
    explicit Sceptic(AgentContext &context)
        : m_context(context)
    {
    }
    /// `features`: those that turned green. `notes`: what the harness wants looked at more closely; may be empty.
    Result<SessionOutcome> look(const spec::AppSpec &spec, const QList<Feature> &features, const QString &notes,
                                const JudgeProofTool::Against &against, std::stop_token stop);

    static constexpr auto purpose = "verify";

private:
    AgentContext &m_context;
};

}  // namespace bw::agent
