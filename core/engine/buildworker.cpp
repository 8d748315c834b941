// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildworker.h"

#include "account/settings.h"
#include "agent/specgenerator.h"
#include "build/buildreasons.h"
#include "build/buildrunner.h"
#include "build/proofrecord.h"
#include "build/rolechoice.h"
#include "build/toldmessages.h"
#include "engine/artifactcopy.h"
#include "engine/buildbudget.h"
#include "engine/checkpointactions.h"
#include "engine/keptsandboxes.h"
#include "engine/modelchoice.h"
#include "engine/moveaction.h"
#include "engine/parts.h"
#include "engine/rememberedanswers.h"
#include "engine/retrying.h"
#include "engine/specsource.h"
#include "spec/appspec.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcWorker, "bw.engine.worker", QtInfoMsg)

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

// Failing to tidy up is no reason to fail.
void thin(Parts &parts, const BuildId &build)
{
    const int kept = account::Settings::load().recovery().checkpointsKept;
    if (const auto thinned = thinCheckpoints(parts, build, kept); !thinned)
        qCWarning(lcWorker) << "old checkpoints of" << build.value << "stay:" << thinned.error().detail;
}

/// One run of one build. Lives on the worker's stack.
class Worker final
{
public:
    Worker(Parts &parts, const BuildId &id)
        : m_parts(parts)
        , m_id(id)
        , m_log(*parts.log, id)
    {
    }

    void run(std::stop_token stop)
    {
        m_startedMs = m_parts.clock.nowMs();
        Status done = prepare();
        if (done)
            done = writeSpec(stop);
        if (!done) {
            endEarly(done.error());
            return;
        }
        runBuild(stop);
    }

private:
    Status prepare();
    Status chooseTheModel();
    claude::Model &gate();
    Status spend(EventType type, Json payload);
    Status writeSpec(std::stop_token stop);
    Status keepGenerated(const agent::GeneratedSpec &generated);
    void runBuild(std::stop_token stop);
    Status leavePlace(NewEvent state);
    void copyOut(const Artifact &artifact);
    void endEarly(const Error &error);
    Status sayError(const Error &error);
    Status changeState(const build::BuildEvent &event);

    Parts &m_parts;
    BuildId m_id;
    store::BuildLog m_log;
    Build m_build;
    BuildOrigin m_origin;
    build::ResumeState m_resume;
    ModelChoice m_choice;
    std::unique_ptr<claude::ServiceGate> m_gate;
    std::unique_ptr<BuildBudget> m_budget;
    std::shared_ptr<const spec::AppSpec> m_spec;
    qint64 m_startedMs = 0;
};

Status Worker::prepare()
{
    auto resume = build::loadResumeState(m_parts.events(), m_id);
    if (!resume)
        return fail(resume.error());
    m_resume = std::move(*resume);
    auto known = m_parts.builds().get(m_id);
    if (!known)
        return fail(known.error());
    m_build = std::move(*known);
    if (m_resume.kept && m_resume.kept->provider != m_build.options.sandbox) {
        endKeptSandbox(m_parts, m_id, u"the build goes on elsewhere"_s);
        m_resume.kept.reset();
    }
    auto origin = loadOrigin(m_parts, m_id);
    if (!origin)
        return fail(origin.error());
    m_origin = std::move(*origin);
    if (!m_origin.specText.isEmpty()) {
        auto source = parseSpecSource(m_origin.specText, m_origin.specName);
        if (!source)
            return fail(source.error());
        m_spec = source->spec;
    }
    return chooseTheModel();
}

Status Worker::chooseTheModel()
{
    auto choice = chooseModel(m_build.options, {m_origin.templateId, m_origin.specText, m_origin.fromPrompt()},
                              m_parts.transport, m_parts.clock);
    if (!choice)
        return fail(choice.error());
    m_choice = std::move(*choice);
    claude::Model &model = m_choice.service.isEmpty() ? *m_choice.model : gate();
    m_budget = std::make_unique<BuildBudget>(
        m_parts, m_id, model, [this](EventType type, Json payload) { return spend(type, std::move(payload)); });
    return m_budget->begin(m_build.options, m_choice.modelId, m_startedMs, m_resume.activeMs);
}

