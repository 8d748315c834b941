// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/budgetguard.h"

#include "claude/tokenbound.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

Json decimal(const std::optional<Money> &money) { return money ? Json(toStd(money->toDecimal())) : Json(); }

Json settledPayload(const BudgetReservation &reservation, const std::optional<Money> &usd, qint64 tokens,
                    const Usage &usage, bool broken)
{
    return Json {{"reservation", reservation.id},
                 {"usd", decimal(usd)},
                 {"tokens", tokens},
                 {"usage", toJson(usage)},
                 {"broken", broken},
                 {"model", toStd(reservation.model)},
                 {"purpose", toStd(reservation.purpose)}};
}

/// Whose ceiling it is; of the whole build nothing need be said.
void putScope(Json &payload, const QString &scope, const QString &name)
{
    if (name.isEmpty())
        return;
    payload["scope"] = toStd(scope);
    payload["name"] = toStd(name);
}

Error exceeded(const BudgetRefusal &refusal)
{
    return {ErrorCode::BudgetExceeded,
            u"a ceiling does not leave enough for the next call"_s,
            {{u"what"_s, refusal.what},
             {u"limit"_s, refusal.limit},
             {u"worst_case"_s, refusal.worst},
             {u"scope"_s, refusal.scope},
             {u"name"_s, refusal.name}},
            {}};
}

}  // namespace

BudgetGuard::BudgetGuard(Model &inner, const Clock &clock, BudgetLimits limits, Commit commit, const PriceTable &prices)
    : m_inner(inner)
    , m_clock(clock)
    , m_commit(std::move(commit))
    , m_prices(prices)
    , m_ledger(std::move(limits))
{
}

QString BudgetGuard::pricedModel(const QString &model) const
{
    if (!m_inner.isDemonstration())
        return model;
    const auto info = m_inner.info(model, {});  // what the recording stands for; no network
    return info ? info->id : model;
}

MeterReading BudgetGuard::read(const CallPurpose &purpose) const
{
    return m_meter ? m_meter(purpose) : MeterReading {};
}

Status BudgetGuard::check(const QString &model) const
{
    const std::lock_guard lock(m_mutex);
    if (m_ledger.needsPrice() && !m_prices.dearest(pricedModel(model)))
        return fail(ErrorCode::PriceUnknown, u"a ceiling in dollars needs a price"_s, {{u"model"_s, model}});
    return {};
}

void BudgetGuard::setLimits(const BudgetLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    m_ledger.setLimits(limits);
}

BudgetState BudgetGuard::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_ledger.state();
}

BudgetRest BudgetGuard::rest() const
{
    const MeterReading reading = read({});
    const std::lock_guard lock(m_mutex);
    return m_ledger.rest(reading);
}

std::optional<Error> BudgetGuard::ceilingReached() const
{
    const MeterReading reading = read({});
    const std::lock_guard lock(m_mutex);
    const auto used = m_ledger.usedUp({}, {.sandboxMs = reading.sandboxMs}, m_clock.nowMs());
    return used ? std::optional(exceeded(*used)) : std::nullopt;
}

std::optional<Error> BudgetGuard::ceilingReached(const CallPurpose &purpose) const
{
    const auto runsOut = [](const PartCeilings &part) { return part.timeMs || part.sandboxSeconds; };
    {
        const std::lock_guard lock(m_mutex);
        const BudgetLimits &limits = m_ledger.limits();
        if (!runsOut(limits.phase) && !runsOut(limits.feature))
            return std::nullopt;
    }
    const MeterReading reading = read(purpose);
    const std::lock_guard lock(m_mutex);
    const auto used = m_ledger.usedUp(purpose, reading, m_clock.nowMs());
    return used ? std::optional(exceeded(*used)) : std::nullopt;
}

