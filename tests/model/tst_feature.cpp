// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/feature.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace bw;

class tst_Feature : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesThroughJsonUnchanged();
    void keepsKeysThatItDoesNotKnow();
    void readsAListOfThePlatform();
    void passesIsNoProof();
    void differentFeaturesGetDifferentIds();
    void refusesWhatCannotBeAList_data();
    void refusesWhatCannotBeAList();
    void refusesCirclesAndNamesThem();
    void acceptsAPartialOrder();
    void oddMembersGetSaneValues();
    void statusKeysLeadBack();
};

namespace
{

Result<QList<Feature>> read(const char *text) { return featuresFromJson(*parseJson(text)); }

}  // namespace

void tst_Feature::goesThroughJsonUnchanged()
{
    Feature feature;
    feature.id = u"add-todo"_s;
    feature.category = u"style"_s;
    feature.description = u"A person adds a \"todo\" – ä"_s;
    feature.steps = {u"open"_s, u"type"_s};
    feature.priority = 3;
    feature.blocking = false;
    feature.dependsOn = {u"base"_s};
    feature.proof = {{u"node --test"_s, u"app"_s, 30}};
    feature.status = FeatureStatus::Stale;
    feature.evidence = {{u"node --test"_s, 1, true, 1'700'000'000'000, 12, u"out"_s, u"abc"_s}};
    feature.unknown["later"] = Json {{"x", 1}};
    Feature base;
    base.id = u"base"_s;
    base.category = u"functional"_s;
    base.description = u"Base"_s;
    const QList<Feature> list {feature, base};
    const auto again = featuresFromJson(*parseJson(toBytes(toJson(list))));
    QVERIFY(again);
    QCOMPARE(*again, list);
}

void tst_Feature::keepsKeysThatItDoesNotKnow()
{
    const auto list = read(R"([{"id":"a","description":"A","estimate":{"days":2},"owner":"x"}])");
    QVERIFY(list);
    const Json written = toJson(list->first());
    QCOMPARE(written.at("estimate").dump(), std::string(R"({"days":2})"));
    QCOMPARE(jsonString(written, "owner"), u"x"_s);
}

void tst_Feature::readsAListOfThePlatform()
{
    const auto list = read(R"([
        {"category":"functional","description":"User can log in","steps":["open","enter"],"passes":false},
        {"description":"User can log out","steps":[],"passes":true,"blocking":false,"dependsOn":["User can log in"]}])");
    QVERIFY(list);
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->at(0).id, u"user-can-log-in"_s);
    QCOMPARE(list->at(0).steps, QStringList({u"open"_s, u"enter"_s}));
    QVERIFY(list->at(0).blocking);
    QCOMPARE(list->at(1).category, u"functional"_s);
    QVERIFY(!list->at(1).blocking);
    QCOMPARE(list->at(1).dependsOn, QStringList(u"user-can-log-in"_s));
    QCOMPARE(list->at(1).priority, 2);
}

void tst_Feature::passesIsNoProof()
{
    const auto list = read(R"([{"description":"A","passes":true}])");
    QVERIFY(list);
    QCOMPARE(list->first().status, FeatureStatus::Unverified);
    QVERIFY(!toJson(list->first()).contains("passes"));
    QVERIFY(list->first().unknown.empty());
}

void tst_Feature::differentFeaturesGetDifferentIds()
{
    const auto list = read(R"([{"description":"A user can create a new project with the name Alpha"},
        {"description":"A user can create a new project with the name Beta"},
        {"description":"Same"},{"description":"Same"},{"description":"日本語"},{"description":"中文"},
        {"id":"same-3","description":"named"},{"description":"Same"}])");
    QVERIFY2(list, list ? "" : qPrintable(list.error().detail));
    QSet<QString> ids;
    for (const Feature &feature : *list)
        ids.insert(feature.id);
    QCOMPARE(ids.size(), 8);
    QVERIFY(ids.contains(u"same-2"_s) && ids.contains(u"same-4"_s));
}

