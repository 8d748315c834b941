// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/planner.h"
#include "agent/tools/proposefeaturestool.h"
#include "claude/recording.h"
#include "spec/specparser.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::featureTarget;
using agent::Planner;

class tst_Planner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWantedNumberIsTheOptionThenTheSpecificationThenTheTier();
    void asksWithTheWholeSpecification();
    void givesThePlanInOrderOfPriority();
    void sendsABadListBackUntilItIsGood();
    void asksOnceForAnotherNumberAndSaysWhatRemains();
    void aTenthMoreOrLessIsWanted();
    void aSessionWithoutAListGivesAnEmptyPlan();
    void tellsThePersonWhyNoListWasTaken();
    void playsThePlanOfTheDemonstration();
};

namespace
{

spec::AppSpec specOf(const QByteArray &text) { return *spec::parseSpec(text, u"test"_s); }

const QByteArray markdown =
    "# Notes\n\nA place for {{notes}}.\n\n## Features\n\n### Feature 1: Write a note\n\n### Feature 2: Read it\n";

QByteArray proposal(const QByteArray &features) { return "{\"features\":[" + features + "]}"; }

QByteArray feature(const QByteArray &id, int priority, const QByteArray &more = {})
{
    return R"({"id":")" + id
        + R"(","description":"does it","steps":["look"],"proof":[{"command":"make check"}],"priority":)"
        + QByteArray::number(priority) + more + '}';
}

Result<QList<Feature>> plan(test::AgentFixture &fixture, const spec::AppSpec &spec, int features = 0)
{
    auto context = fixture.context();
    Planner planner(context);
    return planner.plan({spec, Tier::Standard, features}, {});
}

}  // namespace

void tst_Planner::theWantedNumberIsTheOptionThenTheSpecificationThenTheTier()
{
    spec::AppSpec spec = specOf(markdown);
    const auto target = [&spec](Tier tier, int option = 0) {
        const auto found = featureTarget({spec, tier, option});
        return std::pair {found.least, found.most};
    };
    QCOMPARE(target(Tier::Simple, 7), std::pair(7, 7));
    spec.targetFeatures = 12;
    QCOMPARE(target(Tier::Simple, 7), std::pair(7, 7));
    QCOMPARE(target(Tier::Simple), std::pair(12, 12));
    spec.targetFeatures.reset();
    QCOMPARE(target(Tier::Simple), std::pair(2, 3));
    spec.features.clear();
    QCOMPARE(target(Tier::Simple), std::pair(20, 40));
    QCOMPARE(target(Tier::Standard), std::pair(60, 120));
    QCOMPARE(target(Tier::Production), std::pair(150, 250));
    spec.tier = Tier::Simple;
    QCOMPARE(target(Tier::Standard), std::pair(20, 40));
    QCOMPARE(target(Tier::Production), std::pair(150, 250));
}

void tst_Planner::asksWithTheWholeSpecification()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(u"no"_s);
    QVERIFY(plan(fixture, specOf(markdown), 5));
    const auto request = fixture.model.requests().first();
    QCOMPARE(request.purpose, u"plan"_s);
    QCOMPARE(request.maxTokens, 64'000);
    const Json message = *parseJson(request.messages.first());
    const QString text = toQString(message["content"][0]["text"].get<std::string>());
    QVERIFY(text.contains(QString::fromUtf8(markdown)));
    QVERIFY(text.contains(u"app_spec.md"_s));
    QVERIFY(text.contains(u"features: 5."_s));
    QVERIFY(!request.systemJson.contains("{{"));
    for (const char *tool : {"list_files", "read_file", "search_files", "write_file", "bash", "propose_features"})
        QVERIFY2(request.toolsJson.contains('"' + QByteArray(tool) + '"'), tool);
    QVERIFY(!request.toolsJson.contains("edit_file\""));
}

void tst_Planner::givesThePlanInOrderOfPriority()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model
        .calls({{u"toolu_1"_s, u"propose_features"_s,
                 proposal(feature("late", 3) + ',' + feature("first", 1) + ',' + feature("second", 1))}})
        .says(u"done"_s);
    const auto features = plan(fixture, specOf(markdown));
    QVERIFY(features);
    QCOMPARE(features->size(), 3);
    QCOMPARE(features->at(0).id, u"first"_s);
    QCOMPARE(features->at(1).id, u"second"_s);
    QCOMPARE(features->at(2).id, u"late"_s);
}

