// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/coder.h"
#include "agent/handover.h"
#include "agent/verifier.h"
#include "spec/specparser.h"
#include "support/agent/agentfixture.h"
#include "support/agent/workspaceprovider.h"

using namespace Qt::StringLiterals;
using namespace bw;
using agent::Verifier;

class tst_Verifier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decidesByExitCodesAlone();
    void recordsEvidenceAndStatusInTheLog();
    void aFeatureWithoutProofStaysUnverified();
    void runsProofsInTheirFolderWithTheirTimeLimit();
    void aProofOutsideTheWorkspaceIsNotRun();
    void nothingOfTheAgentsSandboxIsSeen();
    void aLyingAgentNeverTurnsAFeatureGreen();
    void theSandboxIsGoneAfterAnError();
    void theSandboxIsGoneAfterAStop();
    void longOutputIsKeptAsABlob();
    void aProofThatPassesBeforeProvesNothing();
    void aProofThatFailsOnAnEarlierTreeCounts();
    void whatIsKnownIsNotAskedAgain();
    void whatTheCoderProposesIsNeverEnough();
    void aReportWithoutTestsProvesNothing();
    void noProofSeesWhatAnotherLeft();
    void ordersOfTheProjectAreOverridden();
};

namespace
{

Feature feature(const QString &id, const QStringList &commands)
{
    Feature made;
    made.id = id;
    made.description = id;
    for (const QString &command : commands)
        made.proof.append({command, {}, 20});
    return made;
}

struct Proving {
    test::AgentFixture fixture;
    test::WorkspaceProvider provider;
    Verifier::Fill fill = [](sandbox::Sandbox &fresh, std::stop_token stop) {
        return fresh.write(u"/workspace/src/a.txt"_s, "a\n", stop);
    };

    Verifier::Look look;
    QList<Verifier::Judgement> judgements;

    Result<QList<Feature>> operator()(const QList<Feature> &features, std::stop_token stop = {})
    {
        Verifier verifier({provider, fixture.log(), fixture.blobs(), fixture.clock});
        sandbox::SandboxRequest request;
        request.build = fixture.build;
        auto proved = verifier.verify(request, fill, features, u"all"_s, stop, look);
        judgements = verifier.judgements();
        return proved;
    }
    FeatureStatus statusOf(const QString &command)
    {
        const auto proved = (*this)({feature(u"x"_s, {command})});
        return proved ? proved->first().status : FeatureStatus::NeedsYou;
    }
};

}  // namespace

void tst_Verifier::decidesByExitCodesAlone()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    const auto proved =
        prove({feature(u"all"_s, {u"grep -q a src/a.txt"_s, u"true"_s}),
               feature(u"some"_s, {u"true"_s, u"echo PASSED; exit 1"_s}), feature(u"none"_s, {u"false"_s, u"exit 3"_s}),
               feature(u"killed"_s, {u"kill -9 $$"_s}), feature(u"missing"_s, {u"no-such-program --test"_s})});
    QVERIFY(proved);
    QVERIFY(proved->at(0).status == FeatureStatus::Verified);
    QVERIFY(proved->at(1).status == FeatureStatus::Partly);
    QVERIFY(proved->at(2).status == FeatureStatus::Unverified);
    QVERIFY(proved->at(3).status == FeatureStatus::Unverified);
    QVERIFY(proved->at(4).status == FeatureStatus::Unverified);
    QCOMPARE(proved->at(1).evidence.last().output, u"PASSED\n"_s);
    QCOMPARE(proved->at(2).evidence.last().exitCode, 3);
    QCOMPARE(prove.provider.made(), 8);
    QCOMPARE(prove.provider.alive(), 0);
}

void tst_Verifier::recordsEvidenceAndStatusInTheLog()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    QVERIFY(prove({feature(u"x"_s, {u"echo one"_s, u"false"_s})}));
    const auto events = prove.fixture.events();
    QCOMPARE(events.first().type, u"verification.started"_s);
    QVERIFY(events.first().payload["features"] == Json::array({"x"}));
    QCOMPARE(events.last().type, u"verification.ended"_s);
    QCOMPARE(jsonInt(events.last().payload, "total"), qint64(1));
    QCOMPARE(jsonInt(events.last().payload, "verified"), qint64(0));
    const auto evidence = prove.fixture.events({EventType::EvidenceRecorded});
    QCOMPARE(evidence.size(), 2);
    QCOMPARE(jsonString(evidence.first().payload, "output"), u"one\n"_s);
    QCOMPARE(jsonInt(evidence.last().payload, "exit_code"), qint64(1));
    const auto status = prove.fixture.events({EventType::FeatureStatus});
    QCOMPARE(status.size(), 1);
    QCOMPARE(jsonString(status.first().payload, "status"), u"partly"_s);
    QVERIFY(status.first().payload["evidence_seq"] == Json::array({evidence.first().seq, evidence.last().seq}));
    QCOMPARE(prove.fixture.events({EventType::CommandStarted}).size(), 2);
    const auto created = prove.fixture.events({EventType::SandboxCreated});
    QCOMPARE(jsonString(created.first().payload, "purpose"), u"proof"_s);
    QCOMPARE(prove.fixture.events({EventType::SandboxDestroyed}).size(), 2);
}

