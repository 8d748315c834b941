// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/askusertool.h"

#include "agent/persondesk.h"
#include "agent/tools/toolinput.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestQuestion = 4000;
constexpr qsizetype longestChoice = 300;
constexpr qsizetype mostChoices = 8;

}  // namespace

QString AskUserTool::description() const
{
    return u"Ask the person who wants this application. Only for what the specification leaves open, cannot be decided "
           u"sensibly without them, and would be dear to change later; everything else you decide yourself and write "
           u"down. Save your work first: the session ends with this call, and a later one gets the answer."_s;
}

Json AskUserTool::schema() const
{
    return Json {
        {"type", "object"},
        {"properties",
         {{"question", {{"type", "string"}}}, {"options", {{"type", "array"}, {"items", {{"type", "string"}}}}}}},
        {"required", {"question"}}};
}

Result<ToolResult> AskUserTool::run(const ToolCall &call, std::stop_token)
{
    Question question;
    question.kind = u"agent"_s;
    question.toolUseId = call.toolUseId;
    question.text = jsonString(call.input, "question").trimmed().left(longestQuestion);
    if (question.text.isEmpty())
        return toolError(u"question is missing."_s);
    if (const auto options = call.input.find("options"); options != call.input.end() && options->is_array()) {
        for (const Json &option : *options)
            if (option.is_string() && question.choices.size() < mostChoices)
                question.choices.append(toQString(option.get<std::string>()).trimmed().left(longestChoice));
        question.choices.removeAll(QString());
    }
    PersonDesk *desk = call.context.desk;
    if (desk == nullptr || !desk->asks(question.kind))
        return toolError(
            u"Nobody answers here. Decide as an experienced engineer would and write the decision down."_s);
    auto answered = desk->answer(question);
    if (!answered)
        return fail(answered.error());
    if (*answered)
        return ToolResult {u"The person answered: %1"_s.arg(**answered), false};
    if (auto asked = desk->ask(question); !asked)
        return fail(asked.error());
    return ToolResult {u"Asked. The answer comes to a later session; this one ends now."_s, false};
}

}  // namespace bw::agent
