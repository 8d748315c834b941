// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "build/buildlimits.h"
#include "claude/model.h"
#include "model/build.h"

#include <QHash>

#include <functional>
#include <mutex>

namespace bw::account
{
struct LimitSettings;
}

namespace bw::store
{
class Database;
}

namespace bw::engine
{

/// Keeps the limits of all builds together: how many begin in an hour, and what a day and a month may take. What was
/// used comes from the store; what is promised to calls under way is added here. Demonstrations cost nothing and are
/// not held by what calls take. Thread-safe; blocks on the disk where a limit is set.
class LimitKeeper final
{
public:
    /// `limits` is asked each time, so that a change counts at once; days begin in `zone`. All outlive the keeper.
    LimitKeeper(store::Database &database, const Clock &clock, std::function<build::BuildLimits()> limits,
                QTimeZone zone = QTimeZone::systemTimeZone());

    /// Why a build may not begin now, or go on: one that a refused call stopped goes on when that call can be made.
    /// Nothing = it may, and counts as begun. What cannot be read holds it, too.
    std::optional<build::Hold> begin(const Build &build);
    /// Before a call whose worst case this is. Error: BudgetExceeded with args "limit_of" = "all", "until" (RFC 3339);
    /// the call must not be made.
    Status reserve(const BuildId &build, qint64 reservation, qint64 tokens, std::optional<Money> usd);
    /// What the limits still leave, promises counted as used. Nothing = no limit of that kind.
    [[nodiscard]] claude::BudgetRest rest();
    /// What it really took stands in the store.
    void settle(const BuildId &build, qint64 reservation);
    /// The build left its worker: nothing of it is under way.
    void forget(const BuildId &build);
    /// A call of it was refused, and none was made since.
    [[nodiscard]] bool wasRefused(const BuildId &build) const;

private:
    struct Promise {
        qint64 tokens = 0;
        Money usd;
    };
    Result<build::LimitUse> use(const build::BuildLimits &limits, qint64 nowMs) const;

    store::Database &m_database;
    const Clock &m_clock;
    std::function<build::BuildLimits()> m_limits;
    QTimeZone m_zone;
    mutable std::mutex m_mutex;
    QHash<BuildId, qint64> m_begun;  ///< ms; of the last hour
    QHash<BuildId, QHash<qint64, Promise>> m_promised;
    struct Refused {
        qint64 tokens = 0;
        std::optional<Money> usd;
    };
    QHash<BuildId, Refused> m_refused;  ///< the worst case of the call that did not fit
};

build::BuildLimits buildLimitsFrom(const account::LimitSettings &settings);

}  // namespace bw::engine
