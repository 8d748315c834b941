// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/feature.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

namespace bw
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> invalid(const QString &entry, const QString &why)
{
    return fail(ErrorCode::SpecInvalid, u"feature list: %1: %2"_s.arg(entry, why),
                {{u"path"_s, u"feature_list.json"_s}, {u"line"_s, entry}, {u"why"_s, why}});
}

QStringList strings(const Json &object, const char *key)
{
    QStringList list;
    if (!object.contains(key) || !object.at(key).is_array())
        return list;
    for (const Json &entry : object.at(key)) {
        if (entry.is_string())
            list.append(toQString(entry.get<std::string>()));
    }
    return list;
}

Json array(const QStringList &list)
{
    Json result = Json::array();
    for (const QString &entry : list)
        result.push_back(toStd(entry));
    return result;
}

Evidence evidenceFromJson(const Json &json)
{
    Evidence evidence;
    evidence.command = jsonString(json, "command");
    evidence.exitCode = static_cast<int>(jsonInt(json, "exit_code"));
    evidence.timedOut = jsonBool(json, "timed_out");
    evidence.startedMs = jsonInt(json, "started_ms");
    evidence.durationMs = jsonInt(json, "ms");
    evidence.output = jsonString(json, "output");
    evidence.outputBlob = jsonString(json, "output_blob");
    return evidence;
}

QList<Proof> proofsFromJson(const Json &object)
{
    QList<Proof> proofs;
    if (!object.contains("proof") || !object.at("proof").is_array())
        return proofs;
    for (const Json &entry : object.at("proof")) {
        const QString command = entry.is_string() ? toQString(entry.get<std::string>()) : jsonString(entry, "command");
        if (!command.trimmed().isEmpty())
            proofs.append({command, jsonString(entry, "cwd"),
                           static_cast<int>(std::clamp<qint64>(jsonInt(entry, "timeout_s", 120), 1, 1800))});
    }
    return proofs;
}

// An id for entries of the earlier platform, which had none.
QString slug(const QString &text, int position)
{
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    QString id = text.toLower().replace(other, u"-"_s).left(40);
    while (id.startsWith(u'-'))
        id.remove(0, 1);
    while (id.endsWith(u'-'))
        id.chop(1);
    return id.isEmpty() ? u"feature-%1"_s.arg(position) : id;
}

void keepUnknown(const Json &object, Feature &feature)
{
    static const QSet<QString> known {u"id"_s,       u"category"_s, u"description"_s, u"steps"_s,
                                      u"priority"_s, u"blocking"_s, u"depends_on"_s,  u"dependsOn"_s,
                                      u"proof"_s,    u"status"_s,   u"evidence"_s,    u"passes"_s};
    for (const auto &[key, value] : object.items()) {
        if (!known.contains(toQString(key)))
            feature.unknown[key] = value;
    }
}

Result<Feature> featureFromJson(const Json &object, int position)
{
    const QString entry = u"entry %1"_s.arg(position);
    if (!object.is_object())
        return invalid(entry, u"is not an object"_s);
    Feature feature;
    feature.description = jsonString(object, "description").trimmed();
    if (feature.description.isEmpty())
        return invalid(entry, u"has no description"_s);
    feature.id = jsonString(object, "id");
    if (feature.id.isEmpty())
        feature.id = slug(feature.description, position);
    static const QRegularExpression allowed(u"^[a-z0-9][a-z0-9-]{0,63}\\z"_s);
    if (!allowed.match(feature.id).hasMatch())
        return invalid(entry, u"the id \"%1\" is not lower-case letters, digits and hyphens"_s.arg(feature.id));
    feature.category = jsonString(object, "category", u"functional"_s);
    feature.steps = strings(object, "steps");
    feature.priority = static_cast<int>(std::clamp<qint64>(jsonInt(object, "priority", position), 0, 1'000'000));
    feature.blocking = jsonBool(object, "blocking", true);
    feature.dependsOn = strings(object, object.contains("depends_on") ? "depends_on" : "dependsOn");
    feature.proof = proofsFromJson(object);
    feature.status = featureStatusFromKey(jsonString(object, "status")).value_or(FeatureStatus::Unverified);
    if (object.contains("evidence") && object.at("evidence").is_array()) {
        for (const Json &evidence : object.at("evidence"))
            feature.evidence.append(evidenceFromJson(evidence));
    }
    keepUnknown(object, feature);
    return feature;
}

// The platform named what a feature depends on by its description.
Status resolveDependencies(QList<Feature> &features)
{
    QHash<QString, QString> byDescription;
    QSet<QString> ids;
    for (const Feature &feature : features) {
        if (ids.contains(feature.id))
            return invalid(feature.id, u"the id is given twice"_s);
        ids.insert(feature.id);
        byDescription.insert(feature.description, feature.id);
    }
    for (Feature &feature : features) {
        for (QString &dependency : feature.dependsOn) {
            if (!ids.contains(dependency) && byDescription.contains(dependency))
                dependency = byDescription.value(dependency);
            if (!ids.contains(dependency))
                return invalid(feature.id, u"depends on \"%1\", which is not in the list"_s.arg(dependency));
        }
    }
    return {};
}

