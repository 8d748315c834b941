// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildphases.h"

#include "agent/handover.h"
#include "build/builddesk.h"
#include "build/buildreasons.h"
#include "build/hostquestions.h"
#include "build/partclock.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

bool isOverItsOwnCeiling(const Error &error)
{
    return error.code == ErrorCode::BudgetExceeded && error.args.value(u"scope"_s) == "feature"_L1;
}

}  // namespace

BuildPhases::BuildPhases(BuildRun &run, BuildSandbox &sandbox)
    : m_run(run)
    , m_sandbox(sandbox)
    , m_gates(run, sandbox)
    , m_keeper(run, sandbox)
    , m_verification(run, sandbox)
{
}

agent::AgentContext BuildPhases::context(Role role)
{
    const BuildEnvironment &environment = m_run.environment;
    const BuildOptions &options = m_run.job.options;
    const QString own = m_run.job.modelId.isEmpty() ? options.model : m_run.job.modelId;
    const bool demonstration = environment.model.isDemonstration();
    const RoleChoice choice = roleChoice(options, role, own, demonstration);
    const RoleChoice side = roleChoice(options, Role::Review, own, demonstration);
    return {environment.model,
            *m_sandbox.get(),
            m_run.log,
            environment.blobs,
            environment.clock,
            environment.executor,
            choice.model,
            choice.effort,
            m_run.deadlineMs,
            m_run.policy.get(),
            nullptr,
            [this] { m_keeper.beforeChanges(); },
            [this] { m_keeper.afterChanges(); },
            side.model,
            side.effort,
            environment.unheard};
}

Status BuildPhases::safePoint(const std::stop_token &stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    const BuildEnvironment &environment = m_run.environment;
    if (environment.pauseRequested && environment.pauseRequested()) {
        m_run.pausing = true;
        return fail(ErrorCode::Cancelled, u"pause"_s);
    }
    if (environment.moveRequested && environment.moveRequested()) {
        m_run.waits = BuildEvent {BuildEventKind::Move, QString(reason::moving)};
        return fail(ErrorCode::Cancelled, u"move"_s);
    }
    if (environment.thinCheckpoints && m_keeper.takeThinning())
        environment.thinCheckpoints();
    return m_sandbox.openHosts(stop);
}

Status BuildPhases::phase(Phase phase, const std::stop_token &stop, const std::function<Status(std::stop_token)> &body)
{
    auto committed = m_run.log.commit(EventType::PhaseStarted, Json {{"phase", toStd(toKey(phase))}});
    if (!committed)
        return fail(committed.error());
    const PartClock clock(m_run, phase, {}, stop);
    const Status did = body(clock.token());
    m_keeper.settle();
    if (!did) {
        // A safe point says Cancelled as well, and then its own reason counts.
        const auto reached = m_run.waits || m_run.pausing ? std::nullopt : clock.reached(did.error());
        return reached ? Status(fail(*reached)) : did;
    }
    committed = m_run.log.commit(EventType::PhaseEnded, Json {{"phase", toStd(toKey(phase))}});
    return committed ? Status() : fail(committed.error());
}

Status BuildPhases::work(std::stop_token stop)
{
    m_keeper.touched();
    if (auto fresh = m_gates.refresh(); !fresh)
        return fresh;
    if (m_run.planned && m_run.people.sentBack(u"feature"_s)) {
        m_run.planned = false;
        m_run.features.clear();
    }
    if (m_run.planned) {
        // A checkpoint is older than the proofs that were run from it: its list knows less than the log.
        if (auto done = agent::HandOver(*m_sandbox.get()).writeFeatures(m_run.features, stop); !done)
            return done;
    } else {
        auto planned = phase(Phase::Plan, stop, [&](std::stop_token part) { return plan(std::move(part)); });
        if (!planned || m_run.features.isEmpty())
            return planned;
    }
    if (auto agreed = m_gates.checkPlan(); !agreed)
        return agreed;
    if (auto done = buildAndProve(stop); !done)
        return done;
    // What no command can prove is looked at by the person there, so it does not hold up the look.
    const bool ready = std::ranges::all_of(m_run.features, [](const Feature &feature) {
        return isSettled(feature.status) || feature.status == FeatureStatus::NeedsYou;
    });
    return ready ? m_gates.checkRelease() : Status();
}

Status BuildPhases::buildAndProve(std::stop_token stop)
{
    for (int round = 0; round < rounds; ++round) {
        if (m_queue.next(m_run.features, m_gates.parked()) != nullptr) {
            if (auto done =
                    phase(Phase::Implement, stop, [&](std::stop_token part) { return implement(std::move(part)); });
                !done)
                return done;
        } else if (round > 0) {
            break;
        }
        if (auto free = safePoint(stop); !free)
            return free;
        if (auto answered = m_gates.checkQuestions(); !answered)
            return answered;
        if (auto done = phase(Phase::Verify, stop, [&](std::stop_token part) { return verifyAll(std::move(part)); });
            !done)
            return done;
        if (m_run.allSettled())
            break;
    }
    return {};
}

