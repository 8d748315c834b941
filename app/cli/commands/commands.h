// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "invocation.h"

namespace bw::cli
{

// One function a command; see commandtable.cpp for their options.
ExitCode runBuild(const Invocation &invocation);
ExitCode runBuilds(const Invocation &invocation);
ExitCode runShow(const Invocation &invocation);
ExitCode runLogs(const Invocation &invocation);
ExitCode runEvents(const Invocation &invocation);
ExitCode runFeatures(const Invocation &invocation);
ExitCode runArtifact(const Invocation &invocation);
ExitCode runStop(const Invocation &invocation);
ExitCode runResume(const Invocation &invocation);
ExitCode runDelete(const Invocation &invocation);
ExitCode runTemplates(const Invocation &invocation);
ExitCode runSpec(const Invocation &invocation);
ExitCode runSettings(const Invocation &invocation);
ExitCode runDoctor(const Invocation &invocation);
ExitCode runVersion(const Invocation &invocation);
ExitCode runServe(const Invocation &invocation);

/// Copies an artifact to where the person wants it: to a temporary name beside, then renamed.
Status copyArtifact(const QString &from, const QString &to);

}  // namespace bw::cli
