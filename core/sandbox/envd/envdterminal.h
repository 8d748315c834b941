// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/envd/envdprocess.h"

namespace bw::sandbox
{

/// The message of process.Process/Start for a command with a terminal.
Json terminalMessage(const Command &command, const TerminalSize &size);

/// A command with a terminal of its own. What is typed goes in pieces of at most 256 kB, in order; one caller types at
/// a time. As EnvdProcess otherwise.
class EnvdTerminal final : public Process
{
public:
    /// As EnvdProcess.
    EnvdTerminal(EnvdClient &client, std::stop_token sandboxEnd, std::function<void(CommandResult &)> whenDone,
                 std::function<void(qint64)> whenKilled);
    ~EnvdTerminal() override;

    Status begin(const Command &command, const TerminalSize &size, std::stop_token stop);

    [[nodiscard]] qint64 pid() const override { return m_process.pid(); }
    Result<CommandResult> wait(const OutputSink &sink, std::stop_token stop) override;
    Status sendStdin(QByteArrayView bytes) override;
    /// A terminal is not closed: the character for the end of input is typed.
    Status closeStdin() override;
    Status kill() override { return m_process.kill(); }
    void abandon() override;
    Status resize(const TerminalSize &size) override;

private:
    Status call(const QString &method, Json message);

    EnvdClient &m_client;
    std::stop_token m_sandboxEnd;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_onSandboxEnd;
    EnvdProcess m_process;
};

}  // namespace bw::sandbox
