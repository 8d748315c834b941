// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/launcher.h"
#include "base/threadexecutor.h"
#include "build/buildqueue.h"
#include "claude/servicegate.h"
#include "engine/limitkeeper.h"
#include "engine/livebudgets.h"
#include "engine/livesandboxes.h"
#include "engine/moverequests.h"
#include "engine/pauserequests.h"
#include "net/tcphttptransport.h"
#include "sandbox/sandbox.h"
#include "store/artifactrows.h"
#include "store/blobstore.h"
#include "store/buildstore.h"
#include "store/database.h"
#include "store/eventlog.h"
#include "store/eventstore.h"
#include "store/specstore.h"

#include <memory>
#include <mutex>

namespace bw::engine
{

/// What the engine owns and its services use. Made from top to bottom, ended from bottom to top: the queue ends first,
/// so that nothing runs any more when the rest goes.
struct Parts {
    SystemClock clock;
    ThreadExecutor executor {4};  ///< read-only tool calls and deflating
    Launcher launcher;
    net::TcpHttpTransport transport;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::EventLog> log;
    std::unique_ptr<sandbox::SandboxProvider> sandboxes;  ///< on this machine
    std::unique_ptr<sandbox::SandboxProvider> cloud;      ///< at E2B; nothing where there is none
    PauseRequests pauses;
    MoveRequests moves;
    LiveSandboxes living;
    /// Held by whoever reads the options of a build in order to change them.
    std::mutex optionChanges;
    LiveBudgets budgets;
    claude::ServiceTable services {clock};
    std::unique_ptr<LimitKeeper> limits;
    std::unique_ptr<build::BuildQueue> queue;

    /// Who makes the sandboxes of a build with this option (BuildOptions::sandbox). Error: Unsupported.
    [[nodiscard]] Result<sandbox::SandboxProvider *> provider(const QString &name) const;
    /// Whether it can make one now; its errors.
    [[nodiscard]] Status checkSandbox(const QString &name) const;
    /// The same for what these options want of it. Value: what a person should know before the build begins.
    [[nodiscard]] Result<QStringList> checkSandbox(const BuildOptions &options) const;

    [[nodiscard]] store::BuildStore builds() const { return store::BuildStore(*database); }
    [[nodiscard]] store::EventStore events() const { return store::EventStore(*database); }
    [[nodiscard]] store::SpecStore specs() const { return store::SpecStore(*database); }
    [[nodiscard]] store::ArtifactRows artifacts() const { return store::ArtifactRows(*database); }
};

}  // namespace bw::engine
