// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildlimits.h"

#include "build/buildreasons.h"

#include <QDateTime>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 hourMs = 3'600'000;

QDate dateOf(qint64 nowMs, const QTimeZone &zone) { return QDateTime::fromMSecsSinceEpoch(nowMs, zone).date(); }

qint64 beginOf(const QDate &date, const QTimeZone &zone)
{
    return QDateTime(date, QTime(0, 0), zone).toMSecsSinceEpoch();
}

QDate firstOfMonth(const QDate &date) { return {date.year(), date.month(), 1}; }

QString sentence(const QString &used, const QString &worst, const QString &limit, QLatin1StringView key)
{
    const QString more = worst.isEmpty() ? QString() : u", and the next call may take %1"_s.arg(worst);
    return u"%1 are used%2; limits.%3 is %4"_s.arg(used, more, key, limit);
}

/// The limits of days and months that `tokens` and `usd` more would pass, or that are used up when nothing is added.
class Sums
{
public:
    Sums(qint64 nowMs, const QTimeZone &zone)
        : m_nowMs(nowMs)
        , m_zone(zone)
    {
    }

    void tokens(const std::optional<qint64> &limit, qint64 used, qint64 more, bool month)
    {
        if (!limit || (more > 0 ? used + more <= *limit : used < *limit))
            return;
        take(month ? reason::tokensPerMonth : reason::tokensPerDay, u"%1 tokens"_s.arg(used),
             more > 0 ? u"%1 tokens"_s.arg(more) : QString(), QString::number(*limit), month);
    }
    void dollars(const std::optional<Money> &limit, Money used, Money more, bool month)
    {
        if (!limit || (more.nano > 0 ? used.nano + more.nano <= limit->nano : used.nano < limit->nano))
            return;
        take(month ? reason::usdPerMonth : reason::usdPerDay, u"%1 dollars"_s.arg(used.toDecimal()),
             more.nano > 0 ? u"%1 dollars"_s.arg(more.toDecimal()) : QString(), limit->toDecimal(), month);
    }
    [[nodiscard]] std::optional<Hold> longest() const { return m_longest; }

private:
    void take(QLatin1StringView key, const QString &used, const QString &worst, const QString &limit, bool month)
    {
        const qint64 until = month ? nextMonth(m_nowMs, m_zone) : nextDay(m_nowMs, m_zone);
        if (!m_longest || until > m_longest->untilMs)
            m_longest = Hold {QString(key), sentence(used, worst, limit, key), until};
    }

    qint64 m_nowMs;
    const QTimeZone &m_zone;
    std::optional<Hold> m_longest;
};

}  // namespace

qint64 dayBegin(qint64 nowMs, const QTimeZone &zone) { return beginOf(dateOf(nowMs, zone), zone); }

qint64 monthBegin(qint64 nowMs, const QTimeZone &zone) { return beginOf(firstOfMonth(dateOf(nowMs, zone)), zone); }

qint64 nextDay(qint64 nowMs, const QTimeZone &zone) { return beginOf(dateOf(nowMs, zone).addDays(1), zone); }

qint64 nextMonth(qint64 nowMs, const QTimeZone &zone)
{
    return beginOf(firstOfMonth(dateOf(nowMs, zone)).addMonths(1), zone);
}

std::optional<Hold> holdOfCall(const BuildLimits &limits, const LimitUse &use, qint64 tokens, std::optional<Money> usd,
                               qint64 nowMs, const QTimeZone &zone)
{
    Sums sums(nowMs, zone);
    const Money more = usd.value_or(Money {});
    sums.tokens(limits.tokensPerMonth, use.tokensThisMonth, tokens, true);
    sums.dollars(limits.usdPerMonth, use.usdThisMonth, more, true);
    sums.tokens(limits.tokensPerDay, use.tokensToday, tokens, false);
    sums.dollars(limits.usdPerDay, use.usdToday, more, false);
    return sums.longest();
}

std::optional<Hold> holdOfBegin(const BuildLimits &limits, const LimitUse &use, qint64 nowMs, const QTimeZone &zone)
{
    std::optional<Hold> hold = holdOfCall(limits, use, 0, Money {}, nowMs, zone);
    if (limits.perHour <= 0 || use.begunMs.size() < limits.perHour)
        return hold;
    // The window slides: there is room again when the oldest of the last `perHour` beginnings is an hour old.
    const qint64 until = use.begunMs.at(use.begunMs.size() - limits.perHour) + hourMs;
    if (until <= nowMs || (hold && hold->untilMs >= until))
        return hold;
    return Hold {
        QString(reason::buildsPerHour),
        u"%1 builds began within an hour; limits.builds_per_hour is %2"_s.arg(use.begunMs.size()).arg(limits.perHour),
        until};
}

}  // namespace bw::build
