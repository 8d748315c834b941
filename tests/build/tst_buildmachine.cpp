// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildmachine.h"

#include <QMap>
#include <QSet>
#include <QtTest>

#include <array>

using namespace bw;
using namespace bw::build;
using namespace Qt::StringLiterals;

namespace
{

constexpr std::array columns {"wait",
                              "start",
                              "sandbox_ready",
                              "pause",
                              "open_design_gate",
                              "open_feature_gate",
                              "open_progress_gate",
                              "open_release_gate",
                              "answer_gate",
                              "ask_question",
                              "answer_question",
                              "resume",
                              "finish",
                              "fail",
                              "cancel",
                              "process_died",
                              "move"};

struct Row {
    const char *state;
    std::array<const char *, columns.size()> cells;
};

// Two letters name the next state, the third what has to be done; "---" = cannot happen.
// clang-format off
constexpr std::array table {
//   state                         wait   start  ready  pause  design feat.  progr. rel.   answer ask    answQ  resume finish fail   cancel died   move
Row {"pending",                  {"PEq", "INb", "---", "PAq", "---", "---", "---", "---", "---", "---", "---", "---", "---", "FAq", "CAq", "ITq", "---"}},
Row {"initializing",             {"---", "---", "RUr", "PAn", "---", "---", "---", "---", "---", "---", "---", "---", "---", "FAn", "CAn", "ITq", "---"}},
Row {"running",                  {"PEl", "---", "---", "PAp", "ADa", "AFa", "APa", "ARa", "---", "AQa", "---", "---", "COw", "FAw", "CAw", "ITq", "PEm"}},
Row {"paused",                   {"PEq", "INb", "---", "---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "CAq", "---", "---"}},
Row {"awaiting_design_review",   {"---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "---", "---", "FAq", "CAq", "---", "---"}},
Row {"awaiting_feature_review",  {"---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "---", "---", "FAq", "CAq", "---", "---"}},
Row {"awaiting_progress_review", {"---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "---", "---", "FAq", "CAq", "---", "---"}},
Row {"awaiting_release_review",  {"---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "---", "---", "FAq", "CAq", "---", "---"}},
Row {"awaiting_answer",          {"---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "FAq", "CAq", "---", "---"}},
Row {"interrupted",              {"PEq", "INb", "---", "---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "CAq", "---", "---"}},
Row {"completed",                {"---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---"}},
Row {"failed",                   {"PEq", "INb", "---", "---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "---", "---", "---"}},
Row {"cancelled",                {"PEq", "INb", "---", "---", "---", "---", "---", "---", "---", "---", "---", "PEq", "---", "---", "---", "---", "---"}},
};
// clang-format on

const QMap<QByteArray, QString> stateCodes {{"PE", u"pending"_s},
                                            {"IN", u"initializing"_s},
                                            {"RU", u"running"_s},
                                            {"PA", u"paused"_s},
                                            {"AD", u"awaiting_design_review"_s},
                                            {"AF", u"awaiting_feature_review"_s},
                                            {"AP", u"awaiting_progress_review"_s},
                                            {"AR", u"awaiting_release_review"_s},
                                            {"AQ", u"awaiting_answer"_s},
                                            {"IT", u"interrupted"_s},
                                            {"CO", u"completed"_s},
                                            {"FA", u"failed"_s},
                                            {"CA", u"cancelled"_s}};

QList<Effect> effectsOf(char code)
{
    using enum Effect;
    switch (code) {
    case 'q':  // only said
        return {RecordState};
    case 'b':  // begins
        return {RecordState, CreateSandbox, RestoreWorkspace};
    case 'r':  // runs
        return {RecordState, RunPhases};
    case 'w':  // leaves a whole workspace
        return {MakeCheckpoint, DestroySandbox, MakeArtifact, RecordState, LeaveWorker};
    case 'n':  // leaves one that is not whole
        return {DestroySandbox, MakeArtifact, RecordState, LeaveWorker};
    case 'a':  // asks a person
        return {MakeCheckpoint, LeaveSandbox, MakeArtifact, RecordState, AskPerson, LeaveWorker};
    case 'l':  // back into the queue, by itself
        return {MakeCheckpoint, LeaveSandbox, RecordState, LeaveWorker};
    case 'm':  // moves
        return {MakeCheckpoint, DestroySandbox, RecordState, LeaveWorker};
    case 'p':  // pauses
        return {MakeCheckpoint, LeaveSandbox, MakeArtifact, RecordState, LeaveWorker};
    default:
        return {};
    }
}

}  // namespace

class TestBuildMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryStateAndEvent()
    {
        QCOMPARE(allBuildStates().size(), qsizetype(table.size()));
        QCOMPARE(allBuildEvents().size(), qsizetype(columns.size()));
        for (size_t i = 0; i < columns.size(); ++i)
            QCOMPARE(toKey(allBuildEvents().at(qsizetype(i))), QString::fromLatin1(columns.at(i)));
        for (size_t i = 0; i < table.size(); ++i)
            QCOMPARE(toKey(allBuildStates().at(qsizetype(i))), QString::fromLatin1(table.at(i).state));
    }

    void everyCellIsAsTheTableSays_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("event");
        QTest::addColumn<QByteArray>("cell");
        for (const Row &row : table)
            for (size_t i = 0; i < columns.size(); ++i)
                QTest::addRow("%s in %s", columns.at(i), row.state)
                    << QString::fromLatin1(row.state) << int(i) << QByteArray(row.cells.at(i));
    }

    void everyCellIsAsTheTableSays()
    {
        QFETCH(QString, state);
        QFETCH(int, event);
        QFETCH(QByteArray, cell);
        const auto from = buildStateFromKey(state);
        QVERIFY(from);
        const BuildStatus status {*from, u"old"_s};
        const auto next = transition(status, {allBuildEvents().at(event), u"why"_s});
        QCOMPARE(next.has_value(), cell != "---");
        if (!next)
            return;
        QCOMPARE(toKey(next->status.state), stateCodes.value(cell.left(2)));
        QCOMPARE(next->effects, effectsOf(cell.at(2)));
        // A reason belongs to one state: the old one never lives on, and "running" needs none.
        QCOMPARE(next->status.reason, next->status.state == BuildState::Running ? QString() : u"why"_s);
    }

    void onlyCompletedHasNoWayOut()
    {
        for (const BuildState state : allBuildStates())
            QCOMPARE(waysOut(state).isEmpty(), state == BuildState::Completed);
    }

    void everyWayOutIsOneAndCanBeCausedByAPerson()
    {
        const QSet<BuildEventKind> byPerson {BuildEventKind::AnswerGate, BuildEventKind::AnswerQuestion,
                                             BuildEventKind::Resume, BuildEventKind::Cancel};
        for (const BuildState state : allBuildStates()) {
            for (const BuildEventKind way : waysOut(state)) {
                QVERIFY2(byPerson.contains(way), qPrintable(toKey(way)));
                const auto next = transition({state, {}}, {way, {}});
                QVERIFY2(next, qPrintable(toKey(state) + u' ' + toKey(way)));
                QVERIFY2(next->status.state != state, qPrintable(toKey(state)));
            }
        }
    }

    void everyStateCanBeReachedFromPending()
    {
        QSet<BuildState> reached {BuildState::Pending};
        for (qsizetype before = 0; before != reached.size();) {
            before = reached.size();
            for (const BuildState state : QSet<BuildState>(reached))
                for (const BuildEventKind kind : allBuildEvents())
                    if (const auto next = transition({state, {}}, {kind, {}}))
                        reached.insert(next->status.state);
        }
        QCOMPARE(reached.size(), allBuildStates().size());
    }

    void aSandboxIsDestroyedByEveryEndOfAnActiveState()
    {
        for (const BuildState state : {BuildState::Initializing, BuildState::Running}) {
            for (const BuildEventKind kind : allBuildEvents()) {
                const auto next = transition({state, {}}, {kind, {}});
                // A process that died destroys nothing any more: the next start removes its orphans.
                if (!next || kind == BuildEventKind::ProcessDied || isActive(next->status.state))
                    continue;
                const Effect given =
                    next->effects.contains(Effect::LeaveSandbox) ? Effect::LeaveSandbox : Effect::DestroySandbox;
                QVERIFY2(next->effects.contains(given), qPrintable(toKey(kind)));
                QVERIFY2(!isEnded(next->status.state) || given == Effect::DestroySandbox, qPrintable(toKey(kind)));
                QVERIFY2(next->effects.contains(Effect::LeaveWorker), qPrintable(toKey(kind)));
                QVERIFY(next->effects.indexOf(Effect::RecordState) > next->effects.indexOf(given));
            }
        }
    }

    void onlyInitializingAndRunningAreActive()
    {
        for (const BuildState state : allBuildStates())
            QCOMPARE(isActive(state), state == BuildState::Initializing || state == BuildState::Running);
    }
};

QTEST_GUILESS_MAIN(TestBuildMachine)
#include "tst_buildmachine.moc"
