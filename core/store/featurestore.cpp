// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/featurestore.h"

#include "store/storedevent.h"
#include "store/storesupport.h"

namespace bw::store
{

using namespace Qt::StringLiterals;

namespace
{

/// A definition that the strict codec refuses (of a later version) still shows its id and description.
Feature featureOf(const Statement &row)
{
    const Json definition = payloadFromBytes(row.bytes(1));
    Json list = Json::array({definition});
    list.front()["depends_on"] = Json::array();  // names of other entries, which this list of one does not hold
    Feature feature;
    if (const auto read = featuresFromJson(list); read && !read->isEmpty())
        feature = read->first();
    feature.id = row.text(0);
    if (feature.description.isEmpty())
        feature.description = jsonString(definition, "description");
    if (const auto it = definition.find("depends_on"); it != definition.end() && it->is_array())
        for (const Json &name : *it)
            if (name.is_string())
                feature.dependsOn.append(toQString(name.get<std::string>()));
    feature.status = featureStatusFromKey(row.text(2)).value_or(FeatureStatus::Unverified);
    feature.evidence.clear();
    return feature;
}

/// Nothing: a run on an earlier tree, which says something of the proof and nothing of the feature.
std::optional<Evidence> evidenceOf(const Statement &row)
{
    const Json payload = payloadFromBytes(row.bytes(1));
    if (jsonString(payload, "run") == "before"_L1)
        return std::nullopt;
    Evidence evidence;
    evidence.command = jsonString(payload, "command");
    evidence.exitCode = static_cast<int>(jsonInt(payload, "exit_code"));
    evidence.timedOut = jsonBool(payload, "timed_out");
    evidence.startedMs = jsonInt(payload, "started_ms", row.integer(2));
    evidence.durationMs = jsonInt(payload, "ms");
    evidence.output = jsonString(payload, "output");
    evidence.outputBlob = jsonString(payload, "output_blob");
    return evidence;
}

}  // namespace

Result<QList<Feature>> FeatureStore::list(const BuildId &build) const
{
    return m_database.reader().read([&](Connection &connection) -> Result<QList<Feature>> {
        const auto no = buildNumber(connection, build);
        if (!no)
            return fail(no.error());
        auto features = readRows<Feature>(connection,
                                          u"SELECT id, CAST(definition AS BLOB), status FROM features"
                                          " WHERE build_no = ? ORDER BY position"_s,
                                          {*no}, featureOf);
        if (!features)
            return features;
        auto rows = connection.prepare(u"SELECT v.feature, CAST(e.payload AS BLOB), e.time_ms FROM evidence v"
                                       " JOIN events e ON e.id = (v.build_no << 32) | v.seq"
                                       " WHERE v.build_no = ? ORDER BY v.seq"_s,
                                       {*no});
        if (!rows)
            return fail(rows.error());
        const auto read = rows->each([&] {
            for (Feature &feature : *features)
                if (auto evidence = evidenceOf(*rows); evidence && feature.id == rows->text(0))
                    feature.evidence.append(*evidence);
        });
        if (!read)
            return fail(read.error());
        return features;
    });
}

Result<Feature> FeatureStore::get(const BuildId &build, const QString &feature) const
{
    auto all = list(build);
    if (!all)
        return fail(all.error());
    for (Feature &one : *all)
        if (one.id == feature)
            return std::move(one);
    return notFound(u"feature"_s, feature);
}

}  // namespace bw::store
