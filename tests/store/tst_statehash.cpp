// SPDX-License-Identifier: GPL-3.0-or-later
#include "storefixture.h"

#include "store/connection.h"
#include "store/doctor.h"
#include "store/migrator.h"
#include "store/statehash.h"
#include "store/usagestore.h"

using namespace Qt::StringLiterals;
using namespace bw;
using namespace bwtest;

namespace
{

const BuildId one = buildId("one"), two = buildId("two");

Status sql(StoreFixture &store, const QString &text)
{
    return store.database->writer().write([&](store::Connection &connection) { return connection.exec(text); });
}

void record(StoreFixture &store, const BuildId &build)
{
    auto log = store.log();
    const QList<NewEvent> events {
        fact(EventType::BuildCreated, R"({"name":"n","options":{"model":"m"}})"),
        fact(EventType::BuildState, R"({"from":"pending","to":"running","reason":""})"),
        fact(EventType::FeaturesPlanned, R"({"features":[{"id":"f1","description":"d"},{"id":"f2"}]})"),
        fact(EventType::CommandOutput, R"({"command_id":"c","stream":"stdout","text":"a\nb\n"})"),
        fact(EventType::BudgetSettled, R"({"usd":"0.123456789","tokens":150,"usage":{"input":100,"output":50}})"),
        fact(EventType::EvidenceRecorded, R"({"feature":"f1","exit_code":0})"),
        fact(EventType::FeatureStatus, R"({"feature":"f1","status":"verified"})"),
        fact(EventType::BuildState, R"({"from":"running","to":"failed","reason":"features_unverified"})")};
    for (const NewEvent &event : events)
        QVERIFY(log.appendAndWait(build, event));
}

}  // namespace

class TestStateHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordReplaysToAnEqualHash()
    {
        StoreFixture store;
        QVERIFY(store.open());
        record(store, one);
        const auto state = store::stateHash(*store.database, one);
        QVERIFY2(state, qPrintable(state ? QString() : state.error().detail));
        QCOMPARE(state->stored, state->replayed);
        QCOMPARE(state->stored.size(), 64);
        QVERIFY(state->equal() && state->differing.isEmpty());
        QVERIFY(store.log().appendAndWait(one, fact(EventType::BuildNote, R"({"level":"info","text":"more"})")));
        const auto later = store::stateHash(*store.database, one);
        QVERIFY(later && later->equal());
        QVERIFY(later->stored != state->stored);
    }

    void everyChangedRowIsSeenAndItsTableNamed()
    {
        const QList<std::pair<QString, QString>> changes {
            {u"builds"_s, u"UPDATE builds SET features_verified = 2 WHERE id = 'one'"_s},
            {u"features"_s, u"UPDATE features SET status = 'verified' WHERE id = 'f2' AND build_no = 1"_s},
            {u"evidence"_s, u"DELETE FROM evidence WHERE build_no = 1"_s},
            {u"usage"_s, u"UPDATE usage SET cost_nano = cost_nano - 1 WHERE build_no = 1"_s},
            {u"usage_times"_s, u"UPDATE usage_times SET tokens = 0 WHERE build_no = 1"_s},
            {u"log_lines"_s, u"UPDATE log_lines SET level = 3 WHERE id >> 32 = 1"_s}};
        for (const auto &[table, change] : changes) {
            StoreFixture store;
            QVERIFY(store.open());
            record(store, one);
            record(store, two);
            QVERIFY(sql(store, change));
            const auto state = store::stateHash(*store.database, one);
            QVERIFY(state);
            QVERIFY2(!state->equal(), qPrintable(table));
            QCOMPARE(state->differing, QStringList {table});
            const auto other = store::stateHash(*store.database, two);
            QVERIFY2(other && other->equal(), qPrintable(table));
        }
    }

    void theHashDoesNotDependOnWhichBuildsCameBefore()
    {
        StoreFixture store;
        QVERIFY(store.open());
        record(store, two);
        record(store, one);
        // The same record under another number: only times differ, so they are made equal.
        QVERIFY(sql(store, u"UPDATE events SET time_ms = 1000"_s));
        QVERIFY(store::Doctor(*store.database).rebuild());
        const auto second = store::stateHash(*store.database, one);
        StoreFixture alone;
        QVERIFY(alone.open());
        record(alone, one);
        QVERIFY(sql(alone, u"UPDATE events SET time_ms = 1000"_s));
        QVERIFY(store::Doctor(*alone.database).rebuild());
        const auto first = store::stateHash(*alone.database, one);
        QVERIFY(first && second);
        QVERIFY(first->equal() && second->equal());
        QCOMPARE(first->stored, second->stored);
    }

    void looksFromAReadOnlyProcessAndKnowsWhatIsNotThere()
    {
        StoreFixture store;
        QVERIFY(store.open());
        record(store, one);
        StoreFixture beside;
        auto opened = store::Database::open(store.path(), store::DataDirectory::Mode::ReadOnly, store.clock);
        QVERIFY(opened);
        const auto state = store::stateHash(**opened, one);
        QVERIFY(state && state->equal());
        QCOMPARE(store::stateHash(**opened, buildId("nobody")).error().code, ErrorCode::NotFound);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(store::stateHash(**opened, one, stop.get_token()).error().code, ErrorCode::Cancelled);
    }

    void aDirectoryOfTheFirstVersionGetsItsUsageByTime()
    {
        StoreFixture made;
        QVERIFY(made.open());
        record(made, one);
        const auto before = store::UsageStore(*made.database).since(0);
        made.database.reset();
        StoreFixture store;
        QVERIFY(QDir().mkpath(store.path()));
        {
            const auto first =
                store::Connection::open(store.path() + u"/buildwright.db"_s, store::Connection::Mode::ReadWrite);
            QVERIFY(first && store::Migrator({store::Migrator::builtIn().constFirst()}).migrate(**first));
            QVERIFY((*first)->run(u"ATTACH ? AS made"_s, {made.path() + u"/buildwright.db"_s}));
            for (
                const QString &text :
                {u"INSERT INTO users SELECT * FROM made.users"_s,
                 u"INSERT INTO event_logs SELECT * FROM made.event_logs"_s,
                 u"INSERT INTO events (id, type, time_ms, payload) SELECT id, type, time_ms, payload FROM made.events"_s,
                 u"INSERT INTO builds SELECT * FROM made.builds"_s,
                 u"INSERT INTO features SELECT * FROM made.features"_s,
                 u"INSERT INTO evidence SELECT * FROM made.evidence"_s, u"INSERT INTO usage SELECT * FROM made.usage"_s,
                 u"INSERT INTO log_lines SELECT * FROM made.log_lines"_s})
                QVERIFY((*first)->exec(text));
        }
        QVERIFY(store.open());
        const auto after = store::UsageStore(*store.database).since(0);
        QVERIFY(before && after);
        QCOMPARE(after->tokens, 150);
        QCOMPARE(after->cost.nano, 123'456'789);
        QCOMPARE(*after, *before);
        const auto report = store::Doctor(*store.database).check();
        QVERIFY(report && report->sound());
    }
};

QTEST_GUILESS_MAIN(TestStateHash)
#include "tst_statehash.moc"
