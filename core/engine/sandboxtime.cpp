// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sandboxtime.h"

#include "build/buildmeter.h"
#include "engine/parts.h"
#include "model/usage.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

/// Calls `take` with the build's events of these types, in order.
Status eachEvent(Parts &parts, const BuildId &build, const QList<EventType> &types,
                 const std::function<void(const Event &)> &take)
{
    constexpr int pageSize = 500;
    for (qint64 from = 1;;) {
        const auto page = parts.events().ofTypes(build, types, from, pageSize);
        if (!page)
            return fail(page.error());
        for (const Event &event : *page)
            take(event);
        if (page->size() < pageSize)
            return {};
        from = page->constLast().seq + 1;
    }
}

}  // namespace

Result<QList<NewEvent>> settlementOfSandboxes(Parts &parts, const BuildId &build, Money perSecond)
{
    build::BuildMeter meter;
    qint64 settledMs = 0;
    Status read = eachEvent(parts, build, build::BuildMeter::types(), [&](const Event &event) { meter.apply(event); });
    if (read)
        read = eachEvent(parts, build, {EventType::BudgetSettled}, [&](const Event &event) {
            if (jsonString(event.payload, "purpose") == "sandbox"_L1)
                settledMs += jsonInt(event.payload, "sandbox_ms");
        });
    if (!read)
        return fail(read.error());
    const qint64 openMs = meter.build(parts.clock.nowMs()).sandboxMs - settledMs;
    if (openMs <= 0)
        return QList<NewEvent>();
    const Money cost {perSecond.nano * openMs / 1000};
    return QList<NewEvent> {NewEvent {EventType::BudgetSettled,
                                      Json {{"reservation", 0},
                                            {"usd", toStd(cost.toDecimal())},
                                            {"tokens", 0},
                                            {"usage", toJson(Usage {})},
                                            {"broken", false},
                                            {"model", "sandbox"},
                                            {"purpose", "sandbox"},
                                            {"sandbox_ms", openMs}}}};
}

}  // namespace bw::engine