void tst_Planner::sendsABadListBackUntilItIsGood()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.calls({{u"toolu_1"_s, u"propose_features"_s, proposal(feature("a", 1, R"(,"depends_on":["a"])"))}})
        .calls({{u"toolu_2"_s, u"propose_features"_s, proposal(feature("a", 1) + ',' + feature("b", 2))}})
        .says(u"done"_s);
    const auto features = plan(fixture, specOf(markdown));
    QVERIFY(features);
    QCOMPARE(features->size(), 2);
    QVERIFY(fixture.model.requests().at(1).messages.last().contains("circle"));
}

void tst_Planner::asksOnceForAnotherNumberAndSaysWhatRemains()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const QByteArray two = proposal(feature("a", 1) + ',' + feature("b", 2));
    fixture.model.calls({{u"toolu_1"_s, u"propose_features"_s, two}})
        .calls({{u"toolu_2"_s, u"propose_features"_s, two}})
        .says(u"done"_s);
    const auto features = plan(fixture, specOf(markdown), 5);
    QVERIFY(features);
    QCOMPARE(features->size(), 2);
    const auto requests = fixture.model.requests();
    QVERIFY(requests.at(1).messages.last().contains("The list has 2 features; 5 are wanted."));
    QVERIFY(requests.at(2).messages.last().contains("Accepted"));
    const auto notes = fixture.events({EventType::BuildNote});
    QCOMPARE(notes.size(), 1);
    QCOMPARE(jsonString(notes.first().payload, "level"), u"warn"_s);
    QCOMPARE(jsonString(notes.first().payload, "text"), u"The plan has 2 features; 5 were wanted."_s);
}

void tst_Planner::aTenthMoreOrLessIsWanted()
{
    using agent::ProposeFeaturesTool;
    QVERIFY(ProposeFeaturesTool::isWanted(18, 20, 40) && ProposeFeaturesTool::isWanted(44, 20, 40));
    QVERIFY(!ProposeFeaturesTool::isWanted(17, 20, 40) && !ProposeFeaturesTool::isWanted(45, 20, 40));
    QVERIFY(ProposeFeaturesTool::isWanted(135, 150, 250) && ProposeFeaturesTool::isWanted(275, 150, 250));
    QVERIFY(ProposeFeaturesTool::isWanted(3, 0, 0));
}

void tst_Planner::aSessionWithoutAListGivesAnEmptyPlan()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(u"I would rather not."_s);
    const auto features = plan(fixture, specOf(markdown));
    QVERIFY(features);
    QVERIFY(features->isEmpty());
}

void tst_Planner::tellsThePersonWhyNoListWasTaken()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.calls({{u"toolu_1"_s, u"propose_features"_s, proposal(feature("a", 1, R"(,"depends_on":["a"])"))}})
        .says(u"done"_s);
    const auto features = plan(fixture, specOf(markdown));
    QVERIFY(features && features->isEmpty());
    const auto notes = fixture.events({EventType::BuildNote});
    QCOMPARE(notes.size(), 1);
    QVERIFY(jsonString(notes.first().payload, "text").contains("circle"_L1));
}

void tst_Planner::playsThePlanOfTheDemonstration()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const auto recording = claude::Recording::load(QStringLiteral(BW_SOURCE_DIR "/resources/recordings/demo.jsonl"));
    QVERIFY(recording);
    agent::AgentContext context {**recording,
                                 *fixture.sandbox,
                                 fixture.log(),
                                 fixture.blobs(),
                                 fixture.clock,
                                 fixture.executor,
                                 (*recording)->header().model,
                                 {},
                                 {}};
    const spec::AppSpec spec = specOf(markdown);
    Planner planner(context);
    const auto features = planner.plan({spec, Tier::Simple, 14}, {});
    QVERIFY(features);
    QCOMPARE(features->size(), 14);
    QCOMPARE(features->first().id, u"server-starts"_s);
    QVERIFY(fixture.file("DESIGN.md").startsWith("# Design"));
    for (const Event &event : fixture.events({EventType::ToolEnded}))
        QVERIFY2(jsonBool(event.payload, "ok"), event.payload.dump().c_str());
}

QTEST_GUILESS_MAIN(tst_Planner)
#include "tst_planner.moc"
