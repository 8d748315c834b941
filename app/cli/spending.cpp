// SPDX-License-Identifier: GPL-3.0-or-later
#include "spending.h"

#include "duration.h"
#include "usertext/amounttext.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}

QString dollars(Money money) { return usertext::dollarText(money); }

QString grouped(qint64 number) { return usertext::countText(number); }

QString tookText(const Build &build, const engine::SpendingReport &report)
{
    const QString cost = build.cost ? dollars(*build.cost) : text(QT_TRANSLATE_NOOP("bw::cli", "cost unknown"));
    return text(QT_TRANSLATE_NOOP("bw::cli", "Took:     %1, %2, %3 tokens"))
        .arg(cost, durationText(std::chrono::milliseconds(report.activeMs)), grouped(build.usage.total()));
}

QStringList partTexts(const PartCeilings &part)
{
    QStringList texts;
    if (part.usd)
        texts << dollars(*part.usd);
    if (part.tokens)
        texts << text(QT_TRANSLATE_NOOP("bw::cli", "%1 tokens")).arg(grouped(*part.tokens));
    if (part.timeMs)
        texts << durationText(std::chrono::milliseconds(*part.timeMs));
    if (part.sandboxSeconds)
        texts << text(QT_TRANSLATE_NOOP("bw::cli", "%1 of sandboxes"))
                     .arg(durationText(std::chrono::seconds(*part.sandboxSeconds)));
    return texts;
}

QString ceilingsText(const BuildOptions &options)
{
    QStringList parts =
        partTexts({options.budgetUsd, options.budgetTokens, options.timeLimitMs, options.budgetSandboxSeconds});
    for (const QString &part : partTexts(options.phaseCeilings))
        parts << text(QT_TRANSLATE_NOOP("bw::cli", "%1 for each phase")).arg(part);
    for (const QString &part : partTexts(options.featureCeilings))
        parts << text(QT_TRANSLATE_NOOP("bw::cli", "%1 for each feature")).arg(part);
    return parts.join(u", "_s);
}

}  // namespace

Result<engine::SpendingReport> spendingOf(ReadSide &side, const BuildId &build)
{
    // A build whose process died used nothing since its last event.
    const auto known = side.build(build);
    if (!known)
        return fail(known.error());
    const SystemClock clock;
    return engine::spendingReport(side.database(), build, known->state == BuildState::Interrupted ? 0 : clock.nowMs());
}

QString forecastText(const engine::Forecast &forecast)
{
    const QString cost = forecast.lowUsd && forecast.highUsd
        ? text(QT_TRANSLATE_NOOP("bw::cli", "%1 to %2")).arg(dollars(*forecast.lowUsd), dollars(*forecast.highUsd))
        : text(QT_TRANSLATE_NOOP("bw::cli", "cost unknown"));
    return text(QT_TRANSLATE_NOOP("bw::cli", "%1, %2 to %3 minutes, %4 to %5 tokens"))
        .arg(cost, grouped(forecast.lowMinutes), grouped(forecast.highMinutes), grouped(forecast.lowTokens),
             grouped(forecast.highTokens));
}

QStringList spendingLines(const Build &build, const engine::SpendingReport &report)
{
    QStringList lines;
    if (report.broken > 0 && build.cost)
        lines << text(QT_TRANSLATE_N_NOOP("bw::cli",
                                          "Cost:     between %1 and %2; %n calls broke before anybody said what they "
                                          "used"),
                      report.broken)
                     .arg(dollars(*build.cost - report.uncertain), dollars(*build.cost));
    if (const QString ceilings = ceilingsText(build.options); !ceilings.isEmpty())
        lines << text(QT_TRANSLATE_NOOP("bw::cli", "Ceilings: %1")).arg(ceilings);
    if (build.options.budgetSandboxSeconds)
        lines << text(QT_TRANSLATE_NOOP("bw::cli", "Sandbox:  %1 of %2"))
                     .arg(durationText(std::chrono::milliseconds(report.sandboxMs)),
                          durationText(std::chrono::seconds(*build.options.budgetSandboxSeconds)));
    if (!report.forecast)
        return lines;
    const QString basis = report.forecast->fromHistory
        ? text(QT_TRANSLATE_NOOP("bw::cli", "earlier builds: %1")).arg(report.forecast->builds)
        : text(QT_TRANSLATE_NOOP("bw::cli", "no earlier builds"));
    lines << text(QT_TRANSLATE_NOOP("bw::cli", "Forecast: %1 (%2)")).arg(forecastText(*report.forecast), basis);
    if (build.usage.calls > 0)
        lines << tookText(build, report);
    return lines;
}

void putSpending(Json &object, const Build &build, const engine::SpendingReport &report)
{
    object["cost_usd_low"] = build.cost ? Json((*build.cost - report.uncertain).dollars()) : Json(nullptr);
    object["sandbox_seconds"] = report.sandboxMs / 1000;
    object["active_ms"] = report.activeMs;
    object["forecast"] = report.forecast ? engine::toJson(*report.forecast) : Json(nullptr);
}

}  // namespace bw::cli