Status BudgetGuard::restore(const QList<Event> &events)
{
    const std::lock_guard lock(m_mutex);
    m_ledger = BudgetLedger(m_ledger.limits());
    for (const Event &event : events)
        m_ledger.restore(event);
    const QList<BudgetReservation> unsettled = m_ledger.unsettled();
    m_ledger.forgetUnsettled();
    for (const BudgetReservation &lost : unsettled) {
        Usage usage;
        usage.calls = 1;
        usage.known = false;
        const Json payload = settledPayload(lost, lost.usd, lost.tokens, usage, true);
        if (auto done = m_commit(EventType::BudgetSettled, payload); !done)
            return done;
        m_ledger.settle(lost, lost.usd, usage, lost.tokens, true);
    }
    return {};
}

Result<Turn> BudgetGuard::send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop)
{
    BudgetReservation reservation;
    const auto admitted = admit(request, reservation, stop);
    if (!admitted)
        return fail(admitted.error());
    auto turn = m_inner.send(*admitted, observer, stop);
    // The spending is a fact, whether or not the call went well; a log that cannot take it ends the build.
    if (auto settled = settle(request, reservation, turn); !settled)
        return fail(settled.error());
    return turn;
}

Result<ModelRequest> BudgetGuard::admit(const ModelRequest &request, BudgetReservation &reservation,
                                        std::stop_token stop)
{
    const CallPurpose purpose = callPurpose(request.purpose);
    reservation = {0, pricedModel(request.model), request.purpose, std::nullopt, 0, 0, request.maxTokens};
    qint64 bound = 0;
    if (m_inner.isDemonstration())  // recorded usage belongs to a recorded input, not to this one
        bound = std::max(boundTokens(request), m_inner.countTokens(request, stop).value_or(0));
    const MeterReading reading = read(purpose);
    ModelRequest admitted = request;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto used = m_ledger.usedUp(purpose, reading, m_clock.nowMs()))
            return fail(refuse(*used));
        if (bound == 0)
            bound = m_bounds.of(request);
        // The bound is free and too high; only where it does not fit is the exact count asked for.
        if (const auto fits = tryReserve(request, bound, true, reading, reservation)) {
            if (!*fits)
                return fail(fits->error());
            return admitted;
        }
    }
    const auto counted = m_inner.countTokens(request, stop);
    if (!counted && counted.error().code == ErrorCode::Cancelled)
        return fail(counted.error());
    const std::lock_guard lock(m_mutex);
    const auto fits = tryReserve(request, counted ? std::min(*counted, bound) : bound, false, reading, reservation);
    if (!fits)
        return fail(counted ? refuse(fits.error()) : counted.error());
    if (!*fits)
        return fail(fits->error());
    admitted.maxTokens = reservation.maxTokens;
    return admitted;
}

std::expected<Status, BudgetRefusal> BudgetGuard::tryReserve(const ModelRequest &request, qint64 input, bool whole,
                                                             const MeterReading &reading,
                                                             BudgetReservation &reservation)
{
    BudgetReservation wish = reservation;
    wish.input = input;
    if (!fitsShared(wish, whole))
        return std::unexpected(BudgetRefusal {});  // never shown: the exact count is asked for next
    const qint64 least = whole ? request.maxTokens : std::min(smallestAnswer, request.maxTokens);
    const auto fits = m_ledger.afford(wish, m_prices.dearest(wish.model), least, reading);
    if (!fits)
        return std::unexpected(fits.error());
    reservation = *fits;
    reservation.id = m_ledger.nextNumber();
    return commitReservation(reservation);
}

/// Cuts the wish to what is shared. False: not all of it fits, and a closer look is worth it.
bool BudgetGuard::fitsShared(BudgetReservation &wish, bool whole) const
{
    if (!m_shared)
        return true;
    const qint64 output = outputWithin(m_shared(), wish.input, m_prices.dearest(wish.model));
    if (output >= wish.maxTokens)
        return true;
    if (!whole && output >= smallestAnswer)
        wish.maxTokens = static_cast<int>(output);
    return !whole;
}

