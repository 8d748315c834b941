// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/budgetguard.h"

#include "claude/tokenbound.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

Json decimal(const std::optional<Money> &money) { return money ? Json(toStd(money->toDecimal())) : Json(); }

int percentOf(qint64 part, qint64 whole)
{
    if (whole <= 0)
        return part > 0 ? 100 : 0;
    return static_cast<int>(std::min<double>(100.0 * static_cast<double>(part) / static_cast<double>(whole), 100.0));
}

Json settledPayload(qint64 id, const std::optional<Money> &usd, qint64 tokens, const Usage &usage, bool broken)
{
    return Json {
        {"reservation", id}, {"usd", decimal(usd)}, {"tokens", tokens}, {"usage", toJson(usage)}, {"broken", broken}};
}

/// Input at the dearest way it can be counted: plain, or written to the cache with its premium.
qint64 inputPrice(const Price &price) { return std::max({price.input, price.cacheWrite5m, price.cacheRead}); }

}  // namespace

BudgetGuard::BudgetGuard(Model &inner, const Clock &clock, BudgetLimits limits, Commit commit, const PriceTable &prices)
    : m_inner(inner)
    , m_clock(clock)
    , m_limits(limits)
    , m_commit(std::move(commit))
    , m_prices(prices)
{
}

QString BudgetGuard::pricedModel(const QString &model) const
{
    if (!m_inner.isDemonstration())
        return model;
    const auto info = m_inner.info(model, {});  // what the recording stands for; no network
    return info ? info->id : model;
}

Status BudgetGuard::check(const QString &model) const
{
    const std::lock_guard lock(m_mutex);
    if (m_limits.usd && !m_prices.dearest(pricedModel(model)))
        return fail(ErrorCode::PriceUnknown, u"a ceiling in dollars needs a price"_s, {{u"model"_s, model}});
    return {};
}

void BudgetGuard::setLimits(const BudgetLimits &limits)
{
    const std::lock_guard lock(m_mutex);
    m_limits = limits;
    m_state.noticed = 0;
}

BudgetState BudgetGuard::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

BudgetRest BudgetGuard::rest() const
{
    const std::lock_guard lock(m_mutex);
    BudgetRest rest;
    if (m_limits.usd)
        rest.usd = std::max(Money {}, *m_limits.usd - m_state.spent - m_state.reserved);
    if (m_limits.tokens)
        rest.tokens = std::max<qint64>(0, *m_limits.tokens - m_state.tokens - m_state.reservedTokens);
    return rest;
}

Status BudgetGuard::restore(const QList<Event> &events)
{
    const std::lock_guard lock(m_mutex);
    m_state = {};
    std::map<qint64, Reservation> open;
    const QString reserved = toKey(EventType::BudgetReserved);
    const QString settled = toKey(EventType::BudgetSettled);
    const QString noticed = toKey(EventType::BudgetNotice);
    for (const Event &event : events) {
        const qint64 id = jsonInt(event.payload, "reservation");
        const auto usd = Money::fromDecimal(jsonString(event.payload, "usd"));
        const qint64 tokens = jsonInt(event.payload, "tokens");
        if (event.type == reserved) {
            open[id] = {id, jsonString(event.payload, "model"), usd, 0, tokens, 0};
            m_state.nextReservation = std::max(m_state.nextReservation, id + 1);
        } else if (event.type == settled) {
            open.erase(id);
            m_state.spent += usd.value_or(Money {});
            m_state.costKnown = m_state.costKnown && usd;
            m_state.tokens += tokens;
            if (event.payload.contains("usage"))
                m_state.usage += usageFromJson(event.payload["usage"]);
        } else if (event.type == noticed) {
            m_state.noticed = std::max(m_state.noticed, static_cast<int>(jsonInt(event.payload, "percent")));
        }
    }
    for (const auto &[id, lost] : open) {
        Usage usage;
        usage.calls = 1;
        usage.known = false;
        if (auto done = m_commit(EventType::BudgetSettled, settledPayload(id, lost.usd, lost.tokens, usage, true));
            !done)
            return done;
        m_state.spent += lost.usd.value_or(Money {});
        m_state.costKnown = m_state.costKnown && lost.usd;
        m_state.tokens += lost.tokens;
        m_state.usage += usage;
    }
    return {};
}

Result<Turn> BudgetGuard::send(const ModelRequest &request, TurnObserver &observer, std::stop_token stop)
{
    Reservation reservation;
    const auto admitted = admit(request, reservation, stop);
    if (!admitted)
        return fail(admitted.error());
    auto turn = m_inner.send(*admitted, observer, stop);
    // The spending is a fact, whether or not the call went well; a log that cannot take it ends the build.
    if (auto settled = settle(reservation, turn); !settled)
        return fail(settled.error());
    return turn;
}

Result<ModelRequest> BudgetGuard::admit(const ModelRequest &request, Reservation &reservation, std::stop_token stop)
{
    const QString model = pricedModel(request.model);
    qint64 bound = boundTokens(request);
    if (m_inner.isDemonstration())
        bound = std::max(bound, m_inner.countTokens(request, stop).value_or(0));
    ModelRequest admitted = request;
    {
        const std::lock_guard lock(m_mutex);
        if (m_limits.deadlineMs && m_clock.nowMs() >= *m_limits.deadlineMs) {
            const QString minutes = QString::number(m_limits.minutes);
            return fail(refuse({u"minutes"_s, minutes, minutes}));
        }
        // The bound is free and several times too high; only where it does not fit is the exact count asked for.
        if (auto fits = afford(request, model, bound, true)) {
            reservation = *fits;
            if (auto reserved = reserve(request, reservation); !reserved)
                return fail(reserved.error());
            return admitted;
        }
    }
    const auto counted = m_inner.countTokens(request, stop);
    if (!counted)
        return fail(counted.error());
    const std::lock_guard lock(m_mutex);
    const auto fits = afford(request, model, *counted, false);
    if (!fits)
        return fail(refuse(fits.error()));
    reservation = *fits;
    if (auto reserved = reserve(request, reservation); !reserved)
        return fail(reserved.error());
    admitted.maxTokens = reservation.maxTokens;
    return admitted;
}

