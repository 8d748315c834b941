// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"

namespace bw::agent
{

/// What a person tells the agent while a session works. Every message is heard once in a session; that it was heard is
/// committed (event message.heard) before the words go to the model. What a session heard that broke off counts as not
/// heard: whoever fills AgentContext::unheard gives it to the next one.
class Hearing final
{
public:
    /// Does nothing when `listens` is false.
    Hearing(AgentContext &context, QString session, bool listens);
    /// What was told since the last call, in words for the model; none = nothing. Error: of the log.
    Result<QStringList> next();

private:
    AgentContext &m_context;
    QString m_session;
    bool m_listens;
    QStringList m_heard;  // ids
};

}  // namespace bw::agent
