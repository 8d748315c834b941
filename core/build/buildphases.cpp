// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildphases.h"

#include "agent/coder.h"
#include "agent/handover.h"
#include "agent/planner.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

BuildPhases::BuildPhases(BuildRun &run, BuildSandbox &sandbox)
    : m_run(run)
    , m_sandbox(sandbox)
    , m_keeper(run, sandbox)
    , m_verification(run, sandbox)
{
}

agent::AgentContext BuildPhases::context() const
{
    const BuildEnvironment &environment = m_run.environment;
    return {environment.model,
            *m_sandbox.get(),
            m_run.log,
            environment.blobs,
            environment.clock,
            environment.executor,
            m_run.job.modelId.isEmpty() ? m_run.job.options.model : m_run.job.modelId,
            {},
            m_run.deadlineMs,
            m_run.policy.get()};
}

Status BuildPhases::safePoint(const std::stop_token &stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    const auto &pauseRequested = m_run.environment.pauseRequested;
    if (!pauseRequested || !pauseRequested())
        return {};
    m_run.pausing = true;
    return fail(ErrorCode::Cancelled, u"pause"_s);
}

Status BuildPhases::phase(Phase phase, const std::function<Status()> &body)
{
    auto committed = m_run.log.commit(EventType::PhaseStarted, Json {{"phase", toStd(toKey(phase))}});
    if (!committed)
        return fail(committed.error());
    if (auto done = body(); !done)
        return done;
    committed = m_run.log.commit(EventType::PhaseEnded, Json {{"phase", toStd(toKey(phase))}});
    return committed ? Status() : fail(committed.error());
}

Status BuildPhases::work(std::stop_token stop)
{
    if (m_run.planned) {
        // A checkpoint is older than the proofs that were run from it: its list knows less than the log.
        if (auto done = agent::HandOver(*m_sandbox.get()).writeFeatures(m_run.features, stop); !done)
            return done;
    } else {
        auto planned = phase(Phase::Plan, [&] { return plan(stop); });
        if (!planned || m_run.features.isEmpty())
            return planned;
    }
    for (int round = 0; round < rounds; ++round) {
        if (m_queue.next(m_run.features) != nullptr) {
            if (auto done = phase(Phase::Implement, [&] { return implement(stop); }); !done)
                return done;
        } else if (round > 0) {
            break;
        }
        if (auto free = safePoint(stop); !free)
            return free;
        if (auto done = phase(Phase::Verify, [&] { return verifyAll(stop); }); !done)
            return done;
        if (m_run.allVerified())
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
    agent::AgentContext agentContext = context();
    agent::Planner planner(agentContext);
    auto features = planner.plan({spec, m_run.job.options.tier, m_run.job.options.features}, stop);
    if (!features)
        return fail(features.error());
    if (features->isEmpty())
        return {};
    if (auto done = handOver.writeFeatures(*features, stop); !done)
        return done;
    // First the checkpoint, then the event: a plan that stands in the log can always be gone on from.
    if (auto done = m_keeper.keep(u"plan"_s, stop); !done)
        return done;
    auto committed = m_run.log.commit(EventType::FeaturesPlanned, Json {{"features", toJson(*features)}});
    if (!committed)
        return fail(committed.error());
    m_run.features = std::move(*features);
    m_run.planned = true;
    return {};
}

Status BuildPhases::implement(std::stop_token stop)
{
    while (const Feature *next = m_queue.next(m_run.features)) {
        if (auto free = safePoint(stop); !free)
            return free;
        if (auto done = tryFeature(*next, stop); !done)
            return done;
    }
    return {};
}

Status BuildPhases::tryFeature(Feature feature, std::stop_token stop)
{
    auto committed = m_run.log.commit(EventType::FeatureStarted, Json {{"feature", toStd(feature.id)}});
    if (!committed)
        return fail(committed.error());
    const QString previous = m_verification.whatFailed(feature, m_queue.tries(feature.id));
    agent::AgentContext agentContext = context();
    agent::Coder coder(agentContext);
    auto session = coder.implement(*m_run.job.spec, feature, m_run.features, previous, stop);
    if (!session)
        return fail(session.error());
    // Counted only when the session came to its end: one that a lost sandbox cut short was no try.
    m_queue.tried(feature.id);
    if (session->end == agent::SessionEnd::Stuck)
        m_run.stuck.insert(feature.id);
    else
        m_run.stuck.remove(feature.id);
    if (auto done = protectFeatureList(stop); !done)
        return done;
    if (auto done = m_keeper.keep(u"feature"_s, stop); !done)
        return done;
    return m_verification.verify({feature}, u"feature"_s, stop);
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
    if (auto done = m_keeper.keep(u"verify"_s, stop); !done)
        return done;
    return m_verification.verify(m_run.features, u"all"_s, stop);
}

}  // namespace bw::build