// Breaker and limit of a service are one for all builds; how long this one waits is its own affair.
claude::Model &Worker::gate()
{
    const account::LimitSettings limits = account::Settings::load().limits();
    auto health = m_parts.services.of(m_choice.service);
    health->limiter.setPerMinute(limits.requestsPerMinute);
    claude::ServiceGate::Options options {
        .service = m_choice.service,
        .wait = limits.waitForService,
        .longest = std::chrono::minutes(limits.longestWaitMinutes),
        .deadlineMs = budgetLimits(m_build.options, m_startedMs, m_resume.activeMs).deadlineMs,
        .waiting = [log = m_log](const claude::ServiceGate::Wait &wait) mutable {
            const auto said = log.commit(
                EventType::ServiceWaiting,
                Json {{"service", toStd(wait.service)}, {"until", wait.untilMs}, {"reason", toStd(wait.reason)}});
            return said ? Status() : fail(said.error());
        }};
    m_gate = std::make_unique<claude::ServiceGate>(*m_choice.model, health, m_parts.clock, std::move(options));
    return *m_gate;
}

// Every call passes here before it is made: the limits of all builds are kept where the budget of this one is.
Status Worker::spend(EventType type, Json payload)
{
    const qint64 reservation = jsonInt(payload, "reservation");
    const bool counts = !m_choice.demonstration;
    if (counts && type == EventType::BudgetReserved) {
        const auto usd = Money::fromDecimal(jsonString(payload, "usd"));
        if (auto fits = m_parts.limits->reserve(m_id, reservation, jsonInt(payload, "tokens"), usd); !fits)
            return fits;
    }
    const auto committed = m_log.commit(type, std::move(payload));
    if (counts && (type == EventType::BudgetSettled || !committed))
        m_parts.limits->settle(m_id, reservation);
    return committed ? Status() : fail(committed.error());
}

Status Worker::writeSpec(std::stop_token stop)
{
    if (m_spec)
        return {};
    const build::RoleChoice role =
        build::roleChoice(m_build.options, build::Role::Plan, m_choice.modelId, m_choice.demonstration);
    agent::SpecGenerator generator(m_budget->guard(), m_log, m_parts.database->blobs(), m_parts.clock, role.model,
                                   budgetLimits(m_build.options, m_startedMs, m_resume.activeMs).deadlineMs,
                                   role.effort);
    auto generated = generator.generate(m_origin.prompt, stop);
    if (!generated)
        return fail(generated.error());
    return keepGenerated(*generated);
}

Status Worker::keepGenerated(const agent::GeneratedSpec &generated)
{
    const bool xml = generated.spec.format == spec::SpecFormat::Xml;
    auto source = parseSpecSource(generated.text, xml ? u"app_spec.xml"_s : u"app_spec.md"_s);
    if (!source)
        return fail(source.error());
    source->author = u"model"_s;
    auto kept = keepSpec(m_parts, *source);
    if (!kept)
        return fail(kept.error());
    auto blob = m_parts.database->blobs().put(source->text);
    if (!blob)
        return fail(blob.error());
    auto committed = m_log.commit(EventType::SpecGenerated,
                                  Json {{"spec", toStd(kept->spec.value)},
                                        {"version", kept->version},
                                        {"name", toStd(source->name)},
                                        {"file", toStd(source->fileName)},
                                        {"spec_blob", toStd(blob->value)}});
    if (!committed)
        return fail(committed.error());
    m_origin.specText = source->text;
    m_origin.specName = source->fileName;
    m_spec = source->spec;
    return {};
}