void tst_Verifier::aFeatureWithoutProofStaysUnverified()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    Feature claimed = feature(u"x"_s, {});
    claimed.status = FeatureStatus::Verified;
    claimed.evidence = {Evidence()};
    const auto proved = prove({claimed});
    QVERIFY(proved);
    QVERIFY(proved->first().status == FeatureStatus::Unverified);
    QVERIFY(proved->first().evidence.isEmpty());
}

void tst_Verifier::runsProofsInTheirFolderWithTheirTimeLimit()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    Feature inFolder = feature(u"folder"_s, {u"test -f a.txt"_s});
    inFolder.proof.first().cwd = u"src"_s;
    Feature noFolder = feature(u"nofolder"_s, {u"true"_s});
    noFolder.proof.first().cwd = u"none"_s;
    Feature slow = feature(u"slow"_s, {u"echo begun; sleep 600"_s});
    slow.proof.first().timeoutSeconds = 1;
    const auto proved = prove({inFolder, noFolder, slow});
    QVERIFY(proved);
    QVERIFY(proved->at(0).status == FeatureStatus::Verified);
    QVERIFY(proved->at(1).status == FeatureStatus::Unverified);
    QVERIFY(proved->at(1).evidence.first().exitCode != 0);
    QVERIFY(proved->at(2).status == FeatureStatus::Unverified);
    QVERIFY(proved->at(2).evidence.first().timedOut);
    QCOMPARE(proved->at(2).evidence.first().output, u"begun\n"_s);
}

void tst_Verifier::aProofOutsideTheWorkspaceIsNotRun()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    Feature outside = feature(u"x"_s, {u"true"_s});
    outside.proof.first().cwd = u"../../tmp"_s;
    const auto proved = prove({outside});
    QVERIFY(proved);
    QVERIFY(proved->first().status == FeatureStatus::Unverified);
    QVERIFY(prove.fixture.events({EventType::CommandStarted}).isEmpty());
}

void tst_Verifier::nothingOfTheAgentsSandboxIsSeen()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    QVERIFY(prove.fixture.put("only-here", "x"));
    const auto proved = prove({feature(u"x"_s, {u"test -f only-here"_s})});
    QVERIFY(proved);
    QVERIFY(proved->first().status == FeatureStatus::Unverified);
}

void tst_Verifier::aLyingAgentNeverTurnsAFeatureGreen()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    // It claims success in words, in the list, and by printing what a test runner would print.
    prove.fixture.model
        .calls(
            {{u"toolu_1"_s, u"write_file"_s, R"({"path":"feature_list.json","content":"[]"})"},
             {u"toolu_2"_s, u"bash"_s,
              R"({"command":"sed -i 's/unverified/verified/' feature_list.json; mkdir -p ~/bin; echo 1 > done; echo 'ALL TESTS PASSED'"})"}})
        .says(u"FEATURE_COMPLETE. All tests pass. passes: true, status: verified."_s);
    auto features = QList {feature(u"x"_s, {u"test -f works.txt"_s})};
    agent::HandOver handOver(*prove.fixture.sandbox);
    QVERIFY(handOver.writeFeatures(features, {}));
    auto context = prove.fixture.context();
    agent::Coder coder(context);
    const auto spec = spec::parseSpec("# A\n\n## Features\n\n### Feature 1: Do it\n", u"test"_s);
    QVERIFY(coder.implement(*spec, features.first(), features, {}, {}, {}));
    QVERIFY(prove.fixture.file("feature_list.json").contains("\"verified\""));
    QCOMPARE(handOver.restoreFeatures(features, {}).value(), true);
    QVERIFY(prove.fixture.file("feature_list.json").contains("\"unverified\""));
    prove.fill = [&](sandbox::Sandbox &fresh, std::stop_token stop) -> Status {
        return fresh.write(u"/workspace/done"_s, prove.fixture.file("done"), stop);
    };
    const auto proved = prove(features);
    QVERIFY(proved);
    QVERIFY(proved->first().status == FeatureStatus::Unverified);
}

