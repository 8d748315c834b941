// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/tools/proposefeaturestool.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::ProposeFeaturesTool;

class tst_ProposeFeaturesTool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesAGoodList();
    void nothingIsProvedByClaimingIt();
    void sendsBadListsBackAndKeepsTheLastGoodOne();
    void sendsProofsBackThatCannotFail();
    void aFeatureThatNoCommandCanProveSaysWhy();
    void tellsAWrongNumberOnce();
};

namespace
{

Json feature(const std::string &id, const Json &more = Json::object())
{
    Json json {{"id", id},
               {"description", "does " + id},
               {"steps", {"look"}},
               {"priority", 1},
               {"proof", {{{"command", "make check"}}}}};
    json.update(more);
    return json;
}

agent::ToolResult use(test::AgentFixture &fixture, ProposeFeaturesTool &tool, const Json &features)
{
    auto context = fixture.context();
    auto result = tool.run({context, u"toolu_1"_s, Json {{"features", features}}}, {});
    return result ? *result : agent::ToolResult {u"ERROR"_s, true};
}

}  // namespace

void tst_ProposeFeaturesTool::takesAGoodList()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    ProposeFeaturesTool tool(0, 0);
    const auto result = use(fixture, tool, Json::array({feature("a"), feature("b", {{"depends_on", {"a"}}})}));
    QVERIFY2(!result.isError, qPrintable(result.text));
    QCOMPARE(tool.features().size(), 2);
    QCOMPARE(tool.features().last().dependsOn, QStringList(u"a"_s));
}

void tst_ProposeFeaturesTool::nothingIsProvedByClaimingIt()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    ProposeFeaturesTool tool(0, 0);
    const Json claim {
        {"status", "verified"}, {"passes", true}, {"evidence", {{{"command", "true"}, {"exit_code", 0}}}}};
    QVERIFY(!use(fixture, tool, Json::array({feature("a", claim)})).isError);
    QVERIFY(tool.features().first().status == FeatureStatus::Unverified);
    QVERIFY(tool.features().first().evidence.isEmpty());
}

void tst_ProposeFeaturesTool::sendsBadListsBackAndKeepsTheLastGoodOne()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    ProposeFeaturesTool tool(0, 0);
    QVERIFY(!use(fixture, tool, Json::array({feature("good")})).isError);
    const QList<Json> bad {Json::array(),
                           Json("text"),
                           Json::array({feature("a", {{"depends_on", {"b"}}}), feature("b", {{"depends_on", {"a"}}})}),
                           Json::array({feature("a", {{"depends_on", {"nobody"}}})}),
                           Json::array({feature("a"), feature("a")}),
                           Json::array({feature("Not an id")}),
                           Json::array({feature("a", {{"proof", Json::array()}})}),
                           Json::array({feature("a", {{"proof", {{{"command", "  "}}}}})})};
    for (const Json &list : bad) {
        const auto result = use(fixture, tool, list);
        QVERIFY2(result.isError, list.dump().c_str());
        QVERIFY(!result.text.isEmpty());
    }
    QCOMPARE(tool.features().size(), 1);
    QCOMPARE(tool.features().first().id, u"good"_s);
}

void tst_ProposeFeaturesTool::sendsProofsBackThatCannotFail()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    ProposeFeaturesTool tool(0, 0);
    for (const char *command : {"true", "echo ok", "npm test || true", "test -f done"}) {
        const auto result = use(fixture, tool, Json::array({feature("a", {{"proof", {{{"command", command}}}}})}));
        QVERIFY2(result.isError, command);
        QVERIFY(result.text.contains(QString::fromLatin1(command)));
    }
    QVERIFY(tool.features().isEmpty());
}

void tst_ProposeFeaturesTool::aFeatureThatNoCommandCanProveSaysWhy()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    ProposeFeaturesTool tool(0, 0);
    const Json none = Json::array();
    QVERIFY(use(fixture, tool, Json::array({feature("a", {{"proof", none}, {"manual", "look"}})})).isError);
    const Json told {{"proof", none}, {"manual", "Paper cannot be read by a program: print the list and look at it."}};
    QVERIFY(!use(fixture, tool, Json::array({feature("a", told)})).isError);
    QVERIFY(jsonString(tool.features().first().unknown, "manual").startsWith(u"Paper"_s));
}

void tst_ProposeFeaturesTool::tellsAWrongNumberOnce()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    ProposeFeaturesTool tool(10, 20);
    const Json list = Json::array({feature("a")});
    const auto first = use(fixture, tool, list);
    QVERIFY(first.isError);
    QVERIFY(first.text.contains(u"10 to 20"_s));
    QVERIFY(!use(fixture, tool, list).isError);
    QCOMPARE(tool.features().size(), 1);
}

QTEST_GUILESS_MAIN(tst_ProposeFeaturesTool)
#include "tst_proposefeaturestool.moc"
