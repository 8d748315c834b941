// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/buildmachine.h"
#include "engine/wrongstate.h"
#include "invocation.h"

#include <QtTest>

using namespace bw;
using namespace Qt::StringLiterals;
using build::BuildEventKind;

namespace
{

bool isCommand(const QString &name)
{
    return std::ranges::any_of(cli::commandTable(), [&](const cli::CommandInfo &command) {
        return name == QLatin1StringView(command.name) && !command.hidden;
    });
}

/// What happens to a build by a command; nothing: it leaves the state as it is, or another build comes of it.
std::optional<BuildEventKind> happensBy(const QString &command, BuildState state)
{
    if (command == u"stop"_s)
        return BuildEventKind::Cancel;
    if (command == u"pause"_s)
        return BuildEventKind::Pause;
    const bool decidesFeature = command == u"retry"_s || command == u"accept"_s || command == u"skip"_s;
    // Where a person is waited for, a decision about a feature is kept, and the answer leads on.
    if (decidesFeature && toKey(state).startsWith(u"awaiting_"_s))
        return std::nullopt;
    if (command == u"resume"_s || decidesFeature)
        return BuildEventKind::Resume;
    if (command == u"answer"_s)
        return BuildEventKind::AnswerQuestion;
    if (command == u"approve"_s || command == u"reject"_s)
        return isEnded(state) ? BuildEventKind::Resume : BuildEventKind::AnswerGate;
    return std::nullopt;
}

}  // namespace

/// Walks every state of the machine: the commands that an error about it names exist, and lead on.
class TestStateCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateHasACommandThatLeadsOut_data()
    {
        QTest::addColumn<BuildState>("state");
        for (const BuildState state : build::allBuildStates())
            QTest::addRow("%s", qPrintable(toKey(state))) << state;
    }

    void everyStateHasACommandThatLeadsOut()
    {
        QFETCH(BuildState, state);
        const QStringList possible = engine::possibleCommands(state);
        QVERIFY(!possible.isEmpty());
        int leading = 0;
        for (const QString &command : possible) {
            QVERIFY2(isCommand(command), qPrintable(command));
            const auto kind = happensBy(command, state);
            if (!kind)
                continue;
            const auto next = build::transition({state, {}}, {*kind, u"person"_s});
            QVERIFY2(next, qPrintable(command));
            QVERIFY2(next->status.state != state, qPrintable(command));
            ++leading;
        }
        // Only completed is final; from there another build can begin.
        if (state == BuildState::Completed)
            QVERIFY(leading == 0 && possible.contains(u"branch"_s) && possible.contains(u"restart"_s));
        else
            QVERIFY(leading > 0);
        QVERIFY(possible.contains(u"delete"_s));
    }

    void everyWayOutOfTheMachineIsACommand()
    {
        for (const BuildState state : build::allBuildStates()) {
            const QStringList possible = engine::possibleCommands(state);
            for (const BuildEventKind kind : build::waysOut(state))
                QVERIFY2(std::ranges::any_of(possible,
                                             [&](const QString &command) { return happensBy(command, state) == kind; }),
                         qPrintable(toKey(state) + u": "_s + build::toKey(kind)));
        }
    }

    void completedIsReachedFromEveryState()
    {
        // By what people do, and what the harness does once it has a worker.
        for (const BuildState from : build::allBuildStates()) {
            QList<BuildState> seen {from};
            for (qsizetype i = 0; i < seen.size(); ++i)
                for (const BuildEventKind kind : build::allBuildEvents())
                    if (const auto next = build::transition({seen.at(i), {}}, {kind, {}}))
                        if (!seen.contains(next->status.state))
                            seen.append(next->status.state);
            QVERIFY2(seen.contains(BuildState::Completed), qPrintable(toKey(from)));
        }
    }
};

QTEST_GUILESS_MAIN(TestStateCommands)
#include "tst_statecommands.moc"
