// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "childspawn.h"
#include "connect.h"
#include "outputqueue.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace bw::sandboxd
{

/// One command: reads its output on a thread of its own, hands every chunk to every listener in order, ends it at its
/// deadline. Thread-safe.
class ChildProcess : public std::enable_shared_from_this<ChildProcess>
{
public:
    using Time = std::chrono::steady_clock::time_point;

    ChildProcess(Json config, std::string tag, std::optional<Time> deadline);
    ~ChildProcess();
    ChildProcess(const ChildProcess &) = delete;
    ChildProcess &operator=(const ChildProcess &) = delete;

    /// Listens from now on. A finished process gives its end at once.
    std::shared_ptr<OutputQueue> listen();
    void leave(const std::shared_ptr<OutputQueue> &queue);

    /// Called once, after the program was started; from then on a thread reads.
    void begin(const Spawned &spawned);
    /// Called by whoever reaps. `status` as waitpid gives it.
    void exited(int status);

    /// Waits until the process has taken all of it; other calls do not wait for that. Error: RpcError
    /// failed_precondition.
    void writeInput(std::string_view bytes, bool terminal);
    /// Error: RpcError failed_precondition, of a process with a terminal.
    void closeInput();
    /// Error: RpcError internal.
    void resize(const TerminalSize &size);
    /// SIGKILL ends the whole tree; other signals go to the process group.
    void signal(int number);

    [[nodiscard]] pid_t pid() const { return m_pid; }
    void setPid(pid_t pid) { m_pid = pid; }
    [[nodiscard]] const Json &config() const { return m_config; }
    [[nodiscard]] const std::string &tag() const { return m_tag; }
    [[nodiscard]] bool timedOut() const { return m_timedOut; }
    /// Set when the end was handed out.
    [[nodiscard]] std::optional<Time> endedAt() const;

private:
    struct Source {
        int fd;
        OutputEvent::Kind kind;
    };
    void readAll(std::vector<Source> sources);
    [[nodiscard]] int pollTimeout() const;
    bool readFrom(Source &source);
    [[nodiscard]] bool readWhatIsLeft(std::vector<Source> &sources);
    int writeSome(std::string_view &bytes, bool terminal);
    void closeInputs();
    void publish(const OutputEvent &event);
    void finish();
    void checkDeadline();

    const Json m_config;
    const std::string m_tag;
    const std::optional<Time> m_deadline;
    std::atomic<pid_t> m_pid {-1};
    std::atomic<bool> m_timedOut {false};
    std::atomic<bool> m_killed {false};
    int m_wakeFd;

    mutable std::mutex m_mutex;
    std::vector<std::shared_ptr<OutputQueue>> m_listeners;
    std::optional<int> m_status;
    Time m_exitTime;
    std::optional<OutputEvent> m_end;
    std::optional<Time> m_endedAt;

    std::mutex m_writeMutex;  ///< held by one writer; the descriptors below are never held that long
    std::mutex m_inputMutex;
    int m_input = -1;
    int m_terminal = -1;
};

}  // namespace bw::sandboxd
