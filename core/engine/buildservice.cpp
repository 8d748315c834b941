// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildservice.h"

#include "agent/policy/policyrules.h"
#include "build/buildmachine.h"
#include "claude/budgetguard.h"
#include "engine/artifactcopy.h"
#include "engine/branching.h"
#include "engine/buildworker.h"
#include "engine/parts.h"
#include "engine/specsource.h"
#include "spec/appspec.h"

namespace bw::engine
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class BuildService::Impl
{
public:
    explicit Impl(Parts &parts)
        : m_parts(parts)
    {
    }

    Result<BuildId> submit(const BuildRequest &request);
    Status resume(const BuildId &id, const QString &out, const Ceilings &ceilings);
    Result<BuildId> branch(const BuildId &id, const QString &checkpoint);
    Status enqueue(const BuildId &id);
    Parts &parts() { return m_parts; }

private:
    Status keepSource(const SpecSource &source, Json &created);
    Status checkChoices(const BuildOptions &options, const ModelPurpose &purpose, ModelChoice &choice);
    Parts &m_parts;
};

Status BuildService::Impl::checkChoices(const BuildOptions &options, const ModelPurpose &purpose, ModelChoice &choice)
{
    if (const auto policy = agent::policyPreset(options.policy); !policy)
        return fail(policy.error());
    auto chosen = chooseModel(options, purpose, m_parts.transport, m_parts.clock);
    if (!chosen)
        return fail(chosen.error());
    choice = std::move(*chosen);
    claude::BudgetGuard guard(*choice.model, m_parts.clock, budgetLimits(options, m_parts.clock.nowMs(), 0),
                              [](EventType, Json) { return Status {}; });
    return guard.check(choice.modelId);
}

// The build keeps the bytes it was made from itself: it does not need the specification to stay.
Status BuildService::Impl::keepSource(const SpecSource &source, Json &created)
{
    if (source.fromPrompt())
        return {};
    auto kept = keepSpec(m_parts, source);
    if (!kept)
        return fail(kept.error());
    auto blob = m_parts.database->blobs().put(source.text);
    if (!blob)
        return fail(blob.error());
    created["spec"] = toStd(kept->value);
    created["spec_version"] = 1;
    created["spec_name"] = toStd(source.fileName);
    created["spec_format"] = source.spec->format == spec::SpecFormat::Xml ? "xml" : "markdown";
    created["spec_blob"] = toStd(blob->value);
    return {};
}

