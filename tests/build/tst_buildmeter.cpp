// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildmeter.h"

#include <QTest>

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;

namespace
{

class Log
{
public:
    BuildMeter meter;
    void at(qint64 ms, EventType type, Json payload = Json::object())
    {
        Event event;
        event.seq = ++m_seq;
        event.type = toKey(type);
        event.timeMs = start + ms;
        event.payload = std::move(payload);
        meter.apply(event);
    }
    void state(qint64 ms, const char *to) { at(ms, EventType::BuildState, {{"to", to}}); }
    void made(qint64 ms, const char *id) { at(ms, EventType::SandboxCreated, {{"sandbox", id}}); }
    void gone(qint64 ms, const char *id) { at(ms, EventType::SandboxDestroyed, {{"sandbox", id}}); }
    static constexpr qint64 start = 1'800'000'000'000;

private:
    qint64 m_seq = 0;
};

using Reading = BuildMeter::Reading;

}  // namespace

class TstBuildMeter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingHappenedYet() { QCOMPARE(BuildMeter().build(Log::start), (Reading {0, 0})); }

    void countsFromMadeToDestroyed()
    {
        Log log;
        log.state(0, "initializing");
        log.made(1'000, "a");
        QCOMPARE(log.meter.build(Log::start + 3'000), (Reading {3'000, 2'000}));
        log.made(5'000, "b");
        log.gone(6'000, "b");
        log.gone(8'000, "a");
        log.state(9'000, "completed");
        QCOMPARE(log.meter.build(Log::start + 99'000), (Reading {9'000, 8'000}));
    }

    void tellsPhasesAndFeaturesApart()
    {
        Log log;
        log.state(0, "running");
        log.made(0, "a");
        log.at(1'000, EventType::PhaseStarted, {{"phase", "plan"}});
        log.at(3'000, EventType::PhaseEnded, {{"phase", "plan"}});
        log.at(3'000, EventType::PhaseStarted, {{"phase", "implement"}});
        log.at(4'000, EventType::FeatureStarted, {{"feature", "x"}});
        log.made(5'000, "proof");
        log.gone(6'000, "proof");
        log.at(7'000, EventType::FeatureStarted, {{"feature", "y"}});
        const qint64 now = Log::start + 9'000;
        QCOMPARE(log.meter.phase(u"plan"_s, now), (Reading {2'000, 2'000}));
        QCOMPARE(log.meter.phase(u"implement"_s, now), (Reading {6'000, 7'000}));
        QCOMPARE(log.meter.feature(u"x"_s, now), (Reading {3'000, 4'000}));
        QCOMPARE(log.meter.feature(u"y"_s, now), (Reading {2'000, 2'000}));
        log.at(9'000, EventType::PhaseEnded, {{"phase", "implement"}});
        QCOMPARE(log.meter.feature(u"y"_s, now + 5'000), (Reading {2'000, 2'000}));
        QCOMPARE(log.meter.feature(u"z"_s, now), (Reading {0, 0}));
    }

    void goesOnAfterAPause()
    {
        Log log;
        log.state(0, "running");
        log.made(0, "a");
        log.at(0, EventType::PhaseStarted, {{"phase", "implement"}});
        log.at(0, EventType::FeatureStarted, {{"feature", "x"}});
        log.gone(2'000, "a");
        log.state(2'000, "paused");
        log.state(60'000, "running");
        log.made(60'000, "b");
        log.at(60'000, EventType::PhaseStarted, {{"phase", "implement"}});
        log.at(60'000, EventType::FeatureStarted, {{"feature", "x"}});
        QCOMPARE(log.meter.feature(u"x"_s, Log::start + 61'000), (Reading {3'000, 3'000}));
        QCOMPARE(log.meter.build(Log::start + 61'000), (Reading {3'000, 3'000}));
    }

    void aSandboxThatWaitsCostsUntilItIsPaused()
    {
        Log log;
        log.state(0, "running");
        log.made(0, "a");
        log.at(10'000, EventType::SandboxKept, {{"sandbox", "a"}, {"pause_after_s", 600}});
        log.state(10'000, "awaiting_answer");
        QCOMPARE(log.meter.build(Log::start + 110'000), (Reading {10'000, 110'000}));
        log.at(610'000, EventType::SandboxPaused, {{"sandbox", "a"}});
        const qint64 week = 7LL * 24 * 3'600'000;
        QCOMPARE(log.meter.build(Log::start + week), (Reading {10'000, 610'000}));
        log.state(week, "initializing");
        log.at(week + 1'000, EventType::SandboxResumed, {{"sandbox", "a"}});
        QCOMPARE(log.meter.build(Log::start + week + 3'000), (Reading {13'000, 612'000}));
        log.gone(week + 5'000, "a");
        QCOMPARE(log.meter.build(Log::start + week + 9'000).sandboxMs, 614'000);
    }

    void aWaitThatNobodyEndedCostsWhatASandboxCanLive()
    {
        Log log;
        log.state(0, "running");
        log.made(0, "a");
        log.at(0, EventType::SandboxKept, {{"sandbox", "a"}, {"pause_after_s", 60}});
        log.state(0, "awaiting_answer");
        // Its process was killed before it could pause it.
        QCOMPARE(log.meter.build(Log::start + 3'600'000).sandboxMs, 300'000);
        log.at(3'600'000, EventType::SandboxLost, {{"sandbox", "a"}, {"why", "gone"}});
        QCOMPARE(log.meter.build(Log::start + 7'200'000).sandboxMs, 300'000);
    }

    void whatIsLostCostsNothingFromThenOn()
    {
        Log log;
        log.state(0, "running");
        log.made(0, "a");
        log.at(5'000, EventType::SandboxLost, {{"sandbox", "a"}, {"why", "gone"}});
        log.gone(9'000, "a");
        QCOMPARE(log.meter.build(Log::start + 20'000).sandboxMs, 5'000);
    }

    void aProcessThatDiedUsedNothingAfterItsLastEvent()
    {
        Log log;
        log.state(0, "running");
        log.made(0, "a");
        log.at(4'000, EventType::ToolEnded);
        log.state(3'600'000, "interrupted");
        QCOMPARE(log.meter.build(Log::start + 9'000'000), (Reading {4'000, 4'000}));
        log.state(9'000'000, "running");
        QCOMPARE(log.meter.build(Log::start + 9'001'000), (Reading {5'000, 4'000}));
    }
};

QTEST_GUILESS_MAIN(TstBuildMeter)
#include "tst_buildmeter.moc"
