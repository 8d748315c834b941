// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/resumestate.h"

#include "store/storefixture.h"

#include "store/eventstore.h"

using namespace bw;
using namespace bw::build;
using namespace bwtest;
using namespace Qt::StringLiterals;

namespace
{

/// A log that is written by hand, with times.
class Story
{
public:
    Story &at(qint64 ms)
    {
        m_time = ms;
        return *this;
    }
    Story &add(EventType type, const char *json)
    {
        m_events.append({{u"b"_s}, m_events.size() + 1, toKey(type), m_time, Json::parse(json)});
        return *this;
    }
    Story &state(const char *to, const char *reason = "")
    {
        return add(EventType::BuildState,
                   qPrintable(u"{\"from\":\"x\",\"to\":\"%1\",\"reason\":\"%2\"}"_s.arg(QString::fromLatin1(to),
                                                                                        QString::fromLatin1(reason))));
    }
    [[nodiscard]] ResumeState result() const { return resumeStateOf(m_events); }
    [[nodiscard]] const QList<Event> &events() const { return m_events; }

private:
    QList<Event> m_events;
    qint64 m_time = 1000;
};

constexpr const char *plan = R"({"features":[
    {"id":"a","category":"functional","description":"A","steps":[],"priority":1,"blocking":true,"depends_on":[],
     "proof":[{"command":"true","cwd":"","timeout_s":5}],"status":"verified","evidence":[]},
    {"id":"b","category":"functional","description":"B","steps":[],"priority":2,"blocking":true,"depends_on":["a"],
     "proof":[{"command":"true","cwd":"","timeout_s":5}],"status":"unverified","evidence":[]}]})";

constexpr const char *evidence =
    R"({"feature":"a","command":"npm test","cwd":"","exit_code":3,"timed_out":true,"output":"no","started_ms":7,"ms":9})";

}  // namespace

