// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/recovery.h"

#include "build/buildmachine.h"
#include "build/buildreasons.h"
#include "store/buildstore.h"
#include "store/eventlog.h"

#include <algorithm>

namespace bw::build
{

namespace
{

Result<QList<Build>> pending(const store::BuildStore &builds)
{
    store::BuildQuery query;
    query.state = BuildState::Pending;
    query.limit = 500;
    QList<Build> all;
    while (true) {
        auto page = builds.list(query);
        if (!page)
            return page;
        all += *page;
        if (page->size() < query.limit)
            return all;
        query.olderThan = page->constLast().id;
    }
}

}  // namespace

Result<QList<BuildId>> markInterrupted(const store::BuildStore &builds, store::EventLog &log)
{
    auto found = builds.unfinished();
    if (!found)
        return fail(found.error());
    auto waiting = pending(builds);
    if (!waiting)
        return fail(waiting.error());
    for (const Build &build : std::as_const(*waiting))
        if (!std::ranges::contains(*found, build.id, &Build::id))
            found->append(build);
    std::ranges::stable_sort(*found, {}, &Build::createdMs);

    QList<BuildId> marked;
    for (const Build &build : std::as_const(*found)) {
        const auto next =
            transition({build.state, build.reason}, {BuildEventKind::ProcessDied, QString(reason::crash)});
        if (!next)
            continue;
        const auto committed = log.appendAndWait(build.id,
                                                 NewEvent {EventType::BuildState,
                                                           Json {{"from", toStd(toKey(build.state))},
                                                                 {"to", toStd(toKey(next->status.state))},
                                                                 {"reason", toStd(next->status.reason)}}});
        if (!committed)
            return fail(committed.error());
        marked.append(build.id);
    }
    return marked;
}

}  // namespace bw::build
