// SPDX-License-Identifier: GPL-3.0-or-later
#include "build/checkpointkeeper.h"

#include "base/threadexecutor.h"
#include "store/database.h"
#include "support/agent/workspaceprovider.h"
#include "support/build/sessionscript.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <thread>

using namespace bw;
using namespace Qt::StringLiterals;

namespace
{

constexpr int files = 6000;       // a project with its installed packages
constexpr int bytesEach = 8'000;  // 48 MB
constexpr int rounds = 12;

double milliseconds(const QElapsedTimer &timer) { return double(timer.nsecsElapsed()) / 1e6; }

bool fill(sandbox::Sandbox &sandbox)
{
    sandbox::Command command = sandbox::Command::shell(
        u"for d in $(seq 0 59); do mkdir -p m/$d; for f in $(seq 1 %1); do head -c %2 /dev/urandom > m/$d/$f; done; done"_s
            .arg(files / 60)
            .arg(bytesEach));
    const auto done = sandbox.exec(command, {[](QByteArrayView) { }, [](QByteArrayView) { }}, {});
    return done && done->exitCode == 0;
}

/// Forces one in the background, and how long an agent that comes back after `answer` has to wait.
double waited(build::CheckpointKeeper &keeper, std::chrono::milliseconds answer)
{
    for (int turn = 0; turn < build::CheckpointKeeper::dueAfterTurns; ++turn)
        keeper.afterChanges();
    std::this_thread::sleep_for(answer);
    QElapsedTimer timer;
    timer.start();
    keeper.beforeChanges();
    return milliseconds(timer);
}

}  // namespace

/// "bench checkpoint first_ms=… again_ms=… list_ms=… agent_waits_ms=…": a whole checkpoint, one of a tree that is
/// known, one of the feature list alone, and the longest that an agent stood still for one beside it (goal: 200 ms),
/// for models that answer at once to within 3 s.
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    SystemClock clock;
    auto database = store::Database::open(folder.filePath(u"data"_s), store::DataDirectory::Mode::Owner, clock);
    if (!database)
        return 1;
    store::EventLog log((*database)->writer());
    test::WorkspaceProvider provider;
    test::SessionScript model;
    ThreadExecutor executor(1);
    const build::BuildEnvironment environment {log, (*database)->blobs(), model, provider, clock, executor, {}, {}, {}};
    build::BuildJob job {{u"bench"_s}, {}, {}, {}, {}, {}, {}};
    build::BuildRun run {environment,
                         std::move(job),
                         store::BuildLog(log, {u"bench"_s}),
                         {},
                         false,
                         {},
                         std::nullopt,
                         std::nullopt,
                         nullptr,
                         false,
                         {}};
    build::BuildSandbox sandbox(run);
    if (!sandbox.create({}) || !fill(*sandbox.get())
        || !sandbox.get()->write(u"/workspace/feature_list.json"_s, "[]\n", {}))
        return 1;
    build::CheckpointKeeper keeper(run, sandbox);
    QElapsedTimer timer;
    timer.start();
    if (!keeper.keep(u"first"_s, {}))
        return 1;
    const double first = milliseconds(timer);
    timer.start();
    if (!keeper.keep(u"again"_s, {}))
        return 1;
    const double again = milliseconds(timer);
    timer.start();
    if (!keeper.keepFeatureList(u"list"_s, {}))
        return 1;
    const double list = milliseconds(timer);
    double longest = 0;
    for (int round = 0; round < rounds; ++round)
        longest = std::max(longest, waited(keeper, std::chrono::milliseconds(round * 3000 / rounds)));
    std::printf("bench checkpoint first_ms=%.0fms again_ms=%.0fms list_ms=%.0fms agent_waits_ms=%.0fms\n", first, again,
                list, longest);
    return 0;
}
