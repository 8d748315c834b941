// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/projector.h"

#include "store/connection.h"
#include "store/logtext.h"
#include "store/payload.h"
#include "store/recentlines.h"
#include "store/usagestore.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

QStringList Projector::tables()
{
    return {u"builds"_s,    u"features"_s,    u"evidence"_s,  u"usage"_s,    u"usage_times"_s,
            u"artifacts"_s, u"checkpoints"_s, u"blob_refs"_s, u"log_lines"_s};
}

Status Projector::apply(const StoredEvent &event)
{
    auto kept = keptOf(event);
    if (!kept)
        return fail(kept.error());
    applyToBuild((*kept)->progress, event);
    (*kept)->changed = true;
    if (!event.known)
        return {};
    if (auto done = applyToTables(event); !done)
        return done;
    return addLines((*kept)->progress, event);
}

Result<Projector::Kept *> Projector::keptOf(const StoredEvent &event)
{
    const auto found = m_builds.find(event.buildNo);
    if (found != m_builds.end())
        return &found->second;
    Kept kept;
    if (auto loaded = load(kept.progress, event); !loaded)
        return fail(loaded.error());
    return &m_builds.emplace(event.buildNo, std::move(kept)).first->second;
}

Status Projector::load(BuildProgress &progress, const StoredEvent &event)
{
    auto row = m_connection.prepare(buildSelect() + u"WHERE b.no = ?"_s, {event.buildNo});
    if (!row)
        return fail(row.error());
    const auto found = row->step();
    if (!found)
        return fail(found.error());
    if (!*found) {
        progress.row.no = event.buildNo;
        progress.row.build.id = event.build;
        progress.row.build.user = event.user;
        progress.row.build.createdMs = event.timeMs;
        progress.row.build.cost = Money {0};
        return {};
    }
    progress.row = readBuildRow(*row);
    // As they stand in the events, also when what they name is gone.
    progress.row.build.project.value = row->text(31);
    progress.row.build.spec.value = row->text(32);
    auto features = m_connection.prepare(u"SELECT id, status FROM features WHERE build_no = ?"_s, {event.buildNo});
    if (!features)
        return fail(features.error());
    while (true) {
        const auto more = features->step();
        if (!more)
            return fail(more.error());
        if (!*more)
            return {};
        progress.features.insert(features->text(0),
                                 featureStatusFromKey(features->text(1)).value_or(FeatureStatus::Unverified));
    }
}

Status Projector::flush()
{
    for (auto it = m_builds.begin(); it != m_builds.end();) {
        Kept &kept = it->second;
        if (kept.changed) {
            if (auto done = m_connection.run(buildUpsert(), buildValues(kept.progress.row)); !done)
                return done;
            kept.changed = false;
        }
        // An ended build is seldom written to again; a long-lived owner must not keep them all.
        it = isEnded(kept.progress.row.build.state) ? m_builds.erase(it) : std::next(it);
    }
    return {};
}

Status Projector::applyToTables(const StoredEvent &event)
{
    for (const QString &hash : blobsOf(*event.known, event.payload))
        if (auto done = m_connection.run(u"INSERT OR IGNORE INTO blob_refs (build_no, hash) VALUES (?, ?)"_s,
                                         {event.buildNo, hash});
            !done)
            return done;
    const EventType type = *event.known;
    if (type == EventType::FeaturesPlanned)
        return planFeatures(event);
    if (type == EventType::FeatureStatus)
        return setFeatureStatus(event);
    if (type == EventType::EvidenceRecorded)
        return m_connection.run(u"INSERT INTO evidence (build_no, seq, feature) VALUES (?, ?, ?)"_s,
                                {event.buildNo, event.seq, jsonString(event.payload, "feature")});
    if (type == EventType::BudgetSettled)
        return addUsage(event);
    if (type == EventType::ArtifactMade)
        return addArtifact(event);
    if (type == EventType::CheckpointMade)
        return addCheckpoint(event);
    if (type == EventType::CheckpointThinned)
        return dropCheckpoint(event);
    return {};
}

Status Projector::planFeatures(const StoredEvent &event)
{
    const Json *features = member(event.payload, "features");
    if (!features || !features->is_array())
        return {};
    if (auto done = m_connection.run(u"DELETE FROM features WHERE build_no = ?"_s, {event.buildNo}); !done)
        return done;
    int position = 0;
    for (const Json &feature : *features) {
        const QString id = jsonString(feature, "id");
        if (id.isEmpty())
            continue;
        const auto status = featureStatusFromKey(jsonString(feature, "status")).value_or(FeatureStatus::Unverified);
        if (auto done = m_connection.run(u"REPLACE INTO features (build_no, id, position, definition, status) VALUES"
                                         " (?, ?, ?, CAST(? AS TEXT), ?)"_s,
                                         {event.buildNo, id, ++position, toBytes(feature), toKey(status)});
            !done)
            return done;
    }
    return {};
}

