// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "commands/commands.h"
#include "engine/personaction.h"
#include "engine/wrongstate.h"
#include "follow.h"
#include "readside.h"
#include "usertext/usertext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

bool isAtWork(BuildState state)
{
    return state == BuildState::Pending || state == BuildState::Initializing || state == BuildState::Running;
}

void showPlace(const Invocation &invocation, const Build &build, bool moved)
{
    invocation.out().object(Json {{"build", toStd(build.id.value)},
                                  {"sandbox", toStd(build.options.sandbox)},
                                  {"status", toStd(toKey(build.state))},
                                  {"moved", moved}});
    const QString said = moved
        ? text(QT_TRANSLATE_NOOP("bw::cli", "Build %1: sandbox %2 (%3)."))
        : text(QT_TRANSLATE_NOOP("bw::cli", "Build %1 goes to another sandbox at its next safe point; now %2 (%3)."));
    invocation.out().line(said.arg(build.id.value, build.options.sandbox, usertext::stateText(build.state)));
}

/// Until it is there, or does not work any more: then it stays where it is.
Result<Build> waitForMove(const Invocation &invocation, ReadSide &side, const BuildId &id, const QString &place)
{
    SystemClock clock;
    for (;;) {
        auto build = side.build(id);
        if (!build || build->options.sandbox == place || !isAtWork(build->state))
            return build;
        invocation.out().progress(text(QT_TRANSLATE_NOOP("bw::cli", "Waiting for the next safe point of the build …")));
        if (!clock.sleep(50ms, invocation.stop))
            return fail(ErrorCode::Cancelled);
    }
}

}  // namespace

ExitCode runMove(const Invocation &invocation)
{
    const QString place = invocation.value(u"to"_s);
    engine::PersonAction action;
    action.action = u"move"_s;
    action.text = invocation.value(u"because"_s);
    action.more["to"] = toStd(place);
    BuildId id;
    {
        auto side = ReadSide::open(invocation);
        if (!side)
            return report(invocation, side.error());
        const auto found = (*side)->resolve(invocation.arguments.first());
        if (!found)
            return report(invocation, found.error());
        id = *found;
    }
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    if (const auto led = (*acting)->act(id, action, invocation.stop); !led)
        return report(invocation, led.error());
    auto side = (*acting)->read(invocation);
    if (!side)
        return report(invocation, side.error());
    // One that comes to rest by itself meanwhile is moved there, in a moment.
    auto build = invocation.has(u"detach"_s) ? (*side)->build(id) : waitForMove(invocation, **side, id, place);
    SystemClock clock;
    for (int i = 0; i < 40 && build && build->options.sandbox != place && !isAtWork(build->state)
         && build->state != BuildState::Completed && clock.sleep(50ms, invocation.stop);
         ++i)
        build = (*side)->build(id);
    invocation.out().clearProgress();
    if (!build)
        return build.error().code == ErrorCode::Cancelled ? ExitCode::Waits : report(invocation, build.error());
    const bool moved = build->options.sandbox == place;
    if (!moved && !isAtWork(build->state))
        return report(invocation, engine::wrongState(*build, u"move"_s));
    showPlace(invocation, *build, moved);
    (*acting)->finish(invocation);
    return ExitCode::Done;
}

}  // namespace bw::cli