Status BuildPhases::plan(std::stop_token stop)
{
    const spec::AppSpec &spec = *m_run.job.spec;
    agent::HandOver handOver(*m_sandbox.get());
    if (auto done = handOver.writeSpec(spec, stop); !done)
        return done;
    if (auto done = handOver.prepareGit(stop); !done)
        return done;
    if (auto done = m_keeper.keepChanges(u"session"_s, stop); !done)
        return done;
    if (auto agreed = agreeOnDesign(stop); !agreed)
        return agreed;
    BuildDesk desk(m_run, {});
    agent::AgentContext agentContext = context(Role::Plan);
    agentContext.desk = &desk;
    agent::Planner planner(agentContext);
    auto features = planner.plan(planRequest(), stop);
    if (!features)
        return fail(features.error());
    if (planner.asked())
        return m_gates.checkQuestions();
    return features->isEmpty() ? Status() : keepPlan(std::move(*features), stop);
}

/// A gate after the design splits the planning session in two.
Status BuildPhases::agreeOnDesign(std::stop_token stop)
{
    if (!m_gates.designIsDue())
        return m_gates.useAgreedDesign(stop);
    BuildDesk desk(m_run, {});
    agent::AgentContext agentContext = context(Role::Plan);
    agentContext.desk = &desk;
    agent::Planner planner(agentContext);
    auto drawn = planner.design(planRequest(), stop);
    if (!drawn)
        return fail(drawn.error());
    if (planner.asked())
        return m_gates.checkQuestions();
    if (!*drawn)
        return {};  // nothing to see in this application, so nothing to agree on
    if (auto done = m_keeper.keep(u"design"_s, stop); !done)
        return done;
    return m_gates.openDesign(stop);
}

agent::PlanRequest BuildPhases::planRequest() const
{
    return {*m_run.job.spec, m_run.job.options.tier, m_run.job.options.features, m_run.people.forModel({})};
}

Status BuildPhases::keepPlan(QList<Feature> features, std::stop_token stop)
{
    if (auto done = m_gates.useAgreedDesign(stop); !done)
        return done;
    if (auto done = agent::HandOver(*m_sandbox.get()).writeFeatures(features, stop); !done)
        return done;
    // First the checkpoint, then the event: a plan that stands in the log can always be gone on from.
    if (auto done = m_keeper.keep(u"plan"_s, stop); !done)
        return done;
    auto committed = m_run.log.commit(EventType::FeaturesPlanned, Json {{"features", toJson(features)}});
    if (!committed)
        return fail(committed.error());
    m_run.features = std::move(features);
    m_run.planned = true;
    return {};
}

Status BuildPhases::implement(std::stop_token stop)
{
    if (auto done = proveFinished(stop); !done)
        return done;
    while (const Feature *next = m_queue.next(m_run.features, m_gates.parked())) {
        if (auto free = safePoint(stop); !free)
            return free;
        if (auto agreed = m_gates.checkProgress(); !agreed)
            return agreed;
        const Feature feature = *next;  // the list changes meanwhile
        if (auto done = tryFeature(feature, stop); !done)
            return done;
        if (auto asked = askForHosts(feature.id); !asked)
            return asked;
    }
    return {};
}

Status BuildPhases::tryFeature(const Feature &feature, std::stop_token stop)
{
    if (auto done = m_keeper.keepChanges(u"session"_s, stop); !done)
        return done;
    if (m_queue.tries(feature.id) == 0)
        if (auto held = m_verification.verifySample(stop); !held)
            return held;
    auto committed = m_run.log.commit(EventType::FeatureStarted, Json {{"feature", toStd(feature.id)}});
    if (!committed)
        return fail(committed.error());
    QString previous = m_verification.whatFailed(feature, m_queue.tries(feature.id));
    // A new try of the whole build begins with what ended the last one.
    if (const QString &failure = m_run.job.resume.failure; !failure.isEmpty())
        previous.prepend(failure + (previous.isEmpty() ? QString() : u"\n\n"_s));
    BuildDesk desk(m_run, feature.id);
    agent::AgentContext agentContext = context(Role::Code);
    agentContext.desk = &desk;
    agent::Coder coder(agentContext);
    auto session = codeWithin(coder, feature, previous, stop);
    const bool overCeiling = !session && isOverItsOwnCeiling(session.error());
    const bool ownFault = !session && eventForError(session.error()).reason == reason::internal;
    if (!session && !overCeiling && !ownFault)
        return fail(session.error());
    // No try: it goes on when the answer is there. What was done so far is kept.
    if (session && session->end == agent::SessionEnd::Asked)
        return m_keeper.keep(u"question"_s, stop);
    // Counted only when the session came to its end: one that a lost sandbox cut short was no try.
    m_queue.tried(feature.id);
    if (overCeiling)
        if (auto left = leaveOverCeiling(feature.id, session.error()); !left)
            return left;
    if (ownFault)
        if (auto said = sayOwnFault(feature.id, session.error()); !said)
            return said;
    const bool stuck = session && session->end == agent::SessionEnd::Stuck;
    const bool stuckAgain = stuck && m_run.stuck.contains(feature.id);
    if (stuck)
        m_run.stuck.insert(feature.id);
    else
        m_run.stuck.remove(feature.id);
    if (auto done = protectFeatureList(stop); !done)
        return done;
    if (auto done = m_keeper.keep(u"feature"_s, stop); !done)
        return done;
    m_run.job.resume.unproved = feature.id;
    if (auto done = proveFinished(stop); !done || !stuckAgain)
        return done;
    return pauseStuck(feature.id);
}