void tst_Verifier::theSandboxIsGoneAfterAnError()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    prove.fill = [](sandbox::Sandbox &, std::stop_token) -> Status {
        return fail(ErrorCode::ArchiveInvalid, u"bad"_s);
    };
    const auto proved = prove({feature(u"x"_s, {u"true"_s})});
    QVERIFY(!proved);
    QVERIFY(proved.error().code == ErrorCode::ArchiveInvalid);
    QCOMPARE(prove.provider.made(), 1);
    QCOMPARE(prove.provider.alive(), 0);
    QVERIFY(prove.fixture.events({EventType::FeatureStatus}).isEmpty());
    prove.provider.refuses = Error {ErrorCode::SandboxUnavailable, u"no wall"_s, {}, {}};
    QVERIFY(prove({feature(u"x"_s, {u"true"_s})}).error().code == ErrorCode::SandboxUnavailable);
}

void tst_Verifier::theSandboxIsGoneAfterAStop()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    std::stop_source stop;
    const std::jthread stopper([&] {
        (void)QTest::qWaitFor([&] { return !prove.fixture.events({EventType::CommandStarted}).isEmpty(); });
        stop.request_stop();
    });
    const auto proved = prove({feature(u"x"_s, {u"sleep 600"_s}), feature(u"y"_s, {u"true"_s})}, stop.get_token());
    QVERIFY(!proved);
    QVERIFY(proved.error().code == ErrorCode::Cancelled);
    QCOMPARE(prove.provider.alive(), 0);
    QVERIFY(prove.fixture.events({EventType::FeatureStatus}).isEmpty());
}

void tst_Verifier::longOutputIsKeptAsABlob()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    const auto proved = prove({feature(u"x"_s, {u"seq 1 50000"_s})});
    QVERIFY(proved);
    const Evidence evidence = proved->first().evidence.first();
    QVERIFY(evidence.output.size() < 31'000);
    QVERIFY(prove.fixture.blobs().get({evidence.outputBlob})->endsWith("50000\n"));
    QCOMPARE(jsonString(prove.fixture.events({EventType::EvidenceRecorded}).first().payload, "output_blob"),
             evidence.outputBlob);
}

void tst_Verifier::aProofThatPassesBeforeProvesNothing()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    prove.look = [&](const Feature &, const Proof &) -> Result<Verifier::Ground> {
        return Verifier::Ground {.files = u"f1"_s, .before = {prove.fill, prove.fill}};
    };
    QVERIFY(prove.statusOf(u"grep -q a src/a.txt"_s) == FeatureStatus::Unverified);
    const auto evidence = prove.fixture.events({EventType::EvidenceRecorded});
    QCOMPARE(evidence.size(), 3);
    QCOMPARE(jsonString(evidence.at(0).payload, "run"), u"after"_s);
    QCOMPARE(jsonString(evidence.at(2).payload, "run"), u"before"_s);
    const auto judged = prove.fixture.events({EventType::ProofJudged});
    QCOMPARE(judged.size(), 1);
    QCOMPARE(jsonString(judged.first().payload, "verdict"), u"proves_nothing"_s);
    QCOMPARE(jsonString(judged.first().payload, "files"), u"f1"_s);
    QVERIFY(!prove.judgements.first().counts);
    // The status rests on the run that it is about.
    const auto status = prove.fixture.events({EventType::FeatureStatus});
    QVERIFY(status.first().payload["evidence_seq"] == Json::array({evidence.first().seq}));
}

void tst_Verifier::aProofThatFailsOnAnEarlierTreeCounts()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    const Verifier::Fill empty = [](sandbox::Sandbox &, std::stop_token) { return Status(); };
    prove.look = [&](const Feature &, const Proof &) -> Result<Verifier::Ground> {
        return Verifier::Ground {.before = {prove.fill, empty}};
    };
    QVERIFY(prove.statusOf(u"grep -q a src/a.txt"_s) == FeatureStatus::Verified);
    QCOMPARE(prove.fixture.events({EventType::EvidenceRecorded}).size(), 3);
    QCOMPARE(jsonString(prove.fixture.events({EventType::ProofJudged}).first().payload, "verdict"), u"counts"_s);
    // What fails on the checkpoint is not run on an earlier one.
    QVERIFY(prove.statusOf(u"grep -q z src/a.txt"_s) == FeatureStatus::Unverified);
    QCOMPARE(prove.fixture.events({EventType::EvidenceRecorded}).size(), 4);
}

