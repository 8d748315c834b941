// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "childprocess.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace bw::sandboxd
{

/// All commands, and the only place where children are reaped: the daemon is the sandbox's first process, so orphans
/// come to it too. Thread-safe. Lives as long as the daemon.
class ProcessTable
{
public:
    ProcessTable();

    /// Starts a command and gives it with a listener that misses nothing.
    std::pair<std::shared_ptr<ChildProcess>, std::shared_ptr<OutputQueue>>
    start(const SpawnRequest &request, const std::shared_ptr<ChildProcess> &child);
    /// By {"pid"} or {"tag"}; finished ones for 30 s after. Error: RpcError not_found, invalid_argument.
    std::shared_ptr<ChildProcess> find(const Json &selector, bool alsoFinished);
    std::vector<std::shared_ptr<ChildProcess>> running();

private:
    void reapForEver();
    void forgetOld();

    std::mutex m_mutex;
    std::condition_variable m_started;
    unsigned long m_starts = 0;
    std::map<pid_t, std::shared_ptr<ChildProcess>> m_children;
};

}  // namespace bw::sandboxd