/// A ceiling of the feature's own ends the session in the middle of whatever it does.
Result<agent::SessionOutcome> BuildPhases::codeWithin(agent::Coder &coder, const Feature &feature,
                                                      const QString &previous, const std::stop_token &stop)
{
    const PartClock clock(m_run, Phase::Implement, feature.id, stop);
    auto session = coder.implement(*m_run.job.spec, feature, m_run.features, previous,
                                   m_run.people.forModel(feature.id), clock.token());
    if (!session)
        if (const auto reached = clock.reached(session.error()))
            return fail(*reached);
    return session;
}

/// Errors of the program itself end a session, not the build: the feature was tried, that is all.
Status BuildPhases::sayOwnFault(const QString &feature, const Error &error)
{
    const QString text =
        u"The session on %1 ended with an error of the program itself (%2: %3); it counts as a try of the feature."_s
            .arg(feature, toKey(error.code), error.detail);
    return m_run.log.append(EventType::BuildNote, Json {{"level", "error"}, {"text", toStd(text)}});
}

/// Twice in circles on the same feature: more tries would only burn money, so a person has to look.
Status BuildPhases::pauseStuck(const QString &id)
{
    const auto feature = std::ranges::find(std::as_const(m_run.features), id, &Feature::id);
    if (feature == m_run.features.cend() || isSettled(feature->status))
        return {};
    m_run.waits = BuildEvent {BuildEventKind::Pause, QString(reason::stuck)};
    return fail(ErrorCode::Cancelled, u"stuck"_s);
}

/// A feature that used up what it may cost by itself does not hold up the others.
Status BuildPhases::leaveOverCeiling(const QString &feature, const Error &error)
{
    m_queue.giveUp(feature);
    const QString text =
        u"The feature %1 has used up its own ceiling (%2: %3); the build goes on with the others."_s.arg(
            feature, error.args.value(u"what"_s), error.args.value(u"limit"_s));
    return m_run.log.append(EventType::BuildNote, Json {{"level", "warn"}, {"text", toStd(text)}});
}

/// A feature that does not hold, and that a closed door may have spoiled, waits for the person's word.
Status BuildPhases::askForHosts(const QString &id)
{
    if (auto fresh = m_gates.refresh(); !fresh)
        return fresh;
    const auto feature = std::ranges::find(std::as_const(m_run.features), id, &Feature::id);
    if (feature == m_run.features.cend() || isSettled(feature->status))
        return {};
    auto asked = HostQuestions(m_run).ask(id);
    if (!asked)
        return fail(asked.error());
    if (*asked)
        m_queue.forgive(id);
    return {};
}

/// What a session finished is judged before anything else is done, also after a crash or a lost sandbox in between.
Status BuildPhases::proveFinished(std::stop_token stop)
{
    const QString id = m_run.job.resume.unproved;
    const auto feature = std::ranges::find(std::as_const(m_run.features), id, &Feature::id);
    if (id.isEmpty() || feature == m_run.features.cend() || isSettled(feature->status))
        return {};
    if (m_queue.tries(id) == 0)
        m_queue.tried(id);
    if (auto done = m_verification.verify({*feature}, u"feature"_s, stop); !done)
        return done;
    if (auto done = m_verification.doubt(context(Role::Verify), false, stop); !done)
        return done;
    m_run.job.resume.unproved.clear();
    const auto judged = std::ranges::find(std::as_const(m_run.features), id, &Feature::id);
    const bool holds = judged != m_run.features.cend() && judged->status == FeatureStatus::Verified;
    return m_keeper.keepFeatureList(holds ? u"verified"_s : u"unverified"_s, stop);
}

/// feature_list.json belongs to the harness: whatever else stands in it was not agreed.
Status BuildPhases::protectFeatureList(std::stop_token stop)
{
    agent::HandOver handOver(*m_sandbox.get());
    auto reverted = handOver.restoreFeatures(m_run.features, stop);
    if (!reverted)
        return fail(reverted.error());
    if (!*reverted)
        return {};
    return m_run.log.append(EventType::FeatureListReverted,
                            Json {{"why", "the file was not what the harness had written"}});
}

Status BuildPhases::verifyAll(std::stop_token stop)
{
    if (auto done = m_keeper.keepChanges(u"verify"_s, stop); !done)
        return done;
    if (auto done = m_verification.verify(m_run.features, u"all"_s, stop); !done)
        return done;
    return m_run.allSettled() ? m_verification.doubt(context(Role::Verify), true, stop) : Status();
}

}  // namespace bw::build
