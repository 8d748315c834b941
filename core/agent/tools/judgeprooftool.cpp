// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/judgeprooftool.h"

#include "agent/tools/toolinput.h"

#include <algorithm>

namespace bw::agent
{

using namespace Qt::StringLiterals;

QString JudgeProofTool::description() const
{
    return u"Say what you found out about a proof. With proves_nothing the feature is no longer verified, and the next "
           "session that works on it reads why; it needs a reason that can be checked. With counts you only note that "
           "you looked."_s;
}

Json JudgeProofTool::schema() const
{
    Json schema = objectSchema({{"feature", "string", "Id of the feature"},
                                {"command", "string", "The proof's command as it was shown to you"},
                                {"verdict", "string", "proves_nothing or counts"},
                                {"why", "string", "One or two sentences: what you saw, and where"}});
    schema["properties"]["verdict"]["enum"] = Json::array({"proves_nothing", "counts"});
    return schema;
}

Result<ToolResult> JudgeProofTool::run(const ToolCall &call, std::stop_token)
{
    const QString id = jsonString(call.input, "feature");
    const auto feature = std::ranges::find(m_features, id, &Feature::id);
    if (feature == m_features.end())
        return toolError(u"There is no feature \"%1\" in this look."_s.arg(id));
    const QString command = jsonString(call.input, "command").trimmed();
    const auto proof = std::ranges::find(feature->proof, command, &Proof::command);
    if (proof == feature->proof.end())
        return toolError(u"%1 has no proof with this command. Use it as it was shown to you."_s.arg(id));
    const QString verdict = jsonString(call.input, "verdict");
    if (verdict == "counts"_L1)
        return ToolResult {u"Noted."_s, false};
    if (verdict != "proves_nothing"_L1)
        return toolError(u"verdict is proves_nothing or counts."_s);
    const QString why = jsonString(call.input, "why").simplified();
    if (why.isEmpty())
        return toolError(u"why is missing: the next session has to know what is wrong."_s);
    if (auto said = m_against(*feature, *proof, why); !said)
        return fail(said.error());
    return ToolResult {u"Recorded: %1 is not verified any more."_s.arg(id), false};
}

}  // namespace bw::agent
