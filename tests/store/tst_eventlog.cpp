// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/eventstore.h"
#include "store/featurestore.h"
#include "store/usagestore.h"

#include <thread>

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

class tst_EventLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void numbersAreGaplessPerBuildUnderManyThreads();
    void whatWasAcknowledgedIsReadableAtOnce();
    void payloadsComeBackEqual();
    void invalidUtf8AndNulBytesAreKeptReadable();
    void listenersHearRangesBeforeTheWaiterGoesOn();
    void aBuildFollowsItsEvents();
    void anUnknownPriceMakesTheCostUnknownForGood();
    void eventsOfALaterVersionAreKept();
    void aJobThatFailsIsUndoneAlone();
};

void tst_EventLog::numbersAreGaplessPerBuildUnderManyThreads()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&log, t] {
            const BuildId build {u"build%1"_s.arg(t % 2)};
            for (int i = 0; i < 500; ++i)
                if (i % 50 == 0)
                    (void)log.appendAndWait(build, fact(EventType::BuildNote, R"({"text":"a"})"));
                else
                    (void)log.append(build, fact(EventType::BuildNote, R"({"text":"b"})"));
        });
    threads.clear();
    QVERIFY(log.flush());
    const store::EventStore events(*store.database);
    for (const char *name : {"build0", "build1"}) {
        const auto page = events.page(buildId(name), 1, 0, 10'000);
        QVERIFY(page);
        QCOMPARE(page->size(), 1000);
        for (qsizetype i = 0; i < page->size(); ++i)
            QCOMPARE(page->at(i).seq, i + 1);
    }
}

void tst_EventLog::whatWasAcknowledgedIsReadableAtOnce()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    const store::EventStore events(*store.database);
    for (qint64 i = 1; i <= 20; ++i) {
        const auto seq = log.appendAndWait(buildId("one"), fact(EventType::BuildNote, R"({"text":"x"})"));
        QVERIFY(seq);
        QCOMPARE(*seq, i);
        QCOMPARE(events.lastSeq(buildId("one")).value_or(-1), i);
    }
    QCOMPARE(events.lastSeq(buildId("nobody")).value_or(-1), 0);
}

void tst_EventLog::payloadsComeBackEqual()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    Json payload = Json::parse(R"({"z":1,"a":[null,true,1.5,"ü\n"],"big":9007199254740993,"o":{"k":"v"}})");
    payload["long"] = std::string(100'000, 'x');
    QVERIFY(log.appendAndWait(buildId("one"), {EventType::TurnEnded, payload}));
    const auto read = store::EventStore(*store.database).get(buildId("one"), 1);
    QVERIFY(read);
    QCOMPARE(read->payload.dump(), payload.dump());
    QCOMPARE(read->type, u"turn.ended"_s);
    QVERIFY(read->timeMs > 1'600'000'000'000);
}

void tst_EventLog::invalidUtf8AndNulBytesAreKeptReadable()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    Json payload = Json::object();
    payload["text"] = std::string("a\0b\xff\xfe c", 7);
    QVERIFY(log.appendAndWait(buildId("one"), {EventType::CommandOutput, payload}));
    const auto read = store::EventStore(*store.database).get(buildId("one"), 1);
    QVERIFY(read);
    const QString text = jsonString(read->payload, "text");
    QVERIFY(text.startsWith(QString::fromLatin1("a\0b", 3)));
    QVERIFY(text.endsWith(u" c"_s));
}

void tst_EventLog::listenersHearRangesBeforeTheWaiterGoesOn()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    std::vector<std::pair<qint64, qint64>> ranges;
    const int token = log.addListener([&](const BuildId &, qint64 from, qint64 to) { ranges.emplace_back(from, to); });
    const QList<NewEvent> three(3, fact(EventType::BuildNote, R"({"text":"x"})"));
    QCOMPARE(log.appendAndWait(buildId("one"), three).value_or(0), 3);
    QCOMPARE(log.appendAndWait(buildId("one"), three).value_or(0), 6);
    log.removeListener(token);
    QVERIFY(log.appendAndWait(buildId("one"), three));
    const std::vector<std::pair<qint64, qint64>> expected {{1, 3}, {4, 6}};
    QVERIFY(ranges == expected);
}

