// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "model/event.h"
#include "model/feature.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace bw::store
{
class EventStore;
}

namespace bw::build
{

/// What the log of a build says about proofs: where they come from, what was found out about them, between which trees
/// each feature was worked on. Computed from events alone, so that a build that goes on asks nothing twice.
struct ProofRecord {
    /// The trees before and after a session. Manifests of checkpoints.
    struct Work {
        BlobHash before, after;
    };
    struct Verdict {
        bool counts = false;
        QString files;  ///< contents that it is about (prooftrees.h)
        QString by;     ///< "harness" or "verify"
        QString why;
    };
    struct Proposal {
        QString feature;
        Proof proof;
    };
    struct Proved {
        BlobHash tree;
        qint64 seq = 0;
    };

    BlobHash planned;  ///< tree of the plan; empty = unknown
    BlobHash newest;
    QHash<QString, QList<Work>> work;               ///< by feature
    QHash<QString, QHash<QString, Verdict>> found;  ///< by feature and proof (keyOf); the newest of each
    QHash<QString, Proved> proved;                  ///< by feature: when it was verified last
    QHash<QString, QStringList> remarks;            ///< by feature: what the next session has to know
    QSet<QString> byCoder;                          ///< feature + keyOf of proofs that the coding session proposed
    QList<Proposal> proposals;                      ///< in order; whoever takes them in clears it
    QSet<QString> changedProofs;                    ///< features whose proof counted, and then got other files
    QSet<QString> undoubted;                        ///< features that turned green since the sceptical session looked
    qint64 lastSeq = 0;

    [[nodiscard]] std::optional<Verdict> verdict(const QString &feature, const Proof &proof) const;
    [[nodiscard]] bool isByCoder(const QString &feature, const Proof &proof) const
    {
        return byCoder.contains(feature + u'\n' + keyOf(proof));
    }
    /// The tree before the first session of a feature; empty = unknown.
    [[nodiscard]] BlobHash before(const QString &feature) const;
    /// Manifests of the trees on which proofs of these features may still have to fail. Without one of them a proof
    /// would be held against an empty tree, where everything fails.
    [[nodiscard]] QSet<QString> neededFor(const QList<Feature> &features) const;

    /// In order; types that say nothing here may be left out.
    void apply(const Event &event);

    static QString keyOf(const Proof &proof) { return proof.cwd + u'\n' + proof.command; }

private:
    void followWork(EventType type, const Json &payload);
    void followStatus(const Json &payload, qint64 seq);
    void followVerdict(const Json &payload);

    QString m_feature;  ///< that is worked on
    QSet<QString> m_green;
    QStringList m_doubting;
};

/// A proof as proof.proposed tells it.
Proof proofFrom(const Json &payload);

/// The events that ProofRecord reads, from a number on.
Result<QList<Event>> loadProofEvents(const store::EventStore &events, const BuildId &build, qint64 from);

}  // namespace bw::build
