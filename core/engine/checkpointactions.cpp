// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/checkpointactions.h"

#include "build/checkpointlist.h"
#include "build/proofrecord.h"
#include "engine/parts.h"
#include "engine/personactions.h"
#include "store/featurestore.h"
#include "store/removal.h"

#include <algorithm>

namespace bw::engine
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype longestName = 80;
constexpr qsizetype longestNote = 2000;

bool isGoodName(const QString &name)
{
    return !name.isEmpty() && name.size() <= longestName && name != "first"_L1 && name != "last"_L1
        && std::ranges::all_of(name, [](QChar c) { return c.isPrint(); });
}

Result<QSet<QString>> neededTrees(Parts &parts, const BuildId &build)
{
    const auto features = store::FeatureStore(*parts.database).list(build);
    if (!features)
        return fail(features.error());
    const auto events = build::loadProofEvents(parts.events(), build, 1);
    if (!events)
        return fail(events.error());
    build::ProofRecord record;
    for (const Event &event : *events)
        record.apply(event);
    return record.neededFor(*features);
}

}  // namespace

/// more: {"checkpoint": id, prefix or name, "note": optional}; text: the name.
Result<BuildId> nameCheckpoint(const ActionContext &context)
{
    const QString name = context.action.text.simplified();
    const QString note = jsonString(context.action.more, "note").trimmed();
    if (!isGoodName(name) || note.size() > longestNote)
        return fail(ErrorCode::InvalidArgument, u"name of a checkpoint"_s,
                    {{u"what"_s, u"--as "_s + name},
                     {u"remedy"_s, u"a name of 1 to %1 letters, not \"first\" or \"last\""_s.arg(longestName)}});
    auto all = build::loadCheckpoints(context.parts.events(), context.build.id);
    if (!all)
        return fail(all.error());
    auto entry = build::findCheckpoint(*all, jsonString(context.action.more, "checkpoint"));
    if (!entry)
        return fail(entry.error());
    Json payload {{"checkpoint", toStd(entry->checkpoint.id)}, {"name", toStd(name)}};
    if (!note.isEmpty())
        payload["note"] = toStd(note);
    auto recorded = context.parts.log->appendAndWait(context.build.id, NewEvent {EventType::CheckpointNamed, payload});
    if (!recorded)
        return fail(recorded.error());
    return context.build.id;
}

Status thinCheckpoints(Parts &parts, const BuildId &build, int keep)
{
    auto all = build::loadCheckpoints(parts.events(), build);
    if (!all)
        return fail(all.error());
    const auto needed = neededTrees(parts, build);
    if (!needed)
        return fail(needed.error());
    const QStringList ids = build::checkpointsToThin(*all, keep, *needed);
    if (ids.isEmpty())
        return {};
    QList<BlobHash> manifests;
    QList<NewEvent> events;
    for (const QString &id : ids) {
        const auto entry = std::ranges::find(std::as_const(*all), id,
                                             [](const build::CheckpointEntry &one) { return one.checkpoint.id; });
        manifests.append(entry->checkpoint.manifest);
        events.append(NewEvent {EventType::CheckpointThinned, Json {{"checkpoint", toStd(id)}}});
    }
    store::Removal removal(*parts.database);
    if (auto offered = removal.offer(manifests); !offered)
        return offered;
    if (auto recorded = parts.log->appendAndWait(build, events); !recorded)
        return fail(recorded.error());
    return removal.sweep();
}

}  // namespace bw::engine
