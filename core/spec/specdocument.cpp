// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specdocument.h"

#include "spec/specparser.h"
#include "spec/specwriter.h"

#include <QDateTime>
#include <QTimeZone>

namespace bw::spec
{

using namespace Qt::StringLiterals;

namespace
{

std::unexpected<Error> bad(const QString &path, const QString &key, const QString &detail)
{
    return fail(ErrorCode::SpecInvalid, key + u": "_s + detail,
                {{u"path"_s, path}, {u"line"_s, u"1"_s}, {u"why"_s, key}, {u"detail"_s, detail}});
}

QString timeText(qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::UTC).toString(Qt::ISODateWithMs); }

Json versionJson(const SpecDocument::Version &version)
{
    Json object {{"version", version.number},
                 {"author", toStd(version.author)},
                 {"reason", toStd(version.reason)},
                 {"created", toStd(timeText(version.createdMs))}};
    if (version.restored > 0)
        object["restored"] = version.restored;
    // JSON holds text only; what is none goes as base64.
    if (version.source.isValidUtf8() && !version.source.contains('\0'))
        object["source"] = version.source.toStdString();
    else
        object["source_base64"] = version.source.toBase64().toStdString();
    return object;
}

Result<SpecDocument::Version> versionFrom(const Json &json, int number, const QString &path)
{
    const QString place = u"versions[%1]"_s.arg(number - 1);
    if (!json.is_object())
        return bad(path, u"bwspec_wrong_type"_s, place);
    SpecDocument::Version version;
    version.number = number;
    version.author = jsonString(json, "author", u"import"_s);
    version.reason = jsonString(json, "reason");
    version.restored = static_cast<int>(jsonInt(json, "restored"));
    if (version.restored < 0 || version.restored >= number)
        return bad(path, u"bwspec_wrong_value"_s, place + u".restored"_s);
    const QString time = jsonString(json, "created");
    if (!time.isEmpty()) {
        const QDateTime created = QDateTime::fromString(time, Qt::ISODateWithMs);
        if (!created.isValid())
            return bad(path, u"bwspec_wrong_value"_s, place + u".created"_s);
        version.createdMs = created.toMSecsSinceEpoch();
    }
    if (json.contains("source") && json["source"].is_string()) {
        version.source = QByteArray::fromStdString(json["source"].get<std::string>());
    } else if (json.contains("source_base64") && json["source_base64"].is_string()) {
        const auto decoded =
            QByteArray::fromBase64Encoding(QByteArray::fromStdString(json["source_base64"].get<std::string>()),
                                           QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return bad(path, u"bwspec_wrong_value"_s, place + u".source_base64"_s);
        version.source = *decoded;
    } else {
        return bad(path, u"bwspec_no_source"_s, place);
    }
    if (version.source.size() > largestSpec)
        return fail(ErrorCode::TooLarge, place, {{u"what"_s, path + u" ("_s + place + u')'}, {u"limit"_s, u"4 MB"_s}});
    return version;
}

/// The data of a file that another program wrote.
Result<AppSpec> specFrom(const Json &json, const QString &path)
{
    AppSpec spec;
    spec.format = SpecFormat::Xml;
    spec.name = jsonString(json, "name");
    spec.overview = jsonString(json, "overview");
    const QString tier = jsonString(json, "tier");
    spec.tier = tierFromKey(tier);
    if (!tier.isEmpty() && !spec.tier)
        return bad(path, u"bwspec_wrong_value"_s, u"spec.tier"_s);
    if (const qint64 target = jsonInt(json, "target_features"); target > 0)
        spec.targetFeatures = static_cast<int>(std::min<qint64>(target, 9999));
    const Json none = Json::array();
    const auto list = [&](const char *key) -> const Json & {
        return json.contains(key) && json[key].is_array() ? json[key] : none;
    };
    for (const Json &entry : list("features")) {
        SpecFeature feature {
            jsonString(entry, "id"), jsonString(entry, "text").simplified(), jsonString(entry, "group"), {}};
        feature.writtenId = feature.id;
        if (entry.is_object() && entry.contains("depends") && entry["depends"].is_array()) {
            for (const Json &id : entry["depends"]) {
                if (id.is_string())
                    feature.depends << toQString(id.get<std::string>());
            }
        }
        if (feature.text.isEmpty())
            return bad(path, u"bwspec_wrong_value"_s, u"spec.features[%1].text"_s.arg(spec.features.size()));
        spec.features.append(feature);
    }
    for (const Json &entry : list("items")) {
        const auto area = specAreaFromKey(jsonString(entry, "area"));
        if (!area || area == SpecArea::Features)
            return bad(path, u"bwspec_wrong_value"_s, u"spec.items[%1].area"_s.arg(spec.items.size()));
        spec.items.append({.area = *area,
                           .group = jsonString(entry, "group"),
                           .name = jsonString(entry, "name"),
                           .text = jsonString(entry, "text").simplified()});
    }
    return spec;
}

}  // namespace

Json toJson(const AppSpec &spec)
{
    Json features = Json::array();
    for (const SpecFeature &feature : spec.features) {
        Json object {{"id", toStd(feature.id)}, {"text", toStd(feature.text)}, {"group", toStd(feature.group)}};
        for (const QString &id : feature.depends)
            object["depends"].push_back(toStd(id));
        features.push_back(std::move(object));
    }
    Json items = Json::array();
    for (const SpecItem &item : spec.items)
        items.push_back({{"area", toStd(toKey(item.area))},
                         {"group", toStd(item.group)},
                         {"name", toStd(item.name)},
                         {"text", toStd(item.text)}});
    Json sections = Json::array();
    for (const SpecSection &section : spec.sections) {
        if (!section.area)
            sections.push_back({{"name", toStd(section.name)}, {"text", toStd(section.text)}});
    }
    return Json {{"name", toStd(spec.name)},
                 {"overview", toStd(spec.overview)},
                 {"tier", spec.tier ? Json(toStd(toKey(*spec.tier))) : Json(nullptr)},
                 {"target_features", spec.targetFeatures ? Json(*spec.targetFeatures) : Json(nullptr)},
                 {"features", std::move(features)},
                 {"items", std::move(items)},
                 {"sections", std::move(sections)}};
}

QByteArray writeBwspec(const SpecDocument &document)
{
    Json versions = Json::array();
    for (const SpecDocument::Version &version : document.versions)
        versions.push_back(versionJson(version));
    Json object {{"bwspec", bwspecVersion}, {"name", toStd(document.name)}, {"origin", toStd(document.origin)}};
    if (!document.versions.isEmpty()) {
        const ParsedSpec newest = readSpec(document.versions.constLast().source);
        object["format"] = toStd(toKey(newest.spec.format));
        object["spec"] = toJson(newest.spec);
    }
    object["versions"] = std::move(versions);
    return QByteArray::fromStdString(object.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

Result<SpecDocument> readBwspec(const QByteArray &bytes, const QString &path)
{
    if (bytes.size() > largestDocument)
        return fail(ErrorCode::TooLarge, u"bwspec"_s, {{u"what"_s, path}, {u"limit"_s, u"64 MB"_s}});
    const auto json = parseJson(bytes);
    if (!json)
        return bad(path, u"bwspec_not_json"_s, json.error().detail);
    if (!json->is_object() || !json->contains("bwspec") || !(*json)["bwspec"].is_number_integer())
        return bad(path, u"bwspec_no_version"_s, u"bwspec"_s);
    const qint64 format = jsonInt(*json, "bwspec");
    if (format < 1 || format > bwspecVersion)
        return bad(path, u"bwspec_newer"_s, QString::number(format));
    SpecDocument document;
    document.name = jsonString(*json, "name");
    document.origin = jsonString(*json, "origin", u"import"_s);
    if (json->contains("versions") && !(*json)["versions"].is_array())
        return bad(path, u"bwspec_wrong_type"_s, u"versions"_s);
    const Json none = Json::array();
    for (const Json &entry : json->contains("versions") ? (*json)["versions"] : none) {
        auto version = versionFrom(entry, static_cast<int>(document.versions.size()) + 1, path);
        if (!version)
            return fail(version.error());
        document.versions.append(*std::move(version));
    }
    if (document.versions.isEmpty()) {
        if (!json->contains("spec") || !(*json)["spec"].is_object())
            return bad(path, u"bwspec_no_source"_s, u"versions"_s);
        auto spec = specFrom((*json)["spec"], path);
        if (!spec)
            return fail(spec.error());
        document.versions.append({.number = 1, .source = writeSpec(*spec, SpecFormat::Xml), .author = u"import"_s});
    }
    return document;
}

bool looksLikeBwspec(const QByteArray &bytes)
{
    const QByteArrayView start = QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096)).trimmed();
    return start.startsWith('{') && start.contains("\"bwspec\"");
}

}  // namespace bw::spec
