// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/buildservice.h"

#include "build/buildmachine.h"
#include "engine/wrongstate.h"
#include "store/statehash.h"
#include "support/engine/enginestage.h"

#include <QtTest>

using namespace bw;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

QStringList statesOf(EngineStage &stage, const BuildId &id)
{
    QStringList states;
    const auto events = stage.parts.events().ofTypes(id, {EventType::BuildState});
    for (const Event &event : events.value_or(QList<Event>()))
        states.append(jsonString(event.payload, "to"));
    return states;
}

QStringList errorsOf(EngineStage &stage, const BuildId &id)
{
    QStringList errors;
    const auto events = stage.parts.events().ofTypes(id, {EventType::BuildError});
    for (const Event &event : events.value_or(QList<Event>()))
        errors.append(jsonString(event.payload, "error"));
    return errors;
}

}  // namespace

class TestBuildService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBuildRunsToItsEndAndItsRecordReplays()
    {
        EngineStage stage;
        const auto id = stage.builds->submit(stage.request());
        QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
        QVERIFY(stage.builds->isActive(*id));
        QVERIFY(stage.rests(*id));
        const Build build = stage.get(*id);
        QVERIFY2(build.state == BuildState::Completed, qPrintable(build.reason + errorsOf(stage, *id).join(u' ')));
        QVERIFY(build.demonstration);
        QCOMPARE(build.featuresVerified, 2);
        QCOMPARE(statesOf(stage, *id), QStringList({u"initializing"_s, u"running"_s, u"completed"_s}));
        const auto hash = store::stateHash(*stage.parts.database, *id);
        QVERIFY(hash && hash->equal());
        const QString out = stage.path(u"copy.zip"_s);
        QVERIFY(stage.builds->resume(*id, out));  // a completed build only gives its zip
        QVERIFY(QFile::exists(out));
        QCOMPARE(stage.builds->active(), 0);
    }

    void whatCannotWorkLeavesNothingBehind()
    {
        EngineStage stage;
        auto request = stage.request();
        request.options.model = u"claude-opus-5-5"_s;
        QCOMPARE(stage.builds->submit(request).error().code, ErrorCode::KeyMissing);
        request = stage.request();
        request.specText = "<project_specification>";
        QCOMPARE(stage.builds->submit(request).error().code, ErrorCode::SpecInvalid);
        request = stage.request();
        request.options.policy = u"none"_s;
        QVERIFY(!stage.builds->submit(request));
        static_cast<WorkspaceProvider &>(*stage.parts.sandboxes).refuses = Error {ErrorCode::SandboxFailed, {}, {}, {}};
        QCOMPARE(stage.parts.builds().count().value_or(-1), 0);
    }

    void unknownBuildsAreSaidToBeUnknown()
    {
        EngineStage stage;
        const BuildId nobody {u"nobody"_s};
        QCOMPARE(stage.builds->stop(nobody).error().code, ErrorCode::NotFound);
        QCOMPARE(stage.builds->pause(nobody, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(stage.builds->resume(nobody, {}).error().code, ErrorCode::NotFound);
        QCOMPARE(stage.builds->remove(nobody).error().code, ErrorCode::NotFound);
        QCOMPARE(stage.builds->branch(nobody, u"last"_s).error().code, ErrorCode::NotFound);
        engine::PersonAction action;
        action.action = u"approve"_s;
        QCOMPARE(stage.builds->act(nobody, action).error().code, ErrorCode::NotFound);
    }

    void aWaitingBuildPausesStopsAndGoesOn()
    {
        EngineStage stage;
        stage.limits.perHour = 1;
        const auto first = stage.builds->submit(stage.request());
        QVERIFY(first && stage.rests(*first));
        const auto held = stage.builds->submit(stage.request());
        QVERIFY(held);
        QCOMPARE(stage.get(*held).state, BuildState::Pending);
        QCOMPARE(stage.get(*held).reason, u"builds_per_hour"_s);
        QVERIFY(stage.get(*held).waitingUntilMs > stage.parts.clock.nowMs());
        QVERIFY(stage.builds->pause(*held, u"lunch"_s));
        QCOMPARE(stage.get(*held).state, BuildState::Paused);
        QVERIFY(!stage.builds->isActive(*held));
        QVERIFY(stage.builds->resume(*held, {}));
        QCOMPARE(stage.get(*held).state, BuildState::Pending);
        QVERIFY(stage.builds->stop(*held));
        QCOMPARE(stage.get(*held).state, BuildState::Cancelled);
        stage.limits.perHour = 0;
        QVERIFY(stage.builds->resume(*held, {}));
        QVERIFY(stage.rests(*held));
        QCOMPARE(stage.get(*held).state, BuildState::Completed);
    }

    void aBuildWhoseRecordingWentBeforeItsTurnFailsWithAWayOut()
    {
        EngineStage stage(1);
        const auto first = stage.builds->submit(stage.request());
        const auto second = stage.builds->submit(stage.request());
        QVERIFY(first && second);
        QCOMPARE(stage.get(*second).reason, u"queue"_s);
        QVERIFY(QFile::rename(stage.recording(), stage.path(u"away.jsonl"_s)));
        QVERIFY(stage.rests(*first) && stage.rests(*second));
        QCOMPARE(stage.get(*first).state, BuildState::Completed);
        QCOMPARE(stage.get(*second).state, BuildState::Failed);
        QCOMPARE(errorsOf(stage, *second).size(), 1);
        QVERIFY(!stage.builds->resume(*second, {}));  // still gone: refused before anything is queued
        QCOMPARE(stage.get(*second).state, BuildState::Failed);
        QVERIFY(QFile::rename(stage.path(u"away.jsonl"_s), stage.recording()));
        QVERIFY(stage.builds->resume(*second, {}));
        QVERIFY(stage.rests(*second));
        QCOMPARE(stage.get(*second).state, BuildState::Completed);
    }

    void aBuildWithoutASandboxFailsAndIsRemoved()
    {
        EngineStage stage;
        auto &provider = static_cast<WorkspaceProvider &>(*stage.parts.sandboxes);
        provider.refuses = Error {ErrorCode::SandboxFailed, u"no room"_s, {{u"why"_s, u"no room"_s}}, {}};
        const auto id = stage.builds->submit(stage.request());
        QVERIFY(id && stage.rests(*id));
        QCOMPARE(stage.get(*id).state, BuildState::Failed);
        QCOMPARE(stage.get(*id).reason, u"sandbox"_s);
        QVERIFY(stage.builds->remove(*id));
        QCOMPARE(stage.parts.builds().get(*id).error().code, ErrorCode::NotFound);
        QCOMPARE(provider.alive(), 0);
    }

    void everyRestingStateRefusesWhatDoesNotFitAndSaysWhatDoes_data()
    {
        QTest::addColumn<BuildState>("state");
        for (const BuildState state : build::allBuildStates())
            if (state != BuildState::Pending && !build::isActive(state))
                QTest::addRow("%s", qPrintable(toKey(state))) << state;
    }

    void everyRestingStateRefusesWhatDoesNotFitAndSaysWhatDoes()
    {
        QFETCH(BuildState, state);
        EngineStage stage;
        const BuildId id = stage.standing(state);
        const QStringList possible = engine::possibleCommands(state);
        const auto refused = [&](const QString &command, const Status &status) {
            QVERIFY2(!status, qPrintable(command));
            QCOMPARE(status.error().code, ErrorCode::WrongState);
            QCOMPARE(status.error().args.value(u"state"_s), toKey(state));
            QCOMPARE(status.error().args.value(u"possible"_s), possible.join(u", "_s));
        };
        refused(u"pause"_s, stage.builds->pause(id, {}));
        if (!possible.contains(u"stop"_s))
            refused(u"stop"_s, stage.builds->stop(id));
        for (const QString &command : {u"approve"_s, u"reject"_s, u"answer"_s, u"accept"_s, u"skip"_s, u"retry"_s}) {
            if (possible.contains(command))
                continue;
            engine::PersonAction action;
            action.action = command;
            action.text = u"because"_s;
            action.feature = command == u"reject"_s ? QString() : u"f"_s;
            const auto done = stage.builds->act(id, action);
            refused(command, done ? Status() : fail(done.error()));
        }
        QCOMPARE(stage.get(id).state, state);
        QCOMPARE(stage.get(id).events, 2);  // a refusal leaves nothing in the log
        if (possible.contains(u"stop"_s)) {
            QVERIFY(stage.builds->stop(id));
            QCOMPARE(stage.get(id).state, BuildState::Cancelled);
        }
        QVERIFY(stage.builds->remove(id));
    }
};

QTEST_GUILESS_MAIN(TestBuildService)
#include "tst_buildservice.moc"
