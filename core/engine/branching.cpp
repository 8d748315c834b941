// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/branching.h"

#include "engine/parts.h"
#include "engine/specsource.h"

#include <QMap>

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageSize = 1000;

/// What the log said of the features up to a moment.
struct Known {
    std::optional<Json> planned;
    QMap<QString, Json> status;   ///< newest payload of each feature
    QMap<qint64, Json> evidence;  ///< by its number in the other build
    QList<Json> proposed;         ///< proofs beside those of the plan
    std::optional<Json> newest;   ///< checkpoint
    QString feature;              ///< that was worked on last
    struct Begun {
        QString feature;
        Json before;  ///< the checkpoint that its first session began from
    };
    QList<Begun> begun;
};

void noteWork(Known &known, EventType type, const Json &payload)
{
    if (type == EventType::CheckpointMade) {
        known.newest = payload;
        return;
    }
    known.feature = jsonString(payload, "feature");
    if (known.newest && std::ranges::find(known.begun, known.feature, &Known::Begun::feature) == known.begun.end())
        known.begun.append({known.feature, *known.newest});
}

Result<Known> knownAt(Parts &parts, const BuildId &build, qint64 lastSeq)
{
    Known known;
    for (qint64 from = 1;;) {
        const auto page =
            parts.events().ofTypes(build,
                                   {EventType::FeaturesPlanned, EventType::FeatureStatus, EventType::EvidenceRecorded,
                                    EventType::ProofProposed, EventType::FeatureStarted, EventType::CheckpointMade},
                                   from, pageSize);
        if (!page)
            return fail(page.error());
        for (const Event &event : *page) {
            if (event.seq > lastSeq)
                return known;
            const auto type = eventTypeFromKey(event.type);
            if (type == EventType::FeaturesPlanned)
                known = {event.payload, {}, {}, {}, known.newest, {}, {}};
            else if (type == EventType::FeatureStarted || type == EventType::CheckpointMade)
                noteWork(known, *type, event.payload);
            else if (type == EventType::FeatureStatus)
                known.status.insert(jsonString(event.payload, "feature"), event.payload);
            else if (type == EventType::ProofProposed)
                known.proposed.append(event.payload);
            else
                known.evidence.insert(event.seq, event.payload);
        }
        if (page->size() < pageSize)
            return known;
        from = page->constLast().seq + 1;
    }
}

/// Evidence gets new numbers in the new log, and its status names those.
void addProved(QList<NewEvent> &events, const Known &known)
{
    for (const Json &proposed : known.proposed)
        events.append(NewEvent {EventType::ProofProposed, proposed});
    for (Json status : known.status) {
        Json numbers = Json::array();
        const auto former = status.find("evidence_seq");
        if (former != status.end() && former->is_array()) {
            for (const Json &number : *former) {
                const auto found = known.evidence.constFind(number.is_number_integer() ? number.get<qint64>() : 0);
                if (found == known.evidence.cend())
                    continue;
                events.append(NewEvent {EventType::EvidenceRecorded, *found});
                numbers.push_back(events.size());
            }
        }
        status["evidence_seq"] = numbers;
        events.append(NewEvent {EventType::FeatureStatus, std::move(status)});
    }
}

/// What was begun and not proved goes on from where it stood: its proofs have to fail on the tree from before it, and
/// what a session had finished is judged before it is worked on again. Returns the reason of the branch's checkpoint.
QString addBegun(QList<NewEvent> &events, const Known &known, const build::CheckpointEntry &at,
                 const store::BlobStore &blobs)
{
    QString reason = u"branch"_s;
    for (const Known::Begun &begun : known.begun) {
        const auto status = featureStatusFromKey(jsonString(known.status.value(begun.feature), "status"));
        if (status && isSettled(*status))
            continue;
        // One that was given up is left out: then the tree before that counts, or an empty one.
        if (Json before = begun.before; blobs.contains(BlobHash {jsonString(before, "manifest_blob")})) {
            before["reason"] = "branch";
            events.append(NewEvent {EventType::CheckpointMade, std::move(before)});
        }
        events.append(NewEvent {EventType::FeatureStarted, Json {{"feature", toStd(begun.feature)}}});
        if (begun.feature == known.feature && at.checkpoint.reason == "feature"_L1)
            reason = u"feature"_s;
    }
    return reason;
}

}  // namespace

Result<QList<NewEvent>> branchEvents(Parts &parts, const BuildId &from, const build::CheckpointEntry &at)
{
    auto first = parts.events().get(from, 1);
    if (!first)
        return fail(first.error());
    auto origin = loadOrigin(parts, from);
    if (!origin)
        return fail(origin.error());
    auto build = parts.builds().get(from);
    if (!build)
        return fail(build.error());
    auto known = knownAt(parts, from, at.seq);
    if (!known)
        return fail(known.error());
    if (!known->planned)
        return fail(ErrorCode::WrongState, u"the checkpoint is older than the plan"_s,
                    {{u"build"_s, from.value}, {u"state"_s, toKey(build->state)}, {u"possible"_s, u"build again"_s}});
    auto blob = parts.database->blobs().put(origin->specText);
    if (!blob)
        return fail(blob.error());
    Json created = first->payload;
    BuildOptions options = build->options;  // with ceilings that were changed later
    options.out.clear();                    // that file belongs to the other build
    created["options"] = toJson(options);
    created["spec_name"] = toStd(origin->specName);
    created["spec_blob"] = toStd(blob->value);
    created["branched_from"] =
        Json {{"build", toStd(from.value)}, {"checkpoint", toStd(at.checkpoint.id)}, {"event", at.seq}};
    QList<NewEvent> events {NewEvent {EventType::BuildCreated, std::move(created)},
                            NewEvent {EventType::FeaturesPlanned, *known->planned}};
    addProved(events, *known);
    const QString reason = addBegun(events, *known, at, parts.database->blobs());
    events.append(NewEvent {EventType::CheckpointMade,
                            Json {{"checkpoint", toStd(at.checkpoint.id)},
                                  {"manifest_blob", toStd(at.checkpoint.manifest.value)},
                                  {"reason", toStd(reason)},
                                  {"files", at.checkpoint.files},
                                  {"bytes", at.checkpoint.bytes}}});
    return events;
}

}  // namespace bw::engine