void tst_EventLog::aBuildFollowsItsEvents()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    const BuildId build = buildId("abc");
    QVERIFY(log.appendAndWait(
        build,
        {fact(EventType::BuildCreated, R"({"name":"todo","options":{"model":"demo"},"demonstration":true})"),
         fact(EventType::BuildState, R"({"from":"pending","to":"running","reason":""})"),
         fact(EventType::PhaseStarted, R"({"phase":"implement"})"),
         fact(EventType::FeaturesPlanned,
              R"({"features":[{"id":"a","description":"A","status":"unverified"},{"id":"b","description":"B"}]})"),
         fact(EventType::ToolStarted, R"({"tool":"bash","input":{"command":"npm test\nmore"}})"),
         fact(EventType::EvidenceRecorded, R"({"feature":"a","command":"true","exit_code":0,"ms":3})"),
         fact(EventType::FeatureStatus, R"({"feature":"a","status":"verified"})"),
         fact(EventType::BudgetSettled, R"({"usd":"0.25","purpose":"code:a","model":"m","usage":{"output":5}})"),
         fact(EventType::ArtifactMade, R"({"artifact":"art1","path":"/x.zip","bytes":7,"complete":true})")}));
    const store::BuildStore builds(*store.database);
    const auto read = builds.get(build);
    QVERIFY(read);
    QCOMPARE(read->name, u"todo"_s);
    QCOMPARE(read->user, store.database->localUser());
    QVERIFY(read->demonstration);
    QCOMPARE(read->state, BuildState::Running);
    QCOMPARE(read->phase.value_or(Phase::Plan), Phase::Implement);
    QCOMPARE(read->featuresTotal, 2);
    QCOMPARE(read->featuresVerified, 1);
    QCOMPARE(read->currentAction, u"bash: npm test"_s);
    QCOMPARE(read->usage.calls, 1);
    QVERIFY(read->cost == Money {250'000'000});
    QCOMPARE(read->events, 9);
    QCOMPARE(read->artifact.value, u"art1"_s);
    const auto features = store::FeatureStore(*store.database).list(build);
    QVERIFY(features && features->size() == 2);
    QCOMPARE(features->at(0).status, FeatureStatus::Verified);
    QCOMPARE(features->at(0).evidence.size(), 1);
    QCOMPARE(features->at(1).description, u"B"_s);
    const auto usage = store::UsageStore(*store.database).list(build);
    QVERIFY(usage && usage->size() == 1);
    QCOMPARE(usage->at(0).purpose, u"code"_s);
}

void tst_EventLog::anUnknownPriceMakesTheCostUnknownForGood()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    for (const char *json : {R"({"usd":"0.25"})", R"({"usd":null})", R"({"usd":"1"})"})
        QVERIFY(log.appendAndWait(buildId("one"), fact(EventType::BudgetSettled, json)));
    const auto build = store::BuildStore(*store.database).get(buildId("one"));
    QVERIFY(build);
    QVERIFY(!build->cost);
}

void tst_EventLog::eventsOfALaterVersionAreKept()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    QVERIFY(log.appendAndWait(buildId("one"), fact(EventType::BuildNote, R"([1,"not an object"])")));
    QVERIFY(log.appendAndWait(buildId("one"), fact(EventType::BuildState, R"({"to":"unheard_of"})")));
    QVERIFY(log.appendAndWait(buildId("one"), fact(EventType::FeaturesPlanned, R"({"features":[1,{"id":2}]})")));
    const auto build = store::BuildStore(*store.database).get(buildId("one"));
    QVERIFY(build);
    QCOMPARE(build->events, 3);
    QCOMPARE(build->state, BuildState::Pending);
}

void tst_EventLog::aJobThatFailsIsUndoneAlone()
{
    StoreFixture store;
    QVERIFY(store.open());
    auto log = store.log();
    const Status failed =
        store.database->writer().write([](store::Connection &) -> Status { return fail(ErrorCode::NotFound); });
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::NotFound);
    QVERIFY(log.appendAndWait(buildId("one"), fact(EventType::BuildNote, R"({"text":"x"})")));
    QVERIFY(!store.database->writer().failure());
}

QTEST_GUILESS_MAIN(tst_EventLog)
#include "tst_eventlog.moc"