Status BudgetGuard::commitReservation(const BudgetReservation &reservation)
{
    const Json payload {{"reservation", reservation.id},         {"model", toStd(reservation.model)},
                        {"purpose", toStd(reservation.purpose)}, {"input_tokens", reservation.input},
                        {"max_tokens", reservation.maxTokens},   {"usd", decimal(reservation.usd)},
                        {"tokens", reservation.tokens}};
    if (auto committed = m_commit(EventType::BudgetReserved, payload); !committed)
        return committed;
    m_ledger.reserve(reservation);
    return {};
}

Error BudgetGuard::refuse(const BudgetRefusal &refusal)
{
    Json payload {{"what", toStd(refusal.what)}, {"limit", toStd(refusal.limit)}, {"worst_case", toStd(refusal.worst)}};
    putScope(payload, refusal.scope, refusal.name);
    if (auto committed = m_commit(EventType::BudgetRefused, payload); !committed)
        return committed.error();
    return exceeded(refusal);
}

Status BudgetGuard::settle(const ModelRequest &request, const BudgetReservation &reservation, const Result<Turn> &turn)
{
    const CallPurpose purpose = callPurpose(request.purpose);
    const MeterReading reading = read(purpose);
    const std::lock_guard lock(m_mutex);
    Usage usage;
    std::optional<Money> usd = Money {};
    qint64 tokens = 0;
    bool broken = false;
    if (turn && turn->usage.known) {
        usage = turn->usage;
        usd = m_prices.costOf(usage, reservation.model);
        tokens = usage.total();
        if (!m_inner.isDemonstration())
            m_bounds.learn(request, *turn);
    } else if (turn || turn.error().args.value(u"sent"_s) == u"true"_s) {
        // It may have been billed, and nobody says how much: the whole reserve counts.
        broken = true;
        usage.calls = 1;
        usage.known = false;
        usd = reservation.usd;
        tokens = reservation.tokens;
    }
    m_ledger.settle(reservation, usd, usage, tokens, broken);
    if (auto committed = m_commit(EventType::BudgetSettled, settledPayload(reservation, usd, tokens, usage, broken));
        !committed)
        return committed;
    if (auto charged = chargeSandboxes(reading); !charged)
        return charged;
    return notice(purpose, reading);
}

Status BudgetGuard::settleSandboxes()
{
    const MeterReading reading = read({});
    const std::lock_guard lock(m_mutex);
    return chargeSandboxes(reading);
}

Status BudgetGuard::chargeSandboxes(const MeterReading &reading)
{
    const Money cost = m_ledger.sandboxCost(reading.sandboxMs);
    if (cost.nano <= 0)
        return {};
    Json payload = settledPayload({0, u"sandbox"_s, u"sandbox"_s, cost, 0, 0, 0}, cost, 0, {}, false);
    payload["sandbox_ms"] = reading.sandboxMs - m_ledger.state().sandboxMs;
    m_ledger.chargeSandbox(cost, reading.sandboxMs);
    return m_commit(EventType::BudgetSettled, payload);
}

Status BudgetGuard::notice(const CallPurpose &purpose, const MeterReading &reading)
{
    const QList<BudgetNotice> due = m_ledger.takeNotices(purpose, reading);
    for (const BudgetNotice &each : due) {
        Json payload {{"what", toStd(each.what)},
                      {"percent", each.percent},
                      {"spent", toStd(each.spent)},
                      {"limit", toStd(each.limit)}};
        putScope(payload, each.scope, each.name);
        if (auto committed = m_commit(EventType::BudgetNotice, payload); !committed)
            return committed;
    }
    return {};
}

Result<qint64> BudgetGuard::countTokens(const ModelRequest &request, std::stop_token stop)
{
    return m_inner.countTokens(request, stop);
}

Result<ModelInfo> BudgetGuard::info(const QString &model, std::stop_token stop) { return m_inner.info(model, stop); }

}  // namespace bw::claude
