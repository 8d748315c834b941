// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "engine/modelchoice.h"
#include "net/tcphttptransport.h"
#include "readside.h"
#include "spec/appspec.h"
#include "spending.h"

#include <QCoreApplication>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source) { return QCoreApplication::translate("bw::cli", source); }

struct Priced {
    QString model;
    bool demonstration = false;
};

// A forecast needs no key and asks nobody; only a recording has to be opened to know what it stands for.
Result<Priced> pricedModel(const BuildOptions &options, const engine::SpecSource &source, const QString &templateId)
{
    if (options.model != "demo"_L1 && !options.model.startsWith("recording:"_L1))
        return Priced {options.model, false};
    net::TcpHttpTransport transport;
    SystemClock clock;
    auto choice = engine::chooseModel(options, {templateId, source.text, source.fromPrompt()}, transport, clock);
    if (!choice)
        return fail(choice.error());
    return Priced {choice->modelId, choice->demonstration};
}

}  // namespace

ExitCode runForecast(const Invocation &invocation)
{
    auto request = readRequest(invocation);
    if (!request)
        return report(invocation, request.error());
    auto source = engine::readSpecSource(*request);
    if (!source)
        return report(invocation, source.error());
    BuildOptions options = request->options;
    if (options.model.isEmpty())
        options.model = engine::defaultModel();
    if (!request->tierGiven && source->spec && source->spec->tier)
        options.tier = *source->spec->tier;
    auto priced = pricedModel(options, *source, request->templateId);
    if (!priced)
        return report(invocation, priced.error());
    auto side = ReadSide::open(invocation);
    if (!side && !isNothingYet(side.error()))
        return report(invocation, side.error());
    auto made = engine::makeForecast(side ? &(*side)->database() : nullptr, *source, options, priced->model,
                                     priced->demonstration);
    if (!made)
        return report(invocation, made.error());
    Json object = engine::toJson(*made);
    object["model"] = toStd(options.model);
    object["tier"] = toStd(toKey(options.tier));
    object["demonstration"] = priced->demonstration;
    invocation.out().object(object);
    if (priced->demonstration)
        invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "Demonstration: recorded answers, no AI")));
    invocation.out().line(forecastText(*made));
    invocation.out().line(
        made->fromHistory
            ? text(QT_TRANSLATE_NOOP("bw::cli", "By earlier builds with %2 on this machine: %1."))
                  .arg(made->builds)
                  .arg(options.model)
            : text(QT_TRANSLATE_NOOP("bw::cli",
                                     "A rough guess: there is no earlier build with %1 on this machine to go by."))
                  .arg(options.model));
    return ExitCode::Done;
}

}  // namespace bw::cli
