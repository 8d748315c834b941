// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/forecastmaker.h"

#include "agent/planner.h"
#include "build/buildmeter.h"
#include "build/buildreasons.h"
#include "engine/buildbudget.h"
#include "store/buildstore.h"
#include "store/database.h"
#include "store/eventstore.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostPast = 30;  // newer ones say more about today's program and models
constexpr int pageSize = 1000;

/// A build that stopped half way, or left features for what they cost, says little about a whole one.
bool triedEverything(const Build &build)
{
    const bool tried = build.state == BuildState::Failed && build.reason == build::reason::featuresUnverified
        && !build.options.featureCeilings.any();
    return build.featuresTotal > 0 && (build.state == BuildState::Completed || tried);
}

Result<QList<Event>> eventsOf(store::Database &database, const BuildId &build, const QList<EventType> &types)
{
    QList<Event> all;
    for (;;) {
        auto page =
            store::EventStore(database).ofTypes(build, types, all.isEmpty() ? 1 : all.constLast().seq + 1, pageSize);
        if (!page)
            return page;
        all += *page;
        if (page->size() < pageSize)
            return all;
    }
}

Result<qint64> activeMsOf(store::Database &database, const BuildId &build)
{
    const auto events = eventsOf(database, build, {EventType::BuildState});
    if (!events)
        return fail(events.error());
    build::BuildMeter meter;
    for (const Event &event : *events)
        meter.apply(event);
    return meter.build(events->isEmpty() ? 0 : events->constLast().timeMs).activeMs;
}

Result<QList<PastBuild>> historyOf(store::Database &database, const BuildOptions &options, bool demonstration)
{
    QList<PastBuild> history;
    store::BuildQuery query;
    for (;;) {
        auto page = store::BuildStore(database).list(query);
        if (!page)
            return fail(page.error());
        for (const Build &build : *page) {
            if (!triedEverything(build) || build.demonstration != demonstration || build.options.model != options.model)
                continue;
            auto active = activeMsOf(database, build.id);
            if (!active)
                return fail(active.error());
            history.append({build.featuresTotal, build.usage.total(), build.cost, *active});
            if (history.size() == mostPast)
                return history;
        }
        if (page->size() < query.limit)
            return history;
        query.olderThan = page->constLast().id;
    }
}

}  // namespace

Result<Forecast> makeForecast(store::Database *database, const SpecSource &source, const BuildOptions &options,
                              const QString &modelId, bool demonstration)
{
    const spec::AppSpec none;
    const spec::AppSpec &spec = source.spec ? *source.spec : none;
    const agent::FeatureTarget target =
        agent::featureTarget({.spec = spec, .tier = options.tier, .features = options.features});
    ForecastInput input {.leastFeatures = target.least,
                         .mostFeatures = target.most,
                         .specBytes = source.text.size() + source.prompt.size(),
                         .price = claude::PriceTable::builtIn().price(modelId, 0),
                         .sandboxPerSecond = sandboxPrice(options.sandbox)};
    if (database) {
        auto history = historyOf(*database, options, demonstration);
        if (!history)
            return fail(history.error());
        input.history = std::move(*history);
    }
    return forecast(input);
}

Result<SpendingReport> spendingReport(store::Database &database, const BuildId &build, qint64 nowMs)
{
    const auto events = eventsOf(
        database, build, build::BuildMeter::types() + QList {EventType::ForecastMade, EventType::BudgetSettled});
    if (!events)
        return fail(events.error());
    SpendingReport report;
    build::BuildMeter meter;
    for (const Event &event : *events) {
        const auto type = eventTypeFromKey(event.type);
        if (type == EventType::ForecastMade) {
            report.forecast = forecastFromJson(event.payload);
        } else if (type == EventType::BudgetSettled && jsonBool(event.payload, "broken")) {
            ++report.broken;
            report.uncertain += Money::fromDecimal(jsonString(event.payload, "usd")).value_or(Money {});
        }
        meter.apply(event);
    }
    const auto reading = meter.build(nowMs);
    report.activeMs = reading.activeMs;
    report.sandboxMs = reading.sandboxMs;
    return report;
}

}  // namespace bw::engine