void tst_Feature::refusesWhatCannotBeAList_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("entry");
    const auto row = [](const char *name, const char *text, const char *entry) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(entry);
    };
    row("no array", R"({"features":[]})", "the list");
    row("no object", R"([{"description":"a"},7])", "entry 2");
    row("no description", R"([{"id":"a"}])", "entry 1");
    row("empty description", R"([{"id":"a","description":"  "}])", "entry 1");
    row("description is a number", R"([{"id":"a","description":5}])", "entry 1");
    row("capital id", R"([{"id":"Add","description":"a"}])", "entry 1");
    row("id with a path", R"([{"id":"../x","description":"a"}])", "entry 1");
    row("id with a line end", "[{\"id\":\"a\\n\",\"description\":\"a\"}]", "entry 1");
    row("id of 65",
        "[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"description\":\"a\"}]",
        "entry 1");
    row("id twice", R"([{"id":"a","description":"1"},{"id":"a","description":"2"}])", "a");
    row("unknown dependency", R"([{"id":"a","description":"1","depends_on":["b"]}])", "a");
    row("unknown dependsOn", R"([{"id":"a","description":"1","dependsOn":["nothing like it"]}])", "a");
}

void tst_Feature::refusesWhatCannotBeAList()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, entry);
    const auto list = featuresFromJson(*parseJson(text));
    QVERIFY(!list);
    QCOMPARE(list.error().code, ErrorCode::SpecInvalid);
    QCOMPARE(list.error().args.value(u"line"_s), entry);
    QVERIFY(!list.error().args.value(u"why"_s).isEmpty());
}

void tst_Feature::refusesCirclesAndNamesThem()
{
    const auto itself = read(R"([{"id":"a","description":"1","depends_on":["a"]}])");
    QVERIFY(!itself);
    const auto three = read(R"([{"id":"a","description":"1","depends_on":["b"]},
        {"id":"b","description":"2","depends_on":["c"]},{"id":"c","description":"3","depends_on":["a"]},
        {"id":"free","description":"4"}])");
    QVERIFY(!three);
    QCOMPARE(three.error().code, ErrorCode::SpecInvalid);
    const QString detail = three.error().detail;
    QVERIFY2(detail.contains(u"a: "_s) && detail.contains(u"b, c"_s) && !detail.contains(u"free"_s),
             qPrintable(detail));
}

void tst_Feature::acceptsAPartialOrder()
{
    Json list = Json::array();
    for (int i = 0; i < 300; ++i) {
        Json entry {{"id", "f" + std::to_string(i)}, {"description", "d" + std::to_string(i)}};
        entry["depends_on"] = Json::array();
        for (int back = 1; back <= 3 && i - back >= 0; ++back)
            entry["depends_on"].push_back("f" + std::to_string(i - back));
        list.push_back(entry);
    }
    const auto features = featuresFromJson(list);
    QVERIFY(features);
    QCOMPARE(features->last().dependsOn, QStringList({u"f298"_s, u"f297"_s, u"f296"_s}));
}

void tst_Feature::oddMembersGetSaneValues()
{
    const auto list = read(R"([{"description":"A","steps":"no list","priority":-5,"blocking":"yes","status":"great",
        "proof":["node --test",{"command":"x","timeout_s":99999},{"command":"  "},7,{"command":"y","timeout_s":0}],
        "evidence":[3,{"command":"z"}],"depends_on":[1]}])");
    QVERIFY(list);
    const Feature &feature = list->first();
    QVERIFY(feature.steps.isEmpty());
    QCOMPARE(feature.priority, 0);
    QVERIFY(feature.blocking);
    QCOMPARE(feature.status, FeatureStatus::Unverified);
    QCOMPARE(feature.proof, (QList<Proof> {{u"node --test"_s, {}, 120}, {u"x"_s, {}, 1800}, {u"y"_s, {}, 1}}));
    QVERIFY(feature.dependsOn.isEmpty());
}

void tst_Feature::statusKeysLeadBack()
{
    QStringList keys;
    for (int i = 0; i <= static_cast<int>(FeatureStatus::Skipped); ++i) {
        const auto status = static_cast<FeatureStatus>(i);
        keys << toKey(status);
        QVERIFY(featureStatusFromKey(toKey(status)) == status);
    }
    QCOMPARE(keys,
             QStringList({u"unverified"_s, u"partly"_s, u"verified"_s, u"stale"_s, u"needs_you"_s, u"accepted"_s,
                          u"skipped"_s}));
    QVERIFY(!featureStatusFromKey(u"passes"_s));
}

QTEST_GUILESS_MAIN(tst_Feature)
#include "tst_feature.moc"
