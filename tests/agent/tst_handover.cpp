// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/handover.h"
#include "spec/specparser.h"
#include "support/agent/agentfixture.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace bw;
using agent::HandOver;

class tst_HandOver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesTheSpecificationByteForByteAndStartsTheNotes();
    void keepsNotesThatAreThere();
    void writesEqualListsForEqualWork();
    void putsAChangedListBack();
    void neverWritesThroughALink();
    void preparesGitOnceWithoutHooks();
};

namespace
{

spec::AppSpec specOf(const QByteArray &text) { return *spec::parseSpec(text, u"test"_s); }

const QByteArray markdown = "# Notes\n\n## Features\n\n### Feature 1: Write a note\n";

QList<Feature> list(qint64 time)
{
    Feature feature;
    feature.id = u"write-note"_s;
    feature.description = u"A note can be written"_s;
    feature.proof = {{u"true"_s, {}, 10}};
    feature.status = FeatureStatus::Verified;
    Evidence evidence;
    evidence.command = u"true"_s;
    evidence.startedMs = time;
    evidence.durationMs = time / 7;
    evidence.output = QString::number(time);
    feature.evidence = {evidence, evidence};
    return {feature};
}

QByteArray output(test::AgentFixture &fixture, const QString &text)
{
    QByteArray all;
    const auto keep = [&all](QByteArrayView piece) { all.append(piece); };
    const auto done = fixture.sandbox->exec(sandbox::Command::shell(text), {keep, keep}, {});
    return done && done->exitCode == 0 ? all.trimmed() : "FAILED " + all;
}

}  // namespace

void tst_HandOver::writesTheSpecificationByteForByteAndStartsTheNotes()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    HandOver handOver(*fixture.sandbox);
    const spec::AppSpec spec = specOf("\xEF\xBB\xBF" + markdown + "\r\n\r\n");
    QVERIFY(handOver.writeSpec(spec, {}));
    QCOMPARE(fixture.file("app_spec.md"), spec.source);
    QVERIFY(fixture.file("PROGRESS.md").contains("app_spec.md"));
    QVERIFY(fixture.file("init.sh").startsWith("#!/bin/sh\n"));
    QCOMPARE(output(fixture, u"sh -n init.sh && sh init.sh"_s), "Ready. PROGRESS.md says how to start and test it.");
    const spec::AppSpec xml = specOf("<project_specification><project_name>A</project_name><core_features><feature>Do "
                                     "it well</feature></core_features></project_specification>");
    QCOMPARE(HandOver::specFile(xml), u"app_spec.xml"_s);
}

void tst_HandOver::keepsNotesThatAreThere()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    QVERIFY(fixture.put("PROGRESS.md", "mine"));
    HandOver handOver(*fixture.sandbox);
    QVERIFY(handOver.writeSpec(specOf(markdown), {}));
    QCOMPARE(fixture.file("PROGRESS.md"), "mine");
    QVERIFY(fixture.put("init.sh", "mine too"));
    QVERIFY(handOver.writeSpec(specOf(markdown), {}));
    QCOMPARE(fixture.file("init.sh"), "mine too");
}

void tst_HandOver::writesEqualListsForEqualWork()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    HandOver handOver(*fixture.sandbox);
    QVERIFY(handOver.writeFeatures(list(1'000), {}));
    const QByteArray first = fixture.file("feature_list.json");
    auto again = list(2'000);
    again.first().evidence.removeFirst();  // verified once only
    QVERIFY(handOver.writeFeatures(again, {}));
    QCOMPARE(fixture.file("feature_list.json"), first);
    QVERIFY(first.startsWith("[\n  {\n    \"id\": \"write-note\""));
    QVERIFY(first.endsWith("]\n"));
    const auto read = featuresFromJson(*parseJson(first));
    QVERIFY(read);
    QVERIFY(read->first().status == FeatureStatus::Verified);
    QCOMPARE(read->first().evidence.size(), 1);
}

void tst_HandOver::putsAChangedListBack()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    HandOver handOver(*fixture.sandbox);
    QVERIFY(handOver.writeFeatures(list(1), {}));
    const QByteArray wanted = fixture.file("feature_list.json");
    QCOMPARE(handOver.restoreFeatures(list(1), {}).value(), false);
    QByteArray other = wanted;
    other.replace("A note", "B note");  // same length
    for (const QString &change :
         {u"rm feature_list.json"_s, u"echo >> feature_list.json"_s, u"rm feature_list.json; mkdir feature_list.json"_s,
          u"chmod 000 feature_list.json; mv feature_list.json x; echo '[]' > feature_list.json"_s}) {
        QVERIFY(!output(fixture, change).startsWith("FAILED"));
        QCOMPARE(handOver.restoreFeatures(list(1), {}).value(), true);
        QCOMPARE(fixture.file("feature_list.json"), wanted);
    }
    QVERIFY(fixture.put("feature_list.json", other));
    QCOMPARE(handOver.restoreFeatures(list(1), {}).value(), true);
    QCOMPARE(fixture.file("feature_list.json"), wanted);
}

void tst_HandOver::neverWritesThroughALink()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    HandOver handOver(*fixture.sandbox);
    QVERIFY(!output(fixture, u"echo precious > other; ln -s other feature_list.json; ln -s other app_spec.md"_s)
                 .startsWith("FAILED"));
    QCOMPARE(handOver.restoreFeatures(list(1), {}).value(), true);
    QVERIFY(handOver.writeSpec(specOf(markdown), {}));
    QCOMPARE(fixture.file("other"), "precious\n");
    QVERIFY(!QFileInfo(fixture.sandbox->root() + u"/feature_list.json"_s).isSymLink());
}

void tst_HandOver::preparesGitOnceWithoutHooks()
{
    test::AgentFixture fixture;
    QVERIFY(fixture.open());
    HandOver handOver(*fixture.sandbox);
    QVERIFY(handOver.writeSpec(specOf(markdown), {}));
    QVERIFY(handOver.prepareGit({}));
    QCOMPARE(output(fixture, u"git log --format='%an %ae %at %s' --all"_s),
             "Buildwright agent@buildwright.invalid 946684800 Start with the specification");
    QCOMPARE(output(fixture, u"git status --porcelain; git branch --show-current; ls .git/hooks 2>/dev/null | wc -l"_s),
             "main\n0");
    QVERIFY(handOver.writeFeatures({}, {}));  // the harness's own file is no part of what an agent commits
    QCOMPARE(output(fixture, u"git add -A; git status --porcelain; cat .git/info/exclude"_s), "/feature_list.json");
    const QByteArray head = output(fixture, u"git rev-parse HEAD"_s);
    // What an agent left there is not run, and what it committed stays.
    QVERIFY(
        !output(
             fixture,
             u"mkdir -p .git/hooks; printf '#!/bin/sh\\ntouch hooked' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit"_s)
             .startsWith("FAILED"));
    QVERIFY(handOver.prepareGit({}));
    QCOMPARE(output(fixture, u"git rev-parse HEAD"_s), head);
    QCOMPARE(fixture.file("hooked"), "(none)");
    test::AgentFixture other;
    QVERIFY(other.open());
    HandOver same(*other.sandbox);
    QVERIFY(same.writeSpec(specOf(markdown), {}));
    QVERIFY(same.prepareGit({}));
    QCOMPARE(output(other, u"git rev-parse HEAD"_s), head);
}

QTEST_GUILESS_MAIN(tst_HandOver)
#include "tst_handover.moc"
