// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/sceptic.h"
#include "build/featureverification.h"
#include "build/prooftrees.h"

// The sceptical session of FeatureVerification.
namespace bw::build
{

using namespace Qt::StringLiterals;

Status FeatureVerification::doubt(const agent::AgentContext &context, bool now, std::stop_token stop)
{
    if (auto fresh = refresh(); !fresh)
        return fresh;
    QList<Feature> green;
    std::ranges::copy_if(m_run.features, std::back_inserter(green), [this](const Feature &feature) {
        return feature.status == FeatureStatus::Verified && m_record.undoubted.contains(feature.id);
    });
    if (green.isEmpty() || (!now && green.size() < doubtEvery))
        return {};
    if (!context.model.hasTurnsFor(QString::fromLatin1(agent::Sceptic::purpose))) {
        if (std::exchange(m_saidNoDoubt, true))
            return {};
        return m_run.log.append(
            EventType::BuildNote,
            Json {{"level", "info"},
                  {"text", "Nobody took a sceptical look at the proofs: the recording has no turns for it."}});
    }
    Json ids = Json::array();
    for (const Feature &feature : std::as_const(green))
        ids.push_back(toStd(feature.id));
    auto said =
        m_run.log.commit(EventType::VerificationStarted, Json {{"scope", "sceptical"}, {"features", std::move(ids)}});
    if (!said)
        return fail(said.error());
    if (auto held = holdDoubt(context, green, stop); !held)
        return held;
    return settleDoubt(green, stop);
}

/// In a copy of the checkpoint, with nothing of the work's sandbox.
Status FeatureVerification::holdDoubt(const agent::AgentContext &context, const QList<Feature> &green,
                                      std::stop_token stop)
{
    const BuildEnvironment &environment = m_run.environment;
    auto made = environment.sandboxes.create(m_sandbox.request(), stop);
    if (!made)
        return fail(made.error());
    const std::unique_ptr<sandbox::Sandbox> copy = std::move(*made);
    const std::string id = toStd(copy->id().value);
    auto said = m_run.log.commit(EventType::SandboxCreated,
                                 Json {{"sandbox", id},
                                       {"provider", toStd(environment.sandboxes.name())},
                                       {"network", toStd(toKey(m_run.job.options.network))},
                                       {"purpose", "proof"}});
    if (!said)
        return fail(said.error());
    Status held = restoreCheckpoint(*copy, environment.blobs, m_run.checkpoint->manifest, stop);
    if (held) {
        agent::AgentContext own {context.model,    *copy,           context.log,    context.blobs,      context.clock,
                                 context.executor, context.modelId, context.effort, context.deadlineMs, context.policy};
        auto looked = agent::Sceptic(own).look(
            *m_run.job.spec, green, notesFor(green),
            [this](const Feature &feature, const Proof &proof, const QString &why) {
                return recordAgainst(feature, proof, why);
            },
            stop);
        // A model that will not look is no reason to stop; what it would have said is missing, and that is said.
        if (!looked && looked.error().code == ErrorCode::Refused)
            held = m_run.log.append(
                EventType::BuildNote,
                Json {{"level", "warn"}, {"text", "The model declined to take a sceptical look at the proofs."}});
        else if (!looked)
            held = fail(looked.error());
    }
    (void)copy->destroy();
    const Status gone = m_run.log.append(EventType::SandboxDestroyed, Json {{"sandbox", id}});
    return held ? gone : held;
}

Status FeatureVerification::recordAgainst(const Feature &feature, const Proof &proof, const QString &why)
{
    auto now = tree(m_run.checkpoint->manifest);
    if (!now)
        return fail(now.error());
    Json payload {{"feature", toStd(feature.id)},
                  {"command", toStd(proof.command)},
                  {"verdict", "proves_nothing"},
                  {"by", "verify"},
                  {"why", toStd(why)}};
    if (!proof.cwd.isEmpty())
        payload["cwd"] = toStd(proof.cwd);
    if (const QString files = contentsOfProof(proof, *(*now)->manifest, (*now)->project); !files.isEmpty())
        payload["files"] = toStd(files);
    auto committed = m_run.log.commit(EventType::ProofJudged, std::move(payload));
    return committed ? Status() : fail(committed.error());
}

/// A test that was agreed on and is another now deserves a closer look.
QString FeatureVerification::notesFor(const QList<Feature> &green) const
{
    QStringList lines;
    for (const Feature &feature : green)
        if (m_record.changedProofs.contains(feature.id))
            lines.append(u"- The tests of %1 were changed after it had been proved with them."_s.arg(feature.id));
    return lines.join(u'\n');
}

Status FeatureVerification::settleDoubt(const QList<Feature> &green, std::stop_token stop)
{
    if (auto fresh = refresh(); !fresh)
        return fresh;
    if (auto taken = takeInProposals(); !taken)
        return taken;
    QList<Feature> again;
    int still = 0;
    for (const Feature &looked : green) {
        const auto feature = std::ranges::find(m_run.features, looked.id, &Feature::id);
        const bool against = std::ranges::any_of(looked.proof, [&](const Proof &proof) {
            const auto known = m_record.verdict(looked.id, proof);
            return known && !known->counts && known->by == "verify"_L1;
        });
        if (against) {
            if (auto set = setStatus(*feature, FeatureStatus::Unverified); !set)
                return set;
        } else {
            ++still;
            if (feature->proof.size() > looked.proof.size())
                again.append(*feature);
        }
    }
    auto said = m_run.log.commit(EventType::VerificationEnded, Json {{"verified", still}, {"total", green.size()}});
    if (!said)
        return fail(said.error());
    return again.isEmpty() ? finish({}, stop) : verify(again, u"feature"_s, stop);
}

}  // namespace bw::build
