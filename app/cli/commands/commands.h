// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "invocation.h"

#include <QByteArray>

namespace bw::account
{
class Settings;
}

namespace bw::engine
{
struct BuildRequest;
struct PersonAction;
}  // namespace bw::engine

namespace bw::cli
{

// One function a command; see commandtable.cpp for their options.
ExitCode runBuild(const Invocation &invocation);
ExitCode runBuilds(const Invocation &invocation);
ExitCode runShow(const Invocation &invocation);
ExitCode runLogs(const Invocation &invocation);
ExitCode runEvents(const Invocation &invocation);
ExitCode runFeatures(const Invocation &invocation);
ExitCode runTrace(const Invocation &invocation);
ExitCode runInbox(const Invocation &invocation);
ExitCode runArtifact(const Invocation &invocation);
ExitCode runCheckpoints(const Invocation &invocation);
/// `checkpoints ID --name`: part of runCheckpoints().
ExitCode runNameCheckpoint(const Invocation &invocation);
/// `artifact ID --at`: part of runArtifact().
ExitCode runArtifactAt(const Invocation &invocation);
ExitCode runDiff(const Invocation &invocation);
ExitCode runBranch(const Invocation &invocation);
ExitCode runRestore(const Invocation &invocation);
ExitCode runStop(const Invocation &invocation);
ExitCode runPause(const Invocation &invocation);
ExitCode runResume(const Invocation &invocation);
ExitCode runRestart(const Invocation &invocation);
ExitCode runClone(const Invocation &invocation);
/// approve, reject, answer, accept, skip, retry, tell, budget: one shape for all.
ExitCode runPersonAction(const Invocation &invocation);
ExitCode runReview(const Invocation &invocation);
ExitCode runAnswers(const Invocation &invocation);
ExitCode runChat(const Invocation &invocation);
ExitCode runForecast(const Invocation &invocation);
ExitCode runDelete(const Invocation &invocation);
/// project list, new, rename, delete.
ExitCode runProject(const Invocation &invocation);
ExitCode runTemplates(const Invocation &invocation);
ExitCode runSpec(const Invocation &invocation);
ExitCode runPolicy(const Invocation &invocation);
ExitCode runSettings(const Invocation &invocation);
ExitCode runMove(const Invocation &invocation);
ExitCode runShell(const Invocation &invocation);
ExitCode runAddress(const Invocation &invocation);
ExitCode runSandboxes(const Invocation &invocation);
ExitCode runDoctor(const Invocation &invocation);
ExitCode runVersion(const Invocation &invocation);
ExitCode runServe(const Invocation &invocation);

/// Hands the action to the owner (or becomes it) and follows the build that it leads to, until it rests.
ExitCode performAction(const Invocation &invocation, const engine::PersonAction &action);
/// The settings that count here (environment, project in the current folder, file, default); entries that are wrong are
/// named on stderr and ignored.
account::Settings loadSettings(const Invocation &invocation);
/// What to build, and how: --spec, --template or --prompt, with the options of `build` and the settings behind them.
Result<engine::BuildRequest> readRequest(const Invocation &invocation);
/// The bytes of a person's specification. Errors: FileUnreadable, TooLarge, both naming the file.
Result<QByteArray> readSpecFile(const QString &path);

}  // namespace bw::cli
