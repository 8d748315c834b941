// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/agentcontext.h"
#include "agent/projectfiles.h"
#include "agent/verifier.h"
#include "build/buildsandbox.h"
#include "build/proofrecord.h"

namespace bw::build
{

/// What proves the features of a running build. Used by the build's worker thread only.
class FeatureVerification final
{
public:
    FeatureVerification(BuildRun &run, BuildSandbox &sandbox);
    ~FeatureVerification();

    /// Runs the proofs of these features on the newest checkpoint, each in a fresh sandbox; statuses and evidence go
    /// into the run and into feature_list.json. What a person settled (accepted, skipped) is left alone; what no
    /// command can prove needs a person. Before that, verified features whose files have changed become stale. Events:
    /// those of agent::Verifier, feature.status.
    Status verify(const QList<Feature> &features, const QString &scope, std::stop_token stop);
    /// Before a new feature: a few of those that held are proved once more, stale ones first, then those whose last
    /// proof is oldest.
    Status verifySample(std::stop_token stop);
    /// Holds the sceptical session over the features that turned green since the last one, when there are enough of
    /// them, or `now`. It may take a status away. With a model that has no answers for it a note says so, once.
    Status doubt(const agent::AgentContext &context, bool now, std::stop_token stop);
    /// For the next try: the last run of each proof that failed, and why one that passed does not count, as the model
    /// should read it; what a person or the sceptical session said. Empty at the first try.
    [[nodiscard]] QString whatFailed(const Feature &feature, int tries);

    static constexpr int sampleSize = 2;
    /// What the proofs of a sample may take at most, by the limits that they declare: the choice is the same whatever
    /// the machine does.
    static constexpr int sampleSeconds = 180;
    static constexpr int doubtEvery = 5;  ///< features that turned green

private:
    struct Tree {
        std::shared_ptr<const artifact::Manifest> manifest;
        agent::ProjectFiles project;
    };
    Status refresh();
    Result<std::shared_ptr<const Tree>> tree(const BlobHash &manifest);
    Result<agent::Verifier::Ground> look(const Feature &feature, const Proof &proof);
    Result<QList<agent::Verifier::Fill>> earlier(const Feature &feature, const Proof &proof, const Tree &now);
    Status sayChanged(const Feature &feature, const QString &files);
    Status markStale(const QList<Feature> &proving);
    Result<bool> isStale(const Feature &feature, const BlobHash &since, const Tree &now);
    Status takeInProposals();
    Status setStatus(Feature &feature, FeatureStatus status);
    Status needPeople(QList<Feature> &features);
    Status finish(const QList<Feature> &proved, std::stop_token stop);
    Status holdDoubt(const agent::AgentContext &context, const QList<Feature> &green, std::stop_token stop);
    Status recordAgainst(const Feature &feature, const Proof &proof, const QString &why);
    Status settleDoubt(const QList<Feature> &green, std::stop_token stop);
    [[nodiscard]] QString notesFor(const QList<Feature> &green) const;

    BuildRun &m_run;
    BuildSandbox &m_sandbox;
    ProofRecord m_record;
    QHash<QString, std::shared_ptr<const Tree>> m_trees;             ///< by manifest; a few
    QHash<QString, std::pair<qsizetype, QSet<QByteArray>>> m_files;  ///< by feature: sessions read, its files
    QHash<QString, QString> m_nothing;                               ///< by feature and proof: why it does not count
    QSet<QString> m_changesSaid;
    BlobHash m_staleAsOf;  ///< tree on which staleness was decided last
    bool m_saidNoDoubt = false;
};

}  // namespace bw::build
