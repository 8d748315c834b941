// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace bw
{

struct LaunchRequest {
    QString program;  ///< absolute path; PATH is not searched
    QStringList arguments;
    QMap<QString, QString> environment;  ///< the whole of it; nothing is inherited
    /// Number in the child -> open descriptor of ours. 0, 1 and 2 that are not named are /dev/null; everything else is
    /// closed in the child. Ours stay open and stay ours.
    QMap<int, int> descriptors;
    /// For root only: what the child needs although it will be nobody who could reach it. Target below /tmp -> folder
    /// or file of ours. The child gets a view of its own of the file system, in which an empty tmpfs hides /tmp and
    /// these are bound into it.
    QMap<QString, QString> places;
    std::optional<unsigned> userId;  ///< for root only: user and group that the child becomes, without other groups
    int groupFd = -1;        ///< cgroup.procs of a control group that the child enters before all else; stays ours
    int oomScoreAdjust = 0;  ///< 0…1000: how much sooner than others the kernel may kill it for want of memory
};

struct ExitStatus {
    int code = 0;  ///< exit code, or the signal's number
    bool signalled = false;
    friend bool operator==(const ExitStatus &, const ExitStatus &) = default;
};

/// A child that a Launcher started. Thread-safe. The destructor kills and reaps it.
class LaunchedProcess final
{
public:
    LaunchedProcess(qint64 pid, int pidFd);
    ~LaunchedProcess();
    LaunchedProcess(const LaunchedProcess &) = delete;
    LaunchedProcess &operator=(const LaunchedProcess &) = delete;

    [[nodiscard]] qint64 pid() const { return m_pid; }
    /// Waits for its end; -1 ms = for ever. Errors: Timeout, Cancelled (within 10 ms of a stop).
    Result<ExitStatus> wait(std::chrono::milliseconds limit, std::stop_token stop);
    /// SIGKILL; a process that has ended is success. Never reaches another process that got the same number.
    void kill();

private:
    const qint64 m_pid;
    const int m_pidFd;
    std::mutex m_mutex;
    std::optional<ExitStatus> m_status;
};

/// Starts children from one thread that lives as long as this object: "die with the parent" follows the *thread* that
/// started a child, and workers come and go. Every child ends (SIGKILL) with this object or this process, has a session
/// of its own (a terminal's Ctrl+C does not reach it), default signals, umask 022 and no core files.
///
/// Thread: launch() from any. Ownership: make one per program and end it after everything that was started by it.
class Launcher final
{
public:
    Launcher();
    ~Launcher();
    Launcher(const Launcher &) = delete;
    Launcher &operator=(const Launcher &) = delete;

    /// Returns once the program runs. Errors: NotFound (kind program), PermissionDenied, LimitHit (no process or
    /// descriptor left), Internal.
    Result<std::unique_ptr<LaunchedProcess>> launch(const LaunchRequest &request);

private:
    struct Job;
    void serve(const std::stop_token &stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Job *> m_jobs;
    std::jthread m_thread;
};

}  // namespace bw