class TestResumeState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLogIsABuildThatNeverBegan()
    {
        const ResumeState state = resumeStateOf({});
        QCOMPARE(state.status, BuildStatus());
        QVERIFY(!state.started && !state.planned && !state.checkpoint);
        QCOMPARE(state.lastSeq, 0);
    }

    void knowsStateReasonAndLastNumber()
    {
        const ResumeState state = Story().state("initializing").state("running").state("paused", "budget").result();
        QCOMPARE(state.status, (BuildStatus {BuildState::Paused, u"budget"_s}));
        QVERIFY(state.started);
        QCOMPARE(state.lastSeq, 3);
        QVERIFY(!Story().state("pending", "queue").result().started);
    }

    void statusesOfThePlanComeFromEvidenceOnly()
    {
        Story story;
        story.add(EventType::FeaturesPlanned, plan);
        QCOMPARE(story.result().features.at(0).status, FeatureStatus::Unverified);  // whatever the plan claims
        story.add(EventType::EvidenceRecorded, evidence)
            .add(EventType::FeatureStatus, R"({"feature":"a","status":"verified","evidence_seq":[2]})")
            .add(EventType::FeatureStatus, R"({"feature":"gone","status":"verified","evidence_seq":[]})");
        const ResumeState state = story.result();
        QVERIFY(state.planned);
        QCOMPARE(state.features.size(), 2);
        QCOMPARE(state.features.at(0).status, FeatureStatus::Verified);
        QCOMPARE(state.features.at(1).status, FeatureStatus::Unverified);
        QCOMPARE(state.features.at(0).evidence.size(), 1);
        QCOMPARE(state.features.at(0).evidence.first(), (Evidence {u"npm test"_s, 3, true, 7, 9, u"no"_s, {}}));
    }

    void aLaterStatusTakesAnEarlierBack()
    {
        const ResumeState state =
            Story()
                .add(EventType::FeaturesPlanned, plan)
                .add(EventType::FeatureStatus, R"({"feature":"a","status":"verified","evidence_seq":[]})")
                .add(EventType::FeatureStatus, R"({"feature":"a","status":"stale","evidence_seq":[]})")
                .result();
        QCOMPARE(state.features.at(0).status, FeatureStatus::Stale);
    }

    void theNewestCheckpointCounts()
    {
        const ResumeState state =
            Story()
                .add(EventType::CheckpointMade,
                     R"({"checkpoint":"1","manifest_blob":"aa","reason":"plan","files":1,"bytes":2})")
                .add(EventType::CheckpointMade,
                     R"({"checkpoint":"2","manifest_blob":"bb","reason":"feature","files":3,"bytes":4})")
                .result();
        QCOMPARE(state.checkpoint, (Checkpoint {u"2"_s, {u"bb"_s}, u"feature"_s, 3, 4}));
    }

    void finishedWorkThatWasNotJudgedIsKnown()
    {
        constexpr const char *kept =
            R"({"checkpoint":"1","manifest_blob":"aa","reason":"feature","files":1,"bytes":2})";
        Story story;
        story.add(EventType::FeaturesPlanned, plan).add(EventType::FeatureStarted, R"({"feature":"a"})");
        QCOMPARE(story.result().unproved, QString());
        story.add(EventType::CheckpointMade, kept);
        QCOMPARE(story.result().unproved, u"a"_s);
        story.state("interrupted", "crash").state("pending").state("initializing");
        QCOMPARE(story.result().unproved, u"a"_s);
        Story judged = story;
        judged.add(EventType::FeatureStatus, R"({"feature":"b","status":"verified","evidence_seq":[]})");
        QCOMPARE(judged.result().unproved, u"a"_s);
        judged.add(EventType::FeatureStatus, R"({"feature":"a","status":"partly","evidence_seq":[]})");
        QCOMPARE(judged.result().unproved, QString());
        Story newer = story;
        newer.add(EventType::CheckpointMade,
                  R"({"checkpoint":"2","manifest_blob":"bb","reason":"work","files":1,"bytes":2})");
        QCOMPARE(newer.result().unproved, QString());
        story.add(EventType::FeatureStarted, R"({"feature":"b"})");
        QCOMPARE(story.result().unproved, QString());
    }

    void triesAfterFailuresAreCountedUntilAPersonGoesOn()
    {
        Story story;
        story.state("running").state("failed", "network");
        story.add(EventType::BuildRetried, R"({"try":1,"of":2,"reason":"network","text":"it broke"})");
        QVERIFY(story.result().retrying);
        story.state("initializing");
        QVERIFY(!story.result().retrying);
        story.state("interrupted", "crash").state("pending").state("initializing");
        QCOMPARE(story.result().retries, 1);
        QCOMPARE(story.result().failure, u"it broke"_s);
        story.state("failed", "network").state("pending");
        QCOMPARE(story.result().retries, 0);
        QCOMPARE(story.result().failure, QString());
    }

    void onlyActiveTimeCounts()
    {
        Story story;
        story.at(1000).state("initializing").at(1500).state("running").at(4000).state("paused", "budget");
        QCOMPARE(story.result().activeMs, 3000);
        story.at(90'000).state("pending", "queue").at(91'000).state("initializing").at(92'000).state("running");
        story.at(93'000).state("completed");
        QCOMPARE(story.result().activeMs, 5000);
    }

    void aCrashEndsWithTheLastSignOfLife()
    {
        Story story;
        story.at(1000).state("running").at(2500).add(EventType::TurnEnded, R"({"session":"s","turn":1})");
        story.at(900'000).state("interrupted", "crash");
        QCOMPARE(story.result().activeMs, 1500);
    }

    void countsSessions()
    {
        const ResumeState state = Story()
                                      .add(EventType::SessionStarted, R"({"session":"s1"})")
                                      .add(EventType::SessionStarted, R"({"session":"s2"})")
                                      .result();
        QCOMPARE(state.sessions, 2);
    }

    void whatCannotBeReadChangesNothing()
    {
        Story story;
        story.state("running").state("somewhere else").add(EventType::FeaturesPlanned, R"({"features":"many"})");
        const ResumeState state = story.result();
        QCOMPARE(state.status.state, BuildState::Running);
        QVERIFY(!state.planned);
        QCOMPARE(state.lastSeq, 3);
    }

    void readsMoreThanOnePageFromTheStore()
    {
        StoreFixture store;
        QVERIFY(store.open());
        store::EventLog log = store.log();
        const BuildId build = buildId("b");
        QVERIFY(log.append(build, fact(EventType::BuildState, R"({"from":"pending","to":"running","reason":""})")));
        QVERIFY(log.append(build, fact(EventType::FeaturesPlanned, plan)));
        for (int i = 0; i < 2300; ++i) {
            QVERIFY(log.append(build, fact(EventType::SessionStarted, R"({"session":"s","kind":"code"})")));
            QVERIFY(log.append(build, fact(EventType::BuildNote, R"({"level":"info","text":"x"})")));
        }
        QVERIFY(log.append(build, fact(EventType::FeatureStatus, R"({"feature":"b","status":"verified"})")));
        QVERIFY(log.appendAndWait(build, fact(EventType::BudgetReserved, R"({"reservation":1})")));
        const store::EventStore events(*store.database);
        const auto state = loadResumeState(events, build);
        QVERIFY(state);
        QCOMPARE(state->sessions, 2300);
        QCOMPARE(state->features.at(1).status, FeatureStatus::Verified);
        QCOMPARE(state->status.state, BuildState::Running);
        const auto budget = loadBudgetEvents(events, build);
        QVERIFY(budget);
        QCOMPARE(budget->size(), 1);
        const auto nobody = loadResumeState(events, buildId("nobody"));
        QVERIFY(nobody);
        QVERIFY(!nobody->started);
    }
};

QTEST_GUILESS_MAIN(TestResumeState)
#include "tst_resumestate.moc"
