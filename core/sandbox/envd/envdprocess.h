// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdclient.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace bw::sandbox
{

/// Reads the events of one process stream (Start) and keeps its end.
class ProcessEvents
{
public:
    using Output = std::function<void(bool isError, QByteArrayView bytes)>;

    /// `onStart` is told the process id; both are called on the stream's thread.
    ProcessEvents(Output output, std::function<void(qint64)> onStart);
    Status take(const Json &message);
    /// What came of it, given how the stream ended. A time limit is a result, not an error.
    [[nodiscard]] Result<CommandResult> result(const Status &streamEnd) const;
    /// The command's own end, once it was told.
    [[nodiscard]] const std::optional<CommandResult> &end() const { return m_end; }

private:
    Output m_output;
    std::function<void(qint64)> m_onStart;
    std::optional<CommandResult> m_end;
};

/// The message of process.Process/Start.
Json startMessage(const Command &command, bool keepStdin);

/// A command whose output is read on a thread of its own: at most 64 chunks wait, then the command waits.
class EnvdProcess final : public Process
{
public:
    /// `whenDone` adds what only the sandbox knows to a result; `whenKilled` ends what the process started. The sandbox
    /// must live longer.
    EnvdProcess(EnvdClient &client, std::stop_token sandboxEnd, std::function<void(CommandResult &)> whenDone,
                std::function<void(qint64)> whenKilled);
    ~EnvdProcess() override;

    Status begin(const Command &command, bool keepStdin, std::stop_token stop);
    /// The same with a message of the caller's own, such as one that asks for a terminal.
    Status begin(const Json &message, std::chrono::milliseconds timeLimit, std::stop_token stop);

    [[nodiscard]] qint64 pid() const override { return m_pid; }
    Result<CommandResult> wait(const OutputSink &sink, std::stop_token stop) override;
    Status sendStdin(QByteArrayView bytes) override;
    Status closeStdin() override;
    Status kill() override;
    void abandon() override { m_stop.request_stop(); }

private:
    struct Chunk {
        bool isError;
        QByteArray bytes;
    };
    void run(std::stop_token stop, const Json &message, std::chrono::milliseconds deadline);

    EnvdClient &m_client;
    std::stop_token m_sandboxEnd;
    std::function<void(CommandResult &)> m_whenDone;
    std::function<void(qint64)> m_whenKilled;
    std::atomic<qint64> m_pid {0};
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Chunk> m_chunks;
    bool m_started = false;
    std::optional<Result<CommandResult>> m_result;
    std::stop_source m_stop;
    std::optional<std::stop_callback<std::function<void()>>> m_onSandboxEnd;
    std::jthread m_thread;
};

}  // namespace bw::sandbox
