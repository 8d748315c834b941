// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/result.h"

#include <QList>

#include <memory>

namespace bw::store
{
class Database;
}

namespace bw::engine
{

class BuildService;
class ChatService;
class ProjectService;
class SandboxAccess;
class SpecService;

struct EngineConfig {
    QString dataFolder;
    QString daemonPath;  ///< buildwright-sandboxd
    int parallelBuilds = 3;
};

/// The composition root: makes everything, owns everything, hands references down. Opening one makes this process the
/// owner of the data directory until the object dies.
class Engine final
{
public:
    /// Takes the lock, opens and migrates the database, marks builds that a crash interrupted, removes what dead
    /// sandboxes left. Errors: DataDirInUse (with the owner's pid), DataDirUnusable, DiskFull, DatabaseNewer,
    /// DatabaseCorrupt.
    static Result<std::unique_ptr<Engine>> open(const EngineConfig &config);
    ~Engine();

    BuildService &builds();
    ChatService &chats();
    SandboxAccess &access();
    ProjectService &projects();
    SpecService &specs();
    /// For reading what the log made of the builds. The owner's process must read through it and never open the
    /// directory a second time.
    store::Database &database();
    /// Builds found interrupted by this opening, to be told to the person; none when the setting recovery.on_start says
    /// that they go on by themselves, or are left.
    [[nodiscard]] const QList<BuildId> &interrupted() const;

private:
    Engine();
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace bw::engine
