// SPDX-License-Identifier: GPL-3.0-or-later
#include "processtable.h"

#include <cerrno>
#include <fstream>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

namespace bw::sandboxd
{

namespace
{
constexpr auto keepFinished = std::chrono::seconds(30);

/// When memory runs out, a command goes before the daemon. Written from here: a child of a process that cannot be
/// dumped may not write its own before it has become the program.
void preferAsVictim(pid_t pid) { std::ofstream("/proc/" + std::to_string(pid) + "/oom_score_adj") << 500; }
}  // namespace

ProcessTable::ProcessTable()
{
    std::thread([this] { reapForEver(); }).detach();
}

std::pair<std::shared_ptr<ChildProcess>, std::shared_ptr<OutputQueue>>
ProcessTable::start(const SpawnRequest &request, const std::shared_ptr<ChildProcess> &child)
{
    const std::shared_ptr<OutputQueue> queue = child->listen();
    const auto registerPid = [&](const std::function<pid_t()> &fork) {
        // Under the lock: whoever reaps cannot look for the child before it stands in the table.
        const std::lock_guard lock(m_mutex);
        forgetOld();
        const pid_t pid = fork();
        if (pid > 0) {
            child->setPid(pid);
            m_children[pid] = child;
            ++m_starts;
            m_started.notify_all();
        }
        return pid;
    };
    try {
        const Spawned spawned = spawn(request, registerPid);
        preferAsVictim(spawned.pid);
        child->begin(spawned);
    } catch (...) {
        const std::lock_guard lock(m_mutex);
        m_children.erase(child->pid());
        throw;
    }
    return {child, queue};
}

std::shared_ptr<ChildProcess> ProcessTable::find(const Json &selector, bool alsoFinished)
{
    const auto pid = static_cast<pid_t>(intMember(selector, "pid", 0));
    const std::string tag = stringMember(selector, "tag");
    if (pid == 0 && tag.empty())
        throw RpcError("invalid_argument", "a process is chosen by pid or tag");
    const std::lock_guard lock(m_mutex);
    for (const auto &[childPid, child] : m_children) {
        const bool meant = pid != 0 ? childPid == pid : child->tag() == tag;
        const auto ended = child->endedAt();
        const bool recent = !ended || (alsoFinished && std::chrono::steady_clock::now() - *ended < keepFinished);
        if (meant && recent)
            return child;
    }
    throw RpcError("not_found",
                   pid != 0 ? "process with pid " + std::to_string(pid) + " not found"
                            : "process with tag " + tag + " not found");
}

std::vector<std::shared_ptr<ChildProcess>> ProcessTable::running()
{
    std::vector<std::shared_ptr<ChildProcess>> result;
    const std::lock_guard lock(m_mutex);
    for (const auto &[pid, child] : m_children) {
        if (!child->endedAt())
            result.push_back(child);
    }
    return result;
}

void ProcessTable::forgetOld()
{
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(m_children, [now](const auto &entry) {
        const auto ended = entry.second->endedAt();
        return ended && now - *ended > keepFinished;
    });
}

void ProcessTable::reapForEver()
{
    unsigned long seen = 0;
    for (;;) {
        siginfo_t info {};
        // Looks without taking: an exit that is ours to keep must be found in the table first.
        const int result = ::waitid(P_ALL, 0, &info, WEXITED | WNOWAIT);
        const bool childless = result != 0 && errno == ECHILD;
        std::unique_lock lock(m_mutex);
        if (result != 0) {
            if (childless)
                m_started.wait(lock, [&] { return m_starts != seen; });
            seen = m_starts;
            continue;
        }
        int status = 0;
        if (::waitpid(info.si_pid, &status, 0) != info.si_pid)
            continue;
        const auto found = m_children.find(info.si_pid);
        const std::shared_ptr<ChildProcess> child = found == m_children.end() ? nullptr : found->second;
        lock.unlock();
        if (child && !child->endedAt())
            child->exited(status);
    }
}

}  // namespace bw::sandboxd
