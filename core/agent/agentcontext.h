// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/executor.h"
#include "claude/model.h"
#include "sandbox/sandbox.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

#include <optional>

namespace bw::agent
{

class CommandPolicy;

/// What an agent works with. References outlive every session.
struct AgentContext {
    claude::Model &model;
    sandbox::Sandbox &sandbox;
    store::BuildLog log;
    store::BlobStore &blobs;
    Clock &clock;
    Executor &executor;                     ///< parallel read-only tool calls
    QString modelId;                        ///< that requests name
    QString effort;                         ///< "", "low" … "max"
    std::optional<qint64> deadlineMs;       ///< wall time after which waiting for a service makes no sense
    const CommandPolicy *policy = nullptr;  ///< judges what `bash` is asked to run; nothing = everything is run
};

}  // namespace bw::agent
