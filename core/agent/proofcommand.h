// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/feature.h"
#include "sandbox/sandbox.h"

namespace bw::agent
{

/// A proof as it is run: by a shell that reads no start-up file, with a fixed PATH, and with everything overridden by
/// which a runner could take its orders from the project or from a home: npm's shell and options, preloaded modules,
/// start-up files, settings of git. (A project's .npmrc loses against variables; empty ones npm passes over, so those
/// that could be set there have a value.) `cwd`: absolute.
sandbox::Command proofCommand(const Proof &proof, const QString &cwd);

}  // namespace bw::agent
