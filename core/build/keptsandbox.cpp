// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/keptsandbox.h"

#include "store/eventstore.h"

namespace bw::build
{

QList<EventType> StandingSandboxes::types()
{
    return {EventType::SandboxCreated, EventType::SandboxDestroyed, EventType::SandboxLost, EventType::SandboxKept,
            EventType::SandboxResumed};
}

void StandingSandboxes::apply(const Event &event)
{
    const auto type = eventTypeFromKey(event.type);
    if (!type || !types().contains(*type))
        return;
    const QString id = jsonString(event.payload, "sandbox");
    used.remove(id);
    if (kept && kept->id.value == id)
        kept.reset();
    if (type == EventType::SandboxKept)
        kept = KeptSandbox {SandboxId {id}, jsonString(event.payload, "provider"),
                            jsonString(event.payload, "checkpoint")};
    else if (type == EventType::SandboxCreated || type == EventType::SandboxResumed)
        used.insert(id);
}

Result<StandingSandboxes> loadStandingSandboxes(const store::EventStore &events, const BuildId &build)
{
    constexpr int pageSize = 1000;
    StandingSandboxes standing;
    for (qint64 from = 1;;) {
        const auto page = events.ofTypes(build, StandingSandboxes::types(), from, pageSize);
        if (!page)
            return fail(page.error());
        for (const Event &event : *page)
            standing.apply(event);
        if (page->size() < pageSize)
            return standing;
        from = page->constLast().seq + 1;
    }
}

}  // namespace bw::build
