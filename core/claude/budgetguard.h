// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "claude/model.h"
#include "claude/modelcatalogue.h"
#include "model/event.h"

#include <expected>
#include <functional>
#include <mutex>
#include <optional>

namespace bw::claude
{

/// Ceilings of a build. Nothing = no ceiling of that kind.
struct BudgetLimits {
    std::optional<Money> usd;
    std::optional<qint64> tokens;      ///< whole input + output
    std::optional<qint64> deadlineMs;  ///< wall time, UTC, after which no call is made
    /// For texts and events only: the time limit as it was given, in minutes.
    qint64 minutes = 0;
};

/// What was spent, and what is promised to calls under way.
struct BudgetState {
    Money spent, reserved;
    qint64 tokens = 0, reservedTokens = 0;
    qint64 nextReservation = 1;
    int noticed = 0;        ///< highest notice given: 0, 50, 80, 100 (per cent)
    bool costKnown = true;  ///< false: a call's price or usage was unknown
    Usage usage;
};

/// A Model in front of a Model, so that no caller can pass the ceilings by: the worst case of every call (its input,
/// counted, at the dearest input price with the premium for writing the cache, plus max_tokens of output) is reserved
/// and committed to the log BEFORE it is sent, and settled by its real usage after it. max_tokens is cut to what the
/// rest affords; below 4,000 the call is refused (BudgetExceeded, event budget.refused). A call that broke after it may
/// have reached the service is settled at its whole reserve. Thread-safe: parallel calls share the rest.
/// Events: budget.reserved {reservation, model, purpose, input_tokens, max_tokens, usd, tokens},
/// budget.settled {reservation, usd, tokens, usage, broken}, budget.refused {what, limit, worst_case},
/// budget.notice {what, percent, spent, limit}. Amounts in usd are decimal texts.
class BudgetGuard final : public Model
{
public:
    /// Must return only when the event is durable.
    using Commit = std::function<Status(EventType, Json)>;

    BudgetGuard(Model &inner, const Clock &clock, BudgetLimits limits, Commit commit,
                const PriceTable &prices = PriceTable::builtIn());

    /// PriceUnknown when there is a ceiling in dollars and no price for the model. Call it before anything is started.
    [[nodiscard]] Status check(const QString &model) const;
    /// After a crash or pause: takes the state that earlier events of the build tell. A reservation without a
    /// settlement is settled at its whole (the process died while the call ran), with an event.
    [[nodiscard]] Status restore(const QList<Event> &events);
    void setLimits(const BudgetLimits &limits);
    [[nodiscard]] BudgetState state() const;

    Result<Turn> send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop) override;
    Result<qint64> countTokens(const ModelRequest &request, std::stop_token stop) override;
    Result<ModelInfo> info(const QString &model, std::stop_token stop) override;
    [[nodiscard]] bool isDemonstration() const override { return m_inner.isDemonstration(); }
    [[nodiscard]] bool hasTurnsFor(const QString &purpose) const override { return m_inner.hasTurnsFor(purpose); }
    [[nodiscard]] BudgetRest rest() const override;

    static constexpr int smallestAnswer = 4'000;

private:
    struct Reservation {
        qint64 id = 0;
        QString model;
        std::optional<Money> usd;  ///< nothing: no price
        qint64 input = 0;
        qint64 tokens = 0;
        int maxTokens = 0;
    };
    struct Refusal {
        QString what, limit, worst;
    };
    Result<ModelRequest> admit(const ModelRequest &request, Reservation &reservation, std::stop_token stop);
    /// What the rest affords for this input, or why it does not. Holds m_mutex.
    [[nodiscard]] std::expected<Reservation, Refusal> afford(const ModelRequest &request, const QString &model,
                                                             qint64 input, bool whole) const;
    Status reserve(const ModelRequest &request, Reservation &reservation);
    Error refuse(const Refusal &refusal);
    Status settle(const Reservation &reservation, const Result<Turn> &turn);
    Status notice();
    [[nodiscard]] QString pricedModel(const QString &model) const;

    Model &m_inner;
    const Clock &m_clock;
    BudgetLimits m_limits;
    Commit m_commit;
    const PriceTable &m_prices;
    mutable std::mutex m_mutex;
    BudgetState m_state;
};

}  // namespace bw::claude
