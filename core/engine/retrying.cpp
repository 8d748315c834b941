// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/retrying.h"

#include "build/buildreasons.h"
#include "engine/parts.h"

#include <algorithm>
#include <chrono>

namespace bw::engine
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// The error that the newest run ended with; empty when it ended without one.
Result<QString> lastError(Parts &parts, const BuildId &build)
{
    QString text;
    for (qint64 from = 1;;) {
        const auto page = parts.events().ofTypes(build, {EventType::BuildError, EventType::BuildState}, from, 500);
        if (!page)
            return fail(page.error());
        for (const Event &event : *page) {
            if (event.type == toKey(EventType::BuildError))
                text = u"%1: %2"_s.arg(jsonString(event.payload, "error"), jsonString(event.payload, "detail"));
            else if (jsonString(event.payload, "to") == toKey(BuildState::Initializing))
                text.clear();
        }
        if (page->size() < 500)
            return text;
        from = page->constLast().seq + 1;
    }
}

QString failureText(const build::ResumeState &state, const QString &error)
{
    QString text = u"The build failed before this session (%1) and is tried again."_s.arg(state.status.reason);
    if (!error.isEmpty())
        text += u" The error was: %1."_s.arg(error);
    QStringList open;
    for (const Feature &feature : state.features)
        if (!isSettled(feature.status))
            open.append(feature.id);
    if (!open.isEmpty())
        text += u" Not proved yet: %1."_s.arg(open.join(u", "_s));
    return text;
}

std::chrono::milliseconds pauseBefore(int number, const QString &reason)
{
    if (reason != build::reason::network && reason != build::reason::sandbox)
        return 0ms;
    return std::min<std::chrono::milliseconds>(5min, 2s * (1 << std::min(number - 1, 10)));
}

}  // namespace

bool goesOnByItself(const BuildOptions &options, const build::ResumeState &state)
{
    return state.status.state == BuildState::Failed && state.retries < options.retries
        && build::canPass(state.status.reason);
}

bool retryAfterFailure(Parts &parts, const BuildId &build, const std::stop_token &stop)
{
    const auto known = parts.builds().get(build);
    const auto state = build::loadResumeState(parts.events(), build);
    if (!known || !state || !goesOnByItself(known->options, *state))
        return false;
    const auto error = lastError(parts, build);
    const int number = state->retries + 1;
    if (!error || !parts.clock.sleep(pauseBefore(number, state->status.reason), stop) || stop.stop_requested())
        return false;
    const auto recorded = parts.log->appendAndWait(build,
                                                   NewEvent {EventType::BuildRetried,
                                                             Json {{"try", number},
                                                                   {"of", known->options.retries},
                                                                   {"reason", toStd(state->status.reason)},
                                                                   {"text", toStd(failureText(*state, *error))}}});
    return recorded.has_value();
}

}  // namespace bw::engine
