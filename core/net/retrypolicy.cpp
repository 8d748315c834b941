// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/retrypolicy.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace bw::net
{

namespace
{

constexpr double longestHint = 2147483648.0;  // ms, as in the official SDKs

std::optional<milliseconds> usable(double ms)
{
    if (!(ms > 0 && ms < longestHint))
        return std::nullopt;
    return milliseconds(static_cast<qint64>(std::ceil(ms)));
}

std::optional<qint64> httpDate(const QByteArray &value)
{
    const QDateTime when = QDateTime::fromString(QString::fromLatin1(value), Qt::RFC2822Date);
    if (when.isValid())
        return when.toMSecsSinceEpoch();
    // "Tue, 24 Nov 2026 16:00:00 GMT": Qt's RFC 2822 reader wants an offset in figures.
    QDateTime imf = QLocale::c().toDateTime(QString::fromLatin1(value), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    if (!imf.isValid())
        return std::nullopt;
    imf.setTimeZone(QTimeZone::UTC);
    return imf.toMSecsSinceEpoch();
}

/// By the server's own clock where it tells it: ours may be wrong.
std::optional<milliseconds> untilHttpDate(const HttpResponse &response, const QByteArray &value, qint64 nowMs)
{
    const auto until = httpDate(value);
    const qint64 now = httpDate(response.header("date").trimmed()).value_or(nowMs);
    return until ? usable(static_cast<double>(*until - now)) : std::nullopt;
}

bool worthTrying(const Error &error)
{
    static constexpr ErrorCode passing[] = {ErrorCode::NetworkUnreachable, ErrorCode::NetworkTimeout,
                                            ErrorCode::RateLimited, ErrorCode::Overloaded, ErrorCode::ServerError};
    return std::ranges::contains(passing, error.code);
}

}  // namespace

RetryHints retryHints(const HttpResponse &response, qint64 nowMs)
{
    RetryHints hints;
    const QByteArray should = response.header("x-should-retry").trimmed();
    if (should == "true")
        hints.should = true;
    else if (should == "false")
        hints.should = false;
    bool isNumber = false;
    const double ms = response.header("retry-after-ms").trimmed().toDouble(&isNumber);
    if (isNumber)
        hints.after = usable(ms);
    if (!hints.after) {
        const QByteArray value = response.header("retry-after").trimmed();
        const double seconds = value.toDouble(&isNumber);
        hints.after = isNumber ? usable(seconds * 1000) : untilHttpDate(response, value, nowMs);
    }
    return hints;
}

std::optional<milliseconds> RetryPolicy::wait(int failures, const Error &error, const RetryHints &hints,
                                              double chance) const
{
    if (failures > m_options.retries || error.code == ErrorCode::Cancelled || error.code == ErrorCode::SpendLimit)
        return std::nullopt;
    if (error.args.value(u"sent"_s) == u"true"_s)
        return std::nullopt;
    if (!hints.should.value_or(worthTrying(error)))
        return std::nullopt;
    if (hints.after)
        return *hints.after <= m_options.longestAsked ? hints.after : std::nullopt;
    const double doubled = static_cast<double>(m_options.first.count()) * std::pow(2.0, std::max(0, failures - 1));
    const double capped = std::min(doubled, static_cast<double>(m_options.longest.count()));
    return milliseconds(std::llround(capped * (1.0 - chance * m_options.jitter)));
}

}  // namespace bw::net
