// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/featureverification.h"

#include "build/proofrecord.h"
#include "build/prooftrees.h"
#include "support/build/buildstage.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

artifact::Manifest tree(const QMap<QByteArray, QByteArray> &files)
{
    artifact::Manifest manifest;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        manifest.entries.append({it.key(),
                                 it.value() == "/" ? artifact::EntryType::Directory : artifact::EntryType::File,
                                 0644,
                                 it.value().size(),
                                 BlobHash {QString::fromUtf8(it.value())},
                                 {}});
    return manifest;
}

}  // namespace

/// How a running build proves, doubts and proves again; model and sandboxes are scripts.
class TestFeatureVerification : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_stage = std::make_unique<BuildStage>(m_folder->filePath(u"data"_s));
        QVERIFY(m_stage->open());
    }
    void cleanup() { m_stage.reset(); }

    void aProofThatHeldBeforeTheFeatureProvesNothing()
    {
        plan({BuildStage::feature(u"a"_s, 1, {u"grep -q note app_spec.md"_s})});
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"x"_s);
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(jsonString(m_stage->last(EventType::ProofJudged).payload, "verdict"), u"proves_nothing"_s);
        // The next session is told why its success did not count.
        QVERIFY(m_stage->model.openings().constLast().contains("without the feature"));
    }

    void whatOthersChangeMakesAFeatureStaleUntilItIsProvedAgain()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"x"_s);
        m_stage->model.addConversation(
            u"code:b"_s,
            {{BuildStage::writeFile(u"a.txt"_s, u"y"_s), BuildStage::writeFile(u"b.txt"_s, u"done"_s)},
             {SessionScript::text(u"Written."_s)}});
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QCOMPARE(statuses(u"a"_s).mid(1), QStringList({u"verified"_s, u"stale"_s, u"verified"_s}));
        // Stale is no reason to build it again.
        QCOMPARE(m_stage->count(EventType::FeatureStarted), 2);
    }

    void aFeatureThatWasBrokenMeanwhileIsFoundBeforeTheNextIsBegun()
    {
        plan({BuildStage::feature(u"a"_s, 1, {u"grep -q hello a.txt"_s}),
              BuildStage::feature(u"b"_s, 2, {u"grep -q done b.txt"_s}),
              BuildStage::feature(u"c"_s, 3, {u"grep -q done c.txt"_s})});
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->model.addConversation(
            u"code:b"_s,
            {{BuildStage::writeFile(u"a.txt"_s, u"broken"_s), BuildStage::writeFile(u"b.txt"_s, u"done"_s)},
             {SessionScript::text(u"Written."_s)}});
        m_stage->codeWrites(u"c"_s, u"c.txt"_s, u"done"_s);
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Completed);
        QStringList started;
        for (const Event &event : m_stage->events())
            if (event.type == toKey(EventType::FeatureStarted))
                started.append(jsonString(event.payload, "feature"));
        QVERIFY(started.indexOf(u"c"_s) > started.indexOf(u"b"_s));
        QCOMPARE(started.count(u"a"_s), 2);
        QVERIFY(statuses(u"a"_s).contains(u"stale"_s));
    }

    void aProofOfTheCoderIsAddedAndNeverEnough()
    {
        plan({BuildStage::feature(u"a"_s, 1, {u"grep -q hello a.txt"_s})});
        const Json proposal = SessionScript::tool(u"propose_proof"_s, Json {{"command", "grep -q world a.txt"}});
        m_stage->model.addConversation(
            u"code:a"_s,
            {{BuildStage::writeFile(u"a.txt"_s, u"world"_s), proposal}, {SessionScript::text(u"Written."_s)}});
        m_stage->model.addConversation(
            u"code:a"_s, {{BuildStage::writeFile(u"a.txt"_s, u"hello world"_s)}, {SessionScript::text(u"Written."_s)}});
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(statuses(u"a"_s).first(), u"partly"_s);
        QCOMPARE(outcome->state, BuildState::Completed);
        const auto resumed = m_stage->resumeState();
        QCOMPARE(resumed.features.first().proof.size(), 2);
        QVERIFY(m_stage->checkpointTree().value("feature_list.json").content.contains("grep -q world"));
        QCOMPARE(m_stage->count(EventType::FeatureListReverted), 0);
    }

    void theScepticalSessionTakesAStatusAwayAndGivesNone()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"x"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"done"_s);
        const Json against = SessionScript::tool(u"judge_proof"_s,
                                                 Json {{"feature", "b"},
                                                       {"command", "grep -q done b.txt"},
                                                       {"verdict", "proves_nothing"},
                                                       {"why", "a word in a file"}});
        const Json unknown = SessionScript::tool(
            u"judge_proof"_s,
            Json {{"feature", "z"}, {"command", "x"}, {"verdict", "proves_nothing"}, {"why", "no such feature"}});
        const Json inFavour = SessionScript::tool(
            u"judge_proof"_s,
            Json {{"feature", "b"}, {"command", "grep -q done b.txt"}, {"verdict", "counts"}, {"why", "it does"}});
        m_stage->model.addConversation(u"verify"_s, {{against, unknown}, {SessionScript::text(u"Looked."_s)}});
        m_stage->model.addConversation(u"verify"_s, {{inFavour}, {SessionScript::text(u"Looked."_s)}});
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->featuresVerified, 1);
        const QStringList said = statuses(u"b"_s);
        QVERIFY(said.mid(said.indexOf(u"verified"_s)).contains(u"unverified"_s));
        QCOMPARE(said.constLast(), u"partly"_s);              // its other proof still holds
        QCOMPARE(m_stage->count(EventType::ProofJudged), 4);  // three that count, one that does not
        const QByteArray last = m_stage->model.openings().constLast();
        QVERIFY(last.contains("a word in a file"));
        QCOMPARE(m_stage->provider.alive(), 0);
    }

    void aProofOfTheScepticalSessionHasToHold()
    {
        plan({BuildStage::feature(u"a"_s, 1, {u"grep -q hello a.txt"_s})});
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"hello"_s);
        m_stage->model.addConversation(
            u"code:a"_s, {{BuildStage::writeFile(u"a.txt"_s, u"hello more"_s)}, {SessionScript::text(u"Written."_s)}});
        m_stage->model.addConversation(
            u"verify"_s,
            {{SessionScript::tool(u"propose_proof"_s, Json {{"feature", "a"}, {"command", "grep -q more a.txt"}})},
             {SessionScript::text(u"Looked."_s)}});
        m_stage->model.addConversation(u"verify"_s, {{SessionScript::text(u"Looked."_s)}});
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QVERIFY(statuses(u"a"_s).contains(u"partly"_s));
        QCOMPARE(outcome->state, BuildState::Completed);
    }

    void withoutTurnsForItTheScepticalSessionIsNotHeldAndThatIsSaidOnce()
    {
        m_stage->planTwo();
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"x"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"done"_s);
        QVERIFY(m_stage->run());
        int notes = 0;
        for (const Event &event : m_stage->events())
            notes +=
                event.type == toKey(EventType::BuildNote) && jsonString(event.payload, "text").contains(u"sceptical"_s);
        QCOMPARE(notes, 1);
    }

    void whatNoCommandCanProveNeedsAPersonAndTheBuildGoesOn()
    {
        Json manual = BuildStage::feature(u"a"_s, 1, {});
        manual["manual"] = "Paper cannot be read by a program: print it and look.";
        plan({manual, BuildStage::feature(u"b"_s, 2, {u"grep -q done b.txt"_s}, {u"a"_s})});
        m_stage->codeWrites(u"a"_s, u"a.txt"_s, u"x"_s);
        m_stage->codeWrites(u"b"_s, u"b.txt"_s, u"done"_s);
        const auto outcome = m_stage->run();
        QVERIFY(outcome);
        QCOMPARE(outcome->state, BuildState::Failed);
        QCOMPARE(outcome->reason, u"needs_you"_s);
        QCOMPARE(statuses(u"a"_s).constLast(), u"needs_you"_s);
        QCOMPARE(outcome->featuresVerified, 1);
        // A person accepts it: the build can be completed, and says that not everything is verified.
        QVERIFY(m_stage->log().appendAndWait(
            BuildStage::id(),
            {NewEvent {EventType::FeatureDecided,
                       Json {{"feature", "a"}, {"decision", "accept"}, {"text", "ok"}, {"user", ""}}},
             NewEvent {EventType::FeatureStatus,
                       Json {{"feature", "a"}, {"status", "accepted"}, {"evidence_seq", Json::array()}}},
             NewEvent {EventType::BuildState, Json {{"from", "failed"}, {"to", "pending"}, {"reason", ""}}}}));
        const auto again = m_stage->run();
        QVERIFY(again);
        QCOMPARE(again->state, BuildState::Completed);
        QCOMPARE(again->featuresVerified, 1);
        QCOMPARE(m_stage->count(EventType::FeatureStarted), 2);
        QCOMPARE(statuses(u"a"_s).constLast(), u"accepted"_s);
        QVERIFY(m_stage->checkpointTree().value("feature_list.json").content.contains("\"accepted\""));
    }

    void onlyTheFilesOfTheProofAreLaidOverAnEarlierTree()
    {
        const auto before = tree({{"lib", "/"}, {"lib/a.js", "old"}, {"tests", "file"}});
        const auto now =
            tree({{"lib", "/"}, {"lib/a.js", "new"}, {"tests", "/"}, {"tests/a.test.js", "t"}, {"z", "z"}});
        const auto laid = build::withFilesOf(before, now, {u"tests/a.test.js"_s, u"nothere"_s});
        QVERIFY(laid == tree({{"lib", "/"}, {"lib/a.js", "old"}, {"tests", "/"}, {"tests/a.test.js", "t"}}));
        QVERIFY(artifact::checkTree(laid));
        QVERIFY(artifact::checkTree(build::withFilesOf({}, now, {u"tests/a.test.js"_s})));
        QCOMPARE(build::filesChanged(before, now), QSet<QByteArray>({"lib/a.js", "tests", "tests/a.test.js", "z"}));
        QVERIFY(build::filesChanged({}, tree({{".git/HEAD", "x"}, {"feature_list.json", "x"}, {"PROGRESS.md", "x"}}))
                    .isEmpty());
    }

    void whatIsKnownOfProofsComesFromTheLogAlone()
    {
        build::ProofRecord record;
        qint64 seq = 0;
        const auto apply = [&](EventType type, Json payload) {
            record.apply(Event {BuildStage::id(), ++seq, toKey(type), 0, std::move(payload)});
        };
        const Proof proof {u"make check"_s, u"sub"_s, 10};
        apply(EventType::CheckpointMade, {{"manifest_blob", "m1"}, {"reason", "plan"}});
        apply(EventType::FeaturesPlanned, Json::object());
        apply(EventType::FeatureStarted, {{"feature", "a"}});
        apply(EventType::ProofProposed, {{"feature", "a"}, {"by", "code"}, {"command", "make check"}, {"cwd", "sub"}});
        apply(EventType::CheckpointMade, {{"manifest_blob", "m2"}, {"reason", "feature"}});
        apply(EventType::VerificationStarted, {{"scope", "feature"}, {"features", {"a"}}});
        apply(EventType::ProofJudged,
              {{"feature", "a"},
               {"command", "make check"},
               {"cwd", "sub"},
               {"verdict", "counts"},
               {"by", "harness"},
               {"why", ""},
               {"files", "f1"}});
        apply(EventType::FeatureStatus, {{"feature", "a"}, {"status", "verified"}});
        QCOMPARE(record.planned.value, u"m1"_s);
        QCOMPARE(record.before(u"a"_s).value, u"m1"_s);
        QCOMPARE(record.work.value(u"a"_s).first().after.value, u"m2"_s);
        QCOMPARE(record.proved.value(u"a"_s).tree.value, u"m2"_s);
        QVERIFY(record.isByCoder(u"a"_s, proof) && record.verdict(u"a"_s, proof)->counts);
        QVERIFY(record.undoubted.contains(u"a"_s) && !record.changedProofs.contains(u"a"_s));
        apply(EventType::VerificationStarted, {{"scope", "sceptical"}, {"features", {"a"}}});
        apply(EventType::VerificationEnded, Json::object());
        QVERIFY(!record.undoubted.contains(u"a"_s));
        // Agreed to, and other files now: it is looked at again.
        apply(EventType::ProofJudged,
              {{"feature", "a"},
               {"command", "make check"},
               {"cwd", "sub"},
               {"verdict", "counts"},
               {"by", "harness"},
               {"why", ""},
               {"files", "f2"}});
        QVERIFY(record.undoubted.contains(u"a"_s) && record.changedProofs.contains(u"a"_s));
        apply(EventType::ProofJudged,
              {{"feature", "a"},
               {"command", "make check"},
               {"cwd", "sub"},
               {"verdict", "proves_nothing"},
               {"by", "verify"},
               {"why", "bad"},
               {"files", "f2"}});
        apply(EventType::ProofJudged,
              {{"feature", "a"},
               {"command", "make check"},
               {"cwd", "sub"},
               {"verdict", "counts"},
               {"by", "verify"},
               {"why", "good"},
               {"files", "f2"}});
        QVERIFY(!record.verdict(u"a"_s, proof)->counts);
        apply(EventType::FeatureDecided, {{"feature", "a"}, {"decision", "reject"}, {"text", "too slow"}});
        QCOMPARE(record.remarks.value(u"a"_s).size(), 2);
    }

private:
    void plan(const QList<Json> &features)
    {
        m_stage->options.features = static_cast<int>(features.size());
        Json list = Json::array();
        for (const Json &feature : features)
            list.push_back(feature);
        m_stage->model.addConversation(u"plan"_s,
                                       {{SessionScript::tool(u"propose_features"_s, Json {{"features", list}})},
                                        {SessionScript::text(u"Planned."_s)}});
    }
    QStringList statuses(const QString &feature)
    {
        QStringList found;
        for (const Event &event : m_stage->events())
            if (event.type == toKey(EventType::FeatureStatus) && jsonString(event.payload, "feature") == feature)
                found.append(jsonString(event.payload, "status"));
        return found;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BuildStage> m_stage;
};

QTEST_GUILESS_MAIN(TestFeatureVerification)
#include "tst_featureverification.moc"
