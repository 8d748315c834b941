// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/personmessage.h"
#include "base/clock.h"
#include "base/executor.h"
#include "claude/model.h"
#include "sandbox/sandbox.h"
#include "store/blobstore.h"
#include "store/eventlog.h"

#include <functional>
#include <optional>

namespace bw::agent
{

class CommandPolicy;
class PersonDesk;

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
    PersonDesk *desk = nullptr;             ///< whom a session may ask; nothing = nobody
    /// Called around the calls of a turn that may change the workspace, on the session's thread: whoever reads the
    /// workspace meanwhile has to be done before they run. Empty = nobody.
    std::function<void()> beforeChanges {};
    std::function<void()> afterChanges {};
    QString sideModel {};   ///< that side tasks with a context of their own go to; empty = none are offered
    QString sideEffort {};  ///< of theirs
    /// What a person told the agent and no session has heard yet, oldest first. Empty = nobody tells anything.
    std::function<Result<QList<PersonMessage>>()> unheard {};
};

}  // namespace bw::agent
