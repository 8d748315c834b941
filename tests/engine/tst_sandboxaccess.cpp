// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sandboxaccess.h"

#include <QtTest>

#include <thread>

#include "support/engine/heldstage.h"

using namespace bw;
using namespace bw::engine;
using namespace bw::test;
using namespace Qt::StringLiterals;

namespace
{

ShellRequest command(const QString &text) { return {text, false, 80, 24, {}}; }
ShellRequest terminal(const QString &text = {}) { return {text, true, 100, 40, u"xterm-256color"_s}; }

/// What one shell printed, read on a thread of its own.
struct Reading {
    explicit Reading(ShellSession &session)
        : thread([this, &session] {
            auto ended = session.run(
                [this](bool isError, QByteArrayView bytes) {
                    const std::scoped_lock lock(mutex);
                    (isError ? err : out).append(bytes);
                },
                stop.get_token());
            const std::scoped_lock lock(mutex);
            end = std::move(ended);
        })
    {
    }
    bool prints(const QByteArray &text)
    {
        return QTest::qWaitFor(
            [&] {
                const std::scoped_lock lock(mutex);
                return out.contains(text);
            },
            20'000);
    }
    Result<ShellEnd> result()
    {
        thread.join();
        return *end;
    }
    std::stop_source stop;
    std::mutex mutex;
    QByteArray out, err;
    std::optional<Result<ShellEnd>> end;
    std::jthread thread;
};

QString recorded(HeldStage &held, const BuildId &id, const char *stream)
{
    QString text;
    for (const Event &event : held.events(id, EventType::CommandOutput))
        if (jsonString(event.payload, "stream") == QLatin1StringView(stream))
            text += jsonString(event.payload, "text");
    return text;
}

}  // namespace

class TestSandboxAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsBesideTheBuildAndIsRecorded()
    {
        HeldStage held;
        const BuildId id = held.held();
        auto shell = held.access.openShell(id, command(u"echo out; echo err >&2; cat; exit 7"_s), {});
        QVERIFY2(shell, shell ? "" : qPrintable(shell.error().detail));
        Reading reading(**shell);
        QVERIFY((*shell)->type("typed\n"));
        QVERIFY((*shell)->endInput());
        const auto ended = reading.result();
        QVERIFY(ended);
        QCOMPARE(ended->exitCode, 7);
        QCOMPARE(reading.out, "out\ntyped\n");
        QCOMPARE(reading.err, "err\n");
        QVERIFY(!(*shell)->type("late"));
        const Event begun = held.events(id, EventType::CommandStarted).constLast();
        QCOMPARE(jsonString(begun.payload, "command"), u"echo out; echo err >&2; cat; exit 7"_s);
        QVERIFY(!jsonString(begun.payload, "user").isEmpty());
        QVERIFY(held.stage.parts.log->flush());
        QCOMPARE(recorded(held, id, "stderr"), u"err\n"_s);
        const Event end = held.events(id, EventType::CommandEnded).constLast();
        QCOMPARE(jsonString(end.payload, "command_id"), jsonString(begun.payload, "command_id"));
        QCOMPARE(jsonInt(end.payload, "exit_code"), 7);
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
        QCOMPARE(held.stage.get(id).state, BuildState::Completed);
    }

    void aTerminalIsOneAndLeavesPlainLinesWithoutSecrets()
    {
        HeldStage held;
        const BuildId id = held.held();
        const QByteArray secret = "e2b_" + QByteArray("9f").repeated(20);
        auto shell = held.access.openShell(
            id, terminal(u"stty size; echo $TERM; printf '\\033[31mred\\033[0m %s\\n' "_s + QString::fromUtf8(secret)),
            {});
        QVERIFY(shell);
        Reading reading(**shell);
        const auto ended = reading.result();
        QVERIFY(ended);
        QVERIFY2(reading.out.startsWith("40 100\r\nxterm-256color\r\n\x1b[31mred"), reading.out.constData());
        QVERIFY(reading.out.contains(secret));
        QVERIFY(held.stage.parts.log->flush());
        const QString text = recorded(held, id, "terminal");
        QCOMPARE(text, u"40 100\nxterm-256color\nred [redacted]\n"_s);
        const Event begun = held.events(id, EventType::CommandStarted).constLast();
        QVERIFY(!jsonString(begun.payload, "command").contains(QString::fromUtf8(secret)));
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
    }

