// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/featureverification.h"

#include "agent/handover.h"
#include "agent/proofcheck.h"
#include "agent/proofreading.h"
#include "artifact/tarwriter.h"
#include "build/gateremark.h"
#include "build/prooftrees.h"

namespace bw::build
{

using namespace Qt::StringLiterals;
using agent::Verifier;

namespace
{

constexpr qsizetype treesKept = 4;

Verifier::Fill fillFrom(artifact::Manifest tree, const store::BlobStore &blobs)
{
    return [tree = std::move(tree), &blobs](sandbox::Sandbox &fresh, std::stop_token stop) {
        return fresh.archiveIn(QString::fromLatin1(sandbox::workspacePath), artifact::tarSource(tree, blobs), stop);
    };
}

int mayTake(const Feature &feature)
{
    int seconds = 0;
    for (const Proof &proof : feature.proof)
        seconds += proof.timeoutSeconds;
    return seconds;
}

/// What a plan says where no command can prove a feature (propose_features).
QString manualOf(const Feature &feature)
{
    return isRemark(feature) ? feature.description : jsonString(feature.unknown, "manual");
}

bool isForPeople(FeatureStatus status) { return status == FeatureStatus::Accepted || status == FeatureStatus::Skipped; }

}  // namespace

FeatureVerification::FeatureVerification(BuildRun &run, BuildSandbox &sandbox)
    : m_run(run)
    , m_sandbox(sandbox)
{
}

FeatureVerification::~FeatureVerification() = default;

Status FeatureVerification::refresh()
{
    if (!m_run.environment.proofEvents)
        return {};
    auto events = m_run.environment.proofEvents(m_record.lastSeq + 1);
    if (!events)
        return fail(events.error());
    for (const Event &event : std::as_const(*events))
        m_record.apply(event);
    return {};
}

Result<std::shared_ptr<const FeatureVerification::Tree>> FeatureVerification::tree(const BlobHash &manifest)
{
    if (const auto known = m_trees.constFind(manifest.value); known != m_trees.cend())
        return *known;
    auto loaded = loadManifest(m_run.environment.blobs, manifest);
    if (!loaded)
        return fail(loaded.error());
    const auto shared = std::make_shared<const artifact::Manifest>(std::move(*loaded));
    auto tree = std::make_shared<const Tree>(Tree {shared, projectFiles(shared, m_run.environment.blobs)});
    if (m_trees.size() >= treesKept)
        m_trees.clear();
    m_trees.insert(manifest.value, tree);
    return tree;
}

/// Trees on which a proof has to fail: the one before the feature's first session; where an earlier feature has done
/// the work already, that of the plan. Of a build that knows neither (a branch), an empty one.
Result<QList<Verifier::Fill>> FeatureVerification::earlier(const Feature &feature, const Proof &proof, const Tree &now)
{
    QList<BlobHash> wanted;
    for (const BlobHash &hash : {m_record.before(feature.id), m_record.planned})
        if (!hash.value.isEmpty() && !wanted.contains(hash))
            wanted.append(hash);
    if (wanted.isEmpty())
        wanted.append(BlobHash {});
    const QStringList own = agent::filesOfProof(proof, now.project);
    QList<Verifier::Fill> fills;
    for (const BlobHash &hash : std::as_const(wanted)) {
        artifact::Manifest before;
        if (!hash.value.isEmpty()) {
            auto loaded = tree(hash);
            if (!loaded && loaded.error().code != ErrorCode::NotFound)
                return fail(loaded.error());
            // Of a checkpoint that was given up nothing is left but the empty tree that every build begins with.
            if (loaded)
                before = *(*loaded)->manifest;
        }
        fills.append(fillFrom(withFilesOf(before, *now.manifest, own), m_run.environment.blobs));
    }
    return fills;
}

Result<Verifier::Ground> FeatureVerification::look(const Feature &feature, const Proof &proof)
{
    auto now = tree(m_run.checkpoint->manifest);
    if (!now)
        return fail(now.error());
    Verifier::Ground ground;
    ground.enough = !m_record.isByCoder(feature.id, proof);
    ground.files = contentsOfProof(proof, *(*now)->manifest, (*now)->project);
    const auto known = m_record.verdict(feature.id, proof);
    const bool same = known && known->files == ground.files;
    if (known && known->counts && !same)
        if (auto said = sayChanged(feature, ground.files); !said)
            return fail(said.error());
    ground.nothing = agent::whyProvesNothing(proof, (*now)->project);
    if (ground.nothing.isEmpty() && same && !known->counts)
        ground.nothing = known->why;
    ground.wasSaid = same && !known->counts;
    ground.failedBefore = same && known->counts;
    if (ground.nothing.isEmpty() && !ground.failedBefore) {
        auto fills = earlier(feature, proof, **now);
        if (!fills)
            return fail(fills.error());
        ground.before = std::move(*fills);
    }
    return ground;
}

/// Tests that were agreed on and proved with are others now: that is seen, once for each change, and everything that
/// was found out about the former ones is void.
Status FeatureVerification::sayChanged(const Feature &feature, const QString &files)
{
    const QString change = feature.id + u'\n' + files;
    if (m_changesSaid.contains(change))
        return {};
    m_changesSaid.insert(change);
    const QString text = u"The tests of %1 were changed after it had been proved with them."_s.arg(feature.id);
    return m_run.log.append(EventType::BuildNote, Json {{"level", "warn"}, {"text", toStd(text)}});
}

Status FeatureVerification::verify(const QList<Feature> &features, const QString &scope, std::stop_token stop)
{
    if (auto fresh = refresh(); !fresh)
        return fresh;
    if (auto taken = takeInProposals(); !taken)
        return taken;
    if (auto marked = markStale(features); !marked)
        return marked;
    QList<Feature> proving;
    for (const Feature &feature : features) {
        const auto known = std::ranges::find(m_run.features, feature.id, &Feature::id);
        if (known != m_run.features.end() && !isForPeople(known->status))
            proving.append(*known);
    }
    if (auto asked = needPeople(proving); !asked)
        return asked;
    if (proving.isEmpty())
        return finish({}, stop);
    const BuildEnvironment &environment = m_run.environment;
    Verifier verifier({environment.sandboxes, m_run.log, environment.blobs, environment.clock});
    const BlobHash manifest = m_run.checkpoint->manifest;
    auto proved = verifier.verify(
        m_sandbox.request(),
        [&](sandbox::Sandbox &fresh, std::stop_token filling) {
            return restoreCheckpoint(fresh, environment.blobs, manifest, filling);
        },
        proving, scope, stop, [this](const Feature &feature, const Proof &proof) { return look(feature, proof); });
    if (!proved)
        return fail(proved.error());
    for (const Verifier::Judgement &judgement : verifier.judgements())
        m_nothing.insert(judgement.feature + u'\n' + ProofRecord::keyOf(judgement.proof), judgement.why);
    return finish(*proved, stop);
}

Status FeatureVerification::finish(const QList<Feature> &proved, std::stop_token stop)
{
    for (const Feature &feature : proved) {
        const auto known = std::ranges::find(m_run.features, feature.id, &Feature::id);
        if (known == m_run.features.end())
            continue;
        known->status = feature.status;
        known->evidence = feature.evidence;
    }
    if (auto fresh = refresh(); !fresh)
        return fresh;
    agent::HandOver handOver(*m_sandbox.get());
    return handOver.writeFeatures(m_run.features, stop);
}

Status FeatureVerification::setStatus(Feature &feature, FeatureStatus status)
{
    if (feature.status == status)
        return {};
    feature.status = status;
    auto committed = m_run.log.commit(
        EventType::FeatureStatus,
        Json {{"feature", toStd(feature.id)}, {"status", toStd(toKey(status))}, {"evidence_seq", Json::array()}});
    return committed ? Status() : fail(committed.error());
}

/// Features without a proof that counts are for a person, when the plan says how to look; they leave the list.
Status FeatureVerification::needPeople(QList<Feature> &features)
{
    QList<Feature> rest;
    for (const Feature &feature : std::as_const(features)) {
        const bool agreed = std::ranges::any_of(
            feature.proof, [&](const Proof &proof) { return !m_record.isByCoder(feature.id, proof); });
        const auto known = std::ranges::find(m_run.features, feature.id, &Feature::id);
        if (agreed || manualOf(feature).isEmpty()) {
            rest.append(feature);
        } else if (m_record.work.contains(feature.id)) {
            if (auto set = setStatus(*known, FeatureStatus::NeedsYou); !set)
                return set;
        }
    }
    features = rest;
    return {};
}

/// What sessions proposed stands in the log; from now on it belongs to the features.
Status FeatureVerification::takeInProposals()
{
    for (const ProofRecord::Proposal &proposal : std::exchange(m_record.proposals, {})) {
        const auto feature = std::ranges::find(m_run.features, proposal.feature, &Feature::id);
        if (feature != m_run.features.end() && !feature->proof.contains(proposal.proof))
            feature->proof.append(proposal.proof);
    }
    return {};
}

Status FeatureVerification::markStale(const QList<Feature> &proving)
{
    const BlobHash newest = m_run.checkpoint->manifest;
    const BlobHash since = std::exchange(m_staleAsOf, newest);
    if (since == newest)
        return {};
    auto now = tree(newest);
    if (!now)
        return fail(now.error());
    for (Feature &feature : m_run.features) {
        const auto proved = m_record.proved.constFind(feature.id);
        if (feature.status != FeatureStatus::Verified || proved == m_record.proved.cend() || proved->tree == newest
            || std::ranges::contains(proving, feature.id, &Feature::id))
            continue;
        // Of a build that goes on, nobody has compared since it was proved.
        auto stale = isStale(feature, since.value.isEmpty() ? proved->tree : since, **now);
        if (!stale)
            return fail(stale.error());
        if (*stale)
            if (auto set = setStatus(feature, FeatureStatus::Stale); !set)
                return set;
    }
    return {};
}

/// Its files: what its sessions changed, and what its proofs are made of.
Result<bool> FeatureVerification::isStale(const Feature &feature, const BlobHash &since, const Tree &now)
{
    auto then = tree(since);
    if (!then && then.error().code == ErrorCode::NotFound)
        return true;  // given up: nobody can say any more that nothing changed
    if (!then)
        return fail(then.error());
    const QSet<QByteArray> changed = filesChanged(*(*then)->manifest, *now.manifest);
    auto &[read, files] = m_files[feature.id];
    const QList<ProofRecord::Work> sessions = m_record.work.value(feature.id);
    for (; read < sessions.size(); ++read) {
        const ProofRecord::Work &work = sessions.at(read);
        if (work.before.value.isEmpty() || work.after.value.isEmpty())
            continue;
        auto before = tree(work.before);
        auto after = before ? tree(work.after) : before;
        if (!after && after.error().code == ErrorCode::NotFound)
            continue;
        if (!after)
            return fail(after.error());
        files += filesChanged(*(*before)->manifest, *(*after)->manifest);
    }
    if (std::ranges::any_of(changed, [&](const QByteArray &path) { return files.contains(path); }))
        return true;
    return std::ranges::any_of(feature.proof, [&](const Proof &proof) {
        return std::ranges::any_of(agent::closureOfProof(proof, now.project),
                                   [&](const QString &path) { return changed.contains(path.toUtf8()); });
    });
}

Status FeatureVerification::verifySample(std::stop_token stop)
{
    if (auto fresh = refresh(); !fresh)
        return fresh;
    if (auto marked = markStale({}); !marked)
        return marked;
    QList<Feature> held;
    std::ranges::copy_if(m_run.features, std::back_inserter(held), [](const Feature &feature) {
        return feature.status == FeatureStatus::Verified || feature.status == FeatureStatus::Stale;
    });
    std::ranges::stable_sort(held, {}, [this](const Feature &feature) {
        return std::pair(feature.status != FeatureStatus::Stale, m_record.proved.value(feature.id).seq);
    });
    QList<Feature> sample;
    int seconds = 0;
    for (const Feature &feature : std::as_const(held)) {
        seconds += mayTake(feature);
        if (sample.size() == sampleSize || (seconds > sampleSeconds && !sample.isEmpty()))
            break;
        sample.append(feature);
    }
    return sample.isEmpty() ? Status() : verify(sample, u"again"_s, stop);
}

/// For the next try: the last run of each proof that failed, as the model should read it.
QString FeatureVerification::whatFailed(const Feature &feature, int tries)
{
    // A log that cannot be read is told by whoever writes to it next.
    (void)refresh();
    QStringList parts = m_record.remarks.value(feature.id);
    if (tries > 0 || !feature.evidence.isEmpty()) {
        const QList<Evidence> last = feature.evidence.last(qMin(feature.evidence.size(), feature.proof.size()));
        for (const Evidence &evidence : last) {
            if (evidence.exitCode == 0 && !evidence.timedOut)
                continue;
            const QString how = evidence.timedOut ? u"was stopped at its time limit"_s
                                                  : u"ended with exit code %1"_s.arg(evidence.exitCode);
            parts.append(u"%1\n%2:\n%3"_s.arg(evidence.command, how, evidence.output));
        }
        for (const Proof &proof : feature.proof) {
            const auto known = m_record.verdict(feature.id, proof);
            QString why = m_nothing.value(feature.id + u'\n' + ProofRecord::keyOf(proof));
            if (why.isEmpty() && known && !known->counts && known->by == "harness"_L1)
                why = known->why;
            if (!why.isEmpty())
                parts.append(u"%1\ndoes not count as a proof: %2."_s.arg(proof.command, why));
        }
    }
    return parts.join(u"\n\n"_s);
}

}  // namespace bw::build
