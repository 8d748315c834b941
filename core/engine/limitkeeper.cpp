// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/limitkeeper.h"

#include "account/settings.h"
#include "build/buildreasons.h"
#include "store/buildstore.h"
#include "store/database.h"
#include "store/usagestore.h"

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 hourMs = 3'600'000;
constexpr qint64 againMs = 60'000;

bool limitsCalls(const build::BuildLimits &limits)
{
    return limits.tokensPerDay || limits.tokensPerMonth || limits.usdPerDay || limits.usdPerMonth;
}

}  // namespace

build::BuildLimits buildLimitsFrom(const account::LimitSettings &settings)
{
    return {.perHour = settings.buildsPerHour,
            .tokensPerDay = settings.tokensPerDay,
            .tokensPerMonth = settings.tokensPerMonth,
            .usdPerDay = settings.usdPerDay,
            .usdPerMonth = settings.usdPerMonth};
}

LimitKeeper::LimitKeeper(store::Database &database, const Clock &clock, std::function<build::BuildLimits()> limits,
                         QTimeZone zone)
    : m_database(database)
    , m_clock(clock)
    , m_limits(std::move(limits))
    , m_zone(std::move(zone))
{
}

Result<build::LimitUse> LimitKeeper::use(const build::BuildLimits &limits, qint64 nowMs) const
{
    build::LimitUse use;
    if (!limitsCalls(limits))
        return use;
    const store::UsageStore usage(m_database);
    const auto today = usage.since(build::dayBegin(nowMs, m_zone));
    const auto month = today ? usage.since(build::monthBegin(nowMs, m_zone)) : today;
    if (!month)
        return fail(month.error());
    use.tokensToday = today->tokens;
    use.usdToday = today->cost;
    use.tokensThisMonth = month->tokens;
    use.usdThisMonth = month->cost;
    for (const auto &promises : m_promised) {
        for (const Promise &promise : promises) {
            use.tokensToday += promise.tokens;
            use.tokensThisMonth += promise.tokens;
            use.usdToday += promise.usd;
            use.usdThisMonth += promise.usd;
        }
    }
    return use;
}

std::optional<build::Hold> LimitKeeper::begin(const Build &build)
{
    build::BuildLimits limits = m_limits();
    if (build.demonstration)
        limits = {.perHour = limits.perHour};
    if (build.startedMs > 0)  // it goes on
        limits.perHour = 0;
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.nowMs();
    auto used = use(limits, now);
    auto begun = limits.perHour > 0 ? store::BuildStore(m_database).begunSince(now - hourMs)
                                    : Result<QHash<BuildId, qint64>>(QHash<BuildId, qint64>());
    if (!used || !begun)
        return build::Hold {QString(build::reason::storage), (used ? begun.error() : used.error()).detail,
                            now + againMs};
    m_begun.removeIf([now](const auto &entry) { return entry.value() <= now - hourMs; });
    begun->insert(m_begun);
    begun->remove(build.id);
    used->begunMs = begun->values();
    std::ranges::sort(used->begunMs);
    auto hold = build::holdOfBegin(limits, *used, now, m_zone);
    const auto refused = m_refused.constFind(build.id);
    if (!hold && refused != m_refused.cend())
        hold = build::holdOfCall(limits, *used, refused->tokens, refused->usd, now, m_zone);
    if (!hold && build.startedMs == 0)
        m_begun.insert(build.id, now);
    return hold;
}

Status LimitKeeper::reserve(const BuildId &build, qint64 reservation, qint64 tokens, std::optional<Money> usd)
{
    const build::BuildLimits limits = m_limits();
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_clock.nowMs();
    const auto used = use(limits, now);
    if (!used)
        return fail(used.error());
    if (const auto hold = build::holdOfCall(limits, *used, tokens, usd, now, m_zone)) {
        m_refused.insert(build, {tokens, usd});
        return fail(ErrorCode::BudgetExceeded, hold->text,
                    {{u"what"_s, hold->reason},
                     {u"limit"_s, hold->text},
                     {u"worst_case"_s, usd ? usd->toDecimal() : QString::number(tokens)},
                     {u"limit_of"_s, u"all"_s},
                     {u"until"_s, toIso(hold->untilMs)}});
    }
    m_refused.remove(build);
    m_promised[build].insert(reservation, {tokens, usd.value_or(Money {})});
    return {};
}

claude::BudgetRest LimitKeeper::rest()
{
    const build::BuildLimits limits = m_limits();
    if (!limitsCalls(limits))
        return {};
    const std::scoped_lock lock(m_mutex);
    const auto used = use(limits, m_clock.nowMs());
    claude::BudgetRest rest;
    if (!used)
        return rest;  // reserve() says what is wrong
    const auto take = [](auto &least, const auto &limit, auto spent) {
        if (limit && (!least || *limit - spent < *least))
            least = *limit - spent;
    };
    take(rest.tokens, limits.tokensPerDay, used->tokensToday);
    take(rest.tokens, limits.tokensPerMonth, used->tokensThisMonth);
    take(rest.usd, limits.usdPerDay, used->usdToday);
    take(rest.usd, limits.usdPerMonth, used->usdThisMonth);
    return rest;
}

void LimitKeeper::settle(const BuildId &build, qint64 reservation)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto promises = m_promised.find(build); promises != m_promised.end())
        promises->remove(reservation);
}

bool LimitKeeper::wasRefused(const BuildId &build) const
{
    const std::scoped_lock lock(m_mutex);
    return m_refused.contains(build);
}

void LimitKeeper::forget(const BuildId &build)
{
    const std::scoped_lock lock(m_mutex);
    m_promised.remove(build);
}

}  // namespace bw::engine