// Takes away what depends on nothing that is left; a rest is a cycle.
Status refuseCycles(const QList<Feature> &features)
{
    QHash<QString, QSet<QString>> open;
    for (const Feature &feature : features)
        open.insert(feature.id, QSet<QString>(feature.dependsOn.begin(), feature.dependsOn.end()));
    for (bool progress = true; progress && !open.isEmpty();) {
        progress = false;
        for (const QString &id : open.keys()) {
            if (!open.value(id).isEmpty())
                continue;
            open.remove(id);
            for (QSet<QString> &rest : open)
                rest.remove(id);
            progress = true;
        }
    }
    if (open.isEmpty())
        return {};
    QStringList names = open.keys();
    names.sort();
    return invalid(names.first(), u"depends on itself in a circle with %1"_s.arg(names.mid(1).join(u", "_s)));
}

}  // namespace

QString toKey(FeatureStatus status)
{
    switch (status) {
    case FeatureStatus::Unverified:
        return u"unverified"_s;
    case FeatureStatus::Partly:
        return u"partly"_s;
    case FeatureStatus::Verified:
        return u"verified"_s;
    case FeatureStatus::Stale:
        return u"stale"_s;
    case FeatureStatus::NeedsYou:
        return u"needs_you"_s;
    case FeatureStatus::Accepted:
        return u"accepted"_s;
    case FeatureStatus::Skipped:
        return u"skipped"_s;
    }
    return {};
}

std::optional<FeatureStatus> featureStatusFromKey(const QString &key)
{
    for (const FeatureStatus status :
         {FeatureStatus::Unverified, FeatureStatus::Partly, FeatureStatus::Verified, FeatureStatus::Stale,
          FeatureStatus::NeedsYou, FeatureStatus::Accepted, FeatureStatus::Skipped}) {
        if (toKey(status) == key)
            return status;
    }
    return std::nullopt;
}

bool isSettled(FeatureStatus status)
{
    return status == FeatureStatus::Verified || status == FeatureStatus::Accepted || status == FeatureStatus::Skipped;
}

Result<QList<Feature>> featuresFromJson(const Json &array)
{
    if (!array.is_array())
        return invalid(u"the list"_s, u"is not an array"_s);
    QList<Feature> features;
    QSet<QString> given;
    for (const Json &entry : array)
        given.insert(jsonString(entry, "id"));
    for (const Json &entry : array) {
        auto feature = featureFromJson(entry, static_cast<int>(features.size()) + 1);
        if (!feature)
            return fail(feature.error());
        // Only an id of our making may be made unique; two equal ids in the list are an error of its writer.
        const QString made = feature->id;
        for (int n = 2; jsonString(entry, "id").isEmpty() && given.contains(feature->id); ++n)
            feature->id = made + u'-' + QString::number(n);
        given.insert(feature->id);
        features.append(*feature);
    }
    if (auto resolved = resolveDependencies(features); !resolved)
        return fail(resolved.error());
    if (auto ordered = refuseCycles(features); !ordered)
        return fail(ordered.error());
    return features;
}

Json toJson(const Evidence &evidence)
{
    Json json {{"command", toStd(evidence.command)}, {"exit_code", evidence.exitCode},
               {"timed_out", evidence.timedOut},     {"started_ms", evidence.startedMs},
               {"ms", evidence.durationMs},          {"output", toStd(evidence.output)}};
    if (!evidence.outputBlob.isEmpty())
        json["output_blob"] = toStd(evidence.outputBlob);
    return json;
}

Json toJson(const Feature &feature)
{
    Json proof = Json::array();
    for (const Proof &entry : feature.proof)
        proof.push_back(
            Json {{"command", toStd(entry.command)}, {"cwd", toStd(entry.cwd)}, {"timeout_s", entry.timeoutSeconds}});
    Json evidence = Json::array();
    for (const Evidence &entry : feature.evidence)
        evidence.push_back(toJson(entry));
    Json json {{"id", toStd(feature.id)},
               {"category", toStd(feature.category)},
               {"description", toStd(feature.description)},
               {"steps", array(feature.steps)},
               {"priority", feature.priority},
               {"blocking", feature.blocking},
               {"depends_on", array(feature.dependsOn)},
               {"proof", proof},
               {"status", toStd(toKey(feature.status))},
               {"evidence", evidence}};
    for (const auto &[key, value] : feature.unknown.items())
        json[key] = value;
    return json;
}

Json toJson(const QList<Feature> &features)
{
    Json json = Json::array();
    for (const Feature &feature : features)
        json.push_back(toJson(feature));
    return json;
}

}  // namespace bw
