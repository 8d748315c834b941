// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/budgetledger.h"
#include "claude/inputbound.h"

#include <functional>
#include <mutex>
#include <optional>

namespace bw::claude
{

/// A Model in front of a Model, so that no caller can pass the ceilings by: the worst case of every call (its input,
/// bounded or counted, at the dearest input price with the premium for writing the cache, plus max_tokens of output) is
/// reserved and committed to the log BEFORE it is sent, and settled by its real usage after it. The ceilings of the
/// build, of the phase and of the feature that the purpose names all have to hold (claude/callpurpose.h). max_tokens is
/// cut to what the rest affords; below 4,000 the call is refused (BudgetExceeded with "scope" and "name" beside what
/// base/error.h lists; event budget.refused). A call that broke after it may have reached the service is settled at its
/// whole reserve. Thread-safe: parallel calls share the rest. Guards may stand behind each other: a share of the rest.
/// Events: budget.reserved, budget.settled (with the purpose "sandbox" for what sandboxes cost), budget.refused,
/// budget.notice; docs/events.md lists their members. Amounts in usd are decimal texts.
class BudgetGuard final : public Model
{
public:
    /// Must return only when the event is durable.
    using Commit = std::function<Status(EventType, Json)>;

    BudgetGuard(Model &inner, const Clock &clock, BudgetLimits limits, Commit commit,
                const PriceTable &prices = PriceTable::builtIn());

    /// For ceilings of sandboxes and of the time of a phase or feature. Set before the first call.
    void setMeter(BudgetMeter meter) { m_meter = std::move(meter); }
    /// What several builds share, such as the money of a day: answers are cut to it as to a ceiling. Where it leaves
    /// too little, the call is not refused here: `commit` has the word on budget.reserved. Set before the first call.
    void setShared(std::function<BudgetRest()> shared) { m_shared = std::move(shared); }
    /// PriceUnknown when there is a ceiling in dollars and no price for the model. Call it before anything is started.
    [[nodiscard]] Status check(const QString &model) const;
    /// After a crash or pause: takes the state that earlier events of the build tell. A reservation without a
    /// settlement is settled at its whole (the process died while the call ran), with an event.
    [[nodiscard]] Status restore(const QList<Event> &events);
    /// From the next call on.
    void setLimits(const BudgetLimits &limits);
    [[nodiscard]] BudgetState state() const;
    /// A ceiling of the whole build that is reached while nothing is sent: time, or seconds of sandboxes.
    /// BudgetExceeded as a call would get it.
    [[nodiscard]] std::optional<Error> ceilingReached() const;
    /// The same for the phase and the feature that a purpose names, whose ceilings hold beside the build's. Cheap where
    /// they have none of time or of sandboxes.
    [[nodiscard]] std::optional<Error> ceilingReached(const CallPurpose &purpose) const;
    /// Records what sandboxes cost since the last call.
    Status settleSandboxes();

    Result<Turn> send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop) override;
    Result<qint64> countTokens(const ModelRequest &request, std::stop_token stop) override;
    Result<ModelInfo> info(const QString &model, std::stop_token stop) override;
    [[nodiscard]] bool isDemonstration() const override { return m_inner.isDemonstration(); }
    [[nodiscard]] bool hasTurnsFor(const QString &purpose) const override { return m_inner.hasTurnsFor(purpose); }
    [[nodiscard]] BudgetRest rest() const override;

    static constexpr int smallestAnswer = 4'000;

private:
    Result<ModelRequest> admit(const ModelRequest &request, BudgetReservation &reservation, std::stop_token stop);
    /// What the rest affords for this input, reserved and committed; or the refusal. Holds m_mutex.
    std::expected<Status, BudgetRefusal> tryReserve(const ModelRequest &request, qint64 input, bool whole,
                                                    const MeterReading &reading, BudgetReservation &reservation);
    [[nodiscard]] bool fitsShared(BudgetReservation &wish, bool whole) const;
    Status commitReservation(const BudgetReservation &reservation);
    Error refuse(const BudgetRefusal &refusal);
    Status settle(const ModelRequest &request, const BudgetReservation &reservation, const Result<Turn> &turn);
    Status chargeSandboxes(const MeterReading &reading);
    Status notice(const CallPurpose &purpose, const MeterReading &reading);
    [[nodiscard]] MeterReading read(const CallPurpose &purpose) const;
    [[nodiscard]] QString pricedModel(const QString &model) const;

    Model &m_inner;
    const Clock &m_clock;
    Commit m_commit;
    const PriceTable &m_prices;
    BudgetMeter m_meter;
    std::function<BudgetRest()> m_shared;
    mutable std::mutex m_mutex;
    BudgetLedger m_ledger;
    InputBound m_bounds;
};

}  // namespace bw::claude
