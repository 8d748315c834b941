// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startoutlook.h"

#include "account/settings.h"
#include "build/buildlimits.h"
#include "build/buildreasons.h"
#include "engine/limitkeeper.h"
#include "engine/modelchoice.h"
#include "engine/requestforecast.h"
#include "engine/sandboxcheck.h"
#include "models/buildtexts.h"
#include "net/tcphttptransport.h"
#include "store/usagestore.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::StartChoices", source); }

QString forecastText(const engine::Forecast &forecast)
{
    const QString money = forecast.lowUsd && forecast.highUsd
        ? text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "%1 to %2"))
              .arg(moneyText(*forecast.lowUsd), moneyText(*forecast.highUsd))
        : text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "cost unknown"));
    const QLocale locale;
    const QString range = text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "%1, %2 to %3 minutes"))
                              .arg(money, locale.toString(forecast.lowMinutes), locale.toString(forecast.highMinutes));
    return forecast.fromHistory
        ? text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "%1, by earlier builds on this machine")).arg(range)
        : text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "%1, a rough guess without earlier builds")).arg(range);
}

QString limitName(const QString &reason)
{
    if (reason == build::reason::usdPerDay)
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "dollars a day"));
    if (reason == build::reason::usdPerMonth)
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "dollars a month"));
    if (reason == build::reason::tokensPerDay)
        return text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "tokens a day"));
    return text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "tokens a month"));
}

// What a day or a month may take is used up: the build would only wait. Demonstrations are not held.
std::optional<Error> reachedLimit(store::Database &database, qint64 nowMs)
{
    const build::BuildLimits limits = engine::buildLimitsFrom(account::Settings::load().limits());
    if (limits == build::BuildLimits {.perHour = limits.perHour})
        return std::nullopt;
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const store::UsageStore usage(database);
    const auto today = usage.since(build::dayBegin(nowMs, zone));
    const auto month = today ? usage.since(build::monthBegin(nowMs, zone)) : today;
    if (!month)
        return month.error();
    const build::LimitUse use {.begunMs = {},
                               .tokensToday = today->tokens,
                               .tokensThisMonth = month->tokens,
                               .usdToday = today->cost,
                               .usdThisMonth = month->cost};
    const auto hold = build::holdOfCall(limits, use, 0, Money {}, nowMs, zone);
    if (!hold)
        return std::nullopt;
    return Error {
        .code = ErrorCode::BudgetExceeded,
        .detail = hold->text,
        .args = {{u"limit_of"_s, u"all"_s},
                 {u"limit"_s, limitName(hold->reason)},
                 {u"until"_s,
                  QLocale().toString(QDateTime::fromMSecsSinceEpoch(hold->untilMs, zone), QLocale::ShortFormat)}},
        .retryAfter = {}};
}

}  // namespace

StartRemedy remedyOf(const Error &error)
{
    using enum ErrorCode;
    static const QHash<ErrorCode, StartRemedy> remedies {{FileUnreadable, StartRemedy::ChooseFile},
                                                         {SpecInvalid, StartRemedy::Spec},
                                                         {SpecEmpty, StartRemedy::Spec},
                                                         {SandboxUnavailable, StartRemedy::Sandbox},
                                                         {PriceUnknown, StartRemedy::Field},
                                                         {RecordingMismatch, StartRemedy::Field},
                                                         {RecordingInvalid, StartRemedy::Field},
                                                         {ModelUnknown, StartRemedy::Field}};
    if (error.code == KeyMissing)
        return error.args.value(u"service"_s) == "E2B"_L1 ? StartRemedy::CloudKey : StartRemedy::ClaudeKey;
    if (error.code == BudgetExceeded)
        return error.args.value(u"limit_of"_s) == "all"_L1 ? StartRemedy::Limit : StartRemedy::Field;
    if (error.code == InvalidArgument && error.args.contains(u"field"_s))
        return StartRemedy::Field;
    return remedies.value(error.code, StartRemedy::Again);
}

StartOutlook outlookOf(store::Database *database, const StartChoices &choices)
{
    StartOutlook outlook;
    auto request = requestOf(choices);
    if (!request) {
        outlook.obstacle = request.error();
        return outlook;
    }
    const auto forecast = engine::forecastRequest(database, *request);
    if (!forecast) {
        outlook.obstacle = forecast.error();
        return outlook;
    }
    outlook.name = forecast->source.name;
    outlook.forecast = forecastText(forecast->forecast);
    outlook.demonstration = forecast->demonstration;
    // Asks nobody: only whether there is a key, and an address that is one.
    net::TcpHttpTransport transport;
    SystemClock clock;
    BuildOptions options = request->options;
    options.model = forecast->model;
    const auto model = engine::chooseModel(
        options, {choices.templateId, forecast->source.text, forecast->source.fromPrompt()}, transport, clock);
    if (!model)
        outlook.obstacle = model.error();
    else if (const auto possible = engine::checkSandboxHere(options.sandbox); !possible)
        outlook.obstacle = possible.error();
    else if (database != nullptr && !outlook.demonstration)
        outlook.obstacle = reachedLimit(*database, clock.nowMs());
    return outlook;
}

}  // namespace bw::desktop
