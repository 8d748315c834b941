// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpointkeeper.h"

#include "store/storefixture.h"
#include "support/build/fakesandbox.h"
#include "support/fakeclock.h"

#include "base/threadexecutor.h"
#include "build/checkpointlist.h"
#include "store/eventstore.h"
#include "support/build/sessionscript.h"

#include <QElapsedTimer>

using namespace bw;
using namespace bw::build;
using namespace bwtest;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr const char *listPath = "/workspace/feature_list.json";

}  // namespace

class TestCheckpointKeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<StoreFixture>();
        QVERIFY(m_store->open());
        m_events = std::make_unique<store::EventLog>(m_store->log());
        m_provider = std::make_unique<test::FakeProvider>();
        m_provider->world().before = [this](const QString &call, test::FakeSandbox *, const std::stop_token &stop) {
            if (call == "archiveOut"_L1)
                ++m_archives;
            if (call != "archiveOut"_L1 || !m_slow)
                return Status();
            std::unique_lock lock(m_mutex);
            m_running = true;
            m_wake.notify_all();
            m_wake.wait(lock, stop, [this] { return !m_slow; });
            return stop.stop_requested() ? Status(fail(ErrorCode::Cancelled)) : Status();
        };
        m_archives = 0;
        m_slow = m_running = false;
        m_environment = std::make_unique<BuildEnvironment>(BuildEnvironment {
            *m_events, m_store->database->blobs(), m_model, *m_provider, m_clock, m_executor, {}, {}, {}});
        BuildJob job {buildId("b"), {}, {}, {}, {}, {}, {}};
        m_run.reset(new BuildRun {*m_environment,
                                  std::move(job),
                                  store::BuildLog(*m_events, buildId("b")),
                                  {},
                                  false,
                                  {},
                                  std::nullopt,
                                  std::nullopt,
                                  nullptr,
                                  false,
                                  {}});
        m_sandbox = std::make_unique<BuildSandbox>(*m_run);
        QVERIFY(m_sandbox->create({}));
        QVERIFY(m_sandbox->get()->write(QString::fromLatin1(listPath), "[]\n", {}));
        m_keeper = std::make_unique<CheckpointKeeper>(*m_run, *m_sandbox);
    }
    void cleanup()
    {
        m_keeper.reset();
        m_sandbox.reset();
        m_run.reset();
    }

    void nothingIsMadeOfATreeThatIsKeptAlready()
    {
        QVERIFY(m_keeper->keep(u"plan"_s, {}));
        QVERIFY(m_keeper->keepChanges(u"session"_s, {}));
        QCOMPARE(m_archives, 1);  // not even looked at
        m_keeper->touched();
        QVERIFY(m_keeper->keepChanges(u"session"_s, {}));
        QCOMPARE(m_archives, 2);
        QCOMPARE(reasons(), QStringList({u"plan"_s}));
        change();
        m_keeper->touched();
        QVERIFY(m_keeper->keepChanges(u"session"_s, {}));
        QCOMPARE(reasons(), QStringList({u"plan"_s, u"session"_s}));
    }

    void theListAloneIsKeptWithoutReadingTheTree()
    {
        change();
        QVERIFY(m_keeper->keep(u"feature"_s, {}));
        QVERIFY(m_sandbox->get()->write(QString::fromLatin1(listPath), R"([{"status":"verified"}])", {}));
        QVERIFY(m_keeper->keepFeatureList(u"verified"_s, {}));
        QCOMPARE(m_archives, 1);
        QCOMPARE(reasons(), QStringList({u"feature"_s, u"verified"_s}));
        // The same as if everything had been read.
        const auto whole = storeCheckpoint(*m_sandbox->get(), m_store->database->blobs(), u"x"_s, {});
        QVERIFY(whole);
        QCOMPARE(m_run->checkpoint->id, whole->id);
    }

    void aListThatIsNoFileIsReadWithTheTree()
    {
        QVERIFY(m_keeper->keep(u"feature"_s, {}));
        QVERIFY(m_sandbox->get()->remove(QString::fromLatin1(listPath), {}));
        QVERIFY(m_keeper->keepFeatureList(u"verified"_s, {}));
        QCOMPARE(m_archives, 2);
        QCOMPARE(reasons(), QStringList({u"feature"_s, u"verified"_s}));
    }

    void longWorkIsKeptAfterTwentyTurnsThatChangeFiles()
    {
        QVERIFY(m_keeper->keep(u"session"_s, {}));
        for (int turn = 0; turn < 2 * CheckpointKeeper::dueAfterTurns; ++turn) {
            m_keeper->beforeChanges();
            change();
            m_keeper->afterChanges();
            if (m_archives > 1 && turn + 1 == CheckpointKeeper::dueAfterTurns)
                m_keeper->beforeChanges();
        }
        m_keeper->beforeChanges();
        QCOMPARE(reasons(), QStringList({u"session"_s, u"work"_s, u"work"_s}));
    }

    void longWorkIsKeptAfterTenMinutes()
    {
        QVERIFY(m_keeper->keep(u"session"_s, {}));
        change();
        m_keeper->afterChanges();
        m_keeper->beforeChanges();
        QCOMPARE(m_archives, 1);
        m_clock.advance(CheckpointKeeper::dueAfter);
        m_keeper->afterChanges();
        m_keeper->beforeChanges();
        QCOMPARE(reasons(), QStringList({u"session"_s, u"work"_s}));
    }

    void theAgentDoesNotWaitForAWorkspaceThatTakesLong()
    {
        QVERIFY(m_keeper->keep(u"session"_s, {}));
        m_clock.advance(CheckpointKeeper::dueAfter);
        change();
        m_slow = true;
        m_keeper->afterChanges();
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_running; });
        }
        QElapsedTimer timer;
        timer.start();
        m_keeper->beforeChanges();
        QVERIFY2(timer.elapsed() <= CheckpointKeeper::longestWait.count() + 50,
                 qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(reasons(), QStringList({u"session"_s}));  // torn trees are never kept
        // It is still due: the next change begins it again.
        m_slow = false;
        change();
        m_keeper->afterChanges();
        m_keeper->beforeChanges();
        QCOMPARE(reasons(), QStringList({u"session"_s, u"work"_s}));
    }

    void aSandboxThatIsLostEndsWhatIsMadeBesideIt()
    {
        QVERIFY(m_keeper->keep(u"session"_s, {}));
        m_clock.advance(CheckpointKeeper::dueAfter);
        static_cast<test::FakeSandbox *>(m_sandbox->get())->lose();
        m_keeper->afterChanges();
        m_keeper->settle();
        QCOMPARE(reasons(), QStringList({u"session"_s}));
        const auto kept = m_keeper->keep(u"feature"_s, {});
        QVERIFY(!kept);
        QVERIFY(kept.error().code == ErrorCode::SandboxLost);
    }

private:
    void change() { QVERIFY(m_sandbox->get()->write(u"/workspace/n"_s, QByteArray::number(++m_number), {})); }
    QStringList reasons()
    {
        QStringList found;
        const auto all = loadCheckpoints(store::EventStore(*m_store->database), buildId("b"));
        for (const CheckpointEntry &entry : all.value_or(QList<CheckpointEntry> {}))
            found.append(entry.checkpoint.reason);
        return found;
    }

    std::unique_ptr<StoreFixture> m_store;
    std::unique_ptr<store::EventLog> m_events;
    std::unique_ptr<test::FakeProvider> m_provider;
    test::SessionScript m_model;
    test::FakeClock m_clock;
    ThreadExecutor m_executor {1};
    std::unique_ptr<BuildEnvironment> m_environment;
    std::unique_ptr<BuildRun> m_run;
    std::unique_ptr<BuildSandbox> m_sandbox;
    std::unique_ptr<CheckpointKeeper> m_keeper;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::atomic_int m_archives = 0;
    std::atomic_bool m_slow = false;
    bool m_running = false;
    int m_number = 0;
};

QTEST_GUILESS_MAIN(TestCheckpointKeeper)
#include "tst_checkpointkeeper.moc"
