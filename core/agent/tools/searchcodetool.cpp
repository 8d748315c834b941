// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/searchcodetool.h"

#include "agent/prompts.h"
#include "agent/tools/toolinput.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

QString SearchCodeTool::description() const
{
    return u"Ask a question about the project as a whole: where something is done, how parts hang together, what uses "
           "what. Somebody else reads the files and answers with paths and line numbers, so your own context stays "
           "small. For a single name or a text that you know, search_files is faster. Example: \"Which routes need a "
           "signed-in person, and where is that checked?\""_s;
}

Json SearchCodeTool::schema() const
{
    return objectSchema({{"question", "string", "what to find out, with all that is needed to understand it"}});
}

Result<ToolResult> SearchCodeTool::run(const ToolCall &call, std::stop_token stop)
{
    const QString question = jsonString(call.input, "question").trimmed();
    if (question.isEmpty())
        return toolError(u"question is missing."_s);
    auto message = prompt(u"search_start"_s, {{u"question"_s, question}, {u"feature"_s, m_feature}});
    if (!message)
        return fail(message.error());
    return m_agent.run(call, {u"search"_s, *message}, std::move(stop));
}

}  // namespace bw::agent