    void aLotOfOutputIsNotAllRecorded()
    {
        HeldStage held;
        const BuildId id = held.held();
        auto shell = held.access.openShell(id, command(u"yes 0123456789 | head -n 400000"_s), {});
        QVERIFY(shell);
        Reading reading(**shell);
        QVERIFY(reading.result());
        QCOMPARE(reading.out.size(), 4'400'000);
        QVERIFY(held.stage.parts.log->flush());
        const QString text = recorded(held, id, "stdout");
        QVERIFY(text.size() > 500'000 && text.size() < 1'200'000);
        QVERIFY(text.contains("not recorded"_L1));
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
    }

    void aStopEndsWhatRuns()
    {
        HeldStage held;
        const BuildId id = held.held();
        auto shell = held.access.openShell(id, terminal(u"echo begun; sleep 300"_s), {});
        QVERIFY(shell);
        Reading reading(**shell);
        QVERIFY(reading.prints("begun"));
        reading.stop.request_stop();
        const auto ended = reading.result();
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::Cancelled);
        const Event end = held.events(id, EventType::CommandEnded).constLast();
        QVERIFY(jsonBool(end.payload, "signalled"));
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
    }

    void aBuildThatGoesOnDoesNotWaitForAShell()
    {
        HeldStage held;
        const BuildId id = held.held();
        auto shell = held.access.openShell(id, terminal(u"echo begun; trap '' INT TERM HUP; sleep 300"_s), {});
        QVERIFY(shell);
        Reading reading(**shell);
        QVERIFY(reading.prints("begun"));
        QVERIFY(held.stage.builds->stop(id));
        const auto began = held.stage.parts.clock.steady();
        QVERIFY(held.stage.rests(id));
        QVERIFY(held.stage.parts.clock.steady() - began < std::chrono::seconds(5));
        const auto ended = reading.result();
        QVERIFY(!ended);
        QCOMPARE(ended.error().code, ErrorCode::SandboxLost);
        QCOMPARE(held.stage.get(id).state, BuildState::Cancelled);
    }

    void withoutASandboxItIsSaidWhatIsPossible_data()
    {
        QTest::addColumn<BuildState>("state");
        for (const BuildState state : {BuildState::Paused, BuildState::AwaitingAnswer, BuildState::Completed,
                                       BuildState::Failed, BuildState::Running})
            QTest::addRow("%s", qPrintable(toKey(state))) << state;
    }

    void withoutASandboxItIsSaidWhatIsPossible()
    {
        QFETCH(BuildState, state);
        HeldStage held;
        const BuildId id = held.stage.standing(state);
        const auto refused = held.access.openShell(id, terminal(), {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WrongState);
        QVERIFY(!refused.error().args.value(u"possible"_s).isEmpty());
        QCOMPARE(held.access.port(id, 80, {}).error().code, ErrorCode::WrongState);
        QCOMPARE(held.access.openShell(BuildId {u"nobody"_s}, terminal(), {}).error().code, ErrorCode::NotFound);
        QCOMPARE(held.stage.get(id).events, 2);
    }

    void anAddressIsShownAndRecorded()
    {
        HeldStage held;
        const BuildId id = held.held();
        const auto access = held.access.port(id, 5173, {});
        QVERIFY(access);
        QCOMPARE(access->address, u"http://127.0.0.1:5173"_s);
        QCOMPARE(jsonInt(held.events(id, EventType::PersonRequest).constLast().payload, "port"), 5173);
        QCOMPARE(held.access.file(id, u"/x"_s, std::chrono::seconds(60), {}).error().code, ErrorCode::Unsupported);
        QVERIFY(held.letGo(id));
        QVERIFY(held.stage.rests(id));
    }
};

QTEST_GUILESS_MAIN(TestSandboxAccess)
#include "tst_sandboxaccess.moc"
