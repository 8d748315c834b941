// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/buildmeter.h"
#include "claude/budgetguard.h"
#include "model/build.h"

namespace bw::engine
{

struct Parts;

/// The ceilings that a build's options mean; `activeMs` is the time that counted already. The price of sandboxes comes
/// from the settings.
claude::BudgetLimits budgetLimits(const BuildOptions &options, qint64 nowMs, qint64 activeMs);
/// PriceUnknown when these options have a ceiling in dollars and name a model that has no price. Needs neither key nor
/// network; recordings are looked at when they are opened.
Status checkPrices(const BuildOptions &options);
/// What a second of a sandbox costs: the setting, else the provider's price.
Money sandboxPrice(const QString &provider);

/// The budget of one build at work: the guard before its model, the meters that the guard reads, and the way in for a
/// person who changes a ceiling meanwhile. Thread-safe but for begin() and end(), which the worker's thread calls.
class BuildBudget final
{
public:
    BuildBudget(Parts &parts, const BuildId &build, claude::Model &model, claude::BudgetGuard::Commit commit);
    ~BuildBudget();
    BuildBudget(const BuildBudget &) = delete;
    BuildBudget &operator=(const BuildBudget &) = delete;

    /// Takes up what the build's events tell. From here on changes are heard. Errors: PriceUnknown, those of the store.
    Status begin(const BuildOptions &options, const QString &modelId, qint64 startedMs, qint64 activeMs);
    /// Records what sandboxes cost; the last thing of a run.
    Status end();

    [[nodiscard]] claude::BudgetGuard &guard() { return m_guard; }
    /// A ceiling of time or of sandboxes that is reached while nothing is sent. May be asked often: looks every 200 ms.
    [[nodiscard]] std::optional<Error> ceilingReached();
    /// The same for a phase and, where one is worked on, a feature.
    [[nodiscard]] std::optional<Error> ceilingReached(const claude::CallPurpose &purpose);

private:
    claude::MeterReading read(const claude::CallPurpose &purpose);

    Parts &m_parts;
    const BuildId m_build;
    claude::BudgetGuard m_guard;
    std::mutex m_mutex;
    build::BuildMeter m_meter;
    std::mutex m_lookMutex;
    std::chrono::milliseconds m_looked {-1'000'000};
    std::optional<Error> m_reached;
    QHash<QString, std::chrono::milliseconds> m_partsLooked;  ///< by phase and feature
};

}  // namespace bw::engine