void tst_Verifier::whatIsKnownIsNotAskedAgain()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    Verifier::Ground ground;
    ground.failedBefore = true;
    ground.before = {prove.fill};
    prove.look = [&](const Feature &, const Proof &) -> Result<Verifier::Ground> { return ground; };
    QVERIFY(prove.statusOf(u"true"_s) == FeatureStatus::Verified);
    ground.nothing = u"it cannot fail"_s;
    ground.wasSaid = true;
    QVERIFY(prove.statusOf(u"true"_s) == FeatureStatus::Unverified);
    QVERIFY(prove.fixture.events({EventType::ProofJudged}).isEmpty());
    QCOMPARE(prove.fixture.events({EventType::EvidenceRecorded}).size(), 2);
    ground.wasSaid = false;
    QVERIFY(prove.statusOf(u"true"_s) == FeatureStatus::Unverified);
    QCOMPARE(prove.fixture.events({EventType::ProofJudged}).size(), 1);
}

void tst_Verifier::whatTheCoderProposesIsNeverEnough()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    QSet<QString> coders {u"grep -q a src/a.txt"_s}, nothings;
    prove.look = [&](const Feature &, const Proof &proof) -> Result<Verifier::Ground> {
        return Verifier::Ground {.nothing = nothings.contains(proof.command) ? u"nothing"_s : QString(),
                                 .enough = !coders.contains(proof.command)};
    };
    const auto status = [&](const QStringList &commands) { return prove({feature(u"x"_s, commands)})->first().status; };
    QVERIFY(status({u"grep -q a src/a.txt"_s}) == FeatureStatus::Partly);
    QVERIFY(status({u"exit 1"_s, u"grep -q a src/a.txt"_s}) == FeatureStatus::Partly);
    QVERIFY(status({u"test 1"_s, u"grep -q a src/a.txt"_s}) == FeatureStatus::Verified);
    // One of its own that proves nothing neither helps nor harms; one of the plan does.
    nothings = {u"grep -q a src/a.txt"_s};
    QVERIFY(status({u"test 1"_s, u"grep -q a src/a.txt"_s}) == FeatureStatus::Verified);
    nothings = {u"test 2"_s};
    QVERIFY(status({u"test 1"_s, u"test 2"_s}) == FeatureStatus::Partly);
    // One of its own that fails is a failure.
    coders = {u"exit 1"_s};
    QVERIFY(status({u"test 1"_s, u"exit 1"_s}) == FeatureStatus::Partly);
}

void tst_Verifier::aReportWithoutTestsProvesNothing()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    QVERIFY(prove.statusOf(u"printf '# tests 0\\n# pass 0\\n'"_s) == FeatureStatus::Unverified);
    QVERIFY(!prove.judgements.first().counts);
    QVERIFY(prove.statusOf(u"printf '# tests 1\\n# pass 1\\n'"_s) == FeatureStatus::Verified);
}

void tst_Verifier::noProofSeesWhatAnotherLeft()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    const auto proved =
        prove({feature(u"x"_s,
                       {u"echo left > left.txt; setsid sleep 600 > /dev/null 2>&1 < /dev/null & exit 0"_s,
                        u"test -f left.txt"_s}),
               feature(u"y"_s, {u"test -f left.txt"_s})});
    QVERIFY(proved);
    QVERIFY(proved->at(0).status == FeatureStatus::Partly);
    QVERIFY(proved->at(1).status == FeatureStatus::Unverified);
    QCOMPARE(prove.provider.alive(), 0);
}

void tst_Verifier::ordersOfTheProjectAreOverridden()
{
    Proving prove;
    QVERIFY(prove.fixture.open());
    for (const char *command :
         {"test -z \"$NODE_OPTIONS$NODE_PATH$BASH_ENV$ENV$PYTHONSTARTUP$PYTEST_ADDOPTS$LD_PRELOAD\"",
          "test \"$npm_config_script_shell\" = /bin/sh", "test \"$npm_config_if_present\" = false",
          "test ! -e \"$npm_config_userconfig\"", "test \"$GIT_CONFIG_GLOBAL\" = /dev/null",
          "case \"$PATH\" in *workspace*|*.local*|*home*) exit 1;; esac", "! shopt -q login_shell"})
        QVERIFY2(prove.statusOf(QString::fromLatin1(command)) == FeatureStatus::Verified, command);
}

QTEST_GUILESS_MAIN(tst_Verifier)
#include "tst_verifier.moc"
