// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/coder.h"
#include "agent/handover.h"
#include "agent/planner.h"
#include "claude/recording.h"
#include "spec/specparser.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::Coder;

class tst_Coder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheFeatureItsProofAndTheStateOfThePlan();
    void tellsWhatFailedLastTime();
    void showsTheBeginningOfAVeryLongSpecification();
    void playsTheDemonstrationUntilItsTestsPass();
};

namespace
{

const QByteArray markdown = "# Notes\n\n## Features\n\n### Feature 1: Write a note\n";

spec::AppSpec specOf(const QByteArray &text) { return *spec::parseSpec(text, u"test"_s); }

Feature note()
{
    Feature feature;
    feature.id = u"write-note"_s;
    feature.description = u"A note can be written"_s;
    feature.steps = {u"Open"_s, u"Write"_s};
    feature.proof = {{u"node --test a.test.js"_s, u"server"_s, 45}};
    return feature;
}

QString firstMessage(const claude::ModelRequest &request)
{
    return toQString((*parseJson(request.messages.first()))["content"][0]["text"].get<std::string>());
}

}  // namespace

void tst_Coder::tellsTheFeatureItsProofAndTheStateOfThePlan()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(u"done"_s);
    auto context = fixture.context();
    Feature other = note();
    other.status = FeatureStatus::Verified;
    Coder coder(context);
    const auto outcome = coder.implement(specOf(markdown), note(), {note(), other}, {}, {}, {});
    QVERIFY(outcome);
    QVERIFY(outcome->end == agent::SessionEnd::Finished);
    const auto request = fixture.model.requests().first();
    QCOMPARE(request.purpose, u"code:write-note"_s);
    const QString text = firstMessage(request);
    for (const QString &part :
         {u"write-note"_s, u"A note can be written"_s, u"1. Open\n2. Write"_s, u"node --test a.test.js"_s,
          u"45 s, in server"_s, u"1 of 2 features"_s, QString::fromUtf8(markdown)})
        QVERIFY2(text.contains(part), qPrintable(part));
    QVERIFY(!text.contains(u"worked on before"_s));
    QVERIFY(!text.contains(u"{{"_s) && !request.systemJson.contains("{{"));
    for (const char *tool : {"bash", "read_file", "write_file", "edit_file", "list_files", "search_files"})
        QVERIFY2(request.toolsJson.contains('"' + QByteArray(tool) + '"'), tool);
    QVERIFY(!request.toolsJson.contains("propose_features"));
    QCOMPARE(jsonString(fixture.events().first().payload, "feature"), u"write-note"_s);
}

void tst_Coder::tellsWhatFailedLastTime()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(u"done"_s);
    auto context = fixture.context();
    Coder coder(context);
    const QString previous = u"expected 1, got 2\n"_s + QString(200'000, u'x') + u"the last line"_s;
    QVERIFY(coder.implement(specOf(markdown), note(), {note()}, previous, {}, {}));
    const QString text = firstMessage(fixture.model.requests().first());
    QVERIFY(text.contains(u"worked on before"_s));
    QVERIFY(text.contains(u"expected 1, got 2"_s));
    QVERIFY(text.contains(u"the last line"_s));
    QVERIFY(text.size() < 35'000);
}

void tst_Coder::showsTheBeginningOfAVeryLongSpecification()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(u"done"_s);
    auto context = fixture.context();
    Coder coder(context);
    QVERIFY(coder.implement(specOf(markdown + QByteArray("A line of text.\n").repeated(100'000)), note(), {note()}, {},
                            {}, {}));
    const QString text = firstMessage(fixture.model.requests().first());
    QVERIFY(text.size() < 210'000);
    QVERIFY(text.contains(u"read them in app_spec.md"_s));
}

void tst_Coder::playsTheDemonstrationUntilItsTestsPass()
{
    if (QStandardPaths::findExecutable(u"node"_s).isEmpty())
        QSKIP("node is not installed");
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
    agent::HandOver handOver(*fixture.sandbox);
    QVERIFY(handOver.writeSpec(spec, {}));
    QVERIFY(handOver.prepareGit({}));
    agent::Planner planner(context);
    const auto features = planner.plan({spec, Tier::Simple, 14}, {});
    QVERIFY(features && features->size() == 14);
    Coder coder(context);
    // Enough of it to meet every tool and a test that fails first.
    for (const char *id : {"server-starts", "page", "add-task", "refuse-bad-input"}) {
        const auto feature = std::ranges::find(*features, QLatin1StringView(id), &Feature::id);
        QVERIFY2(feature != features->end(), id);
        QVERIFY2(coder.implement(spec, *feature, *features, {}, {}, {}), id);
    }
    const sandbox::Command proof = sandbox::Command::shell(u"node --test tests/validate.test.js"_s);
    const auto done = fixture.sandbox->exec(proof, {[](QByteArrayView) { }, [](QByteArrayView) { }}, {});
    QVERIFY(done);
    QCOMPARE(done->exitCode, 0);
    for (const Event &event : fixture.events({EventType::ToolEnded}))
        QVERIFY2(jsonBool(event.payload, "ok"), event.payload.dump().c_str());
}

QTEST_GUILESS_MAIN(tst_Coder)
#include "tst_coder.moc"
