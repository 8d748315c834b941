// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/handover.h"
#include "support/agent/agentfixture.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_FeatureListSchema : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aWrittenListHasExactlyTheSchemasProperties();
    void everyStatusIsInTheSchema();
    void idsFollowThePatternOfTheSchema();
};

namespace
{

Json schema()
{
    QFile file(QStringLiteral(BW_SOURCE_DIR "/resources/feature_list.schema.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parseJson(file.readAll()).value_or(Json());
}

QStringList names(const Json &object)
{
    QStringList keys;
    for (const auto &[key, value] : object.items())
        keys.append(toQString(key));
    return keys;
}

QStringList texts(const Json &array)
{
    QStringList list;
    for (const Json &entry : array)
        list.append(toQString(entry.get<std::string>()));
    return list;
}

/// The JSON type of a value must be the one that the schema names.
bool fits(const Json &value, const Json &rule)
{
    if (rule.contains("enum"))
        return std::ranges::find(rule["enum"], value) != rule["enum"].end();
    const std::string type = rule.at("type");
    return (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer())
        || (type == "boolean" && value.is_boolean()) || (type == "array" && value.is_array());
}

void compare(const Json &value, const Json &rule)
{
    QCOMPARE(names(value), names(rule["properties"]));
    QCOMPARE(texts(rule["required"]), names(rule["properties"]));
    for (const auto &[key, inner] : value.items())
        QVERIFY2(fits(inner, rule["properties"][key]), key.c_str());
}

}  // namespace

void tst_FeatureListSchema::aWrittenListHasExactlyTheSchemasProperties()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    Feature feature;
    feature.id = u"a"_s;
    feature.category = u"functional"_s;
    feature.description = u"does a"_s;
    feature.proof = {{u"true"_s, {}, 10}};
    feature.evidence = {Evidence()};
    agent::HandOver handOver(*fixture.sandbox);
    QVERIFY(handOver.writeFeatures({feature}, {}));
    const Json written = *parseJson(fixture.file("feature_list.json"));
    const Json rules = schema()["$defs"];
    compare(written[0], rules["feature"]);
    compare(written[0]["proof"][0], rules["proof"]);
    compare(written[0]["evidence"][0], rules["evidence"]);
}

void tst_FeatureListSchema::everyStatusIsInTheSchema()
{
    const QStringList known = texts(schema()["$defs"]["feature"]["properties"]["status"]["enum"]);
    QStringList keys;
    for (const FeatureStatus status :
         {FeatureStatus::Unverified, FeatureStatus::Partly, FeatureStatus::Verified, FeatureStatus::Stale,
          FeatureStatus::NeedsYou, FeatureStatus::Accepted, FeatureStatus::Skipped})
        keys.append(toKey(status));
    QCOMPARE(known, keys);
}

void tst_FeatureListSchema::idsFollowThePatternOfTheSchema()
{
    const QRegularExpression pattern(
        toQString(schema()["$defs"]["feature"]["properties"]["id"]["pattern"].get<std::string>()));
    QVERIFY(pattern.isValid());
    for (const char *id : {"a", "add-task", "0-1", "Not", "-a", "a_b", ""}) {
        const Json list = Json::array({Json {{"id", id}, {"description", "x"}}});
        // An empty id is made from the description when it is read.
        QCOMPARE(featuresFromJson(list).has_value(), pattern.match(QString::fromLatin1(id)).hasMatch() || *id == '\0');
    }
}

QTEST_GUILESS_MAIN(tst_FeatureListSchema)
#include "tst_featurelistschema.moc"
