// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildadmission.h"

#include "agent/policy/policyrules.h"
#include "build/rolechoice.h"
#include "claude/budgetguard.h"
#include "engine/buildbudget.h"
#include "engine/buildworker.h"
#include "engine/forecastmaker.h"
#include "engine/keptsandboxes.h"
#include "engine/moveaction.h"
#include "engine/parts.h"
#include "engine/wrongstate.h"
#include "spec/appspec.h"
#include "store/projectstore.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;

Status BuildAdmission::check(const BuildOptions &options, const ModelPurpose &purpose, ModelChoice &choice)
{
    if (const auto policy = agent::policyPreset(options.policy); !policy)
        return fail(policy.error());
    if (auto good = build::checkRoles(options); !good)
        return good;
    auto chosen = chooseModel(options, purpose, m_parts.transport, m_parts.clock);
    if (!chosen)
        return fail(chosen.error());
    choice = std::move(*chosen);
    claude::BudgetGuard guard(*choice.model, m_parts.clock, budgetLimits(options, m_parts.clock.nowMs(), 0),
                              [](EventType, Json) { return Status {}; });
    for (const QString &model : build::roleModels(options, choice.modelId, choice.demonstration)) {
        if (auto priced = guard.check(model); !priced)
            return priced;
        // Only what a person chose for a role is looked up: a service that is out of reach now is waited for later.
        if (model == choice.modelId || choice.demonstration || options.roleModels == RoleValues {})
            continue;
        if (const auto known = choice.model->info(model, {}); !known && known.error().code == ErrorCode::ModelUnknown)
            return fail(known.error());
    }
    return {};
}

// The build keeps the bytes it was made from itself: it does not need the specification to stay.
Status BuildAdmission::keepSource(const SpecSource &source, Json &created)
{
    if (source.fromPrompt())
        return {};
    auto kept = keepSpec(m_parts, source);
    if (!kept)
        return fail(kept.error());
    auto blob = m_parts.database->blobs().put(source.text);
    if (!blob)
        return fail(blob.error());
    created["spec"] = toStd(kept->spec.value);
    created["spec_version"] = kept->version;
    created["spec_name"] = toStd(source.fileName);
    created["spec_format"] = source.spec->format == spec::SpecFormat::Xml ? "xml" : "markdown";
    created["spec_blob"] = toStd(blob->value);
    return {};
}

Result<ProjectId> BuildAdmission::findProject(const QString &given) const
{
    if (given.isEmpty())
        return ProjectId {};
    const auto known = store::ProjectStore(*m_parts.database).find(given);
    return known ? Result<ProjectId>(known->id) : fail(known.error());
}

Result<BuildId> BuildAdmission::submit(const BuildRequest &request)
{
    auto source = readSpecSource(request);
    if (!source)
        return fail(source.error());
    BuildOptions options = request.options;
    if (options.model.isEmpty())
        options.model = defaultModel();
    if (!request.tierGiven && source->spec && source->spec->tier)
        options.tier = *source->spec->tier;
    if (auto known = findProject(options.project); !known)
        return fail(known.error());
    else
        options.project = known->value;
    ModelChoice choice;
    if (auto good = check(options, {request.templateId, source->text, source->fromPrompt()}, choice); !good)
        return fail(good.error());
    const auto possible = m_parts.checkSandbox(options);
    if (!possible)
        return fail(possible.error());
    const auto id = newId<BuildId>();
    Json created {{"name", toStd(source->name)},
                  {"user", toStd(m_parts.database->localUser().value)},
                  {"project", toStd(options.project)},
                  {"spec", ""},
                  {"spec_version", 0},
                  {"template", toStd(request.templateId)},
                  {"prompt", toStd(request.prompt)},
                  {"model", toStd(choice.modelId)},
                  {"demonstration", choice.demonstration},
                  {"features_requested", options.features},
                  {"options", toJson(options)}};
    if (auto kept = keepSource(*source, created); !kept)
        return fail(kept.error());
    auto expected = makeForecast(m_parts.database.get(), *source, options, choice.modelId, choice.demonstration);
    if (!expected)
        return fail(expected.error());
    QList<NewEvent> first {NewEvent {EventType::BuildCreated, created},
                           NewEvent {EventType::ForecastMade, toJson(*expected)}};
    for (const QString &note : *possible)
        first.append(NewEvent {EventType::BuildNote, Json {{"level", "warn"}, {"text", toStd(note)}}});
    if (auto made = m_parts.log->appendAndWait(id, first); !made)
        return fail(made.error());
    if (auto queued = enqueue(id); !queued)
        return fail(queued.error());
    return id;
}

