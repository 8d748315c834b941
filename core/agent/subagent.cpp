// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/subagent.h"

#include "agent/prompts.h"
#include "agent/tools/filetools.h"
#include "agent/tools/toolinput.h"
#include "claude/budgetguard.h"

namespace bw::agent
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int longestAnswer = 8'000;  // tokens; a side task answers in a page

QString purposeOf(const QString &kind, const QString &feature)
{
    return feature.isEmpty() ? kind : kind + u':' + feature;
}

claude::BudgetLimits shareOf(const claude::BudgetRest &rest)
{
    claude::BudgetLimits limits;
    if (rest.usd)
        limits.usd = Money {rest.usd->nano / SubAgent::shareOfRest};
    if (rest.tokens)
        limits.tokens = *rest.tokens / SubAgent::shareOfRest;
    return limits;
}

/// The service does not have this model, or not for this account: the calling session's own may do.
bool isOfTheModel(ErrorCode code)
{
    return code == ErrorCode::ModelUnknown || code == ErrorCode::PermissionDenied || code == ErrorCode::RequestRejected;
}

}  // namespace

SubAgent::SubAgent(QString feature)
    : m_feature(std::move(feature))
{
}

bool SubAgent::isOffered(const AgentContext &context, const QString &kind, const QString &feature)
{
    return !context.sideModel.isEmpty() && context.model.hasTurnsFor(purposeOf(kind, feature));
}

Result<SessionOutcome> SubAgent::session(const ToolCall &call, const Task &task, const QString &model,
                                         std::stop_token stop)
{
    auto system = prompt(task.kind);
    if (!system)
        return fail(system.error());
    const AgentContext &parent = call.context;
    // The guard behind it records every call and keeps the whole; this one keeps the share and has nothing to record.
    claude::BudgetGuard share(parent.model, parent.clock, shareOf(parent.model.rest()),
                              [](EventType, const Json &) { return Status(); });
    AgentContext own {share,           parent.sandbox, parent.log,        parent.blobs,     parent.clock,
                      parent.executor, model,          parent.sideEffort, parent.deadlineMs};
    ListFilesTool list;
    ReadFileTool read;
    SearchFilesTool search;
    AgentSession session(own,
                         {.kind = task.kind,
                          .purpose = purposeOf(task.kind, m_feature),
                          .feature = m_feature,
                          .systemPrompt = *system,
                          .firstMessage = task.instruction,
                          .tools = {&list, &read, &search},
                          .maxTurns = mostTurns,
                          .maxTokens = longestAnswer,
                          .parent = call.session});
    return session.run(std::move(stop));
}

Result<ToolResult> SubAgent::run(const ToolCall &call, const Task &task, std::stop_token stop)
{
    const QString model = call.context.sideModel;
    auto outcome = session(call, task, model, stop);
    if (!outcome && isOfTheModel(outcome.error().code) && model != call.context.modelId)
        outcome = session(call, task, call.context.modelId, stop);
    if (outcome && !outcome->lastText.isEmpty())
        return ToolResult {outcome->lastText};
    if (outcome)
        return toolError(u"It ended without an answer (%1). Do it yourself."_s.arg(toKey(outcome->end)));
    const Error &error = outcome.error();
    if (error.code == ErrorCode::BudgetExceeded)
        return toolError(u"The part of the budget that side tasks may have is used up. Do it yourself."_s);
    static const QList<ErrorCode> ofTheTask {ErrorCode::Refused, ErrorCode::TooLarge, ErrorCode::RecordingEnded};
    if (isOfTheModel(error.code) || ofTheTask.contains(error.code))
        return toolError(u"It could not be done: %1 Do it yourself."_s.arg(error.detail));
    return fail(error);
}

}  // namespace bw::agent
