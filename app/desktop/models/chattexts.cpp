// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/chattexts.h"

#include "models/buildtexts.h"
#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, int n = -1)
{
    return QCoreApplication::translate("bw::desktop::ChatTexts", source, nullptr, n);
}

}  // namespace

QString stageText(engine::ChatStage stage)
{
    switch (stage) {
    case engine::ChatStage::Talking:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "talking"));
    case engine::ChatStage::Expanding:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "writing the specification"));
    case engine::ChatStage::Reviewing:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "reviewing"));
    }
    return {};
}

QString contextText(const engine::ContextMeter &meter)
{
    if (meter.window <= 0 || meter.used <= 0)
        return {};
    return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "%1 % of the window used"))
        .arg(std::clamp<qint64>(meter.used * 100 / meter.window, 1, 100));
}

QString dayText(qint64 ms, qint64 nowMs)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(ms).date();
    const qint64 ago = day.daysTo(QDateTime::fromMSecsSinceEpoch(nowMs).date());
    if (ago <= 0)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "Today"));
    if (ago == 1)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "Yesterday"));
    if (ago <= 7)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "Last seven days"));
    return QLocale().toString(day, u"MMMM yyyy"_s);
}

QString chatCostText(const store::ChatSum &sum)
{
    if (sum.usage.calls == 0)
        return {};
    if (!sum.cost)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "cost unknown"));
    if (sum.demonstration)
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "would have cost %1")).arg(moneyText(*sum.cost));
    return moneyText(*sum.cost);
}

QString tierText(Tier tier)
{
    switch (tier) {
    case Tier::Simple:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "simple"));
    case Tier::Standard:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "standard"));
    case Tier::Production:
        return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "production"));
    }
    return {};
}

QString targetText(Tier tier, int features)
{
    return text(QT_TRANSLATE_N_NOOP("bw::desktop::ChatTexts", "made for %1, %n features"), features)
        .arg(tierText(tier));
}

QString forecastText(const engine::ExpansionForecast &forecast)
{
    const QString tokens = text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "%1 to %2 tokens"))
                               .arg(QLocale().toString(forecast.lowTokens), QLocale().toString(forecast.highTokens));
    if (!forecast.lowUsd || !forecast.highUsd)
        return tokens + u", "_s + text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "cost unknown"));
    return text(QT_TRANSLATE_NOOP("bw::desktop::ChatTexts", "%1 to %2"))
               .arg(moneyText(*forecast.lowUsd), moneyText(*forecast.highUsd))
        + u", "_s + tokens;
}

}  // namespace bw::desktop
