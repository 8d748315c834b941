// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/specgenerator.h"
#include "support/agent/agentfixture.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::SpecGenerator;
using claude::StopReason;
using test::ScriptedModel;

class tst_SpecGenerator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void makesASpecificationInTwoCalls();
    void goesOnWithACutSpecification();
    void takesAnAnswerWithoutAFence();
    void asksOnceMoreWithWhatWasWrong();
    void failsWhenTheSecondCannotBeReadEither();
    void passesOnWhatTheModelSays();
    void hearsAStop();
};

namespace
{

const QString description =
    u"Here it is.\n```app_description\n# Notes\n## Overview\nA place for notes that a person writes every day.\n```\nShall I go on?"_s;

QString xml(int features = 2)
{
    QString list;
    for (int i = 0; i < features; ++i)
        list += u"<feature>A person can do thing %1</feature>\n"_s.arg(i);
    return u"<project_specification>\n<project_name>Notes</project_name>\n<overview>Notes for one.</overview>\n"
           "<complexity_tier>simple</complexity_tier>\n<target_features>25</target_features>\n"
           "<core_features>\n<feature_group name=\"Notes\">\n%1</feature_group>\n</core_features>\n</project_specification>"_s
               .arg(list);
}

QString fenced(const QString &text) { return u"```app_spec\n"_s + text + u"\n```\n"_s; }

Result<agent::GeneratedSpec> generate(test::AgentFixture &fixture, std::stop_token stop = {})
{
    SpecGenerator generator(fixture.model, fixture.log(), fixture.blobs(), fixture.clock, u"scripted"_s);
    return generator.generate(u"an app for notes"_s, stop);
}

}  // namespace

void tst_SpecGenerator::makesASpecificationInTwoCalls()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(description).says(fenced(xml()));
    const auto made = generate(fixture);
    QVERIFY(made);
    QCOMPARE(made->spec.name, u"Notes"_s);
    QCOMPARE(made->spec.features.size(), 2);
    QVERIFY(made->spec.tier == Tier::Simple);
    QCOMPARE(made->text, xml().toUtf8() + '\n');
    const auto requests = fixture.model.requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.first().purpose, u"description"_s);
    QCOMPARE(requests.last().purpose, u"spec"_s);
    QVERIFY(requests.first().messages.first().contains("an app for notes"));
    QVERIFY(requests.last().messages.first().contains("A place for notes"));
    QVERIFY(!requests.last().messages.first().contains("Shall I go on"));
    QVERIFY(requests.first().toolsJson.isEmpty());
    QCOMPARE(fixture.events({EventType::SessionStarted}).size(), 2);
    QCOMPARE(fixture.events({EventType::SessionEnded}).size(), 2);
}

void tst_SpecGenerator::goesOnWithACutSpecification()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    const QString whole = fenced(xml(6));
    fixture.model.says(description)
        .answers(ScriptedModel::turn(StopReason::MaxTokens, whole.left(150)))
        .answers(ScriptedModel::turn(StopReason::MaxTokens, whole.mid(150, 100)))
        .says(whole.mid(250));
    const auto made = generate(fixture);
    QVERIFY(made);
    QCOMPARE(made->text, xml(6).toUtf8() + '\n');
}

void tst_SpecGenerator::takesAnAnswerWithoutAFence()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(u"Notes."_s).says(xml());
    QVERIFY(generate(fixture));
}

void tst_SpecGenerator::asksOnceMoreWithWhatWasWrong()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(description).says(fenced(xml(0))).says(fenced(xml(3)));
    const auto made = generate(fixture);
    QVERIFY(made);
    QCOMPARE(made->spec.features.size(), 3);
    const auto sent = fixture.model.requests().last().messages;
    QCOMPARE(sent.size(), 3);
    QVERIFY(sent.last().contains("no_features"));
}

void tst_SpecGenerator::failsWhenTheSecondCannotBeReadEither()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(description).says(fenced(xml(0))).says(fenced(xml(0))).says(fenced(xml()));
    const auto made = generate(fixture);
    QVERIFY(!made);
    QVERIFY(made.error().code == ErrorCode::SpecInvalid);
    QCOMPARE(fixture.model.left(), 1);
}

void tst_SpecGenerator::passesOnWhatTheModelSays()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(description).answers(fail(ErrorCode::Unauthorized));
    QVERIFY(generate(fixture).error().code == ErrorCode::Unauthorized);
    QCOMPARE(jsonString(fixture.events().last().payload, "outcome"), u"unauthorized"_s);
}

void tst_SpecGenerator::hearsAStop()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    fixture.model.says(description);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(generate(fixture, stop.get_token()).error().code == ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(tst_SpecGenerator)
#include "tst_specgenerator.moc"