Status BuildAdmission::enqueue(const BuildId &id)
{
    const auto build = m_parts.builds().get(id);
    if (!build)
        return fail(build.error());
    // A wish of an earlier run must not end this one: a build that was dropped from the queue never came to clear it.
    m_parts.pauses.clear(id);
    return m_parts.queue->add(queued(*build));
}

build::QueuedBuild BuildAdmission::queued(const Build &build)
{
    const BuildId id = build.id;
    // The queue outlives the services, so nothing of this object goes into it.
    Parts &parts = m_parts;
    const auto record = [&parts, id](BuildState to, const build::Hold &why) {
        const auto now = parts.builds().get(id);
        Json payload {{"from", toStd(toKey(now ? now->state : BuildState::Pending))},
                      {"to", toStd(toKey(to))},
                      {"reason", toStd(why.reason)}};
        if (why.untilMs > 0)
            payload["waiting_until"] = why.untilMs;
        if (!why.text.isEmpty())
            payload["text"] = toStd(why.text);
        (void)parts.log->appendAndWait(id, NewEvent {EventType::BuildState, std::move(payload)});
    };
    build::QueuedBuild queued {.build = id,
                               .run = [&parts, id](std::stop_token stop) { runBuildWorker(parts, id, stop); },
                               .waiting = [record](const build::Hold &hold) { record(BuildState::Pending, hold); },
                               .dropped =
                                   [&parts, id, record] {
                                       record(BuildState::Cancelled, {u"person"_s, {}, 0});
                                       endKeptSandbox(parts, id, u"the build was cancelled"_s);
                                   },
                               .priority = build.options.priority,
                               .cloud = build.options.sandbox != "local"_L1,
                               .hold = [&parts, known = build] { return parts.limits->begin(known); }};
    queued.again = [&parts, id]() -> std::optional<build::QueuedBuild> {
        if (!finishMove(parts, id))
            return std::nullopt;
        const auto moved = parts.builds().get(id);
        return moved ? std::optional(BuildAdmission(parts).queued(*moved)) : std::nullopt;
    };
    return queued;
}

Status BuildAdmission::goOn(const Build &build, const BuildOptions &options, build::BuildEventKind event,
                            QList<NewEvent> first)
{
    auto origin = loadOrigin(m_parts, build.id);
    if (!origin)
        return fail(origin.error());
    ModelChoice choice;
    if (auto good = check(options, {origin->templateId, origin->specText, origin->fromPrompt()}, choice); !good)
        return good;
    if (const auto possible = m_parts.checkSandbox(options); !possible)
        return fail(possible.error());
    const auto next = build::transition({build.state, build.reason}, {event, {}});
    if (!next || m_parts.queue->contains(build.id))
        return fail(wrongState(build, build::toKey(event)));
    if (options != build.options)
        first.append(NewEvent {EventType::BuildOptionsChanged, Json {{"options", toJson(options)}}});
    // At once, so that whoever follows sees a build at work and not its earlier end.
    first.append(NewEvent {EventType::BuildState,
                           Json {{"from", toStd(toKey(build.state))},
                                 {"to", toStd(toKey(next->status.state))},
                                 {"reason", toStd(next->status.reason)}}});
    if (auto recorded = m_parts.log->appendAndWait(build.id, first); !recorded)
        return fail(recorded.error());
    return enqueue(build.id);
}

Result<BuildId> BuildAdmission::begin(const QList<NewEvent> &events)
{
    const auto id = newId<BuildId>();
    if (auto made = m_parts.log->appendAndWait(id, events); !made)
        return fail(made.error());
    if (auto queued = enqueue(id); !queued)
        return fail(queued.error());
    return id;
}

}  // namespace bw::engine
