// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/requestforecast.h"

#include "engine/forecastmaker.h"
#include "engine/modelchoice.h"
#include "net/tcphttptransport.h"
#include "spec/appspec.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

struct Priced {
    QString model;
    bool demonstration = false;
};

Result<Priced> pricedModel(const BuildOptions &options, const SpecSource &source, const QString &templateId)
{
    if (options.model != "demo"_L1 && !options.model.startsWith("recording:"_L1))
        return Priced {options.model, false};
    net::TcpHttpTransport transport;
    SystemClock clock;
    auto choice = chooseModel(options, {templateId, source.text, source.fromPrompt()}, transport, clock);
    if (!choice)
        return fail(choice.error());
    return Priced {choice->modelId, choice->demonstration};
}

}  // namespace

Result<RequestForecast> forecastRequest(store::Database *database, const BuildRequest &request)
{
    auto source = readSpecSource(request);
    if (!source)
        return fail(source.error());
    BuildOptions options = request.options;
    if (options.model.isEmpty())
        options.model = defaultModel();
    if (!request.tierGiven && source->spec && source->spec->tier)
        options.tier = *source->spec->tier;
    const auto priced = pricedModel(options, *source, request.templateId);
    if (!priced)
        return fail(priced.error());
    const auto made = makeForecast(database, *source, options, priced->model, priced->demonstration);
    if (!made)
        return fail(made.error());
    return RequestForecast {.forecast = *made,
                            .source = std::move(*source),
                            .model = options.model,
                            .tier = options.tier,
                            .demonstration = priced->demonstration};
}

}  // namespace bw::engine
