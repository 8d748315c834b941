// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildbudget.h"
#include "engine/parts.h"
#include "engine/personactions.h"
#include "engine/wrongstate.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestMessage = 20'000;

}  // namespace

/// A session at work hears it with its next results; one that rests, when it goes on.
Result<BuildId> tellAgent(const ActionContext &context)
{
    const auto &[parts, admission, build, action] = context;
    const QString text = action.text.trimmed();
    if (text.isEmpty() || text.size() > longestMessage)
        return fail(ErrorCode::InvalidArgument, u"message"_s,
                    {{u"what"_s, u"tell"_s}, {u"remedy"_s, u"a text of 1 to %1 letters"_s.arg(longestMessage)}});
    if (build.state == BuildState::Completed)
        return fail(wrongState(build, u"tell"_s));
    auto told = parts.log->appendAndWait(build.id,
                                         NewEvent {EventType::MessageTold,
                                                   Json {{"message", toStd(newIdText())},
                                                         {"text", toStd(text)},
                                                         {"user", toStd(parts.database->localUser().value)}}});
    if (!told)
        return fail(told.error());
    return build.id;
}

/// A build at work keeps the new ceilings from its next call on; one that rests, from when it goes on.
Result<BuildId> changeBudget(const ActionContext &context)
{
    const auto &[parts, admission, build, action] = context;
    if (!action.ceilings.any())
        return fail(ErrorCode::InvalidArgument, u"no ceiling was given"_s,
                    {{u"what"_s, u"budget"_s}, {u"remedy"_s, u"--usd X, --tokens N, --time-limit DURATION"_s}});
    if (isEnded(build.state))
        return fail(wrongState(build, u"budget"_s));
    const std::scoped_lock lock(parts.optionChanges);
    const auto now = parts.builds().get(build.id);
    if (!now)
        return fail(now.error());
    const BuildOptions options = action.ceilings.appliedTo(now->options);
    if (auto priced = checkPrices(options); !priced)
        return fail(priced.error());
    Json request {{"action", "budget"}, {"user", toStd(parts.database->localUser().value)}};
    if (!action.text.isEmpty())
        request["text"] = toStd(action.text);
    QList<NewEvent> events {NewEvent {EventType::PersonRequest, std::move(request)}};
    if (options != now->options)
        events.append(NewEvent {EventType::BuildOptionsChanged, Json {{"options", toJson(options)}}});
    // Recorded first: a worker that begins at this moment reads it there.
    if (auto recorded = parts.log->appendAndWait(build.id, events); !recorded)
        return fail(recorded.error());
    parts.budgets.change(build.id, options);
    return build.id;
}

}  // namespace bw::engine
