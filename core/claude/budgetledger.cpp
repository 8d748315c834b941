// SPDX-License-Identifier: GPL-3.0-or-later
#include "claude/budgetledger.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace bw::claude
{

namespace
{

const QString ofBuild = u"build"_s;
const QString ofPhase = u"phase"_s;
const QString ofFeature = u"feature"_s;

/// Input at the dearest way it can be counted: plain, or written to the cache with its premium.
qint64 inputPrice(const Price &price) { return std::max({price.input, price.cacheWrite5m, price.cacheRead}); }

int stepOf(qint64 part, qint64 whole)
{
    if (whole <= 0)
        return part > 0 ? 100 : 0;
    const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    return percent >= 100 ? 100 : percent >= 80 ? 80 : percent >= 50 ? 50 : 0;
}

// Hundredths, and no more of them than it takes.
QString minutesText(qint64 ms) { return QString::number(std::round(static_cast<double>(ms) / 600) / 100, 'g', 10); }
QString secondsText(qint64 ms) { return QString::number(ms / 1000); }

QString noticeKey(const BudgetNotice &notice) { return notice.scope + u':' + notice.name + u':' + notice.what; }

}  // namespace

void BudgetLedger::setLimits(const BudgetLimits &limits)
{
    m_limits = limits;
    m_given.clear();
    m_state.noticed = 0;
}

Money BudgetLedger::priceOf(qint64 sandboxMs) const { return {m_limits.sandboxPerSecond.nano * sandboxMs / 1000}; }

Money BudgetLedger::sandboxCost(qint64 sandboxMs) const
{
    return priceOf(std::max<qint64>(0, sandboxMs - m_state.sandboxMs));
}

void BudgetLedger::chargeSandbox(Money usd, qint64 sandboxMs)
{
    m_state.spent += usd;
    m_state.sandboxMs = std::max(m_state.sandboxMs, sandboxMs);
}

PartCeilings BudgetLedger::ofWhole() const
{
    return {m_limits.usd, m_limits.tokens, m_limits.timeLimitMs, m_limits.sandboxSeconds};
}

QList<BudgetLedger::Ceiling> BudgetLedger::ceilings(const CallPurpose &purpose, const MeterReading &reading) const
{
    const Account whole {m_state.spent + sandboxCost(reading.sandboxMs), m_state.reserved, m_state.tokens,
                         m_state.reservedTokens};
    QList<Ceiling> all {Ceiling {ofBuild, {}, ofWhole(), whole, reading.activeMs, reading.sandboxMs}};
    const auto add = [&](const QString &scope, const QString &name, const PartCeilings &limit, qint64 timeMs,
                         qint64 sandboxMs) {
        if (!limit.any() || name.isEmpty())
            return;
        Account used = m_parts.value(scope + u':' + name);
        used.spent += priceOf(sandboxMs);
        all.append(Ceiling {scope, name, limit, used, timeMs, sandboxMs});
    };
    add(ofPhase, toKey(purpose.phase), m_limits.phase, reading.phaseMs, reading.phaseSandboxMs);
    add(ofFeature, purpose.feature, m_limits.feature, reading.featureMs, reading.featureSandboxMs);
    return all;
}

std::optional<BudgetRefusal> BudgetLedger::usedUp(const CallPurpose &purpose, const MeterReading &reading,
                                                  qint64 nowMs) const
{
    if (m_limits.deadlineMs && nowMs >= *m_limits.deadlineMs) {
        const QString minutes =
            m_limits.timeLimitMs ? minutesText(*m_limits.timeLimitMs) : QString::number(m_limits.minutes);
        return BudgetRefusal {ofBuild, {}, u"minutes"_s, minutes, minutes};
    }
    for (const Ceiling &ceiling : ceilings(purpose, reading)) {
        // The time of the build has a deadline instead.
        if (ceiling.scope != ofBuild && ceiling.limit.timeMs && ceiling.timeMs >= *ceiling.limit.timeMs)
            return BudgetRefusal {ceiling.scope, ceiling.name, u"minutes"_s, minutesText(*ceiling.limit.timeMs),
                                  minutesText(ceiling.timeMs)};
        if (ceiling.limit.sandboxSeconds && ceiling.sandboxMs >= *ceiling.limit.sandboxSeconds * 1000)
            return BudgetRefusal {ceiling.scope, ceiling.name, u"sandbox_seconds"_s,
                                  QString::number(*ceiling.limit.sandboxSeconds), secondsText(ceiling.sandboxMs)};
    }
    return std::nullopt;
}

std::expected<BudgetReservation, BudgetRefusal> BudgetLedger::afford(const BudgetReservation &wish,
                                                                     const std::optional<Price> &price, qint64 least,
                                                                     const MeterReading &reading) const
{
    const qint64 in = price ? wish.input * inputPrice(*price) : 0;
    const qint64 perToken = price ? price->output : 0;
    qint64 output = wish.maxTokens;
    for (const Ceiling &ceiling : ceilings(callPurpose(wish.purpose), reading)) {
        const Account &used = ceiling.used;
        if (ceiling.limit.tokens) {
            output = std::min(output, *ceiling.limit.tokens - used.tokens - used.reservedTokens - wish.input);
            if (output < least)
                return std::unexpected(BudgetRefusal {ceiling.scope, ceiling.name, u"tokens"_s,
                                                      QString::number(*ceiling.limit.tokens),
                                                      QString::number(wish.input + least)});
        }
        if (ceiling.limit.usd) {
            const qint64 rest = (*ceiling.limit.usd - used.spent - used.reserved).nano - in;
            if (perToken > 0)
                output = rest < 0 ? -1 : std::min(output, rest / perToken);
            if (!price || rest < 0 || output < least)
                return std::unexpected(BudgetRefusal {ceiling.scope, ceiling.name, u"usd"_s,
                                                      ceiling.limit.usd->toDecimal(),
                                                      Money {in + least * perToken}.toDecimal()});
        }
    }
    BudgetReservation made = wish;
    made.maxTokens = static_cast<int>(output);
    made.tokens = wish.input + output;
    if (price)
        made.usd = Money {in + output * perToken};
    return made;
}

BudgetRest BudgetLedger::rest(const MeterReading &reading) const
{
    BudgetRest rest;
    if (m_limits.usd)
        rest.usd =
            std::max(Money {}, *m_limits.usd - m_state.spent - m_state.reserved - sandboxCost(reading.sandboxMs));
    if (m_limits.tokens)
        rest.tokens = std::max<qint64>(0, *m_limits.tokens - m_state.tokens - m_state.reservedTokens);
    return rest;
}

QList<BudgetLedger::Account *> BudgetLedger::parts(const QString &purpose)
{
    const CallPurpose known = callPurpose(purpose);
    QList<Account *> all {&m_parts[ofPhase + u':' + toKey(known.phase)]};
    // The phase's account must not move when the feature's is made: a map keeps its nodes.
    if (!known.feature.isEmpty())
        all.append(&m_parts[ofFeature + u':' + known.feature]);
    return all;
}

void BudgetLedger::reserve(const BudgetReservation &reservation)
{
    const Money usd = reservation.usd.value_or(Money {});
    m_state.reserved += usd;
    m_state.reservedTokens += reservation.tokens;
    for (Account *part : parts(reservation.purpose)) {
        part->reserved += usd;
        part->reservedTokens += reservation.tokens;
    }
}

void BudgetLedger::settle(const BudgetReservation &reservation, const std::optional<Money> &usd, const Usage &usage,
                          qint64 tokens, bool broken)
{
    const Money promised = reservation.usd.value_or(Money {});
    const Money spent = usd.value_or(Money {});
    m_state.reserved = m_state.reserved - promised;
    m_state.reservedTokens -= reservation.tokens;
    m_state.spent += spent;
    m_state.tokens += tokens;
    m_state.costKnown = m_state.costKnown && usd;
    m_state.usage += usage;
    if (broken)
        m_state.uncertain += spent;
    for (Account *part : parts(reservation.purpose)) {
        part->reserved = part->reserved - promised;
        part->reservedTokens -= reservation.tokens;
        part->spent += spent;
        part->tokens += tokens;
    }
}

QList<BudgetNotice> BudgetLedger::takeNotices(const CallPurpose &purpose, const MeterReading &reading)
{
    QList<BudgetNotice> due;
    const auto look = [&](const Ceiling &ceiling, const char *what, int step, const QString &spent,
                          const QString &limit) {
        BudgetNotice notice {ceiling.scope, ceiling.name, QString::fromLatin1(what), step, spent, limit};
        if (step <= m_given.value(noticeKey(notice)))
            return;
        noteGiven(notice);
        due.append(std::move(notice));
    };
    for (const Ceiling &ceiling : ceilings(purpose, reading)) {
        const PartCeilings &limit = ceiling.limit;
        if (limit.usd)
            look(ceiling, "usd", stepOf(ceiling.used.spent.nano, limit.usd->nano), ceiling.used.spent.toDecimal(),
                 limit.usd->toDecimal());
        if (limit.tokens)
            look(ceiling, "tokens", stepOf(ceiling.used.tokens, *limit.tokens), QString::number(ceiling.used.tokens),
                 QString::number(*limit.tokens));
        if (limit.timeMs)
            look(ceiling, "minutes", stepOf(ceiling.timeMs, *limit.timeMs), minutesText(ceiling.timeMs),
                 minutesText(*limit.timeMs));
        if (limit.sandboxSeconds)
            look(ceiling, "sandbox_seconds", stepOf(ceiling.sandboxMs, *limit.sandboxSeconds * 1000),
                 secondsText(ceiling.sandboxMs), QString::number(*limit.sandboxSeconds));
    }
    return due;
}

void BudgetLedger::noteGiven(const BudgetNotice &notice)
{
    int &given = m_given[noticeKey(notice)];
    given = std::max(given, notice.percent);
    if (notice.scope == ofBuild)
        m_state.noticed = std::max(m_state.noticed, notice.percent);
}

void BudgetLedger::restore(const Event &event)
{
    static const QString reserved = toKey(EventType::BudgetReserved);
    static const QString settled = toKey(EventType::BudgetSettled);
    static const QString noticed = toKey(EventType::BudgetNotice);
    const Json &payload = event.payload;
    const qint64 id = jsonInt(payload, "reservation");
    const auto usd = Money::fromDecimal(jsonString(payload, "usd"));
    const qint64 tokens = jsonInt(payload, "tokens");
    if (event.type == reserved) {
        const BudgetReservation made {id, jsonString(payload, "model"), jsonString(payload, "purpose"), usd, 0, tokens,
                                      0};
        m_open.insert(id, made);
        m_state.nextReservation = std::max(m_state.nextReservation, id + 1);
        reserve(made);
    } else if (event.type == settled && jsonString(payload, "purpose") == "sandbox"_L1) {
        chargeSandbox(usd.value_or(Money {}), m_state.sandboxMs + jsonInt(payload, "sandbox_ms"));
    } else if (event.type == settled) {
        settle(m_open.take(id), usd, payload.contains("usage") ? usageFromJson(payload["usage"]) : Usage {}, tokens,
               jsonBool(payload, "broken"));
    } else if (event.type == noticed) {
        // One about a ceiling that was changed since says nothing about this one.
        const BudgetNotice notice {jsonString(payload, "scope", ofBuild),
                                   jsonString(payload, "name"),
                                   jsonString(payload, "what"),
                                   static_cast<int>(jsonInt(payload, "percent")),
                                   {},
                                   jsonString(payload, "limit")};
        const PartCeilings whole = ofWhole();
        const PartCeilings &limit = notice.scope == ofPhase ? m_limits.phase
            : notice.scope == ofFeature                     ? m_limits.feature
                                                            : whole;
        const bool stands = (notice.what == "usd"_L1 && limit.usd && limit.usd->toDecimal() == notice.limit)
            || (notice.what == "tokens"_L1 && limit.tokens && QString::number(*limit.tokens) == notice.limit)
            || (notice.what == "minutes"_L1 && limit.timeMs && minutesText(*limit.timeMs) == notice.limit)
            || (notice.what == "sandbox_seconds"_L1 && limit.sandboxSeconds
                && QString::number(*limit.sandboxSeconds) == notice.limit);
        if (stands)
            noteGiven(notice);
    }
}

qint64 outputWithin(const BudgetRest &rest, qint64 input, const std::optional<Price> &price)
{
    qint64 output = std::numeric_limits<qint64>::max();
    if (rest.tokens)
        output = *rest.tokens - input;
    if (rest.usd && price && price->output > 0) {
        const qint64 left = rest.usd->nano - input * inputPrice(*price);
        output = left < 0 ? -1 : std::min(output, left / price->output);
    }
    return output;
}

}  // namespace bw::claude
