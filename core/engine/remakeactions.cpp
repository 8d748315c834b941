// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/forecastmaker.h"
#include "engine/parts.h"
#include "engine/personactions.h"
#include "engine/specsource.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

Result<NewEvent> forecastEvent(Parts &parts, const BuildOrigin &origin, const BuildOptions &options,
                               const ModelChoice &choice)
{
    SpecSource source;
    source.prompt = origin.prompt;
    if (!origin.specText.isEmpty()) {
        auto parsed = parseSpecSource(origin.specText, origin.specName);
        if (!parsed)
            return fail(parsed.error());
        source = std::move(*parsed);
    }
    auto made = makeForecast(parts.database.get(), source, options, choice.modelId, choice.demonstration);
    if (!made)
        return fail(made.error());
    return NewEvent {EventType::ForecastMade, toJson(*made)};
}

/// A new build from the same specification; the other one is not touched. What a prompt became is used as it is: the
/// person knows that specification, another one would be a surprise.
Result<BuildId> makeAgain(const ActionContext &context, const BuildOptions &options, const char *how)
{
    Parts &parts = context.parts;
    auto first = parts.events().get(context.build.id, 1);
    if (!first)
        return fail(first.error());
    auto origin = loadOrigin(parts, context.build.id);
    if (!origin)
        return fail(origin.error());
    ModelChoice choice;
    const bool fromPrompt = origin->fromPrompt() && origin->specText.isEmpty();
    if (auto good = context.admission.check(options, {origin->templateId, origin->specText, fromPrompt}, choice); !good)
        return fail(good.error());
    if (auto possible = parts.checkSandbox(options); !possible)
        return fail(possible.error());
    Json created = first->payload;
    created.erase("branched_from");
    created["options"] = toJson(options);
    created["model"] = toStd(choice.modelId);
    created["demonstration"] = choice.demonstration;
    created["features_requested"] = options.features;
    created["project"] = toStd(options.project);
    created["copied_from"] = Json {{"build", toStd(context.build.id.value)}, {"how", how}};
    if (!origin->specText.isEmpty()) {
        auto blob = parts.database->blobs().put(origin->specText);
        if (!blob)
            return fail(blob.error());
        created["spec"] = toStd(context.build.spec.value);
        created["spec_version"] = context.build.specVersion;
        created["spec_name"] = toStd(origin->specName);
        created["spec_blob"] = toStd(blob->value);
    }
    auto expected = forecastEvent(parts, *origin, options, choice);
    if (!expected)
        return fail(expected.error());
    return context.admission.begin({NewEvent {EventType::BuildCreated, std::move(created)}, *expected});
}

}  // namespace

/// more: {"out": where the zip goes}. With every setting of the build as it is now, ceilings that were raised later
/// included.
Result<BuildId> restartBuild(const ActionContext &context)
{
    BuildOptions options = context.build.options;
    options.out = jsonString(context.action.more, "out");  // that of the other build is its own
    return makeAgain(context, options, "restart");
}

/// more: {"options": all options of the new build}.
Result<BuildId> cloneBuild(const ActionContext &context)
{
    const auto given = context.action.more.find("options");
    if (given == context.action.more.end())
        return fail(ErrorCode::InvalidArgument, u"clone"_s, {{u"what"_s, u"clone"_s}, {u"remedy"_s, u"options"_s}});
    auto options = buildOptionsFromJson(*given);
    if (!options)
        return fail(options.error());
    return makeAgain(context, *options, "clone");
}

}  // namespace bw::engine
