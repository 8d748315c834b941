// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "claude/budgetlimits.h"
#include "claude/model.h"
#include "claude/modelcatalogue.h"
#include "model/event.h"

#include <QMap>

#include <expected>

namespace bw::claude
{

/// What was spent, and what is promised to calls under way.
struct BudgetState {
    Money spent, reserved;
    Money uncertain;  ///< the part of `spent` that calls may have cost which broke: nobody said what they used
    qint64 tokens = 0, reservedTokens = 0;
    qint64 nextReservation = 1;
    int noticed = 0;        ///< highest notice given about the whole build: 0, 50, 80, 100 (per cent)
    bool costKnown = true;  ///< false: a call's price or usage was unknown
    Usage usage;
    qint64 sandboxMs = 0;  ///< that `spent` holds the price of
};

struct BudgetReservation {
    qint64 id = 0;
    QString model;
    QString purpose;
    std::optional<Money> usd;  ///< nothing: no price
    qint64 input = 0;
    qint64 tokens = 0;
    int maxTokens = 0;
};

/// Whose ceiling stands in the way, and by how much.
struct BudgetRefusal {
    QString scope;  ///< "build", "phase" or "feature"
    QString name;   ///< of the phase or feature
    QString what;   ///< "usd", "tokens", "minutes" or "sandbox_seconds"
    QString limit, worst;
};

struct BudgetNotice {
    QString scope, name, what;
    int percent = 0;
    QString spent, limit;
};

/// The accounts of a build, its phases and its features, and what their ceilings leave. Arithmetic in integers, no I/O.
/// Not thread-safe.
class BudgetLedger final
{
public:
    explicit BudgetLedger(BudgetLimits limits)
        : m_limits(std::move(limits))
    {
    }

    /// Notices may be given again: they are about other ceilings now.
    void setLimits(const BudgetLimits &limits);
    [[nodiscard]] const BudgetLimits &limits() const { return m_limits; }
    [[nodiscard]] const BudgetState &state() const { return m_state; }
    [[nodiscard]] bool needsPrice() const { return m_limits.usd || m_limits.phase.usd || m_limits.feature.usd; }

    /// A ceiling of time or of sandboxes that is used up, the build's first.
    [[nodiscard]] std::optional<BudgetRefusal> usedUp(const CallPurpose &purpose, const MeterReading &reading,
                                                      qint64 nowMs) const;
    /// What the rest affords for this input: the whole answer that is asked for, or (not `whole`) a shorter one of at
    /// least `least` tokens.
    [[nodiscard]] std::expected<BudgetReservation, BudgetRefusal> afford(const BudgetReservation &wish,
                                                                         const std::optional<Price> &price,
                                                                         qint64 least,
                                                                         const MeterReading &reading) const;
    /// What the whole build may still spend.
    [[nodiscard]] BudgetRest rest(const MeterReading &reading) const;
    /// The number that the reservation gets.
    [[nodiscard]] qint64 nextNumber() { return m_state.nextReservation++; }
    void reserve(const BudgetReservation &reservation);
    void settle(const BudgetReservation &reservation, const std::optional<Money> &usd, const Usage &usage,
                qint64 tokens, bool broken);
    /// What sandboxes cost beyond what was charged before; zero when there is no price.
    [[nodiscard]] Money sandboxCost(qint64 sandboxMs) const;
    void chargeSandbox(Money usd, qint64 sandboxMs);
    /// Those of 50, 80 and 100 per cent that are due and were not given yet. They count as given.
    QList<BudgetNotice> takeNotices(const CallPurpose &purpose, const MeterReading &reading);

    /// Takes over what an earlier event of the build tells.
    void restore(const Event &event);
    /// After all of them: reservations that were never settled. They are not counted yet.
    [[nodiscard]] QList<BudgetReservation> unsettled() const { return m_open.values(); }
    void forgetUnsettled() { m_open.clear(); }

private:
    struct Account {
        Money spent, reserved;
        qint64 tokens = 0, reservedTokens = 0;
    };
    struct Ceiling {
        QString scope, name;
        PartCeilings limit;
        Account used;  // with the price of its sandboxes
        qint64 timeMs = 0, sandboxMs = 0;
    };
    [[nodiscard]] QList<Ceiling> ceilings(const CallPurpose &purpose, const MeterReading &reading) const;
    [[nodiscard]] PartCeilings ofWhole() const;
    [[nodiscard]] Money priceOf(qint64 sandboxMs) const;
    /// Every account that a call of this purpose is charged to, but the build's own.
    QList<Account *> parts(const QString &purpose);
    void noteGiven(const BudgetNotice &notice);

    BudgetLimits m_limits;
    BudgetState m_state;
    QMap<QString, Account> m_parts;          // "phase:plan", "feature:x"
    QMap<QString, int> m_given;              // "build::usd" → per cent
    QMap<qint64, BudgetReservation> m_open;  // while restoring
};

/// How long an answer to this input may be within a rest; negative when not even the input fits.
qint64 outputWithin(const BudgetRest &rest, qint64 input, const std::optional<Price> &price);

}  // namespace bw::claude