void Worker::runBuild(std::stop_token stop)
{
    const account::NetworkSettings network = account::Settings::load().network();
    const auto provider = m_parts.provider(m_build.options.sandbox);
    if (!provider)
        return endEarly(provider.error());
    const RememberedAnswers remembered(m_parts.database->directory().path());
    build::BuildEnvironment environment {*m_parts.log,
                                         m_parts.database->blobs(),
                                         m_budget->guard(),
                                         **provider,
                                         m_parts.clock,
                                         m_parts.executor,
                                         m_parts.database->directory().artifacts(),
                                         network.allowedHosts,
                                         network.allowedAddresses,
                                         [this] { return m_parts.pauses.isAsked(m_id); }};
    environment.partCeilingReached = [this](Phase phase, const QString &feature) {
        return m_budget->ceilingReached({phase, feature});
    };
    environment.settle = [this] { return m_budget->guard().settleSandboxes(); };
    environment.thinCheckpoints = [this] { thin(m_parts, m_id); };
    environment.moveRequested = [this] { return m_parts.moves.isAsked(m_id); };
    environment.recordMove = [this](NewEvent state) { return leavePlace(std::move(state)); };
    environment.workPlace = [this](sandbox::Sandbox *sandbox) { m_parts.living.set(m_id, sandbox); };
    environment.proofEvents = [this](qint64 from) { return build::loadProofEvents(m_parts.events(), m_id, from); };
    environment.people = [this] { return build::loadPeopleRecord(m_parts.events(), m_id); };
    environment.unheard = [this] { return build::loadUnheard(m_parts.events(), m_id); };
    environment.rememberedAnswer = [this, &remembered](const QString &kind, const QString &subject) {
        return remembered.find(projectKey(m_build), kind, subject);
    };
    environment.rememberedHosts = [this, &remembered] { return remembered.allowedHosts(projectKey(m_build)); };
    environment.ceilingReached = [this] { return m_budget->ceilingReached(); };
    // Writing the specification counted against the time limit, too.
    m_resume.activeMs += m_parts.clock.nowMs() - m_startedMs;
    build::BuildRunner runner(environment,
                              {.build = m_id,
                               .options = m_build.options,
                               .modelId = m_choice.modelId,
                               .specText = m_origin.specText,
                               .specName = m_origin.specName,
                               .spec = m_spec,
                               .resume = m_resume});
    const auto outcome = runner.run(stop);
    if (!outcome) {
        // The log takes nothing any more; the next start finds the build interrupted.
        qCCritical(lcWorker) << "build" << m_id.value << "cannot be recorded:" << outcome.error().detail;
        return;
    }
    if (const auto ended = m_budget->end(); !ended)
        qCCritical(lcWorker) << "build" << m_id.value << "cannot be recorded:" << ended.error().detail;
    if (outcome->artifact)
        copyOut(*outcome->artifact);
}

// What the sandboxes cost here is settled at the price of here, before the place is another.
Status Worker::leavePlace(NewEvent state)
{
    if (const Status settled = m_budget->end(); !settled)
        return settled;
    return recordMove(m_parts, m_id, m_parts.moves.place(m_id).value_or(m_build.options.sandbox), {std::move(state)});
}

void Worker::copyOut(const Artifact &artifact)
{
    if (m_build.options.out.isEmpty())
        return;
    if (const auto copied = copyArtifact(artifact.path, m_build.options.out); !copied)
        (void)sayError(copied.error());
}

// An error before the runner began: the same record as it would have made, with a state that has a way out.
void Worker::endEarly(const Error &error)
{
    Status said;
    if (error.code != ErrorCode::Cancelled)
        said = sayError(error);
    if (said)
        said = changeState(build::eventForError(error));
    if (!said)
        qCCritical(lcWorker) << "build" << m_id.value << "cannot be recorded:" << said.error().detail;
}

Status Worker::sayError(const Error &error)
{
    Json args = Json::object();
    for (auto it = error.args.cbegin(); it != error.args.cend(); ++it)
        args[toStd(it.key())] = toStd(it.value());
    const auto committed =
        m_log.commit(EventType::BuildError,
                     Json {{"error", toStd(toKey(error.code))}, {"detail", toStd(error.detail)}, {"args", args}});
    return committed ? Status() : fail(committed.error());
}

Status Worker::changeState(const build::BuildEvent &event)
{
    const auto next = build::transition(m_resume.status, event);
    if (!next)
        return fail(ErrorCode::WrongState, build::toKey(event.kind),
                    {{u"build"_s, m_id.value}, {u"state"_s, toKey(m_resume.status.state)}, {u"possible"_s, {}}});
    const auto committed = m_log.commit(EventType::BuildState,
                                        Json {{"from", toStd(toKey(m_resume.status.state))},
                                              {"to", toStd(toKey(next->status.state))},
                                              {"reason", toStd(next->status.reason)}});
    if (!committed)
        return fail(committed.error());
    m_resume.status = next->status;
    return {};
}

}  // namespace

void runBuildWorker(Parts &parts, const BuildId &id, std::stop_token stop)
{
    do
        Worker(parts, id).run(stop);
    while (retryAfterFailure(parts, id, stop));
    thin(parts, id);
    parts.pauses.clear(id);
    parts.limits->forget(id);
}

}  // namespace bw::engine
