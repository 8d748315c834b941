// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/proposeprooftool.h"

#include "agent/proofcheck.h"
#include "agent/tools/toolinput.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

QString ProposeProofTool::description() const
{
    const QString more = m_by == "code"_L1 ? u" It is run beside the agreed proofs and cannot stand in for them."_s
                                           : u" From then on the feature is verified only when this passes too."_s;
    return u"Add a proof to a feature: a command that exits with 0 only when the feature works, and that fails without "
           "it. It runs in a fresh copy of /workspace, starts what it needs and ends by itself."_s
        + more;
}

Json ProposeProofTool::schema() const
{
    const char *feature = m_features.size() == 1 ? "feature?" : "feature";
    return objectSchema({{feature, "string", "Id of the feature"},
                         {"command", "string", "Command line"},
                         {"cwd?", "string", "Folder below /workspace"},
                         {"timeout_s?", "integer", "Time limit in seconds, 120 if left out"}});
}

Result<ToolResult> ProposeProofTool::run(const ToolCall &call, std::stop_token)
{
    const QString feature = jsonString(call.input, "feature", m_features.size() == 1 ? m_features.first() : QString());
    if (!m_features.contains(feature))
        return toolError(
            u"There is no feature \"%1\" here. The features are: %2."_s.arg(feature, m_features.join(u", "_s)));
    const Proof proof {jsonString(call.input, "command").trimmed(), jsonString(call.input, "cwd"),
                       static_cast<int>(std::clamp(jsonInt(call.input, "timeout_s", 120), qint64(1), longestTimeout))};
    if (proof.command.isEmpty() || proof.command.contains(QChar(0)))
        return toolError(u"command is missing or holds a NUL character."_s);
    if (!workspacePath(proof.cwd))
        return toolError(u"cwd is not below /workspace."_s);
    if (const QString why = whyProvesNothing(proof); !why.isEmpty())
        return toolError(u"It proves nothing: %1."_s.arg(why));
    if (m_proposed == mostProofs)
        return toolError(u"That is enough for one session."_s);
    auto committed = call.context.log.commit(EventType::ProofProposed,
                                             Json {{"feature", toStd(feature)},
                                                   {"by", toStd(m_by)},
                                                   {"command", toStd(proof.command)},
                                                   {"cwd", toStd(proof.cwd)},
                                                   {"timeout_s", proof.timeoutSeconds}});
    if (!committed)
        return fail(committed.error());
    ++m_proposed;
    return ToolResult {u"Noted. It is run when this session is over."_s, false};
}

}  // namespace bw::agent
