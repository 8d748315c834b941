// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpointlist.h"

#include "model/feature.h"
#include "store/eventstore.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace bw::build
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int pageSize = 1000;

class Reader
{
public:
    void take(const Event &event);
    QList<CheckpointEntry> entries;

private:
    QMap<QString, FeatureStatus> m_features;
    QString m_feature;
};

void Reader::take(const Event &event)
{
    const auto type = eventTypeFromKey(event.type);
    const Json &payload = event.payload;
    if (type == EventType::FeaturesPlanned && payload.contains("features") && payload.at("features").is_array()) {
        m_features.clear();
        for (const Json &feature : payload.at("features"))
            m_features.insert(jsonString(feature, "id"), FeatureStatus::Unverified);
    } else if (type == EventType::FeatureStarted) {
        m_feature = jsonString(payload, "feature");
    } else if (type == EventType::FeatureStatus) {
        m_features.insert(jsonString(payload, "feature"),
                          featureStatusFromKey(jsonString(payload, "status")).value_or(FeatureStatus::Unverified));
    } else if (type == EventType::CheckpointMade) {
        const auto verified = std::ranges::count(m_features, FeatureStatus::Verified);
        const QString reason = jsonString(payload, "reason");
        entries.append({{jsonString(payload, "checkpoint"), BlobHash {jsonString(payload, "manifest_blob")}, reason,
                         jsonInt(payload, "files"), jsonInt(payload, "bytes")},
                        event.seq,
                        event.timeMs,
                        reason == "feature"_L1 ? m_feature : QString(),
                        static_cast<int>(verified),
                        static_cast<int>(m_features.size()),
                        {},
                        {},
                        false});
    } else if (type == EventType::GateOpened) {
        if (!entries.isEmpty())
            entries.last().atGate = true;
    } else if (type == EventType::CheckpointNamed) {
        // All with this tree: there is no telling them apart by what they hold.
        for (CheckpointEntry &entry : entries) {
            if (entry.checkpoint.id != jsonString(payload, "checkpoint"))
                continue;
            entry.name = jsonString(payload, "name");
            entry.note = jsonString(payload, "note");
        }
    } else if (type == EventType::CheckpointThinned) {
        entries.removeIf([id = jsonString(payload, "checkpoint")](const CheckpointEntry &entry) {
            return entry.checkpoint.id == id;
        });
    }
}

}  // namespace

Result<QList<CheckpointEntry>> loadCheckpoints(const store::EventStore &events, const BuildId &build)
{
    Reader reader;
    for (qint64 from = 1;;) {
        const auto page = events.ofTypes(build,
                                         {EventType::FeaturesPlanned, EventType::FeatureStarted,
                                          EventType::FeatureStatus, EventType::CheckpointMade, EventType::GateOpened,
                                          EventType::CheckpointNamed, EventType::CheckpointThinned},
                                         from, pageSize);
        if (!page)
            return fail(page.error());
        for (const Event &event : *page)
            reader.take(event);
        if (page->size() < pageSize)
            return reader.entries;
        from = page->constLast().seq + 1;
    }
}

Result<CheckpointEntry> findCheckpoint(const QList<CheckpointEntry> &all, const QString &text)
{
    const auto missing = [&text] {
        return fail(ErrorCode::NotFound, text, {{u"kind"_s, u"checkpoint"_s}, {u"name"_s, text}});
    };
    if (all.isEmpty() || text.isEmpty())
        return missing();
    if (text == "last"_L1)
        return all.last();
    if (text == "first"_L1)
        return all.first();
    const auto named = std::ranges::find(all.crbegin(), all.crend(), text, &CheckpointEntry::name);
    if (named != all.crend())
        return *named;
    QSet<QString> ids;
    const CheckpointEntry *found = nullptr;
    for (const CheckpointEntry &entry : all) {
        if (!entry.checkpoint.id.startsWith(text.toLower()))
            continue;
        ids.insert(entry.checkpoint.id);
        found = &entry;
    }
    if (found == nullptr)
        return missing();
    if (ids.size() > 1) {
        QStringList names(ids.cbegin(), ids.cend());
        names.sort();
        return fail(ErrorCode::Ambiguous, text,
                    {{u"kind"_s, u"checkpoint"_s}, {u"name"_s, text}, {u"matches"_s, names.join(u", "_s)}});
    }
    return *found;
}

QStringList checkpointsToThin(const QList<CheckpointEntry> &all, int keep, const QSet<QString> &neededTrees)
{
    QStringList thinned;
    if (keep <= 0 || all.isEmpty())
        return thinned;
    QSet<QString> kept {all.first().checkpoint.id, all.last().checkpoint.id};
    for (const CheckpointEntry &entry : all)
        if (!entry.name.isEmpty() || entry.atGate || neededTrees.contains(entry.checkpoint.manifest.value))
            kept.insert(entry.checkpoint.id);
    QSet<QString> newest;
    for (auto it = all.crbegin(); it != all.crend(); ++it) {
        const QString &id = it->checkpoint.id;
        if (kept.contains(id) || newest.contains(id))
            continue;
        if (newest.size() < keep)
            newest.insert(id);
        else if (!thinned.contains(id))
            thinned.prepend(id);
    }
    return thinned;
}

}  // namespace bw::build
