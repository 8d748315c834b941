// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/recovery.h"

#include "store/storefixture.h"

#include "store/buildstore.h"
#include "store/eventstore.h"

using namespace bw;
using namespace bw::build;
using namespace bwtest;
using namespace Qt::StringLiterals;

class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<StoreFixture>();
        QVERIFY(m_store->open());
    }

    void nothingToFindIsFine()
    {
        const auto marked = mark();
        QVERIFY(marked);
        QVERIFY(marked->isEmpty());
    }

    void buildsThatHadAWorkerOrWaitedForOneAreInterrupted_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("interrupted");
        QTest::newRow("pending") << u"pending"_s << true;
        QTest::newRow("initializing") << u"initializing"_s << true;
        QTest::newRow("running") << u"running"_s << true;
        QTest::newRow("paused") << u"paused"_s << false;
        QTest::newRow("design") << u"awaiting_design_review"_s << false;
        QTest::newRow("feature") << u"awaiting_feature_review"_s << false;
        QTest::newRow("progress") << u"awaiting_progress_review"_s << false;
        QTest::newRow("release") << u"awaiting_release_review"_s << false;
        QTest::newRow("answer") << u"awaiting_answer"_s << false;
        QTest::newRow("interrupted") << u"interrupted"_s << false;
        QTest::newRow("completed") << u"completed"_s << false;
        QTest::newRow("failed") << u"failed"_s << false;
        QTest::newRow("cancelled") << u"cancelled"_s << false;
    }

    void buildsThatHadAWorkerOrWaitedForOneAreInterrupted()
    {
        QFETCH(QString, state);
        QFETCH(bool, interrupted);
        create("b", state);
        const auto marked = mark();
        QVERIFY(marked);
        QCOMPARE(*marked, interrupted ? QList<BuildId> {buildId("b")} : QList<BuildId>());
        const auto found = store::BuildStore(*m_store->database).get(buildId("b"));
        QVERIFY(found);
        QCOMPARE(toKey(found->state), interrupted ? u"interrupted"_s : state);
        if (interrupted) {
            QCOMPARE(found->reason, u"crash"_s);
            const auto last = store::EventStore(*m_store->database).get(buildId("b"), found->events);
            QVERIFY(last);
            QCOMPARE(jsonString(last->payload, "from"), state);
        }
    }

    void whatWasOpenIsClosedWithTheState()
    {
        create("b", u"running"_s);
        store::EventLog log = m_store->log();
        const auto add = [&](EventType type, const char *json) {
            QVERIFY(log.appendAndWait(buildId("b"), fact(type, json)));
        };
        add(EventType::SessionStarted, R"({"session":"s0","kind":"plan","model":"m"})");
        add(EventType::SessionEnded, R"({"session":"s0","outcome":"done","turns":1})");
        add(EventType::SessionStarted, R"({"session":"s1","kind":"code","model":"m"})");
        add(EventType::ToolStarted, R"({"session":"s1","turn":1,"tool_use_id":"t1","tool":"bash","input":{}})");
        add(EventType::CommandStarted,
            R"({"command_id":"c1","tool_use_id":"t1","command":"sleep 9","cwd":"","timeout_s":1})");
        add(EventType::ToolStarted, R"({"session":"s1","turn":1,"tool_use_id":"t2","tool":"read_file","input":{}})");
        add(EventType::ToolEnded,
            R"({"session":"s1","turn":1,"tool_use_id":"t2","tool":"read_file","ok":true,"summary":"","ms":1})");
        const qint64 before = store::EventStore(*m_store->database).lastSeq(buildId("b")).value_or(0);
        QCOMPARE(mark()->size(), 1);
        const auto added = store::EventStore(*m_store->database).page(buildId("b"), before + 1);
        QVERIFY(added);
        QStringList types;
        for (const Event &event : *added)
            types.append(event.type);
        QCOMPARE(types, QStringList({u"command.ended"_s, u"tool.ended"_s, u"session.ended"_s, u"build.state"_s}));
        QCOMPARE(jsonString(added->at(0).payload, "command_id"), u"c1"_s);
        QCOMPARE(jsonInt(added->at(0).payload, "exit_code"), 137);
        QCOMPARE(jsonString(added->at(1).payload, "tool_use_id"), u"t1"_s);
        QVERIFY(!jsonBool(added->at(1).payload, "ok", true));
        QCOMPARE(jsonString(added->at(2).payload, "session"), u"s1"_s);
        QCOMPARE(mark()->size(), 0);
    }

    void aSecondStartFindsNothingMore()
    {
        create("b", u"running"_s);
        QCOMPARE(mark()->size(), 1);
        QCOMPARE(mark()->size(), 0);
    }

    void allOfThemAreFoundOldestFirst()
    {
        // More waiting builds than one page of the list holds.
        for (int i = 0; i < 520; ++i)
            create(qPrintable(u"w%1"_s.arg(i, 4, 10, QChar(u'0'))), u"pending"_s, false);
        create("r", u"running"_s);
        const auto marked = mark();
        QVERIFY(marked);
        QCOMPARE(marked->size(), 521);
        const store::BuildStore builds(*m_store->database);
        qint64 before = 0;
        for (const BuildId &build : *marked) {
            const auto found = builds.get(build);
            QVERIFY(found);
            QVERIFY(found->createdMs >= before);
            before = found->createdMs;
        }
    }

private:
    void create(const char *id, const QString &state, bool wait = true)
    {
        store::EventLog log = m_store->log();
        QVERIFY(log.append(buildId(id), fact(EventType::BuildCreated, R"({"name":"x","user":"","options":{}})")));
        NewEvent event {EventType::BuildState, Json {{"from", "pending"}, {"to", toStd(state)}, {"reason", ""}}};
        if (wait)
            QVERIFY(log.appendAndWait(buildId(id), std::move(event)));
        else
            QVERIFY(log.append(buildId(id), std::move(event)));
    }
    Result<QList<BuildId>> mark()
    {
        store::EventLog log = m_store->log();
        return markInterrupted(store::BuildStore(*m_store->database), store::EventStore(*m_store->database), log);
    }

    std::unique_ptr<StoreFixture> m_store;
};

QTEST_GUILESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