Result<BuildId> BuildService::Impl::submit(const BuildRequest &request)
{
    auto source = readSpecSource(request);
    if (!source)
        return fail(source.error());
    BuildOptions options = request.options;
    if (options.model.isEmpty())
        options.model = defaultModel();
    if (!request.tierGiven && source->spec && source->spec->tier)
        options.tier = *source->spec->tier;
    ModelChoice choice;
    if (auto good = checkChoices(options, {request.templateId, source->text, source->fromPrompt()}, choice); !good)
        return fail(good.error());
    if (auto possible = m_parts.sandboxes->check({}); !possible)
        return fail(possible.error());
    const auto id = newId<BuildId>();
    Json created {{"name", toStd(source->name)},
                  {"user", toStd(m_parts.database->localUser().value)},
                  {"project", ""},
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
    if (auto made = m_parts.log->appendAndWait(id, NewEvent {EventType::BuildCreated, created}); !made)
        return fail(made.error());
    if (auto queued = enqueue(id); !queued)
        return fail(queued.error());
    return id;
}

Status BuildService::Impl::enqueue(const BuildId &id)
{
    const auto record = [this, id](BuildState to, const char *reason) {
        const auto build = m_parts.builds().get(id);
        const std::string from = toStd(toKey(build ? build->state : BuildState::Pending));
        (void)m_parts.log->appendAndWait(
            id, NewEvent {EventType::BuildState, Json {{"from", from}, {"to", toStd(toKey(to))}, {"reason", reason}}});
    };
    // A wish of an earlier run must not end this one: a build that was dropped from the queue never came to clear it.
    m_parts.pauses.clear(id);
    return m_parts.queue->add({.build = id,
                               .run = [this, id](std::stop_token stop) { runBuildWorker(m_parts, id, stop); },
                               .waiting = [record] { record(BuildState::Pending, "queue"); },
                               .dropped = [record] { record(BuildState::Cancelled, "person"); }});
}

Status BuildService::Impl::resume(const BuildId &id, const QString &out, const Ceilings &ceilings)
{
    auto build = m_parts.builds().get(id);
    if (!build)
        return fail(build.error());
    if (build->state == BuildState::Completed) {
        auto artifact = m_parts.artifacts().newest(id);
        return out.isEmpty() || !artifact ? Status() : copyArtifact(artifact->path, out);
    }
    auto origin = loadOrigin(m_parts, id);
    if (!origin)
        return fail(origin.error());
    const BuildOptions options = ceilings.appliedTo(build->options);
    ModelChoice choice;
    if (auto good = checkChoices(options, {origin->templateId, origin->specText, origin->fromPrompt()}, choice); !good)
        return good;
    if (auto possible = m_parts.sandboxes->check({}); !possible)
        return possible;
    const auto next = build::transition({build->state, build->reason}, {build::BuildEventKind::Resume, {}});
    if (!next || m_parts.queue->contains(id))
        return fail(ErrorCode::WrongState, u"resume"_s,
                    {{u"build"_s, id.value}, {u"state"_s, toKey(build->state)}, {u"possible"_s, u"stop, delete"_s}});
    QList<NewEvent> events;
    if (options != build->options)
        events.append(NewEvent {EventType::BuildOptionsChanged, Json {{"options", toJson(options)}}});
    // At once, so that whoever follows sees a build at work and not its earlier end.
    events.append(NewEvent {EventType::BuildState,
                            Json {{"from", toStd(toKey(build->state))},
                                  {"to", toStd(toKey(next->status.state))},
                                  {"reason", toStd(next->status.reason)}}});
    if (auto recorded = m_parts.log->appendAndWait(id, events); !recorded)
        return fail(recorded.error());
    return enqueue(id);
}

Result<BuildId> BuildService::Impl::branch(const BuildId &id, const QString &checkpoint)
{
    auto build = m_parts.builds().get(id);
    if (!build)
        return fail(build.error());
    auto all = build::loadCheckpoints(m_parts.events(), id);
    if (!all)
        return fail(all.error());
    auto at = build::findCheckpoint(*all, checkpoint);
    if (!at)
        return fail(at.error());
    auto origin = loadOrigin(m_parts, id);
    if (!origin)
        return fail(origin.error());
    ModelChoice choice;
    if (auto good = checkChoices(build->options, {origin->templateId, origin->specText, false}, choice); !good)
        return fail(good.error());
    if (auto possible = m_parts.sandboxes->check({}); !possible)
        return fail(possible.error());
    auto events = branchEvents(m_parts, id, *at);
    if (!events)
        return fail(events.error());
    const auto branched = newId<BuildId>();
    if (auto made = m_parts.log->appendAndWait(branched, *events); !made)
        return fail(made.error());
    if (auto queued = enqueue(branched); !queued)
        return fail(queued.error());
    return branched;
}

BuildService::BuildService(Parts &parts)
    : m_impl(std::make_unique<Impl>(parts))
{
}

BuildService::~BuildService() = default;

Result<BuildId> BuildService::submit(const BuildRequest &request) { return m_impl->submit(request); }

Status BuildService::stop(const BuildId &build)
{
    Parts &parts = m_impl->parts();
    auto known = parts.builds().get(build);
    if (!known)
        return fail(known.error());
    if (parts.queue->stop(build))
        return {};
    if (isEnded(known->state))
        return fail(
            ErrorCode::WrongState, u"stop"_s,
            {{u"build"_s, build.value}, {u"state"_s, toKey(known->state)}, {u"possible"_s, u"resume, delete"_s}});
    // Paused, waiting for a person or interrupted: nobody works on it, so the end is recorded here.
    auto recorded = parts.log->appendAndWait(
        build,
        NewEvent {EventType::BuildState,
                  Json {{"from", toStd(toKey(known->state))}, {"to", "cancelled"}, {"reason", "person"}}});
    return recorded ? Status {} : fail(recorded.error());
}

Status BuildService::pause(const BuildId &build, const QString &because)
{
    Parts &parts = m_impl->parts();
    auto known = parts.builds().get(build);
    if (!known)
        return fail(known.error());
    if (!parts.queue->contains(build))
        return fail(
            ErrorCode::WrongState, u"pause"_s,
            {{u"build"_s, build.value}, {u"state"_s, toKey(known->state)}, {u"possible"_s, u"resume, delete"_s}});
    const QString text =
        because.isEmpty() ? u"A person asked for a pause."_s : u"A person asked for a pause: "_s + because;
    auto recorded = parts.log->appendAndWait(
        build, NewEvent {EventType::BuildNote, Json {{"level", "info"}, {"text", toStd(text)}}});
    if (!recorded)
        return fail(recorded.error());
    parts.pauses.ask(build);
    return {};
}

Status BuildService::resume(const BuildId &build, const QString &out, const Ceilings &ceilings)
{
    return m_impl->resume(build, out, ceilings);
}

Result<BuildId> BuildService::branch(const BuildId &build, const QString &checkpoint)
{
    return m_impl->branch(build, checkpoint);
}

Status BuildService::remove(const BuildId &build)
{
    Parts &parts = m_impl->parts();
    if (auto known = parts.builds().get(build); !known)
        return fail(known.error());
    parts.queue->stop(build);
    if (!parts.queue->waitFor(build, {}, 10s))
        return fail(ErrorCode::Timeout, u"the build does not end"_s, {{u"what"_s, u"stop"_s}, {u"limit"_s, u"10 s"_s}});
    return parts.builds().remove(build);
}

bool BuildService::isActive(const BuildId &build) const { return m_impl->parts().queue->contains(build); }

int BuildService::active() const { return m_impl->parts().queue->size(); }

bool BuildService::waitUntilIdle(std::stop_token stop) { return m_impl->parts().queue->waitIdle(stop); }

void BuildService::stopAll(std::chrono::milliseconds limit)
{
    m_impl->parts().queue->stopAll();
    (void)m_impl->parts().queue->waitIdle({}, limit);
}

}  // namespace bw::engine