Status Projector::setFeatureStatus(const StoredEvent &event)
{
    const auto status = featureStatusFromKey(jsonString(event.payload, "status"));
    if (!status)
        return {};
    return m_connection.run(u"UPDATE features SET status = ? WHERE build_no = ? AND id = ?"_s,
                            {toKey(*status), event.buildNo, jsonString(event.payload, "feature")});
}

Status Projector::addUsage(const StoredEvent &event)
{
    const Spending s = spendingOf(event.payload);
    if (auto done =
            m_connection.run(u"INSERT INTO usage_times (build_no, quarter, tokens, cost_nano) VALUES (?, ?, ?, ?)"
                             " ON CONFLICT (build_no, quarter) DO UPDATE SET tokens = tokens + excluded.tokens,"
                             " cost_nano = cost_nano + excluded.cost_nano"_s,
                             {event.buildNo, event.timeMs / UsageStore::quarterMs, jsonInt(event.payload, "tokens"),
                              s.cost.value_or(Money {}).nano});
        !done)
        return done;
    return m_connection.run(
        u"INSERT INTO usage (build_no, purpose, model, input, cache_5m, cache_1h, cache_read, output, calls, known,"
        " cost_nano) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (build_no, purpose, model) DO UPDATE SET input = input + excluded.input,"
        " cache_5m = cache_5m + excluded.cache_5m, cache_1h = cache_1h + excluded.cache_1h,"
        " cache_read = cache_read + excluded.cache_read, output = output + excluded.output,"
        " calls = calls + excluded.calls, known = min(known, excluded.known),"
        " cost_nano = cost_nano + excluded.cost_nano"_s,  // NULL, once it is unknown, stays
        {event.buildNo, s.purpose, s.model, s.usage.input, s.usage.cacheWrite5m, s.usage.cacheWrite1h,
         s.usage.cacheRead, s.usage.output, s.usage.calls, s.usage.known ? 1 : 0,
         s.cost ? QVariant(s.cost->nano) : QVariant()});
}

Status Projector::addArtifact(const StoredEvent &event)
{
    const Json &p = event.payload;
    return m_connection.run(u"INSERT INTO artifacts (build_no, seq, id, path, sha256, bytes, created_ms, checkpoint,"
                            " features_total, features_verified, complete) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                            {event.buildNo, event.seq, jsonString(p, "artifact"), jsonString(p, "path"),
                             jsonString(p, "sha256"), jsonInt(p, "bytes"), event.timeMs, jsonString(p, "checkpoint"),
                             jsonInt(p, "total"), jsonInt(p, "verified"), jsonBool(p, "complete") ? 1 : 0});
}

Status Projector::addCheckpoint(const StoredEvent &event)
{
    const Json &p = event.payload;
    return m_connection.run(u"INSERT INTO checkpoints (build_no, seq, id, manifest, reason, files, bytes, created_ms)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                            {event.buildNo, event.seq, jsonString(p, "checkpoint"), jsonString(p, "manifest_blob"),
                             jsonString(p, "reason"), jsonInt(p, "files"), jsonInt(p, "bytes"), event.timeMs});
}

/// Every one with this id: equal trees have equal ids. Made again later, it stands here again.
Status Projector::dropCheckpoint(const StoredEvent &event)
{
    const QString id = jsonString(event.payload, "checkpoint");
    auto done = m_connection.run(u"DELETE FROM blob_refs WHERE build_no = ? AND hash IN"
                                 " (SELECT manifest FROM checkpoints WHERE build_no = ? AND id = ?)"_s,
                                 {event.buildNo, event.buildNo, id});
    if (!done)
        return done;
    return m_connection.run(u"DELETE FROM checkpoints WHERE build_no = ? AND id = ?"_s, {event.buildNo, id});
}

Status Projector::addLines(BuildProgress &progress, const StoredEvent &event)
{
    const auto spoken = logTextOf(*event.known, event.payload);
    if (!spoken)
        return {};
    auto insert = m_connection.prepare(
        u"INSERT INTO log_lines (id, event_seq, offset, length, level, source, feature)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {0, event.seq, 0, 0, static_cast<int>(spoken->level), spoken->source, progress.row.currentFeature});
    if (!insert)
        return fail(insert.error());
    for (const LineSpan &span : lineSpans(spoken->text)) {
        ++m_linesAdded;
        insert->bind(0, rowKey(event.buildNo, ++progress.row.lines));
        insert->bind(2, span.offset);
        insert->bind(3, span.length);
        if (auto done = insert->run(); !done)
            return done;
        if (m_recent)
            m_recent->add(event.buildNo, progress.row.lines, cutLine(spoken->text, span));
    }
    return {};
}

}  // namespace bw::store
