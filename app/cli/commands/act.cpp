// SPDX-License-Identifier: GPL-3.0-or-later
#include "acting.h"
#include "buildoptions.h"
#include "buildview.h"
#include "commands/commands.h"
#include "engine/artifactcopy.h"
#include "follow.h"
#include "readside.h"
#include "usertext/terminaltext.h"

#include <QCoreApplication>
#include <QDir>

#include <cstdio>
#include <functional>

namespace bw::cli
{

using namespace Qt::StringLiterals;

namespace
{

QString text(const char *source, qint64 n = -1)
{
    return QCoreApplication::translate("bw::cli", source, nullptr, static_cast<int>(n));
}

struct Named {
    Build build;
    std::optional<Artifact> artifact;
};

Result<Named> named(const Invocation &invocation, ReadSide &side)
{
    auto id = side.resolve(invocation.arguments.first());
    if (!id)
        return fail(id.error());
    auto build = side.build(*id);
    if (!build)
        return fail(build.error());
    return Named {*build, side.artifact(*id)};
}

Result<Named> named(const Invocation &invocation)
{
    auto side = ReadSide::open(invocation);
    return side ? named(invocation, **side) : Result<Named>(fail(side.error()));
}

// Deleting cannot be undone, so a person is asked; a script says --yes.
bool confirmed(const Invocation &invocation, const Build &build)
{
    if (invocation.has(u"yes"_s))
        return true;
    if (!invocation.out().interactive()) {
        invocation.out().note(
            text(QT_TRANSLATE_NOOP("bw::cli", "Deleting cannot be undone. Say --yes to delete build %1."))
                .arg(build.id.value));
        return false;
    }
    std::fputs(
        qPrintable(text(QT_TRANSLATE_NOOP("bw::cli",
                                          "Delete build %1 (%2) with its log and zip? This cannot be undone. [y/N] "))
                       .arg(build.id.value, usertext::plainTerminalText(build.name))),
        stderr);
    char answer[16] {};
    return std::fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y' || answer[0] == 'j');
}

}  // namespace

namespace
{

// Asks the owner for something that makes a build come to rest, and shows what became of it.
ExitCode bringToRest(const Invocation &invocation, const std::function<Status(Acting &, const BuildId &)> &ask)
{
    auto target = named(invocation);
    if (!target)
        return report(invocation, target.error());
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    if (auto asked = ask(**acting, target->build.id); !asked)
        return report(invocation, asked.error());
    // The owner needs a moment; the answer is what became of the build.
    auto side = (*acting)->read(invocation);
    if (!side)
        return report(invocation, side.error());
    SystemClock clock;
    auto build = (*side)->build(target->build.id);
    while (build && !isEnded(build->state) && build->state != BuildState::Interrupted
           && build->state != BuildState::Paused && clock.sleep(std::chrono::milliseconds(50), invocation.stop))
        build = (*side)->build(target->build.id);
    if (!build)
        return report(invocation, build.error());
    showResult(invocation, **side, target->build.id, {});
    (*acting)->finish(invocation);
    return ExitCode::Done;
}

}  // namespace

ExitCode runStop(const Invocation &invocation)
{
    return bringToRest(invocation, [](Acting &acting, const BuildId &build) { return acting.stopBuild(build); });
}

ExitCode runPause(const Invocation &invocation)
{
    return bringToRest(invocation, [&invocation](Acting &acting, const BuildId &build) {
        return acting.pause(build, invocation.value(u"because"_s), invocation.stop);
    });
}

ExitCode runResume(const Invocation &invocation)
{
    const QString out =
        invocation.has(u"out"_s) ? QDir::current().absoluteFilePath(invocation.value(u"out"_s)) : QString();
    engine::Ceilings ceilings;
    if (auto read = readCeilings(invocation, ceilings); !read)
        return report(invocation, read.error());
    BuildId id;
    {
        auto side = ReadSide::open(invocation);
        if (!side)
            return report(invocation, side.error());
        auto target = named(invocation, **side);
        if (!target)
            return report(invocation, target.error());
        id = target->build.id;
        if (target->build.state == BuildState::Completed)
            return showResult(invocation, **side, id, out);
    }
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    qint64 seen = 0;
    {
        // As the owner, opening has already recorded the interruption: only what follows is new to the person.
        auto side = (*acting)->read(invocation);
        auto build = side ? (*side)->build(id) : Result<Build>(fail(side.error()));
        if (!build)
            return report(invocation, build.error());
        seen = build->events;
    }
    if (auto resumed = (*acting)->resume(id, ceilings, invocation.stop); !resumed)
        return report(invocation, resumed.error());
    const ExitCode code = followBuild(invocation, **acting, id, seen, out);
    (*acting)->finish(invocation);
    return code;
}

ExitCode runBranch(const Invocation &invocation)
{
    const QString out =
        invocation.has(u"out"_s) ? QDir::current().absoluteFilePath(invocation.value(u"out"_s)) : QString();
    auto target = named(invocation);
    if (!target)
        return report(invocation, target.error());
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    auto id = (*acting)->branch(target->build.id, invocation.arguments.at(1), invocation.stop);
    if (!id)
        return report(invocation, id.error());
    invocation.out().line(
        text(QT_TRANSLATE_NOOP("bw::cli", "Build %1, from a checkpoint of %2")).arg(id->value, target->build.id.value));
    const ExitCode code = followBuild(invocation, **acting, *id, 0, out);
    (*acting)->finish(invocation);
    return code;
}

ExitCode runDelete(const Invocation &invocation)
{
    auto target = named(invocation);
    if (!target)
        return report(invocation, target.error());
    if (!confirmed(invocation, target->build))
        return ExitCode::Usage;
    auto acting = Acting::open(invocation);
    if (!acting)
        return report(invocation, acting.error());
    if (auto removed = (*acting)->remove(target->build.id, invocation.stop); !removed)
        return report(invocation, removed.error());
    invocation.out().object(Json {{"build", toStd(target->build.id.value)}, {"deleted", true}});
    invocation.out().line(text(QT_TRANSLATE_NOOP("bw::cli", "Build %1 is deleted.")).arg(target->build.id.value));
    (*acting)->finish(invocation);
    return ExitCode::Done;
}

ExitCode runArtifact(const Invocation &invocation)
{
    if (invocation.has(u"at"_s))
        return runArtifactAt(invocation);
    auto target = named(invocation);
    if (!target)
        return report(invocation, target.error());
    if (!target->artifact)
        return report(invocation,
                      Error {ErrorCode::NotFound,
                             u"artifact"_s,
                             {{u"kind"_s, u"artifact"_s}, {u"name"_s, target->build.id.value}},
                             {}});
    Artifact artifact = *target->artifact;
    if (invocation.has(u"out"_s)) {
        const QString out = QDir::current().absoluteFilePath(invocation.value(u"out"_s));
        if (auto copied = engine::copyArtifact(artifact.path, out); !copied)
            return report(invocation, copied.error());
        artifact.path = out;
    }
    invocation.out().object(
        Json {{"build", toStd(artifact.build.value)},
              {"path", toStd(artifact.path)},
              {"sha256", toStd(artifact.sha256)},
              {"bytes", artifact.bytes},
              {"complete", artifact.complete},
              {"checkpoint", toStd(artifact.checkpoint)},
              {"features", {{"total", artifact.featuresTotal}, {"verified", artifact.featuresVerified}}},
              {"demonstration", target->build.demonstration}});
    invocation.out().line(artifact.path);
    if (target->build.demonstration)
        invocation.out().note(demonstrationText());
    if (!artifact.complete)
        invocation.out().note(
            text(QT_TRANSLATE_N_NOOP("bw::cli", "Incomplete: %1 of %n features verified."), artifact.featuresTotal)
                .arg(artifact.featuresVerified));
    return ExitCode::Done;
}

}  // namespace bw::cli
