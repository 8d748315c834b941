// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/moveaction.h"

#include "build/buildreasons.h"
#include "engine/buildbudget.h"
#include "engine/keptsandboxes.h"
#include "engine/parts.h"
#include "engine/personactions.h"
#include "engine/sandboxtime.h"
#include "engine/wrongstate.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcMove, "bw.engine.move", QtInfoMsg)

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

NewEvent requestEvent(Parts &parts, const QString &place, const QString &because)
{
    Json payload {{"action", "move"}, {"to", toStd(place)}, {"user", toStd(parts.database->localUser().value)}};
    if (!because.isEmpty())
        payload["text"] = toStd(because);
    return {EventType::PersonRequest, std::move(payload)};
}

/// Of a build at rest; what waited for it in the place that it leaves is ended.
Status moveAtRest(Parts &parts, const BuildId &build, const QString &place)
{
    if (const Status recorded = recordMove(parts, build, place); !recorded)
        return recorded;
    endKeptSandbox(parts, build, u"the build was moved"_s);
    return {};
}

/// Nothing of it runs yet. Whether or not it can be moved, it goes back into the queue.
Status moveInQueue(const ActionContext &context, const QString &place)
{
    const Status moved = moveAtRest(context.parts, context.build.id, place);
    const auto known = context.parts.builds().get(context.build.id);
    if (known && known->state != BuildState::Pending)
        return moved;  // stopped in this very moment
    const Status queued = context.admission.enqueue(context.build.id);
    return moved ? queued : moved;
}

}  // namespace

Status recordMove(Parts &parts, const BuildId &build, const QString &place, QList<NewEvent> after)
{
    // Ceilings may be changed at the same time: who changes options reads them here first.
    const std::scoped_lock lock(parts.optionChanges);
    const auto known = parts.builds().get(build);
    if (!known)
        return fail(known.error());
    BuildOptions options = known->options;
    QList<NewEvent> events;
    if (options.sandbox != place) {
        auto settled = settlementOfSandboxes(parts, build, sandboxPrice(options.sandbox));
        if (!settled)
            return fail(settled.error());
        events = std::move(*settled);
        options.sandbox = place;
        events.append(NewEvent {EventType::BuildOptionsChanged, Json {{"options", toJson(options)}}});
    }
    events += after;
    if (events.isEmpty())
        return {};
    const auto recorded = parts.log->appendAndWait(build, events);
    return recorded ? Status() : fail(recorded.error());
}

bool finishMove(Parts &parts, const BuildId &build)
{
    const auto place = parts.moves.take(build);
    const auto known = parts.builds().get(build);
    if (!known)
        return false;
    // It may have come to rest by itself before its next safe point: there it stays, and goes on in the new place.
    if (place && known->state != BuildState::Completed && known->options.sandbox != *place)
        if (const Status moved = moveAtRest(parts, build, *place); !moved)
            qCWarning(lcMove) << "build" << build.value << "was not moved:" << moved.error().detail;
    // Whether or not the wish was taken back meanwhile: it has left its worker to wait for another one, or for a limit
    // of all builds. One that could not even record why it left is not tried for ever.
    return known->state == BuildState::Pending
        && (known->reason == build::reason::moving || parts.limits->wasRefused(build));
}

/// more: {"to": "local" or "e2b"}; text: why. A build at work goes at its next safe point, and goes on; one that rests
/// stays as it is.
Result<BuildId> moveBuild(const ActionContext &context)
{
    const auto &[parts, admission, build, action] = context;
    const QString place = jsonString(action.more, "to");
    if (place.isEmpty())
        return fail(ErrorCode::InvalidArgument, u"move"_s,
                    {{u"what"_s, u"move"_s}, {u"remedy"_s, u"--to local, --to e2b"_s}});
    if (build.state == BuildState::Completed)
        return fail(wrongState(build, u"move"_s));
    // A wish that was not heard yet is taken back by the opposite one.
    if (build.options.sandbox == place) {
        (void)parts.moves.take(build.id);
        return build.id;
    }
    BuildOptions wanted = build.options;
    wanted.sandbox = place;
    if (const auto possible = parts.checkSandbox(wanted); !possible)
        return fail(possible.error());
    const auto asked = parts.log->appendAndWait(build.id, requestEvent(parts, place, action.text.trimmed()));
    if (!asked)
        return fail(asked.error());
    Status moved;
    if (parts.queue->withdraw(build.id)) {
        moved = moveInQueue(context, place);
    } else {
        parts.moves.ask(build.id, place);
        // Not at work, or not any more: then nobody hears it, and it is done here.
        if (!parts.queue->contains(build.id) && parts.moves.take(build.id))
            moved = moveAtRest(parts, build.id, place);
    }
    return moved ? Result<BuildId>(build.id) : fail(moved.error());
}

}  // namespace bw::engine
