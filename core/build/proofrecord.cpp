// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/proofrecord.h"

#include "store/eventstore.h"

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageSize = 1000;

}  // namespace

Proof proofFrom(const Json &payload)
{
    return {jsonString(payload, "command"), jsonString(payload, "cwd"),
            static_cast<int>(jsonInt(payload, "timeout_s", 120))};
}

std::optional<ProofRecord::Verdict> ProofRecord::verdict(const QString &feature, const Proof &proof) const
{
    const auto of = found.constFind(feature);
    if (of == found.cend() || !of->contains(keyOf(proof)))
        return std::nullopt;
    return of->value(keyOf(proof));
}

QSet<QString> ProofRecord::neededFor(const QList<Feature> &features) const
{
    QSet<QString> needed {planned.value};
    for (const Feature &feature : features)
        if (!isSettled(feature.status))
            needed.insert(before(feature.id).value);
    needed.remove({});
    return needed;
}

BlobHash ProofRecord::before(const QString &feature) const
{
    const auto sessions = work.constFind(feature);
    return sessions == work.cend() || sessions->isEmpty() ? BlobHash {} : sessions->constFirst().before;
}

void ProofRecord::apply(const Event &event)
{
    lastSeq = event.seq;
    const auto type = eventTypeFromKey(event.type);
    if (!type)
        return;
    if (type == EventType::FeatureStatus)
        followStatus(event.payload, event.seq);
    else if (type == EventType::ProofJudged)
        followVerdict(event.payload);
    else
        followWork(*type, event.payload);
}

void ProofRecord::followWork(EventType type, const Json &payload)
{
    const QString feature = jsonString(payload, "feature");
    if (type == EventType::FeaturesPlanned) {
        // A plan that a person adds to later is older than all that was built.
        if (planned.value.isEmpty())
            planned = newest;
    } else if (type == EventType::FeatureStarted) {
        m_feature = feature;
        work[feature].append({newest, {}});
    } else if (type == EventType::CheckpointMade) {
        newest = BlobHash {jsonString(payload, "manifest_blob")};
        if (m_feature.isEmpty())
            return;
        // Also those in the middle of a session: whatever came last before its proofs ran is its result.
        work[m_feature].last().after = newest;
        if (jsonString(payload, "reason") == "feature"_L1)
            remarks.remove(m_feature);
    } else if (type == EventType::ProofProposed) {
        proposals.append({feature, proofFrom(payload)});
        if (jsonString(payload, "by") == "code"_L1)
            byCoder.insert(feature + u'\n' + keyOf(proofFrom(payload)));
        else
            byCoder.remove(feature + u'\n' + keyOf(proofFrom(payload)));
    } else if (type == EventType::FeatureDecided) {
        if (jsonString(payload, "decision") == "reject"_L1)
            remarks[feature].append(u"A person looked at it and sent it back: "_s + jsonString(payload, "text"));
    } else if (type == EventType::VerificationStarted) {
        m_feature.clear();
        m_doubting.clear();
        if (jsonString(payload, "scope") == "sceptical"_L1 && payload.contains("features"))
            for (const Json &id : payload.at("features"))
                if (id.is_string())
                    m_doubting.append(toQString(id.get<std::string>()));
    } else if (type == EventType::VerificationEnded) {
        for (const QString &id : std::exchange(m_doubting, {}))
            undoubted.remove(id);
    }
}

void ProofRecord::followStatus(const Json &payload, qint64 seq)
{
    const QString feature = jsonString(payload, "feature");
    const auto status = featureStatusFromKey(jsonString(payload, "status"));
    if (status == FeatureStatus::Verified) {
        proved.insert(feature, {newest, seq});
        if (!m_green.contains(feature))
            undoubted.insert(feature);
        m_green.insert(feature);
    } else if (status != FeatureStatus::Stale) {
        m_green.remove(feature);
        undoubted.remove(feature);
    }
}

void ProofRecord::followVerdict(const Json &payload)
{
    const QString feature = jsonString(payload, "feature");
    const Verdict verdict {jsonString(payload, "verdict") == "counts"_L1, jsonString(payload, "files"),
                           jsonString(payload, "by"), jsonString(payload, "why")};
    // The sceptical session takes away and never gives: where it agrees, what the harness saw stays.
    if (verdict.by == "verify"_L1 && verdict.counts)
        return;
    Verdict &last = found[feature][jsonString(payload, "cwd") + u'\n' + jsonString(payload, "command")];
    if (last.counts && last.files != verdict.files) {
        changedProofs.insert(feature);
        if (m_green.contains(feature))
            undoubted.insert(feature);
    }
    last = verdict;
    if (verdict.by == "verify"_L1)
        remarks[feature].append(
            u"A sceptical look at its proof (%1) found: %2"_s.arg(jsonString(payload, "command"), verdict.why));
}

Result<QList<Event>> loadProofEvents(const store::EventStore &events, const BuildId &build, qint64 from)
{
    QList<Event> all;
    for (;;) {
        auto page =
            events.ofTypes(build,
                           {EventType::FeaturesPlanned, EventType::FeatureStarted, EventType::FeatureStatus,
                            EventType::FeatureDecided, EventType::CheckpointMade, EventType::ProofProposed,
                            EventType::ProofJudged, EventType::VerificationStarted, EventType::VerificationEnded},
                           all.isEmpty() ? from : all.constLast().seq + 1, pageSize);
        if (!page)
            return fail(page.error());
        all += *page;
        if (page->size() < pageSize)
            return all;
    }
}

}  // namespace bw::build
