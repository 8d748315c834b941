// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/startchoices.h"

#include "account/settings.h"
#include "engine/modelchoice.h"
#include "engine/requestforecast.h"
#include "engine/settingsdefaults.h"
#include "models/buildtexts.h"
#include "net/tcphttptransport.h"
#include "spec/specparser.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

namespace bw::desktop
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::desktop::StartChoices", source); }

std::unexpected<Error> wrong(const QString &what, const QString &remedy)
{
    return fail(ErrorCode::InvalidArgument, what, {{u"what"_s, what}, {u"remedy"_s, remedy}});
}

Result<QByteArray> readSpec(const QString &path)
{
    if (path.trimmed().isEmpty())
        return wrong(text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "the specification")),
                     text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "choose a file")));
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::FileUnreadable, u"specification"_s,
                    {{u"path"_s, path},
                     {u"why"_s,
                      QFileInfo::exists(path)
                          ? file.errorString()
                          : text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "there is no such file"))}});
    QByteArray bytes = file.read(spec::largestSpec + 1);
    if (bytes.size() > spec::largestSpec)
        return fail(ErrorCode::TooLarge, u"specification"_s, {{u"what"_s, path}, {u"limit"_s, u"4 MB"_s}});
    return bytes;
}

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

}  // namespace

StartChoices defaultChoices()
{
    const auto settings = account::Settings::load();
    const BuildOptions options = engine::buildOptionsFrom(settings);
    StartChoices choices;
    choices.model = options.model;
    choices.budget = options.budgetUsd ? options.budgetUsd->toDecimal() : QString();
    choices.sandbox = options.sandbox;
    choices.network = options.network;
    choices.features = options.features;
    choices.gates = options.gates;
    if (settings.origin(u"build.tier"_s) != "default"_L1)
        choices.tier = options.tier;
    return choices;
}

Result<engine::BuildRequest> requestOf(const StartChoices &choices)
{
    engine::BuildRequest request;
    request.options = engine::buildOptionsFrom(account::Settings::load());
    BuildOptions &options = request.options;
    options.model = choices.model.trimmed();
    options.sandbox = choices.sandbox;
    options.network = choices.network;
    options.features = choices.features;
    options.gates = choices.gates;
    options.attended = true;
    request.tierGiven = choices.tier.has_value();
    if (choices.tier)
        options.tier = *choices.tier;
    options.budgetUsd.reset();
    if (const QString budget = choices.budget.trimmed(); !budget.isEmpty()) {
        options.budgetUsd = Money::fromDecimal(budget);
        if (!options.budgetUsd || options.budgetUsd->nano == 0)
            return wrong(
                text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "the budget")),
                text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "an amount of dollars such as 5 or 0.50")));
    }
    if (choices.source == StartChoices::Source::Template) {
        if (choices.templateId.isEmpty())
            return wrong(text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "what to build")),
                         text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "choose a template")));
        request.templateId = choices.templateId;
    } else if (choices.source == StartChoices::Source::File) {
        auto bytes = readSpec(choices.specPath);
        if (!bytes)
            return fail(bytes.error());
        request.specText = std::move(*bytes);
        request.specName = choices.specPath;
    } else if (choices.source == StartChoices::Source::Library) {
        request.specText = choices.specText;
        request.specName = choices.specName;
        request.spec = choices.spec;
        request.specVersion = choices.specVersion;
    } else {
        request.prompt = choices.prompt.trimmed();
        if (request.prompt.isEmpty())
            return wrong(text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "what to build")),
                         text(QT_TRANSLATE_NOOP("bw::desktop::StartChoices", "describe the application")));
    }
    return request;
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
    return outlook;
}

}  // namespace bw::desktop
