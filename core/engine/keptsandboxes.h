// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "build/keptsandbox.h"
#include "sandbox/e2b/e2bprovider.h"

namespace bw::store
{
class Database;
}

namespace bw::engine
{

struct Parts;

/// Whether this sandbox waits with its build: the log says so, and the build can go on. Also for a process that only
/// reads. What cannot be read just now waits.
bool waitsWithItsBuild(store::Database &database, const SandboxId &sandbox, const BuildId &build);
/// Whether a build at work uses it.
bool isUsedByItsBuild(store::Database &database, const SandboxId &sandbox, const BuildId &build);

/// The provider of sandboxes at E2B, with the settings, the log and the builds of these parts (which live longer).
sandbox::E2bProviderConfig cloudConfig(Parts &parts, const QString &dataFolder);

/// Ends the sandbox that waits with a build, if there is one, and records it: the build does not go on, or not there.
/// Takes some seconds at most; what E2B could not be told is told by the next start.
void endKeptSandbox(Parts &parts, const BuildId &build, const QString &why);

}  // namespace bw::engine