std::expected<BudgetGuard::Reservation, BudgetGuard::Refusal>
BudgetGuard::afford(const ModelRequest &request, const QString &model, qint64 input, bool whole) const
{
    const auto price = m_prices.dearest(model);
    Reservation made {0, model, std::nullopt, input, 0, request.maxTokens};
    const qint64 least = whole ? request.maxTokens : std::min(smallestAnswer, request.maxTokens);
    qint64 output = request.maxTokens;
    if (m_limits.tokens) {
        output = std::min(output, *m_limits.tokens - m_state.tokens - m_state.reservedTokens - input);
        if (output < least)
            return std::unexpected(
                Refusal {u"tokens"_s, QString::number(*m_limits.tokens), QString::number(input + least)});
    }
    if (m_limits.usd) {
        const qint64 in = price ? input * inputPrice(*price) : 0;
        const qint64 rest = (*m_limits.usd - m_state.spent - m_state.reserved).nano - in;
        if (price && price->output > 0)
            output = rest < 0 ? -1 : std::min(output, rest / price->output);
        if (!price || output < least) {
            const Money worst {in + (price ? least * price->output : 0)};
            return std::unexpected(Refusal {u"usd"_s, m_limits.usd->toDecimal(), worst.toDecimal()});
        }
    }
    made.maxTokens = static_cast<int>(output);
    made.tokens = input + output;
    if (price)
        made.usd = Money {input * inputPrice(*price) + output * price->output};
    return made;
}

Status BudgetGuard::reserve(const ModelRequest &request, Reservation &reservation)
{
    reservation.id = m_state.nextReservation++;
    const Json payload {{"reservation", reservation.id},       {"model", toStd(reservation.model)},
                        {"purpose", toStd(request.purpose)},   {"input_tokens", reservation.input},
                        {"max_tokens", reservation.maxTokens}, {"usd", decimal(reservation.usd)},
                        {"tokens", reservation.tokens}};
    if (auto committed = m_commit(EventType::BudgetReserved, payload); !committed)
        return committed;
    m_state.reserved += reservation.usd.value_or(Money {});
    m_state.reservedTokens += reservation.tokens;
    return {};
}

Error BudgetGuard::refuse(const Refusal &refusal)
{
    const Json payload {
        {"what", toStd(refusal.what)}, {"limit", toStd(refusal.limit)}, {"worst_case", toStd(refusal.worst)}};
    if (auto committed = m_commit(EventType::BudgetRefused, payload); !committed)
        return committed.error();
    return {ErrorCode::BudgetExceeded,
            u"the worst case of the next call does not fit"_s,
            {{u"what"_s, refusal.what}, {u"limit"_s, refusal.limit}, {u"worst_case"_s, refusal.worst}},
            {}};
}

Status BudgetGuard::settle(const Reservation &reservation, const Result<Turn> &turn)
{
    const std::lock_guard lock(m_mutex);
    Usage usage;
    std::optional<Money> usd = Money {};
    qint64 tokens = 0;
    bool broken = false;
    if (turn && turn->usage.known) {
        usage = turn->usage;
        usd = m_prices.costOf(usage, reservation.model);
        tokens = usage.total();
    } else if (turn || turn.error().args.value(u"sent"_s) == u"true"_s) {
        // It may have been billed, and nobody says how much: the whole reserve counts.
        broken = true;
        usage.calls = 1;
        usage.known = false;
        usd = reservation.usd;
        tokens = reservation.tokens;
    }
    m_state.reserved = m_state.reserved - reservation.usd.value_or(Money {});
    m_state.reservedTokens -= reservation.tokens;
    m_state.spent += usd.value_or(Money {});
    m_state.costKnown = m_state.costKnown && usd;
    m_state.tokens += tokens;
    m_state.usage += usage;
    const Json payload = settledPayload(reservation.id, usd, tokens, usage, broken);
    if (auto committed = m_commit(EventType::BudgetSettled, payload); !committed)
        return committed;
    return notice();
}

Status BudgetGuard::notice()
{
    struct Part {
        const char *what;
        int percent;
        QString spent, limit;
    };
    QList<Part> parts;
    if (m_limits.usd)
        parts.append({"usd", percentOf(m_state.spent.nano, m_limits.usd->nano), m_state.spent.toDecimal(),
                      m_limits.usd->toDecimal()});
    if (m_limits.tokens)
        parts.append({"tokens", percentOf(m_state.tokens, *m_limits.tokens), QString::number(m_state.tokens),
                      QString::number(*m_limits.tokens)});
    for (const Part &part : std::as_const(parts)) {
        const int step = part.percent >= 100 ? 100 : part.percent >= 80 ? 80 : part.percent >= 50 ? 50 : 0;
        if (step <= m_state.noticed)
            continue;
        m_state.noticed = step;
        const Json payload {
            {"what", part.what}, {"percent", step}, {"spent", toStd(part.spent)}, {"limit", toStd(part.limit)}};
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
